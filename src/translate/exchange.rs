//! Pages on their way to a translation tool and back.
//!
//! Out go the units of source and translation as they stand in the files; what
//! comes back is put in the place of the same unit. A text that was not edited
//! changes nothing. What would lose an inline code or change the build of a page
//! is refused; then nothing at all is taken in.

use std::collections::BTreeMap;

use super::codes;
use super::unit::{Unit, UnitKind, rejoin};
use crate::diag::{Diagnostic, Span};
use crate::lang::Lang;
use crate::path::VPath;
use crate::problems;

/// All that one file of a translation tool holds.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Exchange {
    pub source: Lang,
    pub target: Lang,
    pub pages: Vec<Page>,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Page {
    /// Path without language and extension.
    pub page: String,
    pub segments: Vec<Segment>,
}

/// One unit in both languages, as Markdown.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Segment {
    /// The name of the source unit within its page.
    pub unit: String,
    pub kind: String,
    pub state: String,
    pub source: String,
    /// None if it is not translated.
    pub target: Option<String>,
    /// Where it stands in the file of the tool.
    #[serde(skip)]
    pub place: Span,
}

/// A version of a page with its units.
pub struct Version<'a> {
    pub text: &'a str,
    pub units: &'a [Unit],
}

/// Both versions of a page and which units stand for each other.
pub struct Pages<'a> {
    pub source: Version<'a>,
    pub translation: Version<'a>,
    pub pairs: &'a [(usize, usize)],
}

/// The units of a page for a tool; `state` tells that of a unit of the source.
pub fn export(page: &str, pages: &Pages, state: &dyn Fn(&Unit) -> &'static str) -> Page {
    let targets: BTreeMap<usize, usize> = pages.pairs.iter().copied().collect();
    let segment = |(index, unit): (usize, &Unit)| Segment {
        unit: unit.key.clone(),
        kind: unit.kind.name().to_string(),
        state: state(unit).to_string(),
        source: unit.span.slice(pages.source.text).to_string(),
        target: targets
            .get(&index)
            .map(|own| pages.translation.units[*own].span.slice(pages.translation.text).to_string()),
        place: Span::default(),
    };
    Page { page: page.to_string(), segments: pages.source.units.iter().enumerate().map(segment).collect() }
}

/// What parsing a page again gives: its units.
pub type Reparse<'a> = &'a dyn Fn(&str) -> Vec<Unit>;

/// The translation of a page with what came back in `file`; none if nothing was edited.
pub fn import(
    returned: &Page,
    pages: &Pages,
    file: &VPath,
    reparse: Reparse,
    problems: &mut Vec<Diagnostic>,
) -> Option<String> {
    let mut edits: Vec<(Span, String, Span)> = Vec::new();
    for segment in &returned.segments {
        let Some(target) = segment.target.as_deref().filter(|target| !target.trim().is_empty()) else { continue };
        match place(segment, pages) {
            Ok((unit, old)) => {
                edits.extend(
                    edit(segment, target, (unit, old), file, problems).map(|new| (unit.span, new, segment.place)),
                );
            }
            Err(problem) => problems.extend(problem.map(|problem| problem(file, segment, &returned.page))),
        }
    }
    edits.sort_by_key(|(span, ..)| *span);
    edits.dedup_by_key(|(span, ..)| *span);
    if edits.is_empty() {
        return None;
    }
    let kinds = |units: &[Unit]| units.iter().map(|unit| (unit.kind, unit.field.clone())).collect::<Vec<_>>();
    let before = kinds(pages.translation.units);
    let applied = |edits: &[(Span, String, Span)]| {
        let pieces: Vec<(Span, &str)> = edits.iter().map(|(span, new, _)| (*span, new.as_str())).collect();
        rejoin(pages.translation.text, &pieces)
    };
    let text = applied(&edits);
    if kinds(&reparse(&text)) != before {
        let is_guilty = |one: &&(Span, String, Span)| kinds(&reparse(&applied(std::slice::from_ref(one)))) != before;
        let guilty: Vec<_> = edits.iter().filter(is_guilty).collect();
        let all: Vec<_> = if guilty.is_empty() { edits.iter().collect() } else { guilty };
        problems.extend(all.iter().map(|(_, _, place)| problems::exchange_shape(file, *place)));
        return None;
    }
    Some(text)
}

type Refusal = fn(&VPath, &Segment, &str) -> Diagnostic;

/// The unit of the translation that a segment belongs to, and its text.
fn place<'a>(segment: &Segment, pages: &'a Pages) -> Result<(&'a Unit, &'a str), Option<Refusal>> {
    let Some(source) = pages.source.units.iter().position(|unit| unit.key == segment.unit) else {
        return Err(Some(|file, segment, page| problems::exchange_source_changed(file, segment.place, page)));
    };
    let Some((_, own)) = pages.pairs.iter().find(|(theirs, _)| *theirs == source) else {
        return Err(Some(|file, segment, page| problems::exchange_no_place(file, segment.place, page)));
    };
    let unit = &pages.translation.units[*own];
    Ok((unit, unit.span.slice(pages.translation.text)))
}

/// The text to write, if it is another one and keeps the inline codes.
fn edit(
    segment: &Segment,
    target: &str,
    (unit, old): (&Unit, &str),
    file: &VPath,
    problems: &mut Vec<Diagnostic>,
) -> Option<String> {
    if target == old {
        return None;
    }
    let kind = unit.kind;
    let new = codes::counts(target, kind);
    let accepted = [codes::counts(old, kind), codes::counts(&segment.source, kind)];
    if !accepted.contains(&new) {
        let expected = &accepted[usize::from(segment.target.is_none())];
        let differs = |code: &&String| expected.get(*code) != new.get(*code);
        let code = expected.keys().chain(new.keys()).find(differs).cloned().unwrap_or_default();
        let missing = new.get(&code) < expected.get(&code);
        problems.push(problems::exchange_code(file, segment.place, &code, missing));
        return None;
    }
    // Tools break long lines; a unit in one line stays in one.
    let one_line = !old.contains('\n') && kind != UnitKind::Code;
    Some(if one_line { target.split_whitespace().collect::<Vec<_>>().join(" ") } else { target.to_string() })
}
