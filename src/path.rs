//! Names inside a site: [`VPath`] for inputs, [`Url`] for outputs.
//!
//! Both are plain text with `/` between segments, relative to the site's root,
//! and never leave it. No operating-system path appears in the core.

use std::fmt;
use std::sync::Arc;

/// A normalised relative path such as `content/tr/handbook/index.md`.
///
/// It has no empty, `.` or `..` segment, no backslash and no leading slash.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VPath(Arc<str>);

impl VPath {
    /// The normalised path, or `None` if it is empty, leaves the root or
    /// contains a backslash or control character.
    pub fn new(text: &str) -> Option<Self> {
        let mut segments: Vec<&str> = Vec::new();
        for segment in text.split('/') {
            match segment {
                "" | "." => {}
                ".." => {
                    segments.pop()?;
                }
                _ if segment.contains(|c: char| c == '\\' || c.is_control()) => return None,
                _ => segments.push(segment),
            }
        }
        if segments.is_empty() {
            return None;
        }
        Some(Self(segments.join("/").into()))
    }

    /// A path written in this program.
    pub fn fixed(text: &'static str) -> Self {
        Self::new(text).expect("a path written in the program is normalised")
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder of this path; empty at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last segment.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The last segment up to its last dot.
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// What follows the last dot of the last segment, or nothing.
    pub fn extension(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// The rest of the path below `folder`.
    pub fn below(&self, folder: &str) -> Option<&str> {
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }

    /// The path that `relative` names when it is read inside the folder of `self`.
    pub fn sibling(&self, relative: &str) -> Option<Self> {
        Self::new(&format!("{}/{relative}", self.folder()))
    }
}

impl fmt::Display for VPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for VPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl serde::Serialize for VPath {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// How addresses of pages are written into pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum LinkStyle {
    /// `../unit/`: for web servers.
    #[default]
    Directory,
    /// `../unit/index.html`: works from `file://`.
    File,
}

/// An address below the site's root: `tr/elkitabi/` for a page,
/// `assets/style.css` for a file. The root itself is empty.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
pub struct Url(String);

impl Url {
    /// `path` must be relative to the root; pages end in `/`.
    pub fn new(path: impl Into<String>) -> Self {
        let path = path.into();
        debug_assert!(!path.starts_with('/'), "addresses count from the root: {path}");
        Self(path)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As text that cannot leave the quotes of a style.
    pub fn encoded(&self) -> String {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte);
        let encode = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
        self.0.bytes().map(encode).collect()
    }

    /// The name of the output file behind this address.
    pub fn file(&self) -> VPath {
        let path = match self.0.as_str() {
            folder if folder.is_empty() || folder.ends_with('/') => format!("{folder}index.html"),
            file => file.to_string(),
        };
        VPath::new(&path).expect("an address is a normalised path")
    }

    /// The full address on the web.
    pub fn absolute(&self, base_url: &str) -> String {
        format!("{}/{}", base_url.trim_end_matches('/'), self.0)
    }

    /// The address as written in the page at `from`.
    pub fn relative(&self, from: &Url, style: LinkStyle) -> String {
        let here = from.0.rsplit_once('/').map_or("", |(folder, _)| folder);
        let here: Vec<&str> = here.split('/').filter(|part| !part.is_empty()).collect();
        let (folder, file) = self.0.rsplit_once('/').unwrap_or(("", &self.0));
        let there: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        let shared = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
        let mut text = "../".repeat(here.len() - shared);
        for part in &there[shared..] {
            text.push_str(part);
            text.push('/');
        }
        text.push_str(file);
        if file.is_empty() && style == LinkStyle::File {
            text.push_str("index.html");
        }
        if text.is_empty() {
            text.push_str("./");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_normalised_and_stay_inside() {
        let path = |text| VPath::new(text).map(|p| p.to_string());
        assert_eq!(path("a//./b/../c.md").as_deref(), Some("a/c.md"));
        assert_eq!(path("../a"), None);
        assert_eq!(path("a/../../b"), None);
        assert_eq!(path("a\\b"), None);
        assert_eq!(path("/"), None);
    }

    #[test]
    fn addresses_are_relative_to_the_page() {
        let from = Url::new("tr/elkitabi/ihtiyac/");
        let spell = |to: &str, style| Url::new(to).relative(&from, style);
        assert_eq!(spell("tr/elkitabi/birim/", LinkStyle::Directory), "../birim/");
        assert_eq!(spell("tr/elkitabi/birim/", LinkStyle::File), "../birim/index.html");
        assert_eq!(spell("assets/a.css", LinkStyle::Directory), "../../../assets/a.css");
        assert_eq!(spell("tr/elkitabi/ihtiyac/", LinkStyle::Directory), "./");
        assert_eq!(spell("", LinkStyle::File), "../../../index.html");
    }
}
