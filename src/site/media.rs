//! Files in `content/media/`: which there are, their size, and their addresses.

use std::collections::BTreeMap;

use crate::diag::{Checked, Diagnostic};
use crate::lang::Lang;
use crate::memo::Hash;
use crate::path::{Url, VPath};
use crate::problems;
use crate::snapshot::{File, Snapshot};

const FOLDER: &str = "content/media";

/// Types that may be published: none of them can run in a page.
const PUBLISHED: [&str; 27] = [
    "avif", "csv", "docx", "epub", "gif", "ics", "jpeg", "jpg", "json", "m4a", "mp3", "mp4", "odp", "ods", "odt",
    "ogg", "pdf", "png", "pptx", "svg", "txt", "vtt", "webm", "webp", "woff2", "xlsx", "zip",
];

/// What in an SVG file could run or ask another host.
const ACTIVE_SVG: [&str; 8] =
    ["<script", "<foreignobject", "javascript:", " on", "<iframe", "<!entity", "href=\"http", "href='http"];

/// All publishable files by their path below `content/media/`.
#[derive(Default)]
pub struct Media {
    files: BTreeMap<String, MediaFile>,
}

pub struct MediaFile {
    /// In the snapshot.
    pub path: VPath,
    pub hash: Hash,
    published: Url,
    /// In CSS pixels, if the file says so.
    pub size: Option<(u32, u32)>,
    /// The rows of a CSV file.
    pub rows: Vec<Vec<String>>,
}

/// Lists the files; those that cannot be published are reported.
pub fn media(snapshot: &Snapshot) -> Checked<Media> {
    let mut media = Media::default();
    let mut problems = Vec::new();
    for (path, file) in snapshot.below(FOLDER) {
        let name = path.below(FOLDER).unwrap_or_default();
        match refusal(path, file) {
            Some(problem) => problems.push(problem),
            None => {
                media.files.insert(name.to_string(), read(path, file));
            }
        }
    }
    Checked::new(media, problems)
}

fn refusal(path: &VPath, file: &File) -> Option<Diagnostic> {
    let extension = path.extension().to_ascii_lowercase();
    if !PUBLISHED.contains(&extension.as_str()) {
        return Some(problems::media_type(path));
    }
    if extension == "svg" {
        let text = String::from_utf8_lossy(&file.bytes).to_ascii_lowercase();
        let active = ACTIVE_SVG.iter().find(|mark| match **mark {
            " on" => has_handler(&text),
            mark => text.contains(mark),
        });
        return active.map(|mark| problems::svg_active(path, mark.trim()));
    }
    None
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
    MediaFile { path: path.clone(), hash: file.hash, published: file.published(path), size, rows }
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

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}

impl MediaFile {
    /// The address in the output, with the content's hash in the name.
    pub fn url(&self) -> Url {
        self.published.clone()
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
    fn active_drawings_and_runnable_files_are_refused() {
        let refuse = |name: &'static str, text: &str| {
            refusal(&VPath::fixed(name), &File::new(text.as_bytes())).map(|problem| problem.code)
        };
        assert_eq!(refuse("content/media/a.svg", "<svg onload=\"x()\">"), Some("svg-active"));
        assert_eq!(refuse("content/media/a.svg", "<svg><SCRIPT>"), Some("svg-active"));
        assert_eq!(refuse("content/media/a.svg", "<svg><text>on = 1</text></svg>"), None);
        assert_eq!(refuse("content/media/a.html", "x"), Some("media-type"));
    }
}
