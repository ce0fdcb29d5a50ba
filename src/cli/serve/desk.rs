//! What translators find in the server beside the site: each page beside its original.
//!
//! Built pages know nothing of it. Their answers carry a link to it, and the view
//! itself is made when somebody asks, from the same snapshot as the site.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::html;
use crate::lang::Lang;
use crate::path::Url;
use crate::pipeline::{self, Build, Memo, Options};
use crate::snapshot::Snapshot;
use crate::strings::Strings;
use crate::view::SIDE_BY_SIDE;

/// What the views of one moment are made from.
pub struct Desk {
    snapshot: Snapshot,
    options: Options,
    memo: Arc<Memo>,
    /// The words of the link, by language.
    labels: BTreeMap<String, String>,
}

impl Desk {
    pub fn new(snapshot: &Snapshot, options: &Options, memo: &Arc<Memo>, build: &Build) -> Self {
        let word = |strings: &Strings| {
            let label = |lang: &Lang| (lang.to_string(), strings.word(lang, "side-by-side"));
            build.languages.iter().map(label).collect()
        };
        let labels = build.strings.as_deref().map(word).unwrap_or_default();
        Self { snapshot: snapshot.clone(), options: options.clone(), memo: Arc::clone(memo), labels }
    }

    /// The view at an address below the one of all views.
    pub fn view(&self, address: &str) -> Option<Vec<u8>> {
        pipeline::side_by_side(&self.snapshot, &self.options, &self.memo, address)
    }

    /// The link from the built page at `path`; empty outside of the languages, and on a site that has but one.
    pub fn link(&self, path: &str) -> String {
        let (lang, folder) = path.split_once('/').unwrap_or_default();
        let label = self.labels.get(lang).filter(|_| self.labels.len() > 1);
        let address = folder.strip_suffix("index.html").map(Url::new).map(|url| url.encoded());
        let (Some(label), Some(address)) = (label, address) else { return String::new() };
        let (mut words, href) = (String::new(), format!("{SIDE_BY_SIDE}{lang}/{address}"));
        html::escape(label, &mut words);
        format!(
            "<link rel=\"stylesheet\" href=\"/.kopru/side-by-side.css\">\
             <p class=\"kopru-side-by-side\"><a href=\"{href}\">{words}</a></p>"
        )
    }
}
