//! The links of a site that lead to other hosts, each with its place.
//!
//! In: a snapshot. Out: addresses as authors wrote them. Whether anybody is
//! there is asked elsewhere, and only on request: the network is no input.

use super::{Memo, Options, sources};
use crate::config;
use crate::diag::Span;
use crate::doc::{self, Document, Entry, Inline, Inlines, Record, Value};
use crate::lang::Lang;
use crate::path::VPath;
use crate::snapshot::Snapshot;
use crate::yaml;

/// An address on the web and where it is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WebLink {
    pub address: String,
    pub file: VPath,
    pub span: Span,
}

/// All links to the web in pages, their fields and the files of `data/`, in the order of files.
pub fn web_links(snapshot: &Snapshot, options: &Options) -> Vec<WebLink> {
    let mut problems = Vec::new();
    let mut links = Vec::new();
    if let Some(config) = config::config(snapshot).unpack(&mut problems) {
        let sources = sources::sources(snapshot, &config, &mut problems);
        let parsed = sources::parse_all(sources, options, &Memo::default(), &mut problems);
        parsed.documents.iter().for_each(|((_, lang), document)| of_document(document, lang, &mut links));
    }
    for (file, content) in snapshot.below("content/data").filter(|(file, _)| file.extension() == "yaml") {
        let tree = content.text().ok().and_then(|text| yaml::parse(text, file, 0).value);
        if let Some(tree) = tree {
            of_tree(&tree, file, &mut links);
        }
    }
    links.sort();
    links.dedup();
    links.sort_by(|a, b| (&a.file, a.span.start).cmp(&(&b.file, b.span.start)));
    links
}

fn add(address: &str, file: &VPath, span: Span, links: &mut Vec<WebLink>) {
    let scheme = address.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    if matches!(scheme.as_deref(), Some("http" | "https")) && !address.contains(char::is_whitespace) {
        links.push(WebLink { address: address.to_string(), file: file.clone(), span });
    }
}

fn of_document(document: &Document, lang: &Lang, links: &mut Vec<WebLink>) {
    of_record(&document.fields, &document.file, links);
    for link in doc::summary(document, lang).links {
        add(&link.target, &document.file, link.span, links);
    }
}

fn of_record(record: &Record, file: &VPath, links: &mut Vec<WebLink>) {
    record.fields.values().for_each(|entry| of_entry(entry, file, links));
}

fn of_entry(entry: &Entry, file: &VPath, links: &mut Vec<WebLink>) {
    match &entry.value {
        Value::Str(text) => add(text, file, entry.span, links),
        Value::Text(inlines) => of_inlines(inlines, file, links),
        Value::List(entries) => entries.iter().for_each(|entry| of_entry(entry, file, links)),
        Value::Record(record) => of_record(record, file, links),
        Value::Int(_) | Value::Number(_) | Value::Bool(_) | Value::Date(_) => {}
    }
}

fn of_inlines(inlines: &Inlines, file: &VPath, links: &mut Vec<WebLink>) {
    for inline in inlines {
        if let Inline::Link(link) = inline {
            add(&link.target, file, link.span, links);
        }
        if let Some(content) = inline.content() {
            of_inlines(content, file, links);
        }
    }
}

fn of_tree(node: &yaml::Node, file: &VPath, links: &mut Vec<WebLink>) {
    match &node.value {
        yaml::Value::Null => {}
        yaml::Value::Scalar(text) => add(text, file, node.span, links),
        yaml::Value::List(items) => items.iter().for_each(|item| of_tree(item, file, links)),
        yaml::Value::Map(entries) => entries.iter().for_each(|(_, value)| of_tree(value, file, links)),
    }
}
