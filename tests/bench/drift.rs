//! Does Köprü notice when an original drifts away from its translation, and
//! keep quiet when nothing has changed? `cargo bench --bench drift`.
//!
//! Every page of our handbook is taken as the original in each of the three
//! languages, one edit is made, and the states are compared with what the edit
//! is by construction: of dress, of order, or of meaning. Two common practices
//! judge the same edits: the date of the last commit (an original younger than
//! its translation is an alarm), and the hash of the original written down at
//! the time of translation (another hash is an alarm). The table in
//! `docs/translation.md` is the output of this program. It fails when fewer than
//! 99 of 100 changes of meaning are found, or more than 2 of 100 edits of dress
//! raise an alarm.

#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a benchmark reads its content and prints")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use kopru::lang::Lang;
use kopru::parse::parse;
use kopru::path::VPath;
use kopru::schema::pages::Kind;
use kopru::translate::report::vouched;
use kopru::translate::{State, Sync, Unit, UnitKind, Version, Versions, Vouching, report, units};

/// Which language translates which.
const DIRECTIONS: [(&str, &str); 3] = [("tr", "de"), ("en", "tr"), ("de", "en")];

/// How often one kind of edit is made in one page.
const EDITS_A_PAGE: usize = 3;

/// What an edit is, by construction.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Nature {
    Dress,
    Order,
    Meaning,
}

/// A page after an edit, and how many units are to be told of it.
struct Edited {
    source: String,
    translation: String,
    units: usize,
}

/// A page in two languages.
struct Page {
    path: String,
    source: (Lang, String),
    translation: (Lang, String),
}

type Edit = fn(&Page, &[Unit], &Unit) -> Option<Edited>;

/// The kinds of edits: name, nature, and the edit at one unit.
const FAMILIES: &[(&str, Nature, Edit)] = &[
    ("line breaks moved", Nature::Dress, |page, _, unit| prose(page, unit, |text| text.replacen(", ", ",\n", 1))),
    ("signs of emphasis", Nature::Dress, |page, _, unit| prose(page, unit, |text| text.replace("**", "__"))),
    ("list signs", Nature::Dress, |page, _, _| list_signs(page)),
    ("table padding", Nature::Dress, |page, _, unit| row(page, unit, |line| line.replace(" |", "   |"))),
    ("links spelled otherwise", Nature::Dress, |page, _, unit| prose(page, unit, |text| text.replace("](/", "](/./"))),
    ("line endings", Nature::Dress, |page, _, _| whole(page, page.source.1.replace('\n', "\r\n"))),
    ("decomposed letters", Nature::Dress, |page, _, unit| {
        prose(page, unit, |text| text.replace('ü', "u\u{308}").replace('ç', "c\u{327}"))
    }),
    ("protected spaces", Nature::Dress, |page, _, unit| prose(page, unit, |text| text.replacen(", ", ",\u{a0}", 1))),
    ("slip of the pen in the original", Nature::Dress, |page, _, unit| prose(page, unit, slip)),
    ("comma removed", Nature::Dress, |page, _, unit| prose(page, unit, |text| text.replacen(", ", " ", 1))),
    ("paragraph moved", Nature::Order, moved),
    ("list item moved", Nature::Order, |page, all, unit| swapped(page, all, unit, UnitKind::ListItem)),
    ("table row moved", Nature::Order, |page, all, unit| swapped(page, all, unit, UnitKind::TableRow)),
    ("paragraph split", Nature::Order, |page, _, unit| {
        let edited =
            (unit.kind == UnitKind::Paragraph).then(|| prose(page, unit, |text| text.replacen(". ", ".\n\n", 1)));
        edited.flatten().map(|edited| Edited { units: 2, ..edited })
    }),
    ("paragraphs joined", Nature::Order, joined),
    ("number changed", Nature::Meaning, |page, _, unit| prose(page, unit, number)),
    ("number in words changed", Nature::Meaning, |page, _, unit| prose(page, unit, numeral)),
    ("negation added", Nature::Meaning, |page, _, unit| {
        prose(page, unit, |text| negated(text, page.source.0.as_str()))
    }),
    ("one letter makes another word", Nature::Meaning, |page, _, unit| {
        prose(page, unit, |text| minimal(text, page.source.0.as_str()))
    }),
    ("sentence rewritten", Nature::Meaning, |page, all, unit| prose(page, unit, |text| rewritten(text, all))),
    ("name changed", Nature::Meaning, |page, _, unit| prose(page, unit, name)),
    ("link leads elsewhere", Nature::Meaning, |page, _, unit| {
        prose(page, unit, |text| text.replacen(".md", "-2.md", 1))
    }),
    ("heading renamed", Nature::Meaning, |page, _, unit| {
        of_kind(page, unit, UnitKind::Heading, |text| format!("{text} 2.0"))
    }),
    ("list item added", Nature::Meaning, |page, _, unit| beside_item(page, unit, "Zzz qqq 77.")),
    ("list item removed", Nature::Meaning, |page, _, unit| without_line(page, unit, UnitKind::ListItem)),
    ("table row added", Nature::Meaning, |page, _, unit| row(page, unit, |line| format!("{line}\n| zz | 99 |"))),
    ("table row removed", Nature::Meaning, |page, _, unit| without_line(page, unit, UnitKind::TableRow)),
    ("section added", Nature::Meaning, |page, _, _| {
        let source = format!("{}\n## Zzz qqq\n\nXxx 77 yyy.\n", page.source.1);
        changed(page, source, 2)
    }),
    ("section removed", Nature::Meaning, section_removed),
    ("answer of a quiz changed", Nature::Meaning, |page, _, unit| answer(page, unit)),
    ("drift below a typo fix in the translation", Nature::Meaning, |page, _, unit| {
        let edited = prose(page, unit, number)?;
        let translation = slip(&page.translation.1.clone());
        (translation != page.translation.1).then_some(Edited { translation, ..edited })
    }),
];

