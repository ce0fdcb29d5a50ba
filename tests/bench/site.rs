//! Handbooks in Turkish, English and German of any size, the same ones each time.
//!
//! Parts, sections and pages as people lay them out; prose in the letters and
//! word forms of each language, rare and common words as in real text; links,
//! tables, footnotes, lists and pictures. Most pages have 2 to 8 kB, few have
//! much more.

use std::fmt::Write as _;

/// Pages in a section and, as long as there are few sections, sections in a part.
const SECTION: usize = 25;
const PART: usize = 10;
/// A contents page lists no more parts than this.
const PARTS: usize = 12;
const PICTURES: usize = 40;
const SMALLEST: f64 = 2_000.0;
const LARGEST: f64 = 60_000.0;
/// Of a heading with what stands below it.
const PART_SIZE: f64 = 900.0;

const SETTINGS: &str = "\
title: {tr: Elkitabı, en: Handbook, de: Handbuch}
description: {tr: Ölçüm için, en: For measuring, de: Zum Messen}
base_url: https://example.org
languages: [tr, en, de]
";

/// What words of a language are made of.
struct Language {
    tag: &'static str,
    stems: &'static [&'static str],
    endings: &'static [&'static str],
    /// Stems are joined to longer words.
    compounds: bool,
    note: &'static str,
}

const LANGUAGES: [Language; 3] = [
    Language {
        tag: "tr",
        stems: &[
            "belediye",
            "göçmen",
            "hizmet",
            "ihtiyaç",
            "dernek",
            "çalışan",
            "görüşme",
            "başvuru",
            "eğitim",
            "sağlık",
            "hak",
            "konut",
            "iş",
            "dil",
            "kurs",
            "öğretmen",
            "çocuk",
            "kadın",
            "genç",
            "aile",
            "mahalle",
            "ilçe",
            "kent",
            "danışma",
            "çevirmen",
            "güven",
            "kayıt",
            "form",
            "karar",
            "meclis",
            "bütçe",
            "proje",
            "ortak",
            "toplantı",
            "soru",
            "yanıt",
            "ölçüt",
            "değerlendirme",
            "uygulama",
            "destek",
            "katılım",
            "uyum",
            "eşitlik",
            "ayrımcılık",
            "şikâyet",
            "yol",
            "harita",
            "veri",
            "rapor",
            "sonuç",
            "ışık",
            "sınır",
            "İstanbul",
            "Şanlıurfa",
            "Iğdır",
        ],
        endings: &[
            "", "ler", "lerin", "lere", "lerden", "de", "den", "e", "i", "in", "le", "siz", "li", "lik", "ci", "cilik",
            "imiz", "leri", "lerinden", "ce", "deki", "sinin", "sine", "sinde",
        ],
        compounds: false,
        note: "Kaynak",
    },
    Language {
        tag: "en",
        stems: &[
            "municipal",
            "migrant",
            "service",
            "need",
            "association",
            "staff",
            "interview",
            "application",
            "train",
            "health",
            "right",
            "hous",
            "work",
            "language",
            "course",
            "teach",
            "child",
            "woman",
            "youth",
            "family",
            "quarter",
            "district",
            "city",
            "advice",
            "interpret",
            "trust",
            "record",
            "form",
            "decision",
            "council",
            "budget",
            "project",
            "partner",
            "meeting",
            "question",
            "answer",
            "measure",
            "assess",
            "practice",
            "support",
            "participat",
            "integrat",
            "equal",
            "discriminat",
            "complaint",
            "way",
            "map",
            "data",
            "report",
            "result",
            "border",
            "Istanbul",
            "light",
            "open",
            "household",
        ],
        endings: &[
            "", "s", "ing", "ed", "er", "ers", "ion", "ions", "ment", "al", "ally", "ity", "ness", "ful", "less",
            "able", "'s", "ive", "ise", "ised",
        ],
        compounds: false,
        note: "Source",
    },
    Language {
        tag: "de",
        stems: &[
            "Gemeinde",
            "Zuwanderung",
            "Dienst",
            "Bedarf",
            "Verein",
            "Beschäftigte",
            "Gespräch",
            "Antrag",
            "Bildung",
            "Gesundheit",
            "Recht",
            "Wohnung",
            "Arbeit",
            "Sprache",
            "Kurs",
            "Lehrkraft",
            "Kinder",
            "Frauen",
            "Jugend",
            "Familien",
            "Viertel",
            "Bezirk",
            "Stadt",
            "Beratung",
            "Dolmetsch",
            "Vertrauen",
            "Verzeichnis",
            "Formular",
            "Beschluss",
            "Rat",
            "Haushalt",
            "Projekt",
            "Partner",
            "Sitzung",
            "Frage",
            "Antwort",
            "Maß",
            "Bewertung",
            "Übung",
            "Förderung",
            "Beteiligung",
            "Integration",
            "Gleichheit",
            "Benachteiligung",
            "Beschwerde",
            "Weg",
            "Straße",
            "Daten",
            "Bericht",
            "Ergebnis",
            "Grenze",
            "Licht",
            "Türkei",
            "Köln",
            "Größe",
        ],
        endings: &["", "s", "en", "e", "er", "n", "es", "ern", "lich", "liche", "licher", "lichen", "schaft", "los"],
        compounds: true,
        note: "Quelle",
    },
];

