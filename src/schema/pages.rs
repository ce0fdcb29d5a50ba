//! The fields of pages, by kind.

use super::Type::{
    Bool, Code, Date, Either, Int, Language, List, Map, Media, Number, OneOf, Organisation, Page, Record, Str, Text,
    Url,
};
use super::{Field, Type};

/// What a page is; decides its fields and its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Page,
    Chapter,
    Practice,
    Course,
    Module,
    Session,
    Glossary,
    Organisations,
    Timeline,
}

impl Kind {
    pub const ALL: [Self; 9] = [
        Self::Page,
        Self::Chapter,
        Self::Practice,
        Self::Course,
        Self::Module,
        Self::Session,
        Self::Glossary,
        Self::Organisations,
        Self::Timeline,
    ];

    /// The name used in front matter and `site.yaml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Chapter => "chapter",
            Self::Practice => "practice",
            Self::Course => "course",
            Self::Module => "module",
            Self::Session => "session",
            Self::Glossary => "glossary",
            Self::Organisations => "organisations",
            Self::Timeline => "timeline",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The tables of fields that a page of this kind may have.
    pub fn fields(self) -> Vec<&'static [Field]> {
        let own: &[Field] = match self {
            Self::Page | Self::Glossary | Self::Organisations | Self::Timeline => &[],
            Self::Chapter => CHAPTER,
            Self::Practice => PRACTICE,
            Self::Course => COURSE,
            Self::Module => MODULE,
            Self::Session => SESSION,
        };
        vec![COMMON, own]
    }
}

pub const KIND_NAMES: &[&str] =
    &["page", "chapter", "practice", "course", "module", "session", "glossary", "organisations", "timeline"];

const STRS: Type = List(&Str);
const TEXTS: Type = List(&Text);
const PAGES: Type = List(&Page);

const fn codes(vocabulary: &'static Type) -> Type {
    List(vocabulary)
}

const TOPIC: Type = Code("topic");
const AUDIENCE: Type = Code("audience");
const METHOD: Type = Code("method");
const EQUIPMENT: Type = Code("equipment");
const ACTOR_TYPE: Type = Code("actor_type");
const TARGET_GROUP: Type = Code("target_group");

/// Every page.
pub const COMMON: &[Field] = &[
    Field::translated("title", Str).required(),
    Field::translated("nav_title", Str),
    Field::translated("summary", Text),
    Field::translated("slug", Str),
    Field::neutral("aliases", STRS),
    Field::neutral("kind", OneOf(KIND_NAMES)),
    Field::neutral("source", Language),
    Field::neutral("draft", Bool),
    Field::neutral("basis", Code("basis")),
    Field::neutral("topics", codes(&TOPIC)),
    Field::neutral("audience", codes(&AUDIENCE)),
    Field::neutral("date", Date),
    Field::neutral("reviewed", Date),
    Field::neutral("review_due", Date),
    Field::neutral("related", PAGES),
    Field::neutral("cover", Record(COVER)),
    Field::neutral("search", Record(SEARCH)),
    Field::neutral("print", Record(PRINT)),
    Field::neutral("glossary_links", Bool),
    Field::per_language("credits", List(&Record(CREDIT))),
    Field::per_language("adapted", Str),
    Field::per_language("ignore", Map(&Str)),
];

const COVER: &[Field] =
    &[Field::neutral("src", Media).required(), Field::translated("alt", Str), Field::neutral("credit", Str)];

const SEARCH: &[Field] =
    &[Field::neutral("boost", Number), Field::neutral("hide", Bool), Field::translated("synonyms", STRS)];

const PRINT: &[Field] = &[Field::neutral("include", Bool), Field::neutral("break", Bool)];

const CREDIT: &[Field] = &[
    Field::per_language("name", Str).required(),
    Field::per_language("organisation", Str),
    Field::per_language("role", OneOf(&["author", "translator", "reviewer"])),
    Field::per_language("origin", OneOf(&["human", "machine-reviewed", "machine"])),
];

