//! Print editions as e-books: each declared book in each language, made or taken from the memo.

use std::sync::Arc;

use super::{Edition, Memo, Options, Prepared, hash_of, translation};
use crate::artifact::Artifact;
use crate::epub;
use crate::lang::Lang;
use crate::memo::Hash;
use crate::path::{Url, VPath};
use crate::snapshot::File;
use crate::view::{self, BookView, Books};
use crate::{strings, theme};

/// The style sheet of e-books in the theme.
const STYLE: &str = "epub/style.css";

/// Makes the chosen editions in every language to write.
pub fn ebooks(prepared: &Prepared, options: &Options, memo: &Memo) -> Vec<Edition> {
    let Prepared { snapshot, site, documents, strings, .. } = prepared;
    let files = theme::files(snapshot, &site.config.look.theme, &mut Vec::new());
    let style = files.get(STYLE).and_then(|(_, file)| file.text().ok()).unwrap_or_default();
    let message_ids = strings::ids_with_prefix(snapshot, "print-");
    let state = |page: &str, lang: &Lang| translation::state(prepared, page, lang);
    let sources = Books { site, strings, documents, message_ids: &message_ids, state: &state };
    let mut finished = Vec::new();
    for (name, edition) in options.chosen_editions(&site.config) {
        for lang in &prepared.languages {
            let view = view::book_view(sources, (name, edition), lang);
            let media = |path: &VPath| snapshot.get(path).map(|file: &File| Arc::clone(&file.bytes));
            let key = key(prepared, &view, style);
            let make = || epub::epub(&view, strings, style, media);
            let book = memo.ebooks.get(key, || memo.kept(key, make));
            let file = Url::new(format!("{lang}/print/{name}.epub")).file();
            let artifact = Artifact::new(file, book.as_ref().clone());
            finished.push(Edition { lang: lang.clone(), title: view.title, artifact });
        }
    }
    finished
}

/// The view names its pictures by their hashes, but not the text of its chapters.
fn key(prepared: &Prepared, view: &BookView, style: &str) -> Hash {
    let id = |path: &str, lang: &Lang| (path.to_string(), lang.clone());
    let texts = view.chapters.iter().filter_map(|chapter| prepared.hashes.get(&id(&chapter.path, &chapter.lang)));
    let own = [Hash::of(b"ebook"), hash_of(view), Hash::of(style.as_bytes()), prepared.strings.hash()];
    Hash::join(own.into_iter().chain(texts.copied()))
}
