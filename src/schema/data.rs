//! The fields of `site.yaml` and of the files in `content/data/`.

use super::Type::{
    Bool, ByLanguage, Code, Date, Either, Int, Language, List, Map, Media, Number, OneOf, Page, Raw, Record, Str, Term,
    Text, Url,
};
use super::pages::KIND_NAMES;
use super::{Field, Type};

const WORDS: Type = ByLanguage(&Str);
const STRS: Type = List(&Str);
const KIND: Type = OneOf(KIND_NAMES);

/// `content/site.yaml`.
pub const SITE: &[Field] = &[
    Field::neutral("title", WORDS).required(),
    Field::neutral("description", WORDS),
    Field::neutral("base_url", Url).required(),
    Field::neutral("languages", List(&Language)).required(),
    Field::neutral("source", Language),
    Field::neutral("sources", Map(&Language)),
    Field::neutral("kinds", Map(&KIND)),
    Field::neutral("publisher", WORDS),
    Field::neutral("licence", WORDS),
    Field::neutral("edit_url", Str),
    Field::neutral("theme", Either(&Str, &Record(THEME))),
    Field::neutral("footer", STRS),
    Field::neutral("editions", Map(&Record(EDITION))),
    Field::neutral("trainer", Record(TRAINER)),
    Field::neutral("features", Record(FEATURES)),
];

/// The site for trainers.
const TRAINER: &[Field] = &[Field::neutral("output", Str).required(), Field::neutral("base_url", Url)];

/// What a site changes in its theme.
const THEME: &[Field] = &[
    Field::neutral("name", Str),
    Field::neutral("logo", Media),
    Field::neutral("favicon", Media),
    Field::neutral("colours", Record(COLOURS)),
    Field::neutral("fonts", Record(FONTS)),
];

const COLOURS: &[Field] =
    &[Field::neutral("accent", Str), Field::neutral("light", Record(SCHEME)), Field::neutral("dark", Record(SCHEME))];

const SCHEME: &[Field] = &[
    Field::neutral("text", Str),
    Field::neutral("text_soft", Str),
    Field::neutral("paper", Str),
    Field::neutral("paper_soft", Str),
    Field::neutral("line", Str),
    Field::neutral("line_strong", Str),
    Field::neutral("accent", Str),
    Field::neutral("accent_hover", Str),
    Field::neutral("focus", Str),
    Field::neutral("mark", Str),
];

const FONTS: &[Field] = &[
    Field::neutral("text", Str),
    Field::neutral("headings", Str),
    Field::neutral("code", Str),
    Field::neutral("files", List(&Record(FONT))),
];

const FONT: &[Field] = &[
    Field::neutral("family", Str).required(),
    Field::neutral("file", Media).required(),
    Field::neutral("weight", Str),
    Field::neutral("style", OneOf(&["normal", "italic"])),
];

const FEATURES: &[Field] = &[
    Field::neutral("search", Bool),
    Field::neutral("feed", Bool),
    Field::neutral("print", Bool),
    Field::neutral("cards", Bool),
    Field::neutral("glossary_links", Bool),
];

/// One print edition.
pub const EDITION: &[Field] = &[
    Field::neutral("title", WORDS).required(),
    Field::neutral("subtitle", WORDS),
    Field::neutral("pages", List(&Page)),
    Field::neutral("parts", List(&Record(PART))),
    Field::neutral("edition", OneOf(&["reader", "trainer", "participant"])),
    Field::neutral("paper", OneOf(&["a4", "a5"])),
    Field::neutral("max_pages", ByLanguage(&Int)),
    Field::neutral("crop_marks", Bool),
    Field::neutral("bleed", Number),
    Field::neutral("signature", Int),
    Field::neutral("imprint", Record(IMPRINT)),
];

/// A part of a print edition that no folder makes.
const PART: &[Field] = &[Field::neutral("title", WORDS).required(), Field::neutral("pages", List(&Page)).required()];

const IMPRINT: &[Field] = &[
    Field::neutral("publisher", WORDS),
    Field::neutral("place", WORDS),
    Field::neutral("year", Int),
    Field::neutral("print_run", Int),
    Field::neutral("isbn", Str),
    Field::neutral("note", WORDS),
];

/// One entry of `nav.yaml` that is more than a path; its `pages` are read by the reader of the file.
pub const NAV_SECTION: &[Field] = &[Field::neutral("section", Page).required(), Field::neutral("pages", Raw)];

/// One entry of `glossary.yaml`.
pub const TERM: &[Field] = &[
    Field::neutral("term", WORDS).required(),
    Field::neutral("definition", ByLanguage(&Text)).required(),
    Field::neutral("forms", Map(&STRS)),
    Field::neutral("avoid", Map(&List(&Record(AVOID)))),
    Field::neutral("agreed", Bool),
    Field::neutral("see_also", List(&Term)),
];

const AVOID: &[Field] = &[Field::neutral("form", Str).required(), Field::neutral("reason", Str)];

/// One entry of `organisations.yaml`.
pub const ORGANISATION: &[Field] = &[
    Field::neutral("name", WORDS).required(),
    Field::neutral("official_name", Either(&Str, &Record(OFFICIAL_NAME))),
    Field::neutral("abbreviation", Str),
    Field::neutral("variants", STRS),
    Field::neutral("kind", Code("organisation_kind")),
    Field::neutral("country", Code("country")),
    Field::neutral("website", Url),
    Field::neutral("logo", Media),
];

const OFFICIAL_NAME: &[Field] = &[Field::neutral("name", Str).required(), Field::neutral("lang", Language)];

/// One entry of `timeline.yaml`.
pub const EVENT: &[Field] = &[
    Field::neutral("date", Date).required(),
    Field::neutral("end", Date),
    Field::neutral("event", ByLanguage(&Text)).required(),
    Field::neutral("place", WORDS),
    Field::neutral("practice", Page),
];

/// `glossary.yaml`: entries by key.
pub const GLOSSARY: Type = Map(&Record(TERM));

/// `organisations.yaml`: entries by key.
pub const ORGANISATIONS: Type = Map(&Record(ORGANISATION));

/// `timeline.yaml`: events in the order of the file.
pub const TIMELINE: Type = List(&Record(EVENT));

/// `vocabulary.yaml`: vocabulary → code → label.
pub const VOCABULARY: Type = Map(&Map(&WORDS));
