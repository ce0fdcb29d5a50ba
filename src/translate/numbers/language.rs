//! How a language writes numbers, months, units and numerals, as data.
//!
//! All words stand in small letters. A language without a table has its signs
//! and the digits alone.

use crate::lang::Lang;

/// The habits of one language.
#[derive(Clone, Copy)]
pub struct Language {
    pub decimal: char,
    /// `08/26/2008`
    pub month_first: bool,
    /// `August 26`
    pub day_after_month: bool,
    /// `26.08.` is a day.
    pub dotted_days: bool,
    /// `am` and `pm`
    pub twelve_hours: bool,
    words: &'static Words,
}

impl std::ops::Deref for Language {
    type Target = Words;

    fn deref(&self) -> &Words {
        self.words
    }
}

/// The words that stand beside numbers.
pub struct Words {
    /// From January on; each with its other names and abbreviations.
    months: [&'static str; 12],
    pub percent_before: &'static [&'static str],
    pub percent_after: &'static [&'static str],
    /// Words for powers of ten, and the power.
    pub scales: &'static [(&'static str, usize)],
    /// Scales that are written with a full stop.
    pub abbreviations: &'static [&'static str],
    /// Words between the two numbers of a range.
    pub ranges: &'static [&'static str],
    /// Endings that make a numeral in digits an ordinal.
    pub ordinals: &'static [&'static str],
    /// Words behind an hour.
    pub clock_words: &'static [&'static str],
    pub numerals: &'static [(&'static str, u64)],
    pub rest: Rest,
}

/// What may follow a number word within the same word.
#[derive(Clone, Copy, PartialEq)]
pub enum Rest {
    Any,
    Endings(&'static str),
}

impl Language {
    pub fn of(lang: &Lang) -> Self {
        let words = match lang.primary() {
            "tr" => &TURKISH,
            "en" => &ENGLISH,
            "de" => &GERMAN,
            "fr" => &FRENCH,
            _ => &PLAIN,
        };
        Self { words, ..Self::without_words(lang) }
    }

    /// The signs of `lang` alone.
    pub fn without_words(lang: &Lang) -> Self {
        let english = lang.primary() == "en";
        Self {
            decimal: lang.number_signs().0,
            month_first: lang.as_str() == "en-US",
            day_after_month: english,
            dotted_days: lang.primary() == "de",
            twelve_hours: english,
            words: &PLAIN,
        }
    }

    /// The month that a word in small letters names, also with a Turkish ending: `ağustosta`.
    pub fn month(&self, word: &str) -> Option<u8> {
        let endings = match self.words.rest {
            Rest::Endings(endings) => endings,
            Rest::Any => "",
        };
        let names = |names: &str| {
            names.split(' ').any(|name| {
                let rest = word.strip_prefix(name);
                rest.is_some_and(|rest| rest.is_empty() || is_one_of(rest, endings))
            })
        };
        let index = self.words.months.iter().position(|all| !all.is_empty() && names(all))?;
        u8::try_from(index + 1).ok()
    }
}

/// Whether the months, units and numerals of `lang` are known.
pub fn is_known(lang: &Lang) -> bool {
    !Language::of(lang).numerals.is_empty()
}

fn is_one_of(word: &str, list: &str) -> bool {
    list.split_whitespace().any(|one| one == word)
}

pub fn currency_sign(sign: &str) -> Option<&'static str> {
    match sign {
        "€" => Some("EUR"),
        "₺" => Some("TRY"),
        "$" => Some("USD"),
        "£" => Some("GBP"),
        _ => None,
    }
}

/// The currency whose code or usual abbreviation `word` is.
pub fn currency_code(word: &str) -> Option<&'static str> {
    match word {
        "eur" => Some("EUR"),
        "try" | "tl" => Some("TRY"),
        "usd" => Some("USD"),
        "gbp" => Some("GBP"),
        "chf" => Some("CHF"),
        _ => None,
    }
}

/// The currency that a word behind an amount names, with or without an ending.
pub fn currency(word: &str) -> Option<&'static str> {
    const NAMES: &[(&str, &str)] = &[
        ("euro", "EUR"),
        ("avro", "EUR"),
        ("lira", "TRY"),
        ("dollar", "USD"),
        ("dolar", "USD"),
        ("sterlin", "GBP"),
        ("sterling", "GBP"),
        ("frank", "CHF"),
        ("franken", "CHF"),
        ("francs", "CHF"),
    ];
    let named = NAMES.iter().find(|(name, _)| {
        word.strip_prefix(name).is_some_and(|rest| matches!(rest, "" | "s") || is_one_of(rest, TURKISH_ENDINGS))
    });
    currency_code(word).or(named.map(|(_, code)| *code))
}

