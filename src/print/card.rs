//! Cards: the picture that a link to a page shows in messages and on social media.
//!
//! In: the words of each card. Out: PNG files, the same for the same words. All cards of a language are one document of the template `card.typ`.

use std::sync::Arc;

use serde::Serialize;
use serde_json::json;
use typst::World;
use typst::diag::Warned;
use typst::foundations::Bytes;
use typst_layout::PagedDocument;
use typst_render::RenderOptions;

use super::engine::{BookWorld, fonts};
use crate::diag::{Checked, Diagnostic};
use crate::lang::Lang;
use crate::path::VPath;

/// What a card says.
#[derive(Clone, Debug, Serialize)]
pub struct Card {
    pub title: String,
    /// The section that the page stands in; empty for the home page.
    pub section: String,
    pub site: String,
    /// The language in its own words.
    pub language: String,
}

/// The cards of `lang` in their order and in the site's `accent`; none for one whose letters no font has.
pub fn cards(lang: &Lang, accent: &str, cards: &[Card], theme: &[(VPath, Arc<[u8]>)]) -> Checked<Vec<Option<Vec<u8>>>> {
    let fonts = fonts(theme);
    let covered = |text: &str| {
        let has_glyph = |c: char| c.is_whitespace() || fonts.iter().any(|font| font.info().coverage.contains(c.into()));
        text.chars().all(has_glyph)
    };
    let shown =
        |card: &&Card| [&card.title, &card.section, &card.site, &card.language].into_iter().all(|text| covered(text));
    let drawn: Vec<bool> = cards.iter().map(|card| shown(&card)).collect();
    let written: Vec<&Card> = cards.iter().filter(shown).collect();
    let mut problems = Vec::new();
    let mut pictures = Vec::new();
    if !written.is_empty() {
        let mut world = BookWorld::new(fonts, theme, "card.typ");
        let data = json!({"lang": lang, "direction": lang.direction(), "accent": accent, "cards": written});
        world.add("/cards.json", Bytes::new(data.to_string().into_bytes()));
        pictures = pages(&world, &mut problems);
        typst::comemo::evict(0);
    }
    let mut pictures = pictures.into_iter();
    let value = drawn.into_iter().map(|drawn| if drawn { pictures.next() } else { None }).collect();
    Checked::new(value, problems)
}

/// Every page as a picture, one pixel a point.
fn pages(world: &BookWorld, problems: &mut Vec<Diagnostic>) -> Vec<Vec<u8>> {
    let Warned { output, warnings } = typst::compile::<PagedDocument>(world as &dyn World);
    problems.extend(warnings.iter().map(|warning| world.problem(warning)));
    let document = match output {
        Ok(document) => document,
        Err(errors) => {
            problems.extend(errors.iter().map(|error| world.problem(error)));
            return Vec::new();
        }
    };
    let options = RenderOptions { pixel_per_pt: 1.0.into(), ..RenderOptions::default() };
    let picture = |page| typst_render::render(page, &options).encode_png().unwrap_or_default();
    document.pages().iter().map(picture).collect()
}
