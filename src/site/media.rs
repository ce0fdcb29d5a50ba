//! Files in `content/media/`: which there are, their size, and their addresses.

use std::collections::BTreeMap;

use crate::diag::{Checked, Diagnostic};
use crate::lang::Lang;
use crate::memo::Hash;
use crate::path::{Url, VPath};
use crate::picture;
use crate::problems;
use crate::snapshot::{File, Snapshot};

pub const FOLDER: &str = "content/media";

/// Types that may be published: none of them can run in a page.
const PUBLISHED: [&str; 27] = [
    "avif", "csv", "docx", "epub", "gif", "ics", "jpeg", "jpg", "json", "m4a", "mp3", "mp4", "odp", "ods", "odt",
    "ogg", "pdf", "png", "pptx", "svg", "txt", "vtt", "webm", "webp", "woff2", "xlsx", "zip",
];

/// What in an SVG file could run or ask another host.
const ACTIVE_SVG: [&str; 8] =
    ["<script", "<foreignobject", "javascript:", " on", "<iframe", "<!entity", "href=\"http", "href='http"];

/// All publishable files by their path below `content/media/`.
#[derive(Clone, Default)]
pub struct Media {
    files: BTreeMap<String, MediaFile>,
}

#[derive(Clone)]
pub struct MediaFile {
    /// In the snapshot.
    pub path: VPath,
    pub hash: Hash,
    published: Url,
    /// In CSS pixels, if the file says so.
    pub size: Option<(u32, u32)>,
    /// Widths of the picture that are published as WebP, too.
    pub widths: Vec<u32>,
    /// What is published instead of the file itself: a drawing without anything that could run.
    pub harmless: Option<Vec<u8>>,
    /// The rows of a CSV file.
    pub rows: Vec<Vec<String>>,
}

/// Lists the files; those that cannot be published are reported.
pub fn media(snapshot: &Snapshot) -> Checked<Media> {
    let mut media = Media::default();
    let mut problems = Vec::new();
    for (path, file) in snapshot.below(FOLDER) {
        let name = path.below(FOLDER).unwrap_or_default();
        let extension = path.extension().to_ascii_lowercase();
        if !PUBLISHED.contains(&extension.as_str()) {
            problems.push(problems::media_type(path));
            continue;
        }
        let mut read = read(path, file);
        if extension == "svg" {
            let (harmless, problem) = drawing(path, file);
            let problem_refuses = harmless.is_none() && problem.is_some();
            problems.extend(problem);
            if problem_refuses {
                continue;
            }
            read.harmless = harmless;
        }
        media.files.insert(name.to_string(), read);
    }
    Checked::new(media, problems)
}

/// The drawing as it is published, if it can be read, and what had to be taken out.
///
/// One that could run and cannot be read is not published at all.
fn drawing(path: &VPath, file: &File) -> (Option<Vec<u8>>, Option<Diagnostic>) {
    let text = String::from_utf8_lossy(&file.bytes).to_ascii_lowercase();
    let active = ACTIVE_SVG.iter().find(|mark| match **mark {
        " on" => has_handler(&text),
        mark => text.contains(mark),
    });
    match (picture::harmless_drawing(&file.bytes), active) {
        // No browser takes it for a drawing, and nothing in it could run: it stays what it is.
        (None, None) => (None, None),
        (None, Some(_)) => (None, Some(problems::svg_broken(path))),
        (harmless, active) => (harmless, active.map(|mark| problems::svg_active(path, mark.trim()))),
    }
}

/// Whether an attribute such as `onload=` stands in the text.
fn has_handler(text: &str) -> bool {
    text.split(|c: char| c.is_whitespace() || c == '"' || c == '\'' || c == '/').any(|word| {
        let name = word.split('=').next().unwrap_or_default();
        word.contains('=') && name.len() > 3 && name.starts_with("on") && name.bytes().all(|b| b.is_ascii_lowercase())
    })
}