fn changed(page: &Page, source: String, units: usize) -> Option<Edited> {
    (source != page.source.1).then(|| Edited { source, translation: page.translation.1.clone(), units })
}

fn whole(page: &Page, source: String) -> Option<Edited> {
    changed(page, source, 1)
}

/// Another sign before every item, but not in the front matter.
fn list_signs(page: &Page) -> Option<Edited> {
    let text = &page.source.1;
    let body = text.len() - kopru::parse::body(text).len();
    // In code, a hyphen is no list sign.
    if text.contains("```") {
        return None;
    }
    whole(page, format!("{}{}", &text[..body], text[body..].replace("\n- ", "\n* ")))
}

/// The page with the slice of `unit` replaced.
fn replaced(page: &Page, unit: &Unit, text: &str) -> Option<Edited> {
    let (start, end) = (unit.span.start as usize, unit.span.end as usize);
    changed(page, format!("{}{text}{}", &page.source.1[..start], &page.source.1[end..]), 1)
}

fn of_kind(page: &Page, unit: &Unit, kind: UnitKind, edit: impl Fn(&str) -> String) -> Option<Edited> {
    (unit.kind == kind).then(|| replaced(page, unit, &edit(unit.span.slice(&page.source.1)))).flatten()
}

/// An edit of running text.
fn prose(page: &Page, unit: &Unit, edit: impl Fn(&str) -> String) -> Option<Edited> {
    let kinds = [UnitKind::Paragraph, UnitKind::ListItem];
    kinds.contains(&unit.kind).then(|| of_kind(page, unit, unit.kind, edit)).flatten()
}

/// An edit of a row of a table below its head.
fn row(page: &Page, unit: &Unit, edit: impl Fn(&str) -> String) -> Option<Edited> {
    let head = unit.block.is_some_and(|table| table.start == unit.span.start);
    (!head).then(|| of_kind(page, unit, UnitKind::TableRow, edit)).flatten()
}

