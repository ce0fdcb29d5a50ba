//! What pages know of the glossary, and the page of each of its terms.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::page::Maker;
use super::types::{Alternate, PageLink, PageView};
use crate::doc::inlines_text;
use crate::lang::Lang;
use crate::path::{LinkStyle, Url};
use crate::schema::pages::Kind;
use crate::site::data::Term;
use crate::site::glossary::Lexicon;
use crate::site::{Page, Site, Version};
use crate::strings::Strings;

/// The way from a page to the pages of terms.
#[derive(Clone, Debug, Serialize)]
pub struct GlossaryView {
    /// The address of the glossary, ending in `/`; nothing on the glossary itself.
    before: String,
    /// What follows the name of a term; nothing in a book, where a term is an anchor of the glossary.
    after: Option<&'static str>,
    /// What text is searched for; none on a page that does not want it.
    #[serde(serialize_with = "by_hash")]
    pub lexicon: Option<Arc<Lexicon>>,
    /// On the glossary itself: its entries, by key, and the names of their pages.
    pub entries: BTreeMap<String, String>,
}

pub(super) fn by_hash<S: Serializer>(lexicon: &Option<Arc<Lexicon>>, serializer: S) -> Result<S::Ok, S::Error> {
    lexicon.as_deref().map(|lexicon| lexicon.hash.to_string()).serialize(serializer)
}

impl GlossaryView {
    /// The glossary in the file `chapter` of a book.
    pub fn of_book(chapter: &str, lexicon: Arc<Lexicon>) -> Self {
        Self { before: format!("{chapter}#"), after: None, lexicon: Some(lexicon), entries: BTreeMap::new() }
    }

    /// The address of a term by its `key` and the name of its page.
    pub fn address(&self, key: &str, slug: &str) -> String {
        match self.after {
            Some(after) => format!("{}{slug}{after}", self.before),
            None => format!("{}{key}", self.before),
        }
    }
}

/// The page of a term, beside what all pages have.
#[derive(Clone, Debug, Serialize)]
pub struct TermPage {
    pub definition: String,
    /// The term in the other languages of the site.
    pub names: Vec<TermName>,
    pub avoided: Vec<AvoidedForm>,
    pub see_also: Vec<PageLink>,
    /// Its place in the list of all terms.
    pub glossary: PageLink,
}

#[derive(Clone, Debug, Serialize)]
pub struct TermName {
    pub lang: Lang,
    pub direction: &'static str,
    /// Of the language, in itself.
    pub language: String,
    pub words: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct AvoidedForm {
    pub form: String,
    pub reason: String,
}

/// The address of the page of a term.
pub fn term_url(glossary: &Page, term: &Term, lang: &Lang) -> Url {
    Url::new(format!("{}{}/", glossary.url(lang).as_str(), term.slug))
}

/// The page of the term `key` in the list `glossary`.
pub fn term_page(
    (site, strings): (&Site, &Strings),
    style: LinkStyle,
    glossary: &Page,
    (key, term): (&str, &Term),
    lang: &Lang,
) -> (PageView, TermPage) {
    let here = term_url(glossary, term, lang);
    let maker = Maker::new(site, strings, style, lang, &here);
    let own = |other: &Lang| term_url(glossary, term, other);
    let mut view = maker.below(glossary, term.term.get(lang).to_string());
    view.languages = maker.languages(|other| (maker.href(&own(other)), true));
    view.canonical = here.absolute(&site.config.base_url);
    let languages = &site.config.languages;
    let alternate = |other: &Lang| Alternate { lang: other.clone(), url: own(other).absolute(&site.config.base_url) };
    view.alternates = languages.iter().map(alternate).collect();
    let definition = term.definition.get(lang.as_str()).map(|text| inlines_text(text)).unwrap_or_default();
    view.description.clone_from(&definition);
    let name = |other: &Lang| TermName {
        lang: other.clone(),
        direction: other.direction(),
        language: strings.word(other, "language-name"),
        words: term.term.get(other).to_string(),
    };
    let avoided = term.avoid.get(lang.as_str()).into_iter().flatten();
    let avoided = avoided.map(|(form, reason)| AvoidedForm { form: form.clone(), reason: reason.clone() });
    let list = maker.link(glossary);
    let page = TermPage {
        definition,
        names: languages.iter().filter(|other| *other != lang).map(name).collect(),
        avoided: avoided.collect(),
        see_also: see_also(site, glossary, term, lang, &|url| maker.href(url)),
        glossary: PageLink { url: format!("{}#{key}", list.url), ..list },
    };
    (view, page)
}

fn see_also(site: &Site, glossary: &Page, term: &Term, lang: &Lang, href: &dyn Fn(&Url) -> String) -> Vec<PageLink> {
    let known = site.data.glossary.as_ref();
    let link = |(key, _): &(String, _)| {
        let other = known?.get(key)?;
        let url = href(&term_url(glossary, other, lang));
        Some(PageLink { title: other.term.get(lang).to_string(), url, summary: String::new() })
    };
    term.see_also.iter().filter_map(link).collect()
}

impl Maker<'_> {
    /// What `page` knows of the glossary; nothing if the site has none.
    pub fn glossary(&self, page: &Page, content_lang: &Lang, version: &Version) -> Option<GlossaryView> {
        let glossary = self.site.glossary()?;
        let terms = self.site.data.glossary.as_ref()?;
        let is_list = page.kind == Kind::Glossary;
        let refused = version.fields.get("glossary_links").is_some() && !version.fields.flag("glossary_links");
        let lexicon = self.site.lexicons.get(content_lang).filter(|_| !is_list && !refused).cloned();
        let url = glossary.url(self.lang);
        let written = if self.package.is_some() { url.absolute(&self.site.config.base_url) } else { self.href(url) };
        let before = written.strip_suffix("index.html").unwrap_or(&written);
        let after = Some(if before.len() < written.len() { "/index.html" } else { "/" });
        let before = if before == "./" { String::new() } else { before.to_string() };
        let names = terms.iter().filter(|_| is_list).map(|(key, term)| (key.clone(), term.slug.clone()));
        Some(GlossaryView { before, after, lexicon, entries: names.collect() })
    }
}
