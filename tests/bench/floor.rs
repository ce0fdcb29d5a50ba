//! The least that any generator must do: walk the folder, parse in parallel,
//! write flat pages and a simple index. It has no navigation, no templates, no
//! checks and no languages. How often as long Köprü takes is the figure that
//! still means something on a busy machine.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use rayon::prelude::*;

/// Writes every page of `content` below `out`, and an index of their words.
pub fn build(content: &Path, out: &Path) -> io::Result<()> {
    let pages: Vec<PathBuf> = walkdir::WalkDir::new(content)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    let written: Vec<Vec<String>> = pages.par_iter().map(|path| page(path, content, out)).collect::<io::Result<_>>()?;
    let mut index: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, words) in written.iter().enumerate() {
        words.iter().for_each(|word| index.entry(word).or_default().push(number));
    }
    let lines: String = index.iter().map(|(word, pages)| format!("{word} {pages:?}\n")).collect();
    fs::write(out.join("index.txt"), lines)
}

/// Writes one page and returns its words, each once.
fn page(path: &Path, content: &Path, out: &Path) -> io::Result<Vec<String>> {
    let text = fs::read_to_string(path)?;
    let body = text.split_once("\n---\n").map_or(text.as_str(), |(_, body)| body);
    let mut words = Vec::new();
    let events = Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES).inspect(|event| {
        if let Event::Text(text) = event {
            words.extend(
                text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase),
            );
        }
    });
    let mut page = String::from("<!DOCTYPE html>\n<meta charset=\"utf-8\">\n");
    events.for_each(|event| write_event(&event, &mut page));
    let file = out.join(path.strip_prefix(content).unwrap_or(path)).with_extension("html");
    fs::create_dir_all(file.parent().unwrap_or(out))?;
    fs::write(file, page)?;
    words.sort_unstable();
    words.dedup();
    Ok(words)
}

fn write_event(event: &Event, page: &mut String) {
    match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            page.push_str("<a href=\"");
            escape(dest_url, page);
            page.push_str("\">");
        }
        Event::Start(tag) => {
            page.push('<');
            page.push_str(name(&tag.to_end()));
            page.push('>');
        }
        Event::End(tag) => {
            page.push_str("</");
            page.push_str(name(tag));
            page.push_str(">\n");
        }
        Event::Text(text) | Event::Code(text) => escape(text, page),
        _ => {}
    }
}

fn name(tag: &TagEnd) -> &'static str {
    match tag {
        TagEnd::Paragraph => "p",
        TagEnd::Heading(_) => "h2",
        TagEnd::List(_) => "ul",
        TagEnd::Item => "li",
        TagEnd::Strong => "strong",
        TagEnd::Link | TagEnd::Image => "a",
        TagEnd::Table => "table",
        TagEnd::TableHead | TagEnd::TableRow => "tr",
        TagEnd::TableCell => "td",
        _ => "div",
    }
}

fn escape(text: &str, page: &mut String) {
    for c in text.chars() {
        match c {
            '<' => page.push_str("&lt;"),
            '&' => page.push_str("&amp;"),
            '"' => page.push_str("&quot;"),
            c => page.push(c),
        }
    }
}
