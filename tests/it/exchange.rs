//! Files for translation tools: out, edited or not, and back.

use kopru::lang::Lang;
use kopru::path::VPath;
use kopru::pipeline::{Options, exchange};
use kopru::snapshot::{File, Snapshot};
use kopru::translate::exchange::Exchange;
use kopru::translate::{po, xliff};

use crate::{files_below, repository, shown, snapshot};

const SOURCE: &str = "---\ntitle: Danışma\nkey_points: [\"Bir: iki\", üç]\n---\n## Saatler {#saat}\n\n[Başvuru](a.md) *herkese* `açık`.[^1]\n\n- pazartesi\n- salı\n\n| a | b |\n|---|---|\n| c & d | \"e\" |\n\n:::figure{src=/media/x.svg alt=\"Harita\"}\nAlt yazı\n:::\n\n[^1]: Kaynak.\n";

const TRANSLATION: &str = "---\ntitle: Beratung\nkey_points: [\"Eins: zwei\", drei]\n---\n## Zeiten\n\nDer [Antrag](a.md) ist *allen* `açık`.[^1]\n\n* Montag\n*   Dienstag\n\n| a | b |\n|--|--|\n|c & d|\"e\"|\n\n:::figure{src=/media/x.svg alt=\"Karte\"}\nBild\n:::\n\n[^1]: Quelle.\n";

fn site(translation: Option<&str>) -> Snapshot {
    let mut files = vec![("content/tr/a.md", "---\ntitle: A\n---\n"), ("content/tr/b/c.md", SOURCE)];
    files.extend(translation.map(|text| ("content/de/b/c.md", text)));
    files.push(("content/media/x.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>"));
    snapshot(files)
}

fn german(site: &Snapshot) -> Exchange {
    let german = Lang::new("de").unwrap();
    exchange::export(site, &Options::default(), &|page, lang| page == "b/c" && *lang == german).value.remove(0)
}

/// The two formats: the text of a file, and how it is read.
fn formats(exchange: &Exchange) -> [(String, Exchange); 2] {
    let file = VPath::fixed("de.xlf");
    let (xml, po) = (xliff::write(exchange), po::write(exchange));
    let (xml, po) = (String::from_utf8(xml).unwrap(), String::from_utf8(po).unwrap());
    let read = [xliff::read(&file, &xml), po::read(&file, &po)];
    let [first, second] = read.map(|checked| {
        assert_eq!(checked.problems, []);
        checked.value.unwrap()
    });
    [(xml, first), (po, second)]
}

/// What comes back from a tool that replaces `from` by `to`: the page, or the problems.
fn returned(site: &Snapshot, from: &str, to: &str) -> Vec<Result<String, String>> {
    let file = VPath::fixed("de.xlf");
    let texts = formats(&german(site)).map(|(text, _)| text);
    let back = texts.map(|text| {
        let edited = text.replace(from, to);
        assert_ne!(edited, text, "{from:?} is not in {text}");
        let read = if xliff::is_xliff(&edited) { xliff::read(&file, &edited) } else { po::read(&file, &edited) };
        let mut problems = read.problems;
        let mut pages = Vec::new();
        if let Some(exchange) = read.value {
            pages = exchange::import(site, &Options::default(), &exchange, &file).unpack(&mut problems);
        }
        let mut with_file = site.clone();
        with_file.insert(file.clone(), File::new(edited.as_bytes()));
        match problems.first() {
            Some(problem) => Err(shown(&with_file, problem)),
            None => Ok(pages.pop().map(|(_, text)| text).unwrap_or_default()),
        }
    });
    back.into()
}

#[test]
fn what_is_not_edited_changes_no_byte_of_the_handbook() {
    let root = repository("content");
    let files = files_below(&root).into_iter().map(|path| {
        let name = format!("content/{}", path.strip_prefix(&root).unwrap().to_str().unwrap());
        (VPath::new(&name).unwrap(), File::new(std::fs::read(&path).unwrap()))
    });
    let site = Snapshot::new(files);
    let options = Options { drafts: true, ..Options::default() };
    let exchanges = exchange::export(&site, &options, &|_, _| true).value;
    assert_eq!(exchanges.len(), 2);
    for exchange in &exchanges {
        assert!(exchange.pages.len() > 80);
        for (_, read) in formats(exchange) {
            let back = exchange::import(&site, &options, &read, &VPath::fixed("x"));
            assert_eq!((back.value, back.problems), (vec![], vec![]));
            for (sent, got) in exchange.pages.iter().zip(&read.pages) {
                for (sent, got) in sent.segments.iter().zip(&got.segments) {
                    assert_eq!((&sent.source, &sent.target), (&got.source, &got.target));
                }
            }
        }
    }
}

#[test]
fn an_edit_comes_back_exactly_where_it_belongs() {
    let site = site(Some(TRANSLATION));
    for (from, to) in
        [("Dienstag", "Mittwoch"), ("Beratung", "Rat"), ("Bild", "Ein Bild"), ("Karte", "Plan"), ("Zeiten", "Wann")]
    {
        let expected = TRANSLATION.replace(from, to);
        assert_eq!(returned(&site, from, to), vec![Ok(expected.clone()), Ok(expected)]);
    }
}