/// Two letters inside of the first long word change places.
fn slip(text: &str) -> String {
    let word = text.split_whitespace().find(|word| {
        let letters: Vec<char> = word.chars().collect();
        letters.len() >= 9 && letters.iter().all(|c| c.is_lowercase()) && letters[3] != letters[4]
    });
    let Some(word) = word else { return text.to_string() };
    let mut letters: Vec<char> = word.chars().collect();
    letters.swap(3, 4);
    text.replacen(word, &letters.iter().collect::<String>(), 1)
}

/// The first digit of a number that is not part of an address becomes another one.
fn number(text: &str) -> String {
    if text.contains("](") || text.contains("[^") {
        return text.to_string();
    }
    match text.find(|c: char| c.is_ascii_digit()) {
        Some(at) => {
            let digit = if &text[at..=at] == "4" { "7" } else { "4" };
            format!("{}{digit}{}", &text[..at], &text[at + 1..])
        }
        None => text.to_string(),
    }
}

/// The first of `pairs` whose word stands in the text becomes its partner.
fn exchanged(text: &str, pairs: &[(&str, &str)]) -> String {
    let found = pairs.iter().find(|(from, _)| text.contains(from));
    found.map_or(text.to_string(), |(from, to)| text.replacen(from, to, 1))
}

fn numeral(text: &str) -> String {
    exchanged(
        text,
        &[
            (" iki ", " üç "),
            (" two ", " three "),
            (" zwei ", " drei "),
            (" üç ", " beş "),
            (" three ", " five "),
            (" drei ", " fünf "),
        ],
    )
}

fn negated(text: &str, lang: &str) -> String {
    match lang {
        "tr" => {
            exchanged(text, &[("ır.", "maz."), ("ir.", "mez."), ("ılır", "ılmaz"), ("ilir", "ilmez"), (" var", " yok")])
        }
        "de" => exchanged(
            text,
            &[(" ein ", " kein "), (" eine ", " keine "), (" ist ", " ist nicht "), (" sind ", " sind nicht ")],
        ),
        _ => exchanged(
            text,
            &[(" is ", " is not "), (" are ", " are not "), (" can ", " cannot "), (" should ", " should not ")],
        ),
    }
}

/// Words that one letter tells apart: an editor's slip and yet another meaning.
fn minimal(text: &str, lang: &str) -> String {
    match lang {
        "tr" => {
            exchanged(text, &[(" bu ", " şu "), (" olan ", " olmayan "), (" ve ", " veya "), (" önce ", " sonra ")])
        }
        "de" => {
            exchanged(text, &[(" eine ", " keine "), (" wurde ", " würde "), (" mit ", " ohne "), (" und ", " oder ")])
        }
        _ => {
            exchanged(text, &[(" now ", " not "), (" before ", " after "), (" with ", " without "), (" and ", " or ")])
        }
    }
}

/// The first sentence becomes one from elsewhere in the page.
fn rewritten(text: &str, all: &[Unit]) -> String {
    let Some((first, rest)) = text.split_once(". ") else { return text.to_string() };
    let other = all.iter().rev().find(|unit| unit.kind == UnitKind::Paragraph && !unit.normal.contains(first));
    let sentence = other.and_then(|unit| unit.text.split(". ").next());
    sentence.map_or(text.to_string(), |sentence| format!("{}. {rest}", sentence.trim_end_matches('.')))
}

fn name(text: &str) -> String {
    exchanged(
        text,
        &[
            ("Şanlıurfa", "Gaziantep"),
            ("Zeytinburnu", "Esenyurt"),
            ("Berlin", "Hamburg"),
            ("Limburg", "Brabant"),
            ("Köprü", "Kapı"),
        ],
    )
}

fn moved(page: &Page, all: &[Unit], unit: &Unit) -> Option<Edited> {
    let last = all.iter().rfind(|other| other.kind == UnitKind::Paragraph && other.span.start > unit.span.end)?;
    let (text, end) = (&page.source.1, last.span.end as usize);
    let own_line = text.get(..unit.span.start as usize)?.ends_with("\n\n");
    if unit.kind != UnitKind::Paragraph || !own_line || text[..end].contains("\n:::") || text[..end].contains("\n> ") {
        return None;
    }
    let slice = unit.span.slice(text);
    let rest = format!("{}{}", &text[unit.span.end as usize..end], &format!("\n\n{slice}"));
    changed(page, format!("{}{rest}{}", &text[..unit.span.start as usize], &text[end..]), 1)
}