const PLAIN: Words = Words {
    months: [""; 12],
    percent_before: &[],
    percent_after: &[],
    scales: &[],
    abbreviations: &[],
    ranges: &[],
    ordinals: &[],
    clock_words: &[],
    numerals: &[],
    rest: Rest::Endings(""),
};

/// Endings of Turkish numerals, months and currencies, without an apostrophe.
const TURKISH_ENDINGS: &str = "i ı u ü si sı su sü ye ya e a yi yı yu yü nin nın nun nün in ın un ün \
    de da te ta den dan ten tan deki daki teki taki le la yle yla ler lar leri ları lere lara lerin ların \
    inci ıncı uncu üncü nci ncı ncu ncü incisi ıncısı uncusu üncüsü ncisi ncısı er ar şer şar er \
    lik lık luk lük li lı lu lü sini sını sunu sünü sine sına suna süne inde ında unda ünde \
    sinde sında sunda sünde inden ından undan ünden sinden sından sundan sünden ini ını unu ünü ine ına una üne \
    imiz ımız umuz ümüz iz ız uz üz miz mız";

const TURKISH: Words = Words {
    months: [
        "ocak ocağ",
        "şubat şub",
        "mart",
        "nisan nis",
        "mayıs",
        "haziran haz",
        "temmuz tem",
        "ağustos ağu",
        "eylül eyl",
        "ekim",
        "kasım kas",
        "aralık aralığ",
    ],
    percent_before: &["yüzde"],
    percent_after: &[],
    scales: &[("bin", 3), ("milyon", 6), ("mn", 6), ("milyar", 9), ("mr", 9), ("trilyon", 12)],
    abbreviations: &["mn", "mr"],
    ranges: &["ila", "ilâ", "ile", "veya", "ya"],
    ordinals: &[],
    clock_words: &[],
    numerals: &[
        ("sıfır", 0),
        ("bir", 1),
        ("iki", 2),
        ("üç", 3),
        ("dört", 4),
        ("dörd", 4),
        ("beş", 5),
        ("altı", 6),
        ("yedi", 7),
        ("sekiz", 8),
        ("dokuz", 9),
        ("on", 10),
        ("yirmi", 20),
        ("otuz", 30),
        ("kırk", 40),
        ("elli", 50),
        ("altmış", 60),
        ("yetmiş", 70),
        ("seksen", 80),
        ("doksan", 90),
        ("yüz", 100),
        ("bin", 1000),
        ("milyon", 1_000_000),
        ("milyar", 1_000_000_000),
        ("ilk", 1),
        ("çift", 2),
        ("düzine", 12),
    ],
    rest: Rest::Endings(TURKISH_ENDINGS),
};

