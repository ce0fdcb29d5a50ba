//! Numbers, percentages, money, dates and times in running text, read as the
//! language of the text writes them.
//!
//! In comes plain text of one language, out come quantities that can be
//! compared across languages: `%60` is `60 %`, `244.318,00` is `244,318.00`,
//! `26 Ağustos 2008` is `26. August 2008`. Numbers in words are read too, but
//! marked as such: they may answer a number in digits and never ask for one.
//! Nothing here knows Markdown.

mod compare;
mod dates;
mod language;
mod lex;
mod numerals;

pub use compare::{differences, same};
pub use language::is_known;

use std::fmt;

use self::language::Language;
use self::lex::{Gap, Kind, Token};
use crate::diag::Span;
use crate::lang::Lang;

/// A quantity and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    pub value: Value,
    pub form: Form,
    pub span: Span,
}

/// How a quantity is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Digits,
    /// `three`, or the name of a month alone.
    Words,
}

/// What a quantity says, whatever the language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    Number(Decimal),
    Percent(Decimal),
    /// An amount and the ISO 4217 code of its currency.
    Money(Decimal, &'static str),
    Date(Day),
    /// Hour and minute.
    Time(u8, u8),
}

/// A date with its month at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    pub year: Option<u16>,
    pub month: u8,
    pub day: Option<u8>,
}

/// An exact decimal number in its shortest spelling: `2.5`, `-3`, `244318`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal(String);

impl Decimal {
    /// From the digits before and after the decimal sign.
    fn new(whole: &str, fraction: &str) -> Self {
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        let whole = if whole.is_empty() { "0" } else { whole };
        let point = if fraction.is_empty() { "" } else { "." };
        Self(format!("{whole}{point}{fraction}"))
    }

    fn negative(self) -> Self {
        Self(format!("-{}", self.0))
    }

    /// This number with so many zeros more.
    fn shifted(&self, zeros: usize) -> Self {
        let (sign, digits) = self.0.strip_prefix('-').map_or(("", self.0.as_str()), |digits| ("-", digits));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let padded = format!("{fraction:0<zeros$}");
        let (moved, rest) = padded.split_at(zeros);
        let shifted = Self::new(&format!("{whole}{moved}"), rest);
        Self(format!("{sign}{}", shifted.0))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The quantities in `text`, in its order.
pub fn read(text: &str, lang: &Lang) -> Vec<Quantity> {
    read_as(text, lang, Language::of(lang))
}

/// The numbers in digits alone, without units: for a comparison with a
/// language whose words are not known (see [`is_known`]).
pub fn read_digits(text: &str, lang: &Lang) -> Vec<Quantity> {
    let quantities = read_as(text, lang, Language::without_words(lang));
    let bare = |quantity: Quantity| match quantity.value {
        Value::Percent(number) | Value::Money(number, _) => Quantity { value: Value::Number(number), ..quantity },
        Value::Number(_) | Value::Date(_) | Value::Time(..) => quantity,
    };
    quantities.into_iter().map(bare).collect()
}

fn read_as(text: &str, lang: &Lang, language: Language) -> Vec<Quantity> {
    let mut reader = Reader { tokens: lex::tokens(text, lang), language, quantities: Vec::new(), end: 0, bare: false };
    let mut at = 0;
    while at < reader.tokens.len() {
        at = reader.step(at);
    }
    reader.quantities
}

/// What stands beside an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Percent,
    Currency(&'static str),
}

struct Reader<'t> {
    tokens: Vec<Token<'t>>,
    language: Language,
    quantities: Vec<Quantity>,
    /// The token behind the last quantity.
    end: usize,
    /// Whether the last quantity is an amount with nothing behind it.
    bare: bool,
}

/// A value and the token behind it.
type Found = Option<(Value, usize)>;

impl Reader<'_> {
    /// Reads what begins at a token; returns where to go on.
    fn step(&mut self, at: usize) -> usize {
        if let Some((value, end)) = self.date(at).or_else(|| self.time(at)) {
            return self.push(value, Form::Digits, at, end);
        }
        if let Some(end) = self.amount(at) {
            return end;
        }
        match self.month_name(at) {
            Some(month) => self.push(Value::Date(Day { year: None, month, day: None }), Form::Words, at, at + 1),
            None => at + 1,
        }
    }