const CHAPTER: &[Field] = &[
    Field::translated("key_points", TEXTS),
    Field::translated("outcomes", TEXTS),
    Field::translated("checklist", TEXTS),
    Field::neutral("practices", PAGES),
    Field::neutral("policy_refs", List(&Record(POLICY_REFERENCE))),
];

const POLICY_REFERENCE: &[Field] =
    &[Field::translated("label", Str), Field::neutral("code", Str), Field::neutral("url", Url)];

const PRACTICE: &[Field] = &[
    Field::neutral("implementer", Organisation).required(),
    Field::neutral("country", Code("country")).required(),
    Field::neutral("places", STRS),
    Field::neutral("level", Code("level")),
    Field::neutral("actor_type", codes(&ACTOR_TYPE)),
    Field::neutral("website", Url),
    Field::neutral("contact", Record(CONTACT)),
    Field::neutral("target_groups", codes(&TARGET_GROUP)),
    Field::translated("target_group_other", Text),
    Field::neutral("start", Date),
    Field::neutral("end", Date),
    Field::neutral("ongoing", Bool),
    Field::neutral("funding", List(&Record(FUNDING))),
    Field::neutral("partners", List(&Organisation)),
    Field::neutral("gcr_objectives", List(&Int)),
    Field::neutral("videos", List(&Record(VIDEO))),
    // A plain code is the source language, as on every page; a mapping is the origin of the record.
    Field::neutral("source", Either(&Language, &Record(ORIGIN))),
];

const CONTACT: &[Field] = &[Field::neutral("name", Str).required(), Field::neutral("organisation", Organisation)];

const FUNDING: &[Field] = &[
    Field::neutral("amount", Number).required(),
    Field::neutral("currency", Str).required(),
    Field::translated("programme", Str),
];

const VIDEO: &[Field] = &[
    Field::neutral("title", Str).required(),
    Field::neutral("lang", Language),
    Field::neutral("url", Url),
    Field::neutral("transcript", Page),
];

const ORIGIN: &[Field] =
    &[Field::neutral("name", Str).required(), Field::neutral("url", Url), Field::neutral("retrieved", Date)];

const COURSE: &[Field] = &[
    Field::neutral("hours", Number),
    Field::neutral("participants", List(&Record(PARTICIPANTS))),
    Field::translated("aims", TEXTS),
    Field::neutral("methods", codes(&METHOD)),
    Field::neutral("certificate", Record(CERTIFICATE)),
];

const PARTICIPANTS: &[Field] =
    &[Field::neutral("audience", Code("audience")).required(), Field::neutral("count", Int).required()];

const CERTIFICATE: &[Field] = &[Field::translated("rule", Text), Field::neutral("template", Str)];

const MODULE: &[Field] = &[
    Field::neutral("hours", Number),
    Field::translated("objectives", TEXTS),
    Field::neutral("chapters", PAGES),
    Field::neutral("practices", PAGES),
    Field::neutral("assessment", Code("assessment")),
    Field::neutral("materials", List(&Record(MATERIAL))),
];

const MATERIAL: &[Field] = &[
    Field::neutral("file", Media).required(),
    Field::translated("label", Str),
    Field::neutral("for", OneOf(&["trainer", "participant", "both"])),
];

const SESSION: &[Field] = &[
    Field::neutral("minutes", Int),
    Field::neutral("objectives", List(&Int)),
    Field::neutral("methods", codes(&METHOD)),
    Field::neutral("plan", List(&Record(PLAN_STEP))),
    Field::neutral("equipment", codes(&EQUIPMENT)),
    Field::neutral("handouts", List(&Record(HANDOUT))),
];

const PLAN_STEP: &[Field] =
    &[Field::neutral("minutes", Int), Field::translated("title", Str), Field::neutral("method", Code("method"))];

const HANDOUT: &[Field] = &[Field::neutral("file", Media).required(), Field::translated("label", Str)];