const ENGLISH: Words = Words {
    months: [
        "january jan",
        "february feb",
        "march mar",
        "april apr",
        "may",
        "june jun",
        "july jul",
        "august aug",
        "september sept sep",
        "october oct",
        "november nov",
        "december dec",
    ],
    percent_before: &[],
    percent_after: &["percent", "pct"],
    scales: &[("hundred", 2), ("thousand", 3), ("million", 6), ("mn", 6), ("billion", 9), ("bn", 9), ("trillion", 12)],
    abbreviations: &[],
    ranges: &["to", "or"],
    ordinals: &["st", "nd", "rd", "th", "s"],
    clock_words: &[],
    numerals: &[
        ("zero", 0),
        ("one", 1),
        ("first", 1),
        ("once", 1),
        ("two", 2),
        ("second", 2),
        ("twice", 2),
        ("both", 2),
        ("three", 3),
        ("third", 3),
        ("four", 4),
        ("five", 5),
        ("fif", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("eigh", 8),
        ("nine", 9),
        ("nin", 9),
        ("ten", 10),
        ("eleven", 11),
        ("twelve", 12),
        ("twelf", 12),
        ("thirteen", 13),
        ("fourteen", 14),
        ("fifteen", 15),
        ("sixteen", 16),
        ("seventeen", 17),
        ("eighteen", 18),
        ("nineteen", 19),
        ("twenty", 20),
        ("twentie", 20),
        ("thirty", 30),
        ("thirtie", 30),
        ("forty", 40),
        ("fortie", 40),
        ("fifty", 50),
        ("fiftie", 50),
        ("sixty", 60),
        ("sixtie", 60),
        ("seventy", 70),
        ("seventie", 70),
        ("eighty", 80),
        ("eightie", 80),
        ("ninety", 90),
        ("ninetie", 90),
        ("dozen", 12),
        ("hundred", 100),
        ("thousand", 1000),
        ("million", 1_000_000),
        ("billion", 1_000_000_000),
    ],
    rest: Rest::Endings("th ths s fold"),
};

const GERMAN: Words = Words {
    months: [
        "januar jänner jan januars",
        "februar feber feb februars",
        "märz mrz",
        "april apr",
        "mai",
        "juni jun",
        "juli jul",
        "august aug augusts",
        "september sept sep",
        "oktober okt",
        "november nov",
        "dezember dez",
    ],
    percent_before: &[],
    percent_after: &["prozent", "vh"],
    scales: &[
        ("tausend", 3),
        ("tsd", 3),
        ("million", 6),
        ("millionen", 6),
        ("mio", 6),
        ("milliarde", 9),
        ("milliarden", 9),
        ("mrd", 9),
        ("billion", 12),
        ("billionen", 12),
        ("bio", 12),
    ],
    abbreviations: &["tsd", "mio", "mrd", "bio"],
    ranges: &["bis", "oder"],
    ordinals: &["er", "ern", "ers"],
    clock_words: &["uhr"],
    numerals: &[
        ("null", 0),
        ("eins", 1),
        ("ein", 1),
        ("erst", 1),
        ("zwei", 2),
        ("zwo", 2),
        ("beide", 2),
        ("doppel", 2),
        ("drei", 3),
        ("dritt", 3),
        ("vier", 4),
        ("fünf", 5),
        ("sechs", 6),
        ("sieben", 7),
        ("siebt", 7),
        ("acht", 8),
        ("neun", 9),
        ("zehn", 10),
        ("elf", 11),
        ("zwölf", 12),
        ("dreizehn", 13),
        ("vierzehn", 14),
        ("fünfzehn", 15),
        ("sechzehn", 16),
        ("siebzehn", 17),
        ("achtzehn", 18),
        ("neunzehn", 19),
        ("zwanzig", 20),
        ("dreißig", 30),
        ("dreissig", 30),
        ("vierzig", 40),
        ("fünfzig", 50),
        ("sechzig", 60),
        ("siebzig", 70),
        ("achtzig", 80),
        ("neunzig", 90),
        ("dutzend", 12),
        ("hundert", 100),
        ("tausend", 1000),
        ("million", 1_000_000),
        ("milliarde", 1_000_000_000),
    ],
    rest: Rest::Any,
};

const FRENCH: Words = Words {
    months: [
        "janvier janv",
        "février févr",
        "mars",
        "avril avr",
        "mai",
        "juin",
        "juillet juil",
        "août",
        "septembre sept",
        "octobre oct",
        "novembre nov",
        "décembre déc",
    ],
    percent_before: &[],
    percent_after: &[],
    scales: &[("mille", 3), ("million", 6), ("millions", 6), ("milliard", 9), ("milliards", 9)],
    abbreviations: &[],
    ranges: &["à", "ou"],
    ordinals: &["er", "e", "ère", "ème"],
    clock_words: &["h", "heures", "heure"],
    numerals: &[
        ("zéro", 0),
        ("un", 1),
        ("une", 1),
        ("premier", 1),
        ("première", 1),
        ("deux", 2),
        ("trois", 3),
        ("quatre", 4),
        ("cinq", 5),
        ("six", 6),
        ("sept", 7),
        ("huit", 8),
        ("neuf", 9),
        ("dix", 10),
        ("onze", 11),
        ("douze", 12),
        ("vingt", 20),
        ("trente", 30),
        ("quarante", 40),
        ("cinquante", 50),
        ("soixante", 60),
        ("cent", 100),
        ("mille", 1000),
        ("million", 1_000_000),
        ("milliard", 1_000_000_000),
    ],
    rest: Rest::Endings("s ième ièmes"),
};
