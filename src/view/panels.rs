//! Blocks made from front matter and data files.
//!
//! They are ordinary blocks of the document model, so every writer and search
//! show them without knowing of fields. Links in them are written as an author
//! would write them and resolved like all others.

use super::course::has_timetable;
use super::format::{date_text, money_text};
use crate::diag::Span;
use crate::doc::{
    Alignment, Block, BlockKind, Date, Definition, Element, Entry, Html, Image, Inline, Inlines, Item, Link, PanelKind,
    Record, Table, Value,
};
use crate::lang::Lang;
use crate::schema::pages::Kind;
use crate::site::{Page, Site, Version, course};
use crate::strings::{Argument, Strings};

/// The blocks above and below the text of a page.
pub struct Panels {
    pub lead: Vec<Block>,
    pub tail: Vec<Block>,
}

/// The panels of a page in the language of its text.
pub fn panels(site: &Site, strings: &Strings, page: &Page, lang: &Lang, version: &Version) -> Panels {
    let maker = Maker { site, strings, page, lang, fields: &version.fields };
    let (lead, mut tail) = match page.kind {
        Kind::Page => (vec![], vec![]),
        Kind::Chapter => maker.chapter(),
        Kind::Practice => (maker.practice(), vec![]),
        Kind::Course => (maker.course(), vec![]),
        Kind::Module => maker.module(),
        Kind::Session => (maker.session(), vec![maker.files("handouts")]),
        Kind::Glossary => (vec![], vec![maker.glossary()]),
        Kind::Organisations => (vec![], vec![maker.organisations()]),
        Kind::Timeline => (vec![], vec![maker.timeline()]),
    };
    tail.push(maker.links(PanelKind::Related, "panel-related", "related"));
    let lead = std::iter::once(maker.cover()).chain(lead);
    Panels { lead: lead.flatten().collect(), tail: tail.into_iter().flatten().collect() }
}

pub(super) struct Maker<'a> {
    pub(super) site: &'a Site,
    strings: &'a Strings,
    page: &'a Page,
    pub(super) lang: &'a Lang,
    fields: &'a Record,
}

type Made = Vec<Option<Block>>;