/// Numbers that look like chance and are the same in every run (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to, but without, 1.
    fn part(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn below(&mut self, end: usize) -> usize {
        (self.part() * end as f64) as usize
    }

    /// One of `all`, the first ones much more often.
    fn common<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        let part = self.part();
        &all[(part * part * all.len() as f64) as usize]
    }
}

/// The tags of all languages of a site.
pub const TAGS: [&str; 3] = ["tr", "en", "de"];

/// All files of a site with `pages` pages in each of the languages `tags`: their paths and texts, each
/// made when it is asked for.
pub fn site(pages: usize, tags: &[&'static str]) -> impl Iterator<Item = (String, String)> + use<> {
    let settings = ("content/site.yaml".to_string(), SETTINGS.to_string());
    let pictures = (0..PICTURES).map(|number| (format!("content/media/picture-{number}.svg"), picture(number)));
    let languages = LANGUAGES.iter().enumerate().filter(|(_, language)| tags.contains(&language.tag));
    let languages: Vec<_> = languages.collect();
    let files = languages.into_iter().flat_map(move |(index, language)| files_in(index, language, pages));
    std::iter::once(settings).chain(pictures).chain(files)
}

/// The files of one language: the home page, those of parts and sections, and the `pages` pages.
fn files_in(index: usize, language: &'static Language, pages: usize) -> impl Iterator<Item = (String, String)> {
    let sections = pages.div_ceil(SECTION).max(1);
    let layout = Layout { pages, in_part: sections.div_ceil(PARTS).max(PART) };
    let parts = sections.div_ceil(layout.in_part);
    let chance = move |number: usize| Chance((number * LANGUAGES.len() + index) as u64);
    let folders = std::iter::once((String::new(), usize::MAX / 8));
    let folders = folders.chain((0..parts).map(move |part| (format!("part{part:02}/"), pages + part)));
    let folders = folders.chain((0..sections).map(move |section| (layout.section(section) + "/", 2 * pages + section)));
    let openings = folders.map(move |(folder, number)| {
        (format!("content/{}/{folder}index.md", language.tag), opening(language, &mut chance(number)))
    });
    let pages = (0..pages).map(move |number| {
        let path = format!("content/{}/{}.md", language.tag, layout.page(number));
        (path, page(language, &layout, number, &mut chance(3 * pages + number)))
    });
    openings.chain(pages)
}

/// Where pages stand.
#[derive(Clone, Copy)]
struct Layout {
    pages: usize,
    /// Sections in a part.
    in_part: usize,
}

impl Layout {
    fn section(&self, section: usize) -> String {
        format!("part{:02}/section{section:03}", section / self.in_part)
    }

    fn page(&self, number: usize) -> String {
        format!("{}/page{:02}", self.section(number / SECTION), number % SECTION)
    }
}

fn picture(number: usize) -> String {
    let points: String = (0..200).map(|step| format!("{},{} ", step * 4, (step * (number + 7)) % 300)).collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"800\" height=\"300\" viewBox=\"0 0 800 300\"><polyline points=\"{points}\" fill=\"none\" stroke=\"#246\"/></svg>\n"
    )
}

