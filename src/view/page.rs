//! The view of one page on the web.

use std::collections::BTreeMap;

use super::catalogue::catalogue;
use super::course::{Attachment, has_timetable};
use super::format::date_text;
use super::panels::{Panels, panels};
use super::resolved::{Resolved, resolve};
use super::types::{
    Alternate, Choice, ContentView, ContentsItem, Credit, DateText, Download, FrontPage, Label, LanguageLink, Marks,
    MediaView, NavigationItem, PageLink, PageView, SearchSettings, SiteView,
};
use crate::diag::{Checked, Span};
use crate::doc::{Block, BlockKind, Record, inlines_text};
use crate::lang::Lang;
use crate::path::{LinkStyle, Url};
use crate::records;
use crate::schema::pages::Kind;
use crate::site::links::Target;
use crate::site::{HOME, Page, Site, Version};
use crate::strings::Strings;

/// Above this many pages a level of the navigation shows only those around the current one.
const NAVIGATION_LIMIT: usize = 40;
const NAVIGATION_WINDOW: usize = 12;

/// The files of a language to take away, in the order to list them.
pub type Editions = BTreeMap<Lang, Vec<EditionFile>>;

/// A finished print edition or e-book.
#[derive(serde::Serialize)]
pub struct EditionFile {
    pub title: String,
    pub url: Url,
    /// `PDF`
    pub format: String,
    /// In bytes.
    pub size: usize,
}

/// How a page of the program writes its addresses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Addresses<'a> {
    Relative,
    /// Below this address of the site's root.
    Absolute(&'a str),
}

/// What every view is made from.
#[derive(Clone, Copy)]
pub(super) struct Maker<'a> {
    pub(super) site: &'a Site,
    strings: &'a Strings,
    editions: &'a Editions,
    style: LinkStyle,
    pub(super) lang: &'a Lang,
    from: From<'a>,
    /// The pages that travel together; links to others lead to the web.
    pub(super) package: Option<&'a [&'a str]>,
}