impl Maker<'_> {
    /// The picture that a page opens with.
    fn cover(&self) -> Option<Block> {
        let cover = self.fields.record("cover")?;
        let (source, alt) = (media_address(cover.str("src")?), cover.str("alt").unwrap_or_default().to_string());
        let image = Box::new(Image { source, alt, title: String::new(), span: Span::default() });
        let credit = cover.str("credit").unwrap_or_default().to_string();
        Some(block(BlockKind::Figure { image, caption: Vec::new(), credit, id: None }))
    }

    fn chapter(&self) -> (Made, Made) {
        let lead = vec![
            self.texts(PanelKind::KeyPoints, "panel-key-points", "key_points", None),
            self.texts(PanelKind::Outcomes, "panel-outcomes", "outcomes", None),
        ];
        let checklist = self.texts(PanelKind::Checklist, "panel-checklist", "checklist", None);
        let tail = vec![checklist, self.links(PanelKind::Related, "panel-practices", "practices"), self.policies()];
        (lead, tail)
    }

    fn practice(&self) -> Made {
        let name = |key: &str| self.site.data.organisation(key, self.lang);
        let mut facts = Facts::new(self);
        facts.add("implementer", self.fields.str("implementer").map(|key| text(name(key))));
        facts.add("country", self.code("country", "country"));
        facts.add("places", joined(self.fields.strs("places").map(|place| text(place.to_string()))));
        facts.add("level", self.code("level", "level"));
        facts.add("actor-type", self.codes("actor_type", "actor_type"));
        facts.add("website", self.fields.str("website").map(web_link));
        facts.add("contact", self.contact());
        facts.add("target-groups", self.codes("target_groups", "target_group"));
        facts.add("target-group-other", self.fields.text("target_group_other").cloned());
        facts.add("duration", self.duration().map(text));
        facts.add("funding", joined(self.fields.records("funding").filter_map(|record| self.funding(record))));
        facts.add_list("partners", self.fields.strs("partners").map(|key| text(name(key))).collect());
        facts.add("gcr-objectives", joined(self.fields.list("gcr_objectives").iter().filter_map(number)));
        facts.add_list("videos", self.fields.records("videos").filter_map(|video| self.video(video)).collect());
        facts.add("record-source", self.fields.record("source").and_then(|source| self.origin(source)));
        vec![facts.panel("panel-facts")]
    }

    fn course(&self) -> Made {
        let mut facts = Facts::new(self);
        facts.add("hours", self.hours());
        let participants = self.fields.records("participants").filter_map(|record| {
            let audience = self.site.data.label("audience", record.str("audience")?, self.lang);
            Some(text(format!("{} ({})", audience, record.int("count")?)))
        });
        facts.add("participants", joined(participants));
        facts.add("methods", self.codes("methods", "method"));
        let rule = self.fields.record("certificate").and_then(|certificate| certificate.text("rule"));
        facts.add("certificate", rule.cloned());
        vec![facts.panel("panel-facts"), self.texts(PanelKind::Objectives, "panel-aims", "aims", None)]
    }

    fn module(&self) -> (Made, Made) {
        let mut facts = Facts::new(self);
        facts.add("hours", self.hours());
        facts.add("assessment", self.code("assessment", "assessment"));
        let objectives = self.texts(PanelKind::Objectives, "panel-objectives", "objectives", Some(1));
        let tail = vec![
            self.timetable(),
            self.links(PanelKind::Related, "panel-chapters", "chapters"),
            self.links(PanelKind::Related, "panel-practices", "practices"),
            self.files("materials"),
        ];
        (vec![facts.panel("panel-facts"), objectives], tail)
    }

    fn session(&self) -> Made {
        let mut facts = Facts::new(self);
        facts.add("minutes", self.fields.int("minutes").map(|minutes| text(self.minutes(minutes))));
        facts.add("methods", self.codes("methods", "method"));
        facts.add("equipment", self.codes("equipment", "equipment"));
        vec![facts.panel("panel-facts"), self.session_objectives(), self.plan()]
    }

    /// The sessions of a module in their order, with their length and the numbers of their objectives.
    fn timetable(&self) -> Option<Block> {
        if !has_timetable(self.site, self.page) {
            return None;
        }
        let sessions = crate::view::sessions(self.site, self.page);
        let row = |session: &&Page| {
            let fields = &session.shown(&session.source).1.fields;
            let minutes = fields.int("minutes").map(|minutes| text(self.minutes(minutes)));
            let title = link(format!("/{}.md", session.path), session.short_title(self.lang).to_string());
            let numbers = joined(fields.list("objectives").iter().filter_map(number));
            vec![title, minutes.unwrap_or_default(), numbers.unwrap_or_default()]
        };
        let rows: Vec<Vec<Inlines>> = sessions.iter().map(row).collect();
        let header = ["timetable-session", "timetable-length", "timetable-objectives"].map(|id| text(self.word(id)));
        let alignments = vec![Alignment::None, Alignment::Right, Alignment::None];
        let table = Table { alignments, header: header.to_vec(), rows, caption: Vec::new() };
        Some(self.panel(PanelKind::Plan, "panel-timetable", vec![block(BlockKind::Table(Box::new(table)))]))
    }

    /// The objectives of the module whose numbers the session gives.
    fn session_objectives(&self) -> Option<Block> {
        let module = self.page.parent.as_ref().and_then(|path| self.site.pages.get(path))?;
        let objectives = module.shown(self.lang).1.fields.list("objectives");
        let chosen = self.fields.list("objectives").iter().filter_map(|entry| match entry.value {
            Value::Int(number) => match &objectives.get(usize::try_from(number - 1).ok()?)?.value {
                Value::Text(words) => Some(words.clone()),
                _ => None,
            },
            _ => None,
        });
        let list = list(chosen.collect(), None)?;
        Some(self.panel(PanelKind::Objectives, "panel-objectives", vec![list]))
    }

    fn plan(&self) -> Option<Block> {
        let mut from = 0;
        let step = |step: &Record| {
            let minutes = step.int("minutes").unwrap_or(0);
            let method = step.str("method").map(|code| self.site.data.label("method", code, self.lang));
            let row = vec![
                text(format!("{from}–{}", from + minutes)),
                text(step.str("title").unwrap_or_default().to_string()),
                text(method.unwrap_or_default()),
            ];
            from += minutes;
            row
        };
        let rows: Vec<Vec<Inlines>> = self.fields.records("plan").map(step).collect();
        if rows.is_empty() {
            return None;
        }
        let header = ["plan-minutes", "plan-step", "plan-method"].map(|id| text(self.word(id)));
        let alignments = vec![Alignment::Right, Alignment::None, Alignment::None];
        let table = Table { alignments, header: header.to_vec(), rows, caption: Vec::new() };
        Some(self.panel(PanelKind::Plan, "panel-plan", vec![block(BlockKind::Table(Box::new(table)))]))
    }

    fn texts(&self, kind: PanelKind, title: &str, field: &str, start: Option<u64>) -> Option<Block> {
        let lines = self.fields.list(field).iter().filter_map(|entry| match &entry.value {
            Value::Text(line) => Some(line.clone()),
            _ => None,
        });
        let list = list(lines.collect(), start)?;
        let list = match kind {
            PanelKind::Checklist => block(BlockKind::Checklist { title: String::new(), blocks: vec![list] }),
            _ => list,
        };
        Some(self.panel(kind, title, vec![list]))
    }

    /// Links to the pages that a field names.
    fn links(&self, kind: PanelKind, title: &str, field: &str) -> Option<Block> {
        let pages = self.fields.strs(field).filter_map(|path| self.site.page_or_folder(path));
        let links = pages.map(|page| link(format!("/{}.md", page.path), page.title(self.lang).to_string()));
        Some(self.panel(kind, title, vec![list(links.collect(), None)?]))
    }

    fn files(&self, field: &str) -> Option<Block> {
        let all = self.site.config.audience.is_trainer();
        let for_all = |record: &&Record| all || record.str("for") != Some("trainer");
        let file = |record: &Record| {
            let file = record.str("file")?;
            Some(link(media_address(file), record.str("label").unwrap_or(file).to_string()))
        };
        let links = self.fields.records(field).filter(for_all).filter_map(file);
        Some(self.panel(PanelKind::Related, "panel-materials", vec![list(links.collect(), None)?]))
    }

    fn policies(&self) -> Option<Block> {
        let policy = |record: &Record| {
            let label = record.str("label").or_else(|| record.str("code"))?.to_string();
            let mut line = match record.str("url") {
                Some(url) => link(url.to_string(), label),
                None => text(label),
            };
            if let Some(code) = record.str("code").filter(|_| record.str("label").is_some()) {
                line.push(Inline::Text(format!(" ({code})")));
            }
            Some(line)
        };
        let lines = self.fields.records("policy_refs").filter_map(policy);
        Some(self.panel(PanelKind::Related, "panel-policies", vec![list(lines.collect(), None)?]))
    }

    fn contact(&self) -> Option<Inlines> {
        let contact = self.fields.record("contact")?;
        let name = contact.str("name")?.to_string();
        let organisation = contact.str("organisation").map(|key| self.site.data.organisation(key, self.lang));
        Some(text(organisation.map_or(name.clone(), |organisation| format!("{name}, {organisation}"))))
    }

    fn duration(&self) -> Option<String> {
        let (start, end) = (self.fields.date("start"), self.fields.date("end"));
        let date = |date| date_text(self.strings, self.lang, date);
        match (start, end, self.fields.flag("ongoing")) {
            (Some(start), _, true) => {
                Some(self.strings.get(self.lang, "date-ongoing", &[("start", Argument::Text(date(start)))]))
            }
            (Some(start), end, false) => Some(self.period(start, end)),
            (None, Some(end), _) => Some(format!("– {}", date(end))),
            (None, None, _) => None,
        }
    }

    pub(super) fn period(&self, start: Date, end: Option<Date>) -> String {
        let date = |date| date_text(self.strings, self.lang, date);
        match end {
            Some(end) => format!("{} – {}", date(start), date(end)),
            None => date(start),
        }
    }

    fn funding(&self, record: &Record) -> Option<Inlines> {
        let sum = money_text(self.strings, self.lang, record.number("amount")?, record.str("currency")?);
        Some(text(match record.str("programme") {
            Some(programme) => format!("{sum} ({programme})"),
            None => sum,
        }))
    }

    fn video(&self, record: &Record) -> Option<Inlines> {
        let title = record.str("title")?.to_string();
        let words = match record.str("lang") {
            Some(lang) => Inline::Html(Box::new(Html {
                element: Element::Span,
                lang: Some(lang.to_string()),
                title: None,
                content: text(title),
            })),
            None => Inline::Text(title),
        };
        let content = vec![words];
        let mut line = match record.str("url") {
            Some(url) => vec![Inline::Link(Box::new(Link {
                target: url.to_string(),
                title: String::new(),
                content,
                span: Span::default(),
            }))],
            None => content,
        };
        if let Some(page) = record.str("transcript").and_then(|path| self.site.page_or_folder(path)) {
            line.push(Inline::Text(" · ".to_string()));
            line.extend(link(format!("/{}.md", page.path), self.word("video-transcript")));
        }
        Some(line)
    }

    fn origin(&self, record: &Record) -> Option<Inlines> {
        let name = record.str("name")?.to_string();
        let mut line = record.str("url").map_or_else(|| text(name.clone()), |url| link(url.to_string(), name.clone()));
        if let Some(date) = record.date("retrieved") {
            let date = Argument::Text(date_text(self.strings, self.lang, date));
            line.push(Inline::Text(format!(
                " ({})",
                self.strings.get(self.lang, "record-retrieved", &[("date", date)])
            )));
        }
        Some(line)
    }

    fn hours(&self) -> Option<Inlines> {
        let hours = course::hours(self.site, self.page)?;
        let shown = self.lang.number(hours, if hours.fract() == 0.0 { 0 } else { 1 });
        let arguments = [("hours", Argument::Text(shown)), ("count", Argument::Number(hours))];
        Some(text(self.strings.get(self.lang, "duration-hours", &arguments)))
    }

    fn minutes(&self, minutes: i64) -> String {
        self.strings.get(self.lang, "duration-minutes", &[("count", Argument::Number(minutes as f64))])
    }

    fn code(&self, field: &str, vocabulary: &str) -> Option<Inlines> {
        Some(text(self.site.data.label(vocabulary, self.fields.str(field)?, self.lang)))
    }

    fn codes(&self, field: &str, vocabulary: &str) -> Option<Inlines> {
        joined(self.fields.strs(field).map(|code| text(self.site.data.label(vocabulary, code, self.lang))))
    }

    pub(super) fn word(&self, id: &str) -> String {
        self.strings.word(self.lang, id)
    }

    pub(super) fn panel(&self, kind: PanelKind, title: &str, blocks: Vec<Block>) -> Block {
        block(BlockKind::Panel { kind, id: title.to_string(), title: self.word(title), blocks })
    }
}

