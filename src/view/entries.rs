//! Lists made from data files: glossary, organisations, timeline.

use super::panels::{Maker, block, joined, link, media_address, text, web_link};
use crate::diag::Span;
use crate::doc::{Block, BlockKind, Definition, Element, Html, Image, Inline, PanelKind};
use crate::site::data::{Event, Organisation, Term};

impl Maker<'_> {
    pub(super) fn glossary(&self) -> Option<Block> {
        let terms = self.site.data.glossary.as_ref()?;
        let compare = self.lang.sorter();
        let mut sorted: Vec<_> = terms.iter().collect();
        sorted.sort_by(|(_, a), (_, b)| compare(a.term.get(self.lang), b.term.get(self.lang)));
        let entry = |(key, term): (&String, &Term)| {
            let meaning = term.definition.get(self.lang.as_str()).cloned().unwrap_or_default();
            let mut description = vec![block(BlockKind::Paragraph(meaning))];
            let related = term.see_also.iter().filter_map(|(key, _)| {
                let words = terms.get(key)?.term.get(self.lang).to_string();
                Some(link(format!("#{key}"), words))
            });
            if let Some(mut line) = joined(related) {
                line.insert(0, Inline::Text(format!("{} ", self.word("see-also"))));
                description.push(block(BlockKind::Paragraph(line)));
            }
            Definition {
                span: Span::default(),
                term: text(term.term.get(self.lang).to_string()),
                descriptions: vec![description],
                id: Some(key.clone()),
            }
        };
        let entries = sorted.into_iter().map(entry).collect();
        Some(self.panel(PanelKind::Entries, "panel-terms", vec![block(BlockKind::DefinitionList(entries))]))
    }

    pub(super) fn organisations(&self) -> Option<Block> {
        let all = self.site.data.organisations.as_ref()?;
        let compare = self.lang.sorter();
        let mut sorted: Vec<_> = all.iter().collect();
        sorted.sort_by(|(_, a), (_, b)| compare(a.name.get(self.lang), b.name.get(self.lang)));
        let entries = sorted.into_iter().map(|(key, organisation)| self.organisation(key, organisation)).collect();
        Some(self.panel(PanelKind::Entries, "panel-organisations", vec![block(BlockKind::DefinitionList(entries))]))
    }

    fn organisation(&self, key: &str, organisation: &Organisation) -> Definition {
        let label = |vocabulary: &str, code: &Option<String>| {
            code.as_ref().map(|code| text(self.site.data.label(vocabulary, code, self.lang)))
        };
        let official = organisation.official_name.as_ref().map(|(name, lang)| {
            let content = text(name.clone());
            vec![Inline::Html(Box::new(Html { element: Element::Span, lang: lang.clone(), title: None, content }))]
        });
        let facts = [
            official.filter(|_| organisation.has_other_name(self.lang)),
            label("organisation_kind", &organisation.kind),
            label("country", &organisation.country),
            organisation.website.as_deref().map(web_link),
            joined(organisation.variants.iter().map(|name| text(name.clone()))),
        ];
        let about = joined(facts.into_iter().flatten()).map(|line| block(BlockKind::Paragraph(line)));
        // The name stands beside it: a logo is a decoration.
        let logo = organisation.logo.as_ref().map(|(source, _)| {
            let (alt, title) = (String::new(), String::new());
            let image = Box::new(Image { source: media_address(source), alt, title, span: Span::default() });
            block(BlockKind::Paragraph(vec![Inline::Image(image)]))
        });
        let name = match &organisation.abbreviation {
            Some(short) => format!("{} ({short})", organisation.name.get(self.lang)),
            None => organisation.name.get(self.lang).to_string(),
        };
        Definition {
            span: Span::default(),
            term: text(name),
            descriptions: vec![logo.into_iter().chain(about).collect()],
            id: Some(key.to_string()),
        }
    }

    pub(super) fn timeline(&self) -> Option<Block> {
        let entry = |event: &Event| {
            let mut line = event.text.get(self.lang.as_str()).cloned().unwrap_or_default();
            if !event.place.is_empty() {
                line.push(Inline::Text(format!(" ({})", event.place.get(self.lang))));
            }
            if let Some(page) = event.practice.as_ref().and_then(|(path, _)| self.site.page_or_folder(path)) {
                line.push(Inline::Text(" · ".to_string()));
                line.extend(link(format!("/{}.md", page.path), page.title(self.lang).to_string()));
            }
            let when = self.period(event.date, event.end);
            Definition {
                span: Span::default(),
                term: text(when),
                descriptions: vec![vec![block(BlockKind::Paragraph(line))]],
                id: None,
            }
        };
        let entries: Vec<Definition> = self.site.data.timeline.iter().map(entry).collect();
        if entries.is_empty() {
            return None;
        }
        Some(self.panel(PanelKind::Entries, "panel-events", vec![block(BlockKind::DefinitionList(entries))]))
    }
}