    fn push(&mut self, value: Value, form: Form, from: usize, end: usize) -> usize {
        let span = Span::new(self.tokens[from].start, self.tokens[end - 1].end());
        self.quantities.push(Quantity { value, form, span });
        self.end = end;
        end
    }

    fn is(&self, at: usize, kind: Kind) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == kind)
    }

    /// The sign at a token that follows without a space.
    fn glued_sign(&self, at: usize) -> Option<char> {
        let token = self.tokens.get(at).filter(|token| token.kind == Kind::Sign && token.gap == Gap::None)?;
        token.text.chars().next()
    }

    fn word(&self, at: usize) -> Option<&str> {
        self.tokens.get(at).filter(|token| token.kind == Kind::Word).map(|token| token.plain.as_str())
    }

    fn digits(&self, at: usize) -> Option<&str> {
        self.tokens.get(at).filter(|token| token.kind == Kind::Digits).map(|token| token.plain.as_str())
    }

    fn glued_digits(&self, at: usize) -> Option<&str> {
        self.digits(at).filter(|_| self.tokens[at].gap == Gap::None)
    }

    /// An amount with its unit, if one begins here.
    fn amount(&mut self, from: usize) -> Option<usize> {
        let before = self.unit_before(from);
        let at = from + usize::from(before.is_some());
        let (number, form, end) = match self.number(at) {
            Some((number, end)) => (number, Form::Digits, end),
            None => self.numeral(at).map(|(number, end)| (Decimal::new(&number.to_string(), ""), Form::Words, end))?,
        };
        let from = if before.is_some() { from } else { self.with_sign(at) };
        let number = if from < at && before.is_none() { number.negative() } else { number };
        let ended = self.behind_ending(end);
        let (zeros, scaled) = self.scale(ended, before).unwrap_or((0, ended));
        let (after, next) = match before {
            Some(_) => (None, scaled),
            None => self.unit_after(scaled).map_or((None, scaled), |(unit, next)| (Some(unit), next)),
        };
        // An ending is no part of what is quoted.
        let end = if next == ended { end } else { next };
        let unit = before.or(after);
        let joined = self.joins_last(from);
        if joined && self.bare {
            self.share(zeros, after);
        }
        let unit = unit.or_else(|| self.quantities.last().filter(|_| joined).and_then(|last| unit_of(&last.value)));
        self.push(with_unit(number.shifted(zeros), unit), form, from, end);
        self.end = next;
        self.bare = zeros == 0 && after.is_none();
        Some(next)
    }

    /// Where a number at `at` begins when a minus sign stands before it.
    fn with_sign(&self, at: usize) -> usize {
        let Some(before) = at.checked_sub(1) else { return at };
        let minus = self.is(before, Kind::Sign) && matches!(self.tokens[before].text, "-" | "−");
        let glued = self.tokens[at].gap == Gap::None;
        let free = before == 0 || self.tokens[before].gap != Gap::None || self.tokens[before - 1].text == "(";
        let range = before > 0 && self.is(before - 1, Kind::Digits);
        if minus && glued && free && !range && self.is(at, Kind::Digits) { before } else { at }
    }

    /// Behind what an inflected number carries: `2008’de`, `20th`.
    fn behind_ending(&self, at: usize) -> usize {
        let apostrophe = self.glued_sign(at).is_some_and(|sign| matches!(sign, '\'' | '’' | 'ʼ'));
        let glued = |at: usize| self.is(at, Kind::Word) && self.tokens[at].gap == Gap::None;
        if apostrophe && glued(at + 1) {
            return at + 2;
        }
        let ordinal = self.word(at).is_some_and(|word| self.language.ordinals.contains(&word));
        if ordinal && glued(at) { at + 1 } else { at }
    }

    /// The zeros of `million` and its like, and the token behind the word.
    fn scale(&self, at: usize, before: Option<Unit>) -> Option<(usize, usize)> {
        let word = self.word(at)?;
        let glued = self.tokens[at].gap == Gap::None;
        // `€2.5m`: a metre elsewhere.
        let short = matches!(before, Some(Unit::Currency(_))) && glued;
        let zeros = match word {
            "m" if short => 6,
            "k" if short => 3,
            _ => self.language.scales.iter().find(|(name, _)| *name == word)?.1,
        };
        let abbreviated = self.glued_sign(at + 1) == Some('.') && self.language.abbreviations.contains(&word);
        Some((zeros, at + 1 + usize::from(abbreviated)))
    }

    fn unit_before(&self, at: usize) -> Option<Unit> {
        let token = self.tokens.get(at)?;
        let number = self.tokens.get(at + 1).filter(|next| next.gap != Gap::Wide)?;
        let next = matches!(number.kind, Kind::Digits | Kind::Word);
        match token.kind {
            // `60 %` belongs to what stands before it.
            Kind::Sign if self.follows_a_quantity(at) => None,
            Kind::Sign if number.kind == Kind::Digits => sign_unit(token.text),
            Kind::Word if next && self.language.percent_before.contains(&token.plain.as_str()) => Some(Unit::Percent),
            Kind::Word if number.kind == Kind::Digits && !self.follows_a_quantity(at) => {
                language::currency_code(&token.plain).map(Unit::Currency)
            }
            Kind::Word | Kind::Sign | Kind::Digits => None,
        }
    }

    fn follows_a_quantity(&self, at: usize) -> bool {
        at == self.end && !self.quantities.is_empty()
    }

    /// The unit at a token and the token behind it.
    fn unit_after(&self, at: usize) -> Option<(Unit, usize)> {
        let token = self.tokens.get(at).filter(|token| token.gap != Gap::Wide)?;
        if token.kind == Kind::Sign {
            return sign_unit(token.text).map(|unit| (unit, at + 1));
        }
        let word = self.word(at)?;
        if self.language.percent_after.contains(&word) {
            return Some((Unit::Percent, at + 1));
        }
        if let (Some(second), "per" | "pour" | "por") = (self.word(at + 1), word) {
            let percent = ["cent", "cento", "ciento"].contains(&second);
            return percent.then_some((Unit::Percent, at + 2));
        }
        let country = usize::from(word.starts_with("türk") || word.starts_with("turk"));
        let code = language::currency(self.word(at + country)?)?;
        Some((Unit::Currency(code), at + country + 1))
    }

    /// Whether only a sign or word of a range stands between the last quantity and `at`.
    fn joins_last(&self, at: usize) -> bool {
        let between = self.tokens.get(self.end..at).unwrap_or_default();
        let last = self.quantities.last().is_some_and(|last| !matches!(last.value, Value::Date(_) | Value::Time(..)));
        match between {
            [token] if last && token.kind == Kind::Sign => matches!(token.text, "-" | "–" | "—" | "/"),
            [token] if last => self.language.ranges.contains(&token.plain.as_str()),
            _ => false,
        }
    }

    /// Gives the first number of a range the scale and unit of the second: `2–3 million`, `5–10 %`.
    fn share(&mut self, zeros: usize, unit: Option<Unit>) {
        let Some(last) = self.quantities.last_mut() else { return };
        last.value = match &last.value {
            Value::Number(number) => with_unit(number.shifted(zeros), unit),
            Value::Percent(number) => Value::Percent(number.clone()),
            Value::Money(number, code) => Value::Money(number.shifted(zeros), code),
            Value::Date(_) | Value::Time(..) => return,
        };
    }

    /// The number in digits at a token, and the token behind it.
    fn number(&self, at: usize) -> Option<(Decimal, usize)> {
        if let Some(fraction) = self.tokens.get(at).and_then(|token| vulgar_fraction(token.text)) {
            return Some((Decimal::new("", fraction), at + 1));
        }
        let first = self.digits(at)?;
        if let Some(fraction) = self.glued_sign(at + 1).and_then(|sign| vulgar_fraction(&sign.to_string())) {
            return Some((Decimal::new(first, fraction), at + 2));
        }
        let chain = self.chain(at);
        // The longest part of `26.08.2008` or `1.2.3` that is one number.
        (0..=chain.len()).rev().find_map(|length| {
            let links = &chain[..length];
            let number = self.grouped(first, links)?;
            Some((number, links.last().map_or(at + 1, |link| link.end)))
        })
    }

    /// The groups of digits that follow the one at `at`, each with the sign before it.
    fn chain(&self, at: usize) -> Vec<Link<'_>> {
        let mut chain: Vec<Link> = Vec::new();
        let mut next = at + 1;
        loop {
            let spaced = self.digits(next).filter(|_| self.tokens[next].gap == Gap::Space);
            let link = match (self.glued_sign(next), self.glued_digits(next + 1), spaced) {
                (Some(sign @ ('.' | ',' | '\'' | '’' | '٬' | '٫')), Some(digits), _) => {
                    Link { sign: canonical_sign(sign), digits, end: next + 2 }
                }
                (_, _, Some(digits)) if chain.iter().all(|link| link.sign == ' ') => {
                    Link { sign: ' ', digits, end: next + 1 }
                }
                _ => return chain,
            };
            next = link.end;
            chain.push(link);
        }
    }

    /// The number that `first` and the groups behind it make, if they make one.
    fn grouped(&self, first: &str, links: &[Link]) -> Option<Decimal> {
        let Some((last, before)) = links.split_last() else { return Some(Decimal::new(first, "")) };
        let decimal = self.language.decimal;
        if is_groups(first, links) && last.sign != decimal {
            return Some(Decimal::new(&joined(first, links), ""));
        }
        let point = last.sign == '.' || last.sign == ',';
        // The sign of another language is understood where it can mean nothing else.
        (point && is_groups(first, before) && before.iter().all(|link| link.sign != last.sign))
            .then(|| Decimal::new(&joined(first, before), last.digits))
    }
}