/// A line changes places with the next one of its kind.
fn swapped(page: &Page, all: &[Unit], unit: &Unit, kind: UnitKind) -> Option<Edited> {
    let text = &page.source.1;
    let next = all.iter().find(|other| other.span.start > unit.span.end)?;
    let ((start, middle), (begin, end)) = (line_of(text, unit), line_of(text, next));
    let head = unit.block.is_some_and(|table| table.start == unit.span.start) && kind == UnitKind::TableRow;
    let simple = |line: &str| line.starts_with("- ") || line.starts_with('|');
    let lines = (&text[start..middle], &text[begin..end]);
    let kinds = unit.kind == kind && next.kind == kind;
    let swappable = kinds && middle == begin && !head && simple(lines.0) && simple(lines.1);
    let swap = || changed(page, format!("{}{}{}{}", &text[..start], lines.1, lines.0, &text[end..]), 1);
    swappable.then(swap).flatten()
}

fn joined(page: &Page, all: &[Unit], unit: &Unit) -> Option<Edited> {
    let next = all.iter().find(|other| other.span.start > unit.span.end)?;
    let both = unit.kind == UnitKind::Paragraph && next.kind == UnitKind::Paragraph;
    let between = page.source.1.get(unit.span.end as usize..next.span.start as usize)?;
    if !both || between != "\n\n" {
        return None;
    }
    let (end, start) = (unit.span.end as usize, next.span.start as usize);
    changed(page, format!("{} {}", &page.source.1[..end], &page.source.1[start..]), 1)
}

fn line_of(text: &str, unit: &Unit) -> (usize, usize) {
    let start = text[..unit.span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let end = text[unit.span.end as usize..].find('\n').map_or(text.len(), |at| unit.span.end as usize + at + 1);
    (start, end)
}

fn beside_item(page: &Page, unit: &Unit, words: &str) -> Option<Edited> {
    let (start, _) = line_of(&page.source.1, unit);
    let simple = page.source.1[start..].starts_with("- ") && unit.kind == UnitKind::ListItem;
    simple
        .then(|| changed(page, format!("{}- {words}\n{}", &page.source.1[..start], &page.source.1[start..]), 1))
        .flatten()
}

fn without_line(page: &Page, unit: &Unit, kind: UnitKind) -> Option<Edited> {
    let (start, end) = line_of(&page.source.1, unit);
    let line = &page.source.1[start..end];
    let head = unit.block.is_some_and(|table| table.start == unit.span.start) && kind == UnitKind::TableRow;
    let simple = (line.starts_with("- ") && !line.contains("- [")) || line.starts_with('|');
    let removable = unit.kind == kind && !head && simple;
    removable.then(|| changed(page, format!("{}{}", &page.source.1[..start], &page.source.1[end..]), 1)).flatten()
}

fn section_removed(page: &Page, all: &[Unit], unit: &Unit) -> Option<Edited> {
    let next = all.iter().find(|other| other.kind == UnitKind::Heading && other.span.start > unit.span.start)?;
    let inside = all.iter().filter(|other| (unit.span.start..next.span.start).contains(&other.span.start)).count();
    let (start, end) = (unit.span.start as usize, next.span.start as usize);
    let balanced = !page.source.1[start..end].contains("\n:::");
    let removable = unit.kind == UnitKind::Heading && balanced;
    removable.then(|| changed(page, format!("{}{}", &page.source.1[..start], &page.source.1[end..]), inside)).flatten()
}

/// The mark of an answer is set or taken away.
fn answer(page: &Page, unit: &Unit) -> Option<Edited> {
    let (start, end) = line_of(&page.source.1, unit);
    let line = &page.source.1[start..end];
    let turned =
        if line.contains("- [x]") { line.replacen("- [x]", "- [ ]", 1) } else { line.replacen("- [ ]", "- [x]", 1) };
    let is_answer = unit.kind == UnitKind::Answer && turned != line;
    is_answer
        .then(|| changed(page, format!("{}{turned}{}", &page.source.1[..start], &page.source.1[end..]), 1))
        .flatten()
}

/// Right and wrong alarms of one judge.
#[derive(Clone, Copy, Default)]
struct Score {
    /// Edits that raised an alarm, of those that were made.
    alarms: usize,
    edits: usize,
    /// Units that were rightly told of, wrongly told of, and not told of.
    hits: usize,
    wrong: usize,
    missed: usize,
}

impl Score {
    fn add(&mut self, expected: usize, told: usize) {
        self.edits += 1;
        self.alarms += usize::from(told > 0);
        self.hits += told.min(expected);
        self.wrong += told.saturating_sub(expected);
        self.missed += expected.saturating_sub(told);
    }

    fn join(&mut self, other: &Self) {
        self.alarms += other.alarms;
        self.edits += other.edits;
        self.hits += other.hits;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }

    fn rate(&self) -> f64 {
        self.alarms as f64 / self.edits.max(1) as f64
    }

    fn precision(&self) -> f64 {
        self.hits as f64 / (self.hits + self.wrong).max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.hits as f64 / (self.hits + self.missed).max(1) as f64
    }

    fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
    }
}