fn read(path: &VPath, file: &File) -> MediaFile {
    let size = match path.extension().to_ascii_lowercase().as_str() {
        "svg" => svg_size(&String::from_utf8_lossy(&file.bytes)),
        "png" | "jpg" | "jpeg" | "gif" | "webp" => imagesize::blob_size(&file.bytes)
            .ok()
            .and_then(|size| Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))),
        _ => None,
    };
    let rows = if path.extension().eq_ignore_ascii_case("csv") { csv_rows(&file.bytes) } else { Vec::new() };
    MediaFile {
        path: path.clone(),
        hash: file.hash,
        published: file.published(path),
        size,
        widths: Vec::new(),
        harmless: None,
        rows,
    }
}

/// `width` and `height` of the root element, or the size of its `viewBox`.
fn svg_size(text: &str) -> Option<(u32, u32)> {
    let start = text.find("<svg")?;
    let root = &text[start..start + text[start..].find('>')?];
    let attribute = |name: &str| {
        let after = root.split_once(&format!(" {name}=\""))?.1;
        Some(after.split_once('"')?.0)
    };
    let pixels = |value: &str| value.trim_end_matches("px").parse::<f64>().ok();
    let stated = attribute("width").and_then(pixels).zip(attribute("height").and_then(pixels));
    let view = || {
        let numbers: Vec<f64> = attribute("viewBox")?.split_whitespace().filter_map(|n| n.parse().ok()).collect();
        numbers.get(2).copied().zip(numbers.get(3).copied())
    };
    let (width, height) = stated.or_else(view)?;
    (width > 0.0 && height > 0.0).then_some((width.round() as u32, height.round() as u32))
}

fn csv_rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let record = |record: csv::StringRecord| record.iter().map(str::to_string).collect();
    reader.records().filter_map(Result::ok).map(record).collect()
}

impl Media {
    /// The file `name` below `content/media/`, in the form for `lang` if there is one.
    pub fn get(&self, name: &str, lang: &Lang) -> Option<&MediaFile> {
        self.files.get(&format!("{lang}/{name}")).or_else(|| self.files.get(name))
    }

    pub fn files(&self) -> impl Iterator<Item = &MediaFile> {
        self.files.values()
    }

    /// The files that can be had in several widths, to be told which.
    pub fn photographs(&mut self) -> impl Iterator<Item = &mut MediaFile> {
        let is_photograph =
            |path: &VPath| matches!(path.extension().to_ascii_lowercase().as_str(), "png" | "jpg" | "jpeg");
        self.files.values_mut().filter(move |file| is_photograph(&file.path))
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}

impl MediaFile {
    /// The address in the output, with the content's hash in the name.
    pub fn url(&self) -> Url {
        self.published.clone()
    }

    /// The address of one of the widths.
    pub fn url_of_width(&self, width: u32) -> Url {
        let address = self.published.as_str();
        let stem = address.strip_suffix(self.path.extension()).unwrap_or(address);
        Url::new(format!("{stem}{width}.webp"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_tells_its_size() {
        assert_eq!(svg_size(r#"<?xml?><svg width="800" height="420px">"#), Some((800, 420)));
        assert_eq!(svg_size(r#"<svg viewBox="0 0 300 150">"#), Some((300, 150)));
        assert_eq!(svg_size("<svg>"), None);
    }

    #[test]
    fn active_drawings_are_cleaned_and_said() {
        let clean = |text: &str| {
            let (harmless, problem) = drawing(&VPath::fixed("content/media/a.svg"), &File::new(text.as_bytes()));
            (harmless.is_some(), problem.map(|problem| problem.code))
        };
        let svg = |inside: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\"{inside}</svg>");
        assert_eq!(clean(&svg(" onload=\"x()\">")), (true, Some("svg-active")));
        assert_eq!(clean(&svg("><script/>")), (true, Some("svg-active")));
        assert_eq!(clean(&svg("><text>on = 1</text>")), (true, None));
        assert_eq!(clean("<svg><script>"), (false, Some("svg-broken")));
        assert_eq!(clean("<svg></svg>"), (false, None));
    }
}