/// Rows of a facts panel: those without a value are left out.
struct Facts<'a> {
    maker: &'a Maker<'a>,
    rows: Vec<Definition>,
}

impl<'a> Facts<'a> {
    fn new(maker: &'a Maker) -> Self {
        Self { maker, rows: Vec::new() }
    }

    fn add(&mut self, label: &str, value: Option<Inlines>) {
        if let Some(line) = value {
            self.push(label, block(BlockKind::Paragraph(line)));
        }
    }

    fn add_list(&mut self, label: &str, lines: Vec<Inlines>) {
        match lines.len() {
            0 | 1 => self.add(label, lines.into_iter().next()),
            _ => {
                if let Some(list) = list(lines, None) {
                    self.push(label, list);
                }
            }
        }
    }

    fn push(&mut self, label: &str, value: Block) {
        let term = text(self.maker.word(&format!("field-{label}")));
        self.rows.push(Definition { span: Span::default(), term, descriptions: vec![vec![value]], id: None });
    }

    fn panel(self, title: &str) -> Option<Block> {
        if self.rows.is_empty() {
            return None;
        }
        Some(self.maker.panel(PanelKind::Facts, title, vec![block(BlockKind::DefinitionList(self.rows))]))
    }
}

pub(super) fn block(kind: BlockKind) -> Block {
    Block { span: Span::default(), kind }
}

