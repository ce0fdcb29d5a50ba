//! The chosen editions in every language as views, which PDF and e-book are both made from.

use super::{Options, Prepared, hash_of, translation};
use crate::config::Edition;
use crate::lang::Lang;
use crate::memo::Hash;
use crate::strings;
use crate::view::{self, BookView, Books};

/// An edition in one language.
pub struct Volume<'a> {
    /// Its key in `site.yaml`.
    pub name: &'a str,
    pub edition: &'a Edition,
    pub view: BookView,
    /// Of all that the book says, but not of how that looks.
    pub hash: Hash,
}

/// The chosen editions in every language to write.
pub fn volumes<'a>(prepared: &'a Prepared, options: &'a Options) -> Vec<Volume<'a>> {
    let Prepared { snapshot, site, documents, strings, .. } = prepared;
    let message_ids = strings::ids_with_prefix(snapshot, "print-");
    let state = |page: &str, lang: &Lang| translation::state(prepared, page, lang);
    let sources = Books { site, strings, documents, message_ids: &message_ids, state: &state };
    let volume = |(name, edition), lang| {
        let view = view::book_view(sources, (name, edition), lang);
        let hash = hash(prepared, &view);
        Volume { name, edition, view, hash }
    };
    let editions = options.chosen_editions(&site.config).map(|(name, edition)| (name.as_str(), edition));
    editions.flat_map(|edition| prepared.languages.iter().map(move |lang| volume(edition, lang))).collect()
}

/// The view names its pictures by their hashes, but not the text of its chapters.
fn hash(prepared: &Prepared, view: &BookView) -> Hash {
    let id = |path: &str, lang: &Lang| (path.to_string(), lang.clone());
    let texts = view.chapters.iter().filter_map(|chapter| prepared.hashes.get(&id(&chapter.path, &chapter.lang)));
    Hash::join(std::iter::once(hash_of(view)).chain(texts.copied()))
}