/// Where addresses are read.
#[derive(Clone, Copy)]
enum From<'a> {
    Page(&'a Url),
    /// Anywhere: they are absolute, below this address.
    Anywhere(&'a str),
}

/// The view of `page` for readers of `lang`.
pub fn page_view(
    site: &Site,
    strings: &Strings,
    editions: &Editions,
    style: LinkStyle,
    page: &Page,
    lang: &Lang,
) -> Checked<PageView> {
    let maker = Maker { site, strings, editions, style, lang, from: From::Page(page.url(lang)), package: None };
    maker.page(page)
}

/// The address of a session's slides.
pub fn slides_url(page: &Page, lang: &Lang) -> Url {
    Url::new(format!("{}slides/", page.url(lang).as_str()))
}

/// The view of the slides of a session.
pub fn slides_view(site: &Site, strings: &Strings, style: LinkStyle, page: &Page, lang: &Lang) -> PageView {
    let here = slides_url(page, lang);
    let maker = Maker::new(site, strings, style, lang, &here);
    let mut view = maker.page(page).value;
    view.breadcrumbs.push(maker.link(page));
    view.languages = maker.languages(|other| (maker.href(&slides_url(page, other)), page.is_translated(other)));
    view.canonical = slides_url(page, &view.content_lang).absolute(&site.config.base_url);
    (view.contents, view.children, view.previous, view.next) = (Vec::new(), Vec::new(), None, None);
    view
}

/// The view of a page in a package of those at the paths `package`, opened without a web server.
pub fn package_view(site: &Site, strings: &Strings, package: &[&str], page: &Page, lang: &Lang) -> PageView {
    let maker = Maker::new(site, strings, LinkStyle::File, lang, page.url(lang));
    Maker { package: Some(package), ..maker }.page(page).value
}

/// The view of a page that the program itself makes, such as the search page.
///
/// It stands below the home page, at `name` in every language. A page that web
/// servers show at other addresses than its own needs absolute ones.
pub fn special_page(
    site: &Site,
    strings: &Strings,
    editions: &Editions,
    style: LinkStyle,
    (name, addresses): (&str, Addresses<'_>),
    lang: &Lang,
) -> PageView {
    let url = |lang: &Lang| Url::new(format!("{lang}/{name}"));
    let here = url(lang);
    let from = match addresses {
        Addresses::Relative => From::Page(&here),
        Addresses::Absolute(base) => From::Anywhere(base),
    };
    let maker = Maker { site, strings, editions, style, lang, from, package: None };
    let mut view = maker.empty(strings.word(lang, &format!("title-{}", name.trim_matches('/').replace(".html", ""))));
    view.canonical = here.absolute(&site.config.base_url);
    view.languages = maker.languages(|other| (maker.href(&url(other)), true));
    if let Some(home) = site.pages.get(HOME) {
        view.navigation = maker.navigation(home, home, &[]);
        view.breadcrumbs = vec![maker.link(home)];
    }
    view
}

/// What the page for choosing a language shows.
pub fn front_page(site: &Site, strings: &Strings, style: LinkStyle) -> FrontPage {
    let root = Url::new("");
    let choice = |lang: &Lang| Choice {
        lang: lang.clone(),
        direction: lang.direction(),
        name: strings.word(lang, "language-name"),
        title: site.config.title.get(lang).to_string(),
        description: site.config.description.get(lang).to_string(),
        url: Url::new(format!("{lang}/")).relative(&root, style),
    };
    let marks = marks(site, &site.config.source, |url| url.relative(&root, style));
    FrontPage { site: marks, choices: site.config.languages.iter().map(choice).collect() }
}

/// Logo, icon and colours of the site; `href` spells addresses for the page.
fn marks(site: &Site, lang: &Lang, href: impl Fn(&Url) -> String) -> Marks {
    let look = &site.config.look;
    let file = |mark: &Option<(String, Span)>| {
        let (written, _) = mark.as_ref()?;
        site.media.get(written.strip_prefix("/media/")?, lang)
    };
    let logo = file(&look.logo).map(|file| MediaView {
        url: href(&file.url()),
        variants: Vec::new(),
        size: file.size,
        rows: Vec::new(),
    });
    Marks { logo, favicon: file(&look.favicon).map(|file| href(&file.url())), paper: look.paper.clone() }
}

/// No editions, for pages that list no downloads.
const NO_EDITIONS: &Editions = &Editions::new();

impl<'a> Maker<'a> {
    /// For the page at `here`, which lists no downloads.
    pub(super) fn new(site: &'a Site, strings: &'a Strings, style: LinkStyle, lang: &'a Lang, here: &'a Url) -> Self {
        Self { site, strings, editions: NO_EDITIONS, style, lang, from: From::Page(here), package: None }
    }

    /// The view of a page below `page` that the program itself makes.
    pub(super) fn below(&self, page: &Page, title: String) -> PageView {
        let mut view = self.empty(title);
        let ancestors = self.site.ancestors(page);
        if let Some(home) = self.site.pages.get(HOME) {
            view.navigation = self.navigation(home, page, &ancestors);
        }
        view.breadcrumbs = ancestors.iter().chain([&page]).map(|above| self.link(above)).collect();
        view
    }
}

impl Maker<'_> {
    fn page(&self, page: &Page) -> Checked<PageView> {
        let mut problems = Vec::new();
        let (content_lang, version) = page.shown(self.lang);
        let panels = panels(self.site, self.strings, page, content_lang, version);
        let checked = resolve(self.site, page, self.lang, version, &panels);
        if content_lang == self.lang {
            problems = checked.problems;
        }
        let content = self.content(version, &checked.value, panels);
        let ancestors = self.site.ancestors(page);
        let (previous, next) = self.site.neighbours(&page.path);
        let mut view = self.empty(page.title(self.lang).to_string());
        view.kind = page.kind;
        view.description = description(&version.fields, version);
        view.canonical = page
            .url(if page.is_translated(self.lang) { self.lang } else { &page.source })
            .absolute(&self.site.config.base_url);
        view.alternates = self.alternates(page);
        // Where there is no easy language, the link leads to the page that it would tell.
        let own = |lang: &Lang| Some(page).filter(|page| page.is_translated(lang));
        let leads_to = |lang: &Lang| own(lang).or_else(|| self.site.standard(page)).unwrap_or(page);
        view.languages = self.languages(|lang| (self.href(page.url(lang)), leads_to(lang).is_translated(lang)));
        view.navigation =
            self.site.pages.get(HOME).map(|home| self.navigation(home, page, &ancestors)).unwrap_or_default();
        view.breadcrumbs = ancestors.iter().map(|page| self.link(page)).collect();
        view.contents = self.contents(version, &content);
        view.previous = previous.map(|page| self.link(page));
        view.next = next.map(|page| self.link(page));
        view.children = self.children(page);
        view.catalogue = catalogue(self.site, self.strings, page, self.lang, |record| self.href(record.url(self.lang)));
        if view.catalogue.is_some() && content_lang == self.lang {
            view.contents.push(ContentsItem {
                title: self.strings.word(self.lang, "catalogue-title"),
                url: "#catalogue--title".to_string(),
                children: Vec::new(),
            });
        }
        view.linked_data = (page.kind == Kind::Practice).then(|| records::linked_data(self.site, page, self.lang));
        view.content = content;
        view.easy_url = self.site.easy(page, self.lang).map(|easy| self.href(easy.url(self.lang)));
        view.standard_url = self.site.standard(page).map(|standard| self.href(standard.url(self.lang)));
        view.content.glossary = self.glossary(page, content_lang, version);
        self.about(&mut view, page, content_lang, version);
        Checked::new(view, problems)
    }

    /// A view with what all pages have.
    fn empty(&self, title: String) -> PageView {
        PageView {
            site: self.site_view(),
            lang: self.lang.clone(),
            direction: self.lang.direction(),
            content_lang: self.lang.clone(),
            content_direction: self.lang.direction(),
            fallback: false,
            kind: Kind::Page,
            title,
            description: String::new(),
            canonical: String::new(),
            card: None,
            alternates: Vec::new(),
            languages: Vec::new(),
            navigation: Vec::new(),
            breadcrumbs: Vec::new(),
            contents: Vec::new(),
            previous: None,
            next: None,
            children: Vec::new(),
            basis: None,
            topics: Vec::new(),
            audience: Vec::new(),
            date: None,
            reviewed: None,
            credits: Vec::new(),
            edit_url: None,
            translate_url: None,
            behind: None,
            downloads: Vec::new(),
            easy_url: None,
            standard_url: None,
            slides_url: None,
            catalogue: None,
            linked_data: None,
            content: ContentView::default(),
        }
    }

    pub(super) fn href(&self, url: &Url) -> String {
        match self.from {
            From::Page(here) => url.relative(here, self.style),
            From::Anywhere(base) => url.absolute(base),
        }
    }

    pub(super) fn link(&self, page: &Page) -> PageLink {
        PageLink {
            title: page.short_title(self.lang).to_string(),
            url: self.href(page.url(self.lang)),
            summary: String::new(),
        }
    }

    fn site_view(&self) -> SiteView {
        let config = &self.site.config;
        let address = |name: &str| self.href(&Url::new(format!("{}/{name}", self.lang)));
        SiteView {
            title: config.title.get(self.lang).to_string(),
            description: config.description.get(self.lang).to_string(),
            publisher: config.publisher.get(self.lang).to_string(),
            licence: config.licence.get(self.lang).to_string(),
            address: Url::new("").absolute(&config.base_url),
            root: match self.from {
                From::Page(here) => Url::new("").relative(here, LinkStyle::Directory),
                From::Anywhere(base) => Url::new("").absolute(base),
            },
            home_url: address(""),
            search_url: config.features.search.then(|| address("search/")),
            translation_url: (config.languages.len() > 1).then(|| address("translation/")),
            feed_url: config.features.feed.then(|| address("feed.xml")),
            footer: self.site.footer().map(|page| self.link(page)).collect(),
            audience: config.audience,
            link_style: match self.style {
                LinkStyle::Directory => "directory",
                LinkStyle::File => "file",
            },
            marks: marks(self.site, self.lang, |url| self.href(url)),
        }
    }

    pub(super) fn languages(&self, place: impl Fn(&Lang) -> (String, bool)) -> Vec<LanguageLink> {
        let link = |lang: &Lang| {
            let (url, translated) = place(lang);
            LanguageLink {
                lang: lang.clone(),
                direction: lang.direction(),
                name: self.strings.word(lang, "language-name"),
                url,
                current: lang == self.lang,
                translated,
            }
        };
        self.site.config.languages.iter().map(link).collect()
    }

    fn alternates(&self, page: &Page) -> Vec<Alternate> {
        let languages = self.site.config.languages.iter().filter(|lang| page.is_translated(lang));
        let alternate =
            |lang: &Lang| Alternate { lang: lang.clone(), url: page.url(lang).absolute(&self.site.config.base_url) };
        languages.map(alternate).collect()
    }

    /// The pages below `parent`, opened along the way to `current`.
    fn navigation(&self, parent: &Page, current: &Page, ancestors: &[&Page]) -> Vec<NavigationItem> {
        let is_open = |path: &str| path == current.path || ancestors.iter().any(|above| above.path == path);
        let item = |page: &Page| NavigationItem {
            title: page.short_title(self.lang).to_string(),
            url: self.href(page.url(self.lang)),
            current: page.path == current.path,
            open: is_open(&page.path),
            children: if is_open(&page.path) { self.navigation(page, current, ancestors) } else { Vec::new() },
        };
        let open = parent.children.iter().position(|path| is_open(path));
        window(&parent.children, open).iter().filter_map(|path| self.site.pages.get(path)).map(item).collect()
    }

    fn children(&self, page: &Page) -> Vec<PageLink> {
        // Records stand in the catalogue, and sessions in the timetable if there is one.
        let in_timetable = has_timetable(self.site, page);
        let listed = |child: &&Page| child.kind == Kind::Practice || (in_timetable && child.kind == Kind::Session);
        let children = page.children.iter().filter_map(|path| self.site.pages.get(path));
        let children = children.filter(|child| !listed(child));
        let card = |child: &Page| {
            let (_, version) = child.shown(self.lang);
            PageLink {
                title: child.title(self.lang).to_string(),
                summary: description(&version.fields, version),
                ..self.link(child)
            }
        };
        children.map(card).collect()
    }

    fn content(&self, version: &Version, resolved: &Resolved, panels: Panels) -> ContentView {
        let link = |(written, target): (&String, &Target)| (written.clone(), self.spell(target));
        let media = |(written, file): (&String, &&crate::site::media::MediaFile)| {
            let variant = |width: &u32| (*width, self.href(&file.url_of_width(*width)));
            let variants = file.widths.iter().map(variant).collect();
            let view = MediaView { url: self.href(&file.url()), variants, size: file.size, rows: file.rows.clone() };
            (written.clone(), view)
        };
        ContentView {
            lead: panels.lead,
            tail: panels.tail,
            anchors: version.anchors.clone(),
            links: resolved.links.iter().map(link).collect(),
            media: resolved.media.iter().map(media).collect(),
            notes: self.site.config.audience.notes(&version.summary).to_vec(),
            search: search_settings(&version.fields),
            stale: BTreeMap::new(),
            glossary: None,
        }
    }

    fn spell(&self, target: &Target) -> String {
        match target {
            Target::Web(address) => address.clone(),
            Target::Media(file) => self.href(&file.url()),
            Target::Page { page, anchor } if self.package.is_some_and(|pages| !pages.contains(&page.path.as_str())) => {
                let anchor = anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
                page.url(self.lang).absolute(&self.site.config.base_url) + &anchor
            }
            Target::Page { page, anchor } => {
                let url = page.url(self.lang);
                match anchor {
                    Some(anchor) if matches!(self.from, From::Page(here) if here == url) => format!("#{anchor}"),
                    Some(anchor) => format!("{}#{anchor}", self.href(url)),
                    None => self.href(url),
                }
            }
        }
    }

    /// What the page says about itself.
    fn about(&self, view: &mut PageView, page: &Page, content_lang: &Lang, version: &Version) {
        let fields = &version.fields;
        let label = |vocabulary: &str, code: &str| Label {
            code: code.to_string(),
            text: self.site.data.label(vocabulary, code, self.lang),
        };
        view.content_lang = content_lang.clone();
        view.content_direction = content_lang.direction();
        view.fallback = content_lang != self.lang;
        view.basis = fields.str("basis").map(|code| label("basis", code));
        view.topics = fields.strs("topics").map(|code| label("topic", code)).collect();
        view.audience = fields.strs("audience").map(|code| label("audience", code)).collect();
        let date = |name: &str| {
            fields.date(name).map(|date| DateText { iso: date, text: date_text(self.strings, self.lang, date) })
        };
        view.date = date("date");
        view.reviewed = date("reviewed");
        view.credits = fields.records("credits").map(|record| credit(self.strings, self.lang, record)).collect();
        let edit = |file: &str| self.site.config.edit_address(file, 1);
        view.edit_url = edit(version.file.as_str());
        view.translate_url = edit(&format!("content/{}/{}.md", self.lang, page.path)).filter(|_| view.fallback);
        view.downloads = self.downloads(page);
    }

    /// The outline: sections and the sections right below them, and panels after the text.
    fn contents(&self, version: &Version, content: &ContentView) -> Vec<ContentsItem> {
        let mut items: Vec<ContentsItem> = Vec::new();
        let headings = version.summary.headings.iter().zip(&content.anchors);
        let all = self.site.config.audience.is_trainer();
        for (heading, anchor) in headings.filter(|(heading, _)| all || !heading.trainer) {
            let item = ContentsItem { title: heading.text.clone(), url: format!("#{anchor}"), children: Vec::new() };
            match (heading.level, items.last_mut()) {
                (2, _) | (3, None) => items.push(item),
                (3, Some(section)) => section.children.push(item),
                _ => {}
            }
        }
        items.extend(content.tail.iter().filter_map(panel_item));
        items
    }

    /// The print editions, on the home page and on section pages that they hold.
    fn downloads(&self, page: &Page) -> Vec<Download> {
        if page.path != HOME && page.children.is_empty() {
            return Vec::new();
        }
        let editions = self.editions.get(self.lang).into_iter().flatten();
        let download = |file: &EditionFile| Download {
            title: file.title.clone(),
            url: self.href(&file.url),
            format: file.format.clone(),
            lang: self.lang.clone(),
            size: file.size,
        };
        editions.map(download).collect()
    }
}

/// Adds the files that belong to a page to its downloads.
pub fn attach(view: &mut PageView, attachments: &[&Attachment], here: &Url, style: LinkStyle) {
    let download = |attachment: &&Attachment| Download {
        title: attachment.title.clone(),
        url: attachment.url.relative(here, style),
        format: attachment.url.file().extension().to_uppercase(),
        lang: attachment.lang.clone(),
        size: attachment.size,
    };
    view.downloads.splice(0..0, attachments.iter().map(download));
}

/// All of `pages`, or those around the open one where there are very many.
fn window(pages: &[String], open: Option<usize>) -> &[String] {
    if pages.len() <= NAVIGATION_LIMIT {
        return pages;
    }
    let Some(open) = open else { return &pages[..NAVIGATION_LIMIT] };
    let start = open.saturating_sub(NAVIGATION_WINDOW).min(pages.len() - 2 * NAVIGATION_WINDOW);
    &pages[start..start + 2 * NAVIGATION_WINDOW]
}

/// The summary in plain words, or the first paragraph.
fn description(fields: &Record, version: &Version) -> String {
    fields.text("summary").map_or_else(|| version.summary.first_paragraph.clone(), |summary| inlines_text(summary))
}

fn search_settings(fields: &Record) -> SearchSettings {
    // What menus call the page is one of its names.
    let mut synonyms: Vec<String> = fields.str("nav_title").map(str::to_string).into_iter().collect();
    let Some(search) = fields.record("search") else { return SearchSettings { synonyms, ..SearchSettings::default() } };
    synonyms.extend(search.strs("synonyms").map(str::to_string));
    SearchSettings { hidden: search.flag("hide"), boost: search.number("boost"), synonyms }
}

fn credit(strings: &Strings, lang: &Lang, record: &Record) -> Credit {
    let text = |name: &str| record.str(name).unwrap_or_default().to_string();
    let origin = match text("origin") {
        code if code.is_empty() => Label { code, text: String::new() },
        code => Label { text: strings.word(lang, &format!("origin-{code}")), code },
    };
    Credit { name: text("name"), organisation: text("organisation"), role: text("role"), origin }
}

fn panel_item(block: &Block) -> Option<ContentsItem> {
    match &block.kind {
        BlockKind::Panel { id, title, .. } => {
            Some(ContentsItem { title: title.clone(), url: format!("#{id}"), children: Vec::new() })
        }
        _ => None,
    }
}