pub(super) fn text(words: String) -> Inlines {
    vec![Inline::Text(words)]
}

pub(super) fn link(target: String, words: String) -> Inlines {
    vec![Inline::Link(Box::new(Link { target, title: String::new(), content: text(words), span: Span::default() }))]
}

/// A file of `media/`, which fields may name without that folder.
pub(super) fn media_address(name: &str) -> String {
    let name = name.trim_start_matches('/');
    format!("/media/{}", name.strip_prefix("media/").unwrap_or(name))
}

/// A link whose words are the address without its scheme.
pub(super) fn web_link(url: &str) -> Inlines {
    let words = url.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
    link(url.to_string(), words.to_string())
}

fn number(entry: &Entry) -> Option<Inlines> {
    match entry.value {
        Value::Int(number) => Some(text(number.to_string())),
        _ => None,
    }
}

pub(super) fn joined(parts: impl Iterator<Item = Inlines>) -> Option<Inlines> {
    parts.reduce(|mut line, part| {
        line.push(Inline::Text(", ".to_string()));
        line.extend(part);
        line
    })
}

fn list(lines: Vec<Inlines>, start: Option<u64>) -> Option<Block> {
    if lines.is_empty() {
        return None;
    }
    let item = |line| Item { span: Span::default(), task: None, blocks: vec![block(BlockKind::Paragraph(line))] };
    Some(block(BlockKind::List { start, items: lines.into_iter().map(item).collect() }))
}
