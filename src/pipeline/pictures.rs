//! The files of `media/`: photographs measured and made in several widths, each published under its name.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Memo, audience};
use crate::artifact::Artifact;
use crate::diag::Diagnostic;
use crate::picture::{self, Variant};
use crate::problems;
use crate::site::Site;
use crate::site::media::{Media, MediaFile};
use crate::snapshot::Snapshot;

/// Tells photographs the widths that they are published in.
pub fn measure(media: &mut Media, snapshot: &Snapshot, memo: &Memo, problems: &mut Vec<Diagnostic>) {
    let photographs: Vec<&mut MediaFile> = media.photographs().collect();
    let found: Vec<Diagnostic> = photographs
        .into_par_iter()
        .filter_map(|file| match picture(memo, snapshot, file).as_ref() {
            Ok(variants) => {
                file.widths = variants.iter().map(|variant| variant.width).collect();
                None
            }
            Err(reason) => Some(problems::picture_broken(&file.path, reason)),
        })
        .collect();
    problems.extend(found);
}

fn picture(memo: &Memo, snapshot: &Snapshot, file: &MediaFile) -> Arc<Result<Vec<Variant>, String>> {
    let bytes = snapshot.get(&file.path).map(|input| Arc::clone(&input.bytes)).unwrap_or_default();
    memo.pictures.get(file.hash, || picture::variants(&bytes))
}

/// The files of `media/` that the public may have, under their published names.
pub fn published(snapshot: &Snapshot, site: &Site, memo: &Memo) -> Vec<Artifact> {
    let private = audience::private_files(site);
    let public = site.media.files().filter(|file| !private.contains(&file.path));
    public.flat_map(|file| files(snapshot, memo, file)).collect()
}

/// A file without anything that could run, and the widths it is offered in.
pub fn files(snapshot: &Snapshot, memo: &Memo, file: &MediaFile) -> Vec<Artifact> {
    let original = || snapshot.get(&file.path).map(|input| Arc::clone(&input.bytes));
    let harmless = file.harmless.as_deref().map(Arc::from);
    let mut artifacts = vec![Artifact::shared(file.url().file(), harmless.or_else(original).unwrap_or_default())];
    if !file.widths.is_empty()
        && let Ok(variants) = picture(memo, snapshot, file).as_ref()
    {
        let variant = |variant: &Variant| Artifact::new(file.url_of_width(variant.width).file(), variant.bytes.clone());
        artifacts.extend(variants.iter().map(variant));
    }
    artifacts
}