#[test]
fn a_lost_code_is_refused_with_its_line() {
    let site = site(Some(TRANSLATION));
    let file = VPath::fixed("de.po");
    let edited = String::from_utf8(po::write(&german(&site))).unwrap().replace("*allen* `açık`", "*allen* offen");
    let read = po::read(&file, &edited).value.unwrap();
    let back = exchange::import(&site, &Options::default(), &read, &file);
    assert_eq!(back.value, vec![]);
    let mut with_file = site.clone();
    with_file.insert(file, File::new(edited.as_bytes()));
    let problem = shown(&with_file, &back.problems[0]);
    assert!(problem.contains("error exchange-code: the inline code ``açık`` is missing"), "{problem}");
    let line = edited[..edited.find("*allen* offen").unwrap()].matches('\n').count() + 1;
    assert!(problem.starts_with(&format!("de.po:{line}:")), "{problem}");

    let exchange = german(&site);
    let text = String::from_utf8(xliff::write(&exchange)).unwrap();
    let place = text.find("ist <pc").unwrap();
    let end = text[place..].find("</target>").unwrap() + place;
    let edited = format!("{}ist offen.{}", &text[..place], &text[end..]);
    let file = VPath::fixed("de.xlf");
    let read = xliff::read(&file, &edited).value.unwrap();
    let problems = exchange::import(&site, &Options::default(), &read, &file).problems;
    let mut with_file = site.clone();
    with_file.insert(file, File::new(edited.as_bytes()));
    let line = edited[..place].matches('\n').count() + 1;
    let problem = shown(&with_file, &problems[0]);
    assert!(problem.starts_with(&format!("de.xlf:{line}:")), "{problem}");
}

#[test]
fn a_text_cannot_change_the_build_of_its_page() {
    let site = site(Some(TRANSLATION));
    for (from, to) in [("Dienstag", "Dienstag | Mittwoch"), ("drei]", "drei]"), ("Quelle.", "Quelle.")] {
        if from != to {
            returned(&site, from, to).into_iter().for_each(|back| assert!(back.is_ok(), "{back:?}"));
        }
    }
    let problem = returned(&site, "Montag", "# Montag").pop().unwrap().unwrap_err();
    assert!(problem.contains("exchange-shape"), "{problem}");
}

#[test]
fn a_page_that_does_not_exist_yet_begins_with_what_was_translated() {
    let site = site(None);
    let mut exchange = german(&site);
    assert!(exchange.pages[0].segments.iter().all(|segment| segment.target.is_none()));
    let monday = exchange.pages[0].segments.iter_mut().find(|segment| segment.source == "pazartesi").unwrap();
    monday.target = Some("Montag".to_string());
    for (_, read) in formats(&exchange) {
        let back = exchange::import(&site, &Options::default(), &read, &VPath::fixed("x"));
        assert_eq!(back.problems, []);
        let (file, text) = &back.value[0];
        assert_eq!(file.as_str(), "content/de/b/c.md");
        assert!(text.contains("- Montag\n- salı"), "{text}");
    }
}

#[test]
fn broken_files_are_told_and_never_crash() {
    let file = VPath::fixed("x");
    for text in [
        "<",
        "<xliff/>",
        "<xliff srcLang='tr' trgLang='de'><file></xliff>",
        "<!DOCTYPE x [<!ENTITY a 'b'>]><xliff/>",
        "<xliff srcLang='tr' trgLang='de'><file original='a'><unit name='b'><segment><target>&x;</target>",
        "<xliff srcLang='tr' trgLang='de'><file original='a'><unit name='b'><segment><target><ph dataRef='d1'/>",
        "",
        "msgid",
        "msgid \"",
        "msgid \"a\"\n",
        "\"a\"",
        "#",
        "msgid \"\"\nmsgstr \"\"\n\"Language: de\\n\"\n",
        "msgstr[9] \"x\"",
        "\\",
    ] {
        let read = if xliff::is_xliff(text) { xliff::read(&file, text) } else { po::read(&file, text) };
        assert!(read.value.is_none() && read.problems[0].code == "exchange-malformed", "{text:?}: {:?}", read.value);
    }
    let site = site(Some(TRANSLATION));
    let mut exchange = german(&site);
    exchange.pages[0].page = "d".to_string();
    let problems = exchange::import(&site, &Options::default(), &exchange, &file).problems;
    assert_eq!(problems[0].code, "exchange-page-missing");
    exchange = german(&site);
    exchange.pages[0].segments[0].unit = "none".to_string();
    assert_eq!(
        exchange::import(&site, &Options::default(), &exchange, &file).problems[0].code,
        "exchange-source-changed"
    );
    let shorter = TRANSLATION.replace("*   Dienstag\n", "");
    let mut exchange = german(&site);
    exchange.pages[0].segments.retain(|segment| segment.source == "salı");
    let problems = exchange::import(&self::site(Some(&shorter)), &Options::default(), &exchange, &file).problems;
    assert_eq!(problems[0].code, "exchange-no-place");
}
