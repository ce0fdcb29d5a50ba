//! What a language changes: slugs, capital letters, alphabetical order,
//! decimal signs and the direction of writing.
//!
//! Nothing here reads the machine's locale; the language is always given.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use icu_casemap::CaseMapper;
use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;
use unicode_normalization::UnicodeNormalization;

/// A language tag (BCP 47) such as `tr`, `de` or `zh-Hant`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(Arc<str>);

/// Languages that handbooks of municipalities are likely to come in, as they call themselves.
const OWN_NAMES: &[(&str, &str)] = &[
    ("am", "አማርኛ"),
    ("ar", "العربية"),
    ("az", "Azərbaycanca"),
    ("bg", "Български"),
    ("bs", "Bosanski"),
    ("ckb", "کوردی"),
    ("cs", "Čeština"),
    ("da", "Dansk"),
    ("el", "Ελληνικά"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("he", "עברית"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("hy", "Հայերեն"),
    ("it", "Italiano"),
    ("ka", "ქართული"),
    ("ku", "Kurdî"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("mk", "Македонски"),
    ("nl", "Nederlands"),
    ("no", "Norsk"),
    ("pl", "Polski"),
    ("ps", "پښتو"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("so", "Soomaali"),
    ("sq", "Shqip"),
    ("sr", "Српски"),
    ("sv", "Svenska"),
    ("ti", "ትግርኛ"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
];

impl Lang {
    /// The language, or `None` if `tag` is not a well-formed language tag.
    pub fn new(tag: &str) -> Option<Self> {
        Locale::from_str(tag).ok()?;
        let plain = tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        plain.then(|| Self(tag.into()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the language is called in itself; its tag, if it is not among the neighbours.
    pub fn own_name(&self) -> &str {
        let own = OWN_NAMES.iter().find(|(primary, _)| *primary == self.primary());
        own.map_or(self.as_str(), |(_, name)| name)
    }

    /// `rtl` for languages written from right to left, else `ltr`.
    pub fn direction(&self) -> &'static str {
        const RIGHT_TO_LEFT: [&str; 8] = ["ar", "fa", "he", "ps", "sd", "ug", "ur", "yi"];
        if RIGHT_TO_LEFT.contains(&self.primary()) { "rtl" } else { "ltr" }
    }

    /// `text` in capital letters: `iyi` is `İYİ` in Turkish, `IYI` elsewhere.
    pub fn uppercase(&self, text: &str) -> String {
        CaseMapper::new().uppercase_to_string(text, &self.locale().id).into_owned()
    }

    /// `text` in small letters: `IĞDIR` is `ığdır` in Turkish, `iğdir` elsewhere.
    pub fn lowercase(&self, text: &str) -> String {
        if text.is_ascii() && !matches!(self.primary(), "tr" | "az" | "lt") {
            return text.to_ascii_lowercase();
        }
        CaseMapper::new().lowercase_to_string(text, &self.locale().id).into_owned()
    }

    /// Compares by the alphabet of this language (Turkish: c < ç < d; German: a = ä).
    pub fn sorter(&self) -> impl Fn(&str, &str) -> Ordering + use<> {
        let collator: Option<CollatorBorrowed<'static>> =
            Collator::try_new(self.locale().into(), CollatorOptions::default()).ok();
        move |a, b| match &collator {
            Some(collator) => collator.compare(a, b).then_with(|| a.cmp(b)),
            None => a.cmp(b),
        }
    }

    /// The letter below which `text` stands in an index: `Ç` for itself in
    /// Turkish, `A` for `Ä` in German. Nothing that begins with a letter gives `#`.
    pub fn initial(&self, text: &str) -> String {
        let Some(first) = text.chars().find(|c| c.is_alphanumeric()).filter(|c| c.is_alphabetic()) else {
            return "#".to_string();
        };
        let capital = self.uppercase(&first.to_string());
        let base: String = capital.nfd().filter(|c| c.is_alphabetic()).take(1).collect();
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Primary);
        let same = Collator::try_new(self.locale().into(), options)
            .is_ok_and(|collator| collator.compare(&capital, &base) == Ordering::Equal);
        if same { base } else { capital }
    }

    /// The part of an address made from `text`: ASCII lower case with hyphens.
    ///
    /// ı→i, ş→s, ğ→g, ç→c, ö→o, ü→u; in German ä→ae, ö→oe, ü→ue, ß→ss. Letters
    /// that have no ASCII form stay as they are; text without any letter or
    /// digit gives an empty slug.
    pub fn slug(&self, text: &str) -> String {
        let mut slug = String::with_capacity(text.len());
        let german = self.primary() == "de";
        let composed = text.nfc();
        for c in composed {
            match c {
                'ä' | 'Ä' if german => slug.push_str("ae"),
                'ö' | 'Ö' if german => slug.push_str("oe"),
                'ü' | 'Ü' if german => slug.push_str("ue"),
                'ß' | 'ẞ' => slug.push_str("ss"),
                'ı' | 'I' | 'İ' => slug.push('i'),
                '\'' | '’' | 'ʼ' | '\u{ad}' => {}
                _ => push_folded(&mut slug, c),
            }
        }
        slug.truncate(slug.trim_end_matches('-').len());
        slug
    }

    /// The decimal sign and the sign between groups of three digits.
    pub fn number_signs(&self) -> (char, char) {
        match self.primary() {
            "en" | "zh" | "ja" | "ko" | "he" | "th" => ('.', ','),
            "fr" | "ru" | "uk" | "pl" | "cs" | "bg" | "fi" | "sv" | "nb" => (',', '\u{202f}'),
            _ => (',', '.'),
        }
    }

    /// `value` with `decimals` digits after the decimal sign, in groups of three.
    pub fn number(&self, value: f64, decimals: usize) -> String {
        let (decimal, group) = self.number_signs();
        let plain = format!("{:.decimals$}", value.abs());
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut text = String::from(if value < 0.0 { "−" } else { "" });
        for (index, digit) in whole.chars().enumerate() {
            let rest = whole.len() - index;
            if index > 0 && rest.is_multiple_of(3) && whole.len() > 4 {
                text.push(group);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(decimal);
            text.push_str(fraction);
        }
        text
    }

    /// `value` as a percentage in whole numbers: `%45`, `45%` or `45 %`.
    pub fn percent(&self, value: f64) -> String {
        let number = self.number(value, 0);
        match self.primary() {
            "tr" | "eu" => format!("%{number}"),
            "en" | "zh" | "ja" | "ko" | "he" | "th" | "nl" | "pt" | "it" => format!("{number}%"),
            _ => format!("{number}\u{a0}%"),
        }
    }

    /// The language without script and region: `de` of `de-CH`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    fn locale(&self) -> Locale {
        Locale::from_str(&self.0).expect("the tag was checked when the language was made")
    }
}

/// Appends the ASCII lower-case form of `c`, or a single hyphen for a separator.
fn push_folded(slug: &mut String, c: char) {
    if !c.is_alphanumeric() {
        if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        return;
    }
    let letters = c.nfd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    slug.extend(letters.filter(|c| c.is_alphanumeric()));
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl serde::Serialize for Lang {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang(tag: &str) -> Lang {
        Lang::new(tag).expect("a valid tag")
    }

    #[test]
    fn slugs_are_ascii_in_the_way_of_the_language() {
        assert_eq!(lang("tr").slug("İhtiyaç analizi nasıl yapılır?"), "ihtiyac-analizi-nasil-yapilir");
        assert_eq!(lang("tr").slug("Şanlıurfa’nın IĞDIR ile öğün"), "sanliurfanin-igdir-ile-ogun");
        assert_eq!(lang("de").slug("Übergrößen & Maße"), "uebergroessen-masse");
        assert_eq!(lang("en").slug("  What is “integration”?  "), "what-is-integration");
        assert_eq!(lang("en").slug("— !"), "");
    }

    #[test]
    fn capitals_follow_the_language() {
        assert_eq!(lang("tr").uppercase("istanbul ılık"), "İSTANBUL ILIK");
        assert_eq!(lang("en").uppercase("istanbul"), "ISTANBUL");
        assert_eq!(lang("de").uppercase("straße"), "STRASSE");
    }

    #[test]
    fn order_follows_the_alphabet() {
        let mut words = vec!["Zonguldak", "Çorum", "İzmir", "Iğdır", "Cizre"];
        let compare = lang("tr").sorter();
        words.sort_by(|a, b| compare(a, b));
        assert_eq!(words, ["Cizre", "Çorum", "Iğdır", "İzmir", "Zonguldak"]);
    }

    #[test]
    fn words_stand_below_the_letter_of_their_alphabet() {
        assert_eq!(lang("tr").initial("çarpan"), "Ç");
        assert_eq!(lang("tr").initial("iyi"), "İ");
        assert_eq!(lang("de").initial("„Übergang“"), "U");
        assert_eq!(lang("en").initial("2009"), "#");
    }

    #[test]
    fn numbers_follow_the_language() {
        assert_eq!(lang("tr").number(244_318.0, 2), "244.318,00");
        assert_eq!(lang("en").number(244_318.0, 2), "244,318.00");
        assert_eq!(lang("de").number(2000.0, 0), "2000");
    }

    #[test]
    fn tags_are_checked() {
        assert!(Lang::new("de-CH").is_some());
        assert!(Lang::new("../x").is_none());
    }
}
