//! The cards of pages: pictures that links to them show in messages and on social media.
//!
//! Only a whole build makes them. Without one, pages show the picture of the theme.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::press::Press;
use super::{EditionChoice, Memo, Options, PageCard, Prepared, hash_of};
use crate::artifact::Artifact;
use crate::diag::{Checked, Diagnostic};
use crate::lang::Lang;
use crate::memo::Hash;
use crate::path::Url;
use crate::print::card::{self, Card};
use crate::site::{HOME, Page};

/// The cards of all pages in the languages that they are written in.
pub fn cards(prepared: &Prepared, options: &Options, memo: &Memo, problems: &mut Vec<Diagnostic>) -> Vec<PageCard> {
    let asked = options.editions == EditionChoice::All && prepared.site.config.features.cards;
    // Nobody passes on links to the site for trainers.
    if !asked || options.audience.is_trainer() {
        return Vec::new();
    }
    let press = Press::new(prepared, options.reuse);
    let made: Vec<Checked<Vec<PageCard>>> =
        prepared.languages.par_iter().map(|lang| of_language(prepared, &press, memo, lang)).collect();
    made.into_iter().flat_map(|checked| checked.unpack(problems)).collect()
}

fn of_language(prepared: &Prepared, press: &Press, memo: &Memo, lang: &Lang) -> Checked<Vec<PageCard>> {
    let accent = &prepared.site.config.look.accent;
    let pages = prepared.in_order().filter(|page| page.is_translated(lang));
    let wanted: Vec<(&Page, Hash, Card)> = pages
        .map(|page| {
            let card = words(prepared, page, lang);
            (page, Hash::join([press.hash(), hash_of(&(lang, accent, &card))]), card)
        })
        .collect();
    let mut pictures: BTreeMap<Hash, Vec<u8>> =
        wanted.iter().filter_map(|(_, key, _)| Some((*key, memo.load(*key)?))).collect();
    let (keys, missing): (Vec<Hash>, Vec<Card>) = wanted
        .iter()
        .filter(|(_, key, _)| !pictures.contains_key(key))
        .map(|(_, key, card)| (*key, card.clone()))
        .unzip();
    let Checked { value: drawn, problems } = card::cards(lang, accent, &missing, press.files());
    for (key, picture) in keys.into_iter().zip(drawn) {
        let Some(picture) = picture else { continue };
        memo.save(key, &picture);
        pictures.insert(key, picture);
    }
    let card = |(page, key, _): &(&Page, Hash, Card)| {
        let path = Url::new(format!("assets/cards/{}.png", key.short(16))).file();
        let artifact = Artifact::new(path, pictures.get(key)?.clone());
        Some(PageCard { page: page.path.clone(), lang: lang.clone(), artifact })
    };
    Checked::new(wanted.iter().filter_map(card).collect(), problems)
}

fn words(prepared: &Prepared, page: &Page, lang: &Lang) -> Card {
    let Prepared { site, strings, .. } = prepared;
    // The home page is the site, and no section that needs a name.
    let section = site.ancestors(page).into_iter().rfind(|above| above.path != HOME);
    Card {
        title: page.title(lang).to_string(),
        section: section.map_or_else(String::new, |section| section.short_title(lang).to_string()),
        site: site.config.title.get(lang).to_string(),
        language: strings.word(lang, "language-name"),
    }
}
