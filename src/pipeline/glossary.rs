//! The page of each term of the glossary.

use rayon::prelude::*;

use super::pages::Written;
use super::{Memo, Options, Prepared, hash_of};
use crate::artifact::Artifact;
use crate::diag::{Checked, Diagnostic};
use crate::html;
use crate::lang::Lang;
use crate::memo::Hash;
use crate::site::data::Term;
use crate::view;

/// The pages of all terms; none on a site that has no page of the kind `glossary`.
pub fn term_pages(
    prepared: &Prepared,
    options: &Options,
    memo: &Memo,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Artifact> {
    let Prepared { site, strings, theme, languages, .. } = prepared;
    let (Some(glossary), Some(terms)) = (site.glossary(), &site.data.glossary) else { return Vec::new() };
    let jobs: Vec<(&Lang, &str, &Term)> =
        languages.iter().flat_map(|lang| terms.iter().map(move |(key, term)| (lang, key.as_str(), term))).collect();
    let write = |(lang, key, term): &(&Lang, &str, &Term)| {
        let (view, page) = view::term_page((site, strings), options.links, glossary, (key, term), lang);
        let key = Hash::join([Hash::of(b"term"), theme.hash(), hash_of(&(&view, &page))]);
        memo.pages.get(key, || {
            let html = html::term(theme, &view, &page, view::term_url(glossary, term, lang).file());
            Checked::new(Written { artifact: html.value, record: None }, html.problems)
        })
    };
    let written: Vec<_> = jobs.par_iter().map(write).collect();
    problems.extend(written.iter().flat_map(|page| page.problems.iter().cloned()));
    written.iter().map(|page| page.value.artifact.clone()).collect()
}