fn opening(language: &Language, chance: &mut Chance) -> String {
    let (title, prose) = (title(language, chance), paragraph(language, chance));
    format!("---\ntitle: {title}\n---\n{prose}\n")
}

/// A page. Its layout is the same in all languages, as it is in translations.
fn page(language: &Language, layout: &Layout, number: usize, chance: &mut Chance) -> String {
    let mut shape = Chance((number as u64) << 32);
    // Twice the size is a quarter as frequent.
    let size = (SMALLEST / (1.0 - shape.part()).sqrt()).min(LARGEST);
    let mut text = format!("---\ntitle: {}\nsummary: {}\n---\n", title(language, chance), sentence(language, chance));
    for section in 0..(size / PART_SIZE).ceil() as usize {
        let heading = if shape.below(3) == 0 && section > 0 { "###" } else { "##" };
        let _ = writeln!(text, "{}\n\n{heading} {}\n", paragraph(language, chance), title(language, chance));
        let _ = match shape.below(6) {
            0 => writeln!(text, "{}", table(language, chance)),
            1 => writeln!(text, "{}", list(language, chance)),
            2 => writeln!(text, "![{}](/media/picture-{}.svg)\n", title(language, chance), shape.below(PICTURES)),
            3 => {
                let (words, note) = (sentence(language, chance), sentence(language, chance));
                writeln!(text, "{words}[^{section}]\n\n[^{section}]: {} {note}\n", language.note)
            }
            _ => {
                let near = number / SECTION * SECTION;
                let target = layout.page(if shape.below(2) == 0 { near } else { shape.below(layout.pages) });
                let (words, further) = (word(language, chance), paragraph(language, chance));
                writeln!(text, "[{words}](/{target}.md) **{}** {further}\n", word(language, chance))
            }
        };
    }
    text + &paragraph(language, chance) + "\n"
}

fn table(language: &Language, chance: &mut Chance) -> String {
    let row = |chance: &mut Chance| {
        format!("| {} | {} | {} |\n", word(language, chance), word(language, chance), chance.below(1000))
    };
    let mut table = row(chance) + "|---|---|---|\n";
    (0..3 + chance.below(6)).for_each(|_| table.push_str(&row(chance)));
    table
}

fn list(language: &Language, chance: &mut Chance) -> String {
    (0..3 + chance.below(4)).map(|_| format!("- {}\n", sentence(language, chance))).collect()
}

fn title(language: &Language, chance: &mut Chance) -> String {
    let words: Vec<String> = (0..2 + chance.below(3)).map(|_| word(language, chance)).collect();
    words.join(" ")
}

fn paragraph(language: &Language, chance: &mut Chance) -> String {
    let sentences: Vec<String> = (0..2 + chance.below(5)).map(|_| sentence(language, chance)).collect();
    sentences.join(" ")
}

fn sentence(language: &Language, chance: &mut Chance) -> String {
    let words: Vec<String> = (0..6 + chance.below(14)).map(|_| word(language, chance)).collect();
    words.join(" ") + "."
}

fn word(language: &Language, chance: &mut Chance) -> String {
    let mut word = String::new();
    if language.compounds && chance.below(6) == 0 {
        word.push_str(chance.common::<&str>(language.stems));
        let second = chance.common::<&str>(language.stems).to_lowercase();
        return word + &second + chance.common::<&str>(language.endings);
    }
    word.push_str(chance.common::<&str>(language.stems));
    word + chance.common::<&str>(language.endings)
}