/// A group of digits behind a sign.
struct Link<'t> {
    sign: char,
    digits: &'t str,
    /// The token behind it.
    end: usize,
}

/// Whether the digits are grouped in threes by one sign.
fn is_groups(first: &str, links: &[Link]) -> bool {
    let Some(sign) = links.first().map(|link| link.sign) else { return true };
    let head = first.len() <= 3 && !first.starts_with('0');
    head && links.iter().all(|link| link.sign == sign && link.digits.len() == 3)
}

fn joined(first: &str, links: &[Link]) -> String {
    std::iter::once(first).chain(links.iter().map(|link| link.digits)).collect()
}

fn canonical_sign(sign: char) -> char {
    match sign {
        '٬' => '.',
        '٫' => ',',
        '’' => '\'',
        sign => sign,
    }
}

fn vulgar_fraction(text: &str) -> Option<&'static str> {
    match text {
        "½" => Some("5"),
        "¼" => Some("25"),
        "¾" => Some("75"),
        _ => None,
    }
}

fn sign_unit(sign: &str) -> Option<Unit> {
    match sign {
        "%" | "٪" => Some(Unit::Percent),
        _ => language::currency_sign(sign).map(Unit::Currency),
    }
}

fn with_unit(number: Decimal, unit: Option<Unit>) -> Value {
    match unit {
        None => Value::Number(number),
        Some(Unit::Percent) => Value::Percent(number),
        Some(Unit::Currency(code)) => Value::Money(number, code),
    }
}

fn unit_of(value: &Value) -> Option<Unit> {
    match value {
        Value::Percent(_) => Some(Unit::Percent),
        Value::Money(_, code) => Some(Unit::Currency(code)),
        Value::Number(_) | Value::Date(_) | Value::Time(..) => None,
    }
}

#[cfg(test)]
mod tests;