fn read_units(page: &Page, (lang, text): &(Lang, String)) -> Vec<Unit> {
    let file = VPath::new(&format!("content/{lang}/{}.md", page.path)).unwrap_or_else(|| VPath::fixed("content/a.md"));
    units(text, &parse(&file, text.as_bytes(), Kind::Chapter).value)
}

/// What was open before an edit says nothing about the edit.
fn open_states(page: &Page, sync: &Sync, source: (&str, &[Unit]), translation: (&str, &[Unit])) -> Vec<State> {
    let versions = versions(page, source, translation);
    let all = report(versions, Some(sync), &[]).units.into_iter().map(|unit| unit.state);
    all.filter(|state| !state.is_settled()).collect()
}

fn versions<'a>(page: &'a Page, source: (&'a str, &'a [Unit]), translation: (&'a str, &'a [Unit])) -> Versions<'a> {
    let version = |lang, (text, units)| Version { lang, text, units };
    let (ours, theirs) = (&page.source.0, &page.translation.0);
    Versions { source: version(ours, source), translation: version(theirs, translation), adapted: false }
}

/// A page as it was when its translation was accepted.
struct Accepted<'a> {
    page: &'a Page,
    source: Vec<Unit>,
    translation: Vec<Unit>,
    sync: Sync,
    open: Vec<State>,
}

impl<'a> Accepted<'a> {
    fn new(page: &'a Page) -> Self {
        let (source, translation) = (read_units(page, &page.source), read_units(page, &page.translation));
        let (ours, theirs) = ((page.source.1.as_str(), &source[..]), (page.translation.1.as_str(), &translation[..]));
        let sync = vouched(&page.path, versions(page, ours, theirs), None, Vouching::Accepted);
        let open = open_states(page, &sync, ours, theirs);
        Self { page, source, translation, sync, open }
    }

    /// The states that an edit brings about.
    fn states(&self, edited: &Edited) -> Vec<State> {
        let page = self.page;
        let source = read_units(page, &(page.source.0.clone(), edited.source.clone()));
        let touched = edited.translation != page.translation.1;
        let read = || read_units(page, &(page.translation.0.clone(), edited.translation.clone()));
        let translation = if touched { read() } else { self.translation.clone() };
        let (ours, theirs) = ((edited.source.as_str(), &source[..]), (edited.translation.as_str(), &translation[..]));
        let mut now = open_states(page, &self.sync, ours, theirs);
        for state in &self.open {
            if let Some(at) = now.iter().position(|other| other == state) {
                now.remove(at);
            }
        }
        now
    }
}

