//! A module as a package for learning platforms: SCORM 1.2, one page to take
//! for each session. The pages are those of the site in a template of their own.

use std::fmt::Write as _;

use super::writer::{Medium, body, escape};
use crate::archive;
use crate::artifact::Artifact;
use crate::diag::Checked;
use crate::doc::Document;
use crate::path::VPath;
use crate::strings::Strings;
use crate::theme::Theme;
use crate::view::PageView;

/// One page of a package: its file, what it shows.
pub struct Part<'a> {
    pub file: VPath,
    pub view: PageView,
    pub document: &'a Document,
}

const NAMESPACES: &str = "xmlns=\"http://www.imsproject.org/xsd/imscp_rootv1p1p2\" xmlns:adlcp=\"http://www.adlnet.org/xsd/adlcp_rootv1p2\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd\"";

/// The archive of the package called `title`: manifest, pages, and `shared` files that they need.
pub fn package(
    theme: &Theme,
    strings: &Strings,
    (identifier, title): (&str, &str),
    parts: &[Part],
    mut shared: Vec<Artifact>,
) -> Checked<Vec<u8>> {
    let mut problems = Vec::new();
    let wanted = |name: &str| name.ends_with(".css") || name.contains("/theme.") || name.contains("/scorm.");
    shared.extend(theme.assets().iter().filter(|asset| wanted(asset.path.as_str())).cloned());
    shared.sort_by(|a, b| a.path.cmp(&b.path));
    shared.dedup_by(|a, b| a.path == b.path);
    let manifest = manifest(identifier, title, parts, &shared);
    let mut files = vec![Artifact::new(VPath::fixed("imsmanifest.xml"), manifest)];
    for Part { file, view, document } in parts {
        let body = body(document, &view.content, strings, &view.content_lang, Medium::Page);
        let html = theme.render("scorm.html", &view.lang, &view.site.root, view, &body).unpack(&mut problems);
        files.push(Artifact::new(file.clone(), html));
    }
    files.extend(shared);
    Checked::new(archive::zip(&files), problems)
}

/// What the platform reads first: the pages in order, and every file.
fn manifest(identifier: &str, title: &str, parts: &[Part], shared: &[Artifact]) -> String {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest identifier=\"{identifier}\" version=\"1.2\" {NAMESPACES}>\n<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>\n<organizations default=\"module\">\n<organization identifier=\"module\">"
    );
    element("title", title, &mut xml);
    for (index, part) in parts.iter().enumerate() {
        let _ = write!(xml, "\n<item identifier=\"item-{index}\" identifierref=\"page-{index}\" isvisible=\"true\">");
        element("title", &part.view.title, &mut xml);
        xml.push_str("</item>");
    }
    xml.push_str("\n</organization>\n</organizations>\n<resources>\n");
    for (index, part) in parts.iter().enumerate() {
        let _ =
            write!(xml, "<resource identifier=\"page-{index}\" type=\"webcontent\" adlcp:scormtype=\"sco\" href=\"");
        escape(part.file.as_str(), &mut xml);
        xml.push_str("\">");
        file(&part.file, &mut xml);
        xml.push_str("<dependency identifierref=\"shared\"/></resource>\n");
    }
    xml.push_str("<resource identifier=\"shared\" type=\"webcontent\" adlcp:scormtype=\"asset\">");
    shared.iter().for_each(|artifact| file(&artifact.path, &mut xml));
    xml.push_str("</resource>\n</resources>\n</manifest>\n");
    xml
}

fn element(name: &str, text: &str, xml: &mut String) {
    let _ = write!(xml, "<{name}>");
    escape(text, xml);
    let _ = write!(xml, "</{name}>");
}

fn file(path: &VPath, xml: &mut String) {
    xml.push_str("<file href=\"");
    escape(path.as_str(), xml);
    xml.push_str("\"/>");
}
