//! What participants must not get is taken out here, between beat 2 and beat 3:
//! checks have seen everything, and no writer sees what is not for its readers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diag::Span;
use crate::doc::{self, Audience, Entry};
use crate::lang::Lang;
use crate::memo::Hash;
use crate::path::VPath;
use crate::schema::{self, Type};
use crate::site::include::Documents;
use crate::site::links::{self, Origin, Target};
use crate::site::{Page, Site, Version};

/// The hashes of documents, by path and language.
type Hashes = BTreeMap<(String, Lang), Hash>;

/// The documents as the audience of the site may read them.
pub fn documents(site: &Site, mut documents: Documents, mut hashes: Hashes) -> (Documents, Hashes) {
    if site.config.audience == Audience::Trainer {
        return (documents, hashes);
    }
    for ((path, lang), document) in &mut documents {
        let version = site.pages.get(path).and_then(|page| page.versions.get(lang));
        let Some(stripped) = version.and_then(|version| doc::for_participants(document, &version.summary)) else {
            continue;
        };
        *document = Arc::new(stripped);
        if let Some(hash) = hashes.get_mut(&(path.clone(), lang.clone())) {
            *hash = Hash::join([*hash, Hash::of(b"for participants")]);
        }
    }
    (documents, hashes)
}

/// Files of `media/` that only trainer notes or material for trainers name.
pub fn private_files(site: &Site) -> BTreeSet<VPath> {
    let mut files = Files::default();
    let is_private = |page: &&Page| page.versions.values().any(names_private);
    if site.config.audience == Audience::Trainer || !site.pages.values().any(|page| is_private(&page)) {
        return files.private;
    }
    for page in site.pages.values() {
        for lang in &site.config.languages {
            let (_, version) = page.shown(lang);
            files.collect_text(site, page, lang, version);
            files.collect_fields(site, page, lang, version);
        }
    }
    files.private.retain(|file| !files.public.contains(file));
    files.private
}

/// Files of `media/` that the pages of `lang` show or offer to the audience of the site.
pub fn shown_files(site: &Site, lang: &Lang) -> BTreeSet<VPath> {
    let mut files = Files::default();
    for page in site.pages.values() {
        let (_, version) = page.shown(lang);
        files.collect_text(site, page, lang, version);
        files.collect_fields(site, page, lang, version);
    }
    if site.config.audience == Audience::Trainer {
        files.public.append(&mut files.private);
    }
    files.public
}

/// Most sites have nothing to hide, and then there is nothing to look up.
fn names_private(version: &Version) -> bool {
    let summary = &version.summary;
    let in_text = summary.images.iter().any(|image| image.trainer) || summary.links.iter().any(|link| link.trainer);
    in_text || version.fields.records("materials").any(|material| material.str("for") == Some("trainer"))
}

#[derive(Default)]
struct Files {
    private: BTreeSet<VPath>,
    public: BTreeSet<VPath>,
}

impl Files {
    fn collect_text(&mut self, site: &Site, page: &Page, lang: &Lang, version: &Version) {
        let origin = |span| Origin { page, lang, file: &version.file, span };
        for image in &version.summary.images {
            if let Ok(file) = links::media(site, origin(image.span), &image.source) {
                self.add(image.trainer, &file.path);
            }
        }
        for link in &version.summary.links {
            if let (Some(Target::Media(file)), _) = links::resolve(site, origin(link.span), &link.target) {
                self.add(link.trainer, &file.path);
            }
        }
    }

    fn collect_fields(&mut self, site: &Site, page: &Page, lang: &Lang, version: &Version) {
        let for_trainers: Vec<Span> = version
            .fields
            .records("materials")
            .filter(|material| material.str("for") == Some("trainer"))
            .filter_map(|material| Some(material.get("file")?.span))
            .collect();
        let mut visit = |kind: &'static Type, entry: &Entry| {
            let (Type::Media, Some(name)) = (kind, entry.as_str()) else { return };
            let name = name.trim_start_matches('/');
            if let Some(file) = site.media.get(name.strip_prefix("media/").unwrap_or(name), lang) {
                self.add(for_trainers.contains(&entry.span), &file.path);
            }
        };
        schema::visit(&version.fields, &page.kind.fields(), &mut visit);
    }

    fn add(&mut self, for_trainers: bool, file: &VPath) {
        let files = if for_trainers { &mut self.private } else { &mut self.public };
        files.insert(file.clone());
    }
}