fn pages() -> Vec<Page> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut found = Vec::new();
    for (source, translation) in DIRECTIONS {
        let mut files = Vec::new();
        collect(&root.join(source), &mut files);
        for file in files {
            let Some(path) = file.strip_prefix(root.join(source)).ok().and_then(Path::to_str) else { continue };
            let Ok(theirs) = fs::read_to_string(root.join(translation).join(path)) else { continue };
            let Ok(ours) = fs::read_to_string(&file) else { continue };
            let lang = |tag| Lang::new(tag).expect("a language tag");
            let path = path.trim_end_matches(".md").to_string();
            found.push(Page { path, source: (lang(source), ours), translation: (lang(translation), theirs) });
        }
    }
    found
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        match path.is_dir() {
            true => collect(&path, files),
            false if path.extension().is_some_and(|extension| extension == "md") => files.push(path),
            false => {}
        }
    }
}

/// Ours, the date of the last commit, the hash of the original.
type Scores = [Score; 3];

fn judge(page: &Page, scores: &mut BTreeMap<usize, Scores>) {
    let accepted = Accepted::new(page);
    let source = &accepted.source;
    for (index, (name, nature, edit)) in FAMILIES.iter().enumerate() {
        let edits = source.iter().filter(|unit| unit.field.is_empty()).filter_map(|unit| edit(page, source, unit));
        let mut seen: Vec<String> = Vec::new();
        for edited in edits {
            if seen.len() == EDITS_A_PAGE || seen.contains(&edited.source) {
                break;
            }
            let states = accepted.states(&edited);
            let told = match nature {
                Nature::Order => states.len(),
                Nature::Dress | Nature::Meaning => states.iter().filter(|state| **state != State::Minor).count(),
            };
            let expected = if *nature == Nature::Dress { 0 } else { edited.units };
            if std::env::var("KOPRU_SHOW").is_ok_and(|wanted| wanted == *name) && (told > 0) != (expected > 0) {
                println!("{} {} {:?}", page.source.0, page.path, states);
            }
            // The practices know pages, not units: an alarm concerns all of them.
            let touched = edited.translation != page.translation.1;
            let by_date = if touched { 0 } else { source.len() };
            let all = scores.entry(index).or_default();
            for (score, told) in all.iter_mut().zip([told, by_date, source.len()]) {
                score.add(expected, told);
            }
            seen.push(edited.source);
        }
    }
}

fn main() {
    let mut scores: BTreeMap<usize, Scores> = BTreeMap::new();
    let pages = pages();
    pages.iter().for_each(|page| judge(page, &mut scores));
    println!("| edit | edits | alarms | precision | recall | F1 | date: alarms | date: F1 | hash: alarms | hash: F1 |");
    println!("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    let mut sums: BTreeMap<Nature, Scores> = BTreeMap::new();
    for (index, all) in &scores {
        let (name, nature, _) = FAMILIES[*index];
        line(name, nature, all);
        let sum = sums.entry(nature).or_default();
        sum.iter_mut().zip(all).for_each(|(sum, score)| sum.join(score));
    }
    for (nature, title) in [
        (Nature::Dress, "**all of dress**"),
        (Nature::Order, "**all of order**"),
        (Nature::Meaning, "**all of meaning**"),
    ] {
        line(title, nature, &sums[&nature]);
    }
    assert_eq!(scores.len(), FAMILIES.len(), "every kind of edit must occur in our content");
    let (false_alarms, found) = (sums[&Nature::Dress][0].rate(), sums[&Nature::Meaning][0].rate());
    println!(
        "\n{} pages, {false_alarms:.4} false alarms on edits of dress, {found:.4} of the changes of meaning found",
        pages.len()
    );
    assert!(false_alarms <= 0.02 && found >= 0.99, "the promises of docs/translation.md do not hold");
}

fn line(name: &str, nature: Nature, [ours, date, hash]: &Scores) {
    let share = |value: f64| if nature == Nature::Dress { "–".to_string() } else { format!("{value:.2}") };
    let alarms = |score: &Score| format!("{:.3}", score.rate());
    println!(
        "| {name} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
        ours.edits,
        alarms(ours),
        share(ours.precision()),
        share(ours.recall()),
        share(ours.f1()),
        alarms(date),
        share(date.f1()),
        alarms(hash),
        share(hash.f1())
    );
}
