//! Print editions as e-books: each declared book in each language, made or taken from the memo.

use std::sync::Arc;

use super::volumes::Volume;
use super::{Edition, Memo, Prepared};
use crate::artifact::Artifact;
use crate::epub;
use crate::memo::Hash;
use crate::path::{Url, VPath};
use crate::snapshot::File;
use crate::theme;

/// The style sheet of e-books in the theme.
const STYLE: &str = "epub/style.css";

/// Makes an e-book of each volume.
pub fn ebooks(prepared: &Prepared, volumes: &[Volume], memo: &Memo) -> Vec<Edition> {
    let Prepared { snapshot, site, strings, .. } = prepared;
    let files = theme::files(snapshot, &site.config.look.theme, &mut Vec::new());
    let style = files.get(STYLE).and_then(|(_, file)| file.text().ok()).unwrap_or_default();
    let look = Hash::join([Hash::of(b"ebook"), Hash::of(style.as_bytes()), strings.hash()]);
    let media = |path: &VPath| snapshot.get(path).map(|file: &File| Arc::clone(&file.bytes));
    let ebook = |Volume { name, view, hash, .. }: &Volume| {
        let key = Hash::join([look, *hash]);
        let book = memo.ebooks.get(key, || memo.kept(key, || epub::epub(view, strings, style, media)));
        let (lang, title) = (view.lang.clone(), view.title.clone());
        let file = Url::new(format!("{lang}/print/{name}.epub")).file();
        Edition { lang, title, artifact: Artifact::new(file, book.as_ref().clone()) }
    };
    volumes.iter().map(ebook).collect()
}
