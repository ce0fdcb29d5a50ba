//! Dates and times of day.

use super::lex::{Gap, Kind};
use super::{Day, Found, Reader, Value};

/// Years that a number of four digits may mean beside a month.
const YEARS: std::ops::RangeInclusive<u16> = 1000..=2999;

impl Reader<'_> {
    /// The date that begins at a token.
    pub(super) fn date(&self, at: usize) -> Found {
        let found = match self.tokens[at].kind {
            Kind::Digits => self.numeric_date(at).or_else(|| self.day_and_month(at)),
            Kind::Word => self.month_first(at),
            Kind::Sign => None,
        };
        found.map(|(day, end)| (Value::Date(day), end))
    }

    /// `2008-08-26`, `26.08.2008`, `26/8/2008`, and in German `26.08.`
    fn numeric_date(&self, at: usize) -> Option<(Day, usize)> {
        let sign = self.glued_sign(at + 1).filter(|sign| matches!(sign, '.' | '/' | '-'))?;
        let (first, second) = (self.digits(at)?, self.glued_digits(at + 2)?);
        let same = self.glued_sign(at + 3) == Some(sign);
        let third = self.glued_digits(at + 4).filter(|_| same);
        let after = self.glued_sign(at + 5) == Some(sign) && self.glued_digits(at + 6).is_some();
        match third {
            Some(third) if !after && first.len() == 4 => Some((day(third, second, Some(first))?, at + 5)),
            Some(third) if !after && third.len() == 4 => {
                let (first, second) =
                    if self.language.month_first && sign == '/' { (second, first) } else { (first, second) };
                let date = day(first, second, Some(third)).or_else(|| day(second, first, Some(third)))?;
                Some((date, at + 5))
            }
            None if sign == '.' && same && self.language.dotted_days && first.len() == 2 && second.len() == 2 => {
                Some((day(first, second, None)?, at + 4))
            }
            _ => None,
        }
    }

    /// `26 Ağustos 2008`, `26. August`, `26th of August, 2008`.
    fn day_and_month(&self, at: usize) -> Option<(Day, usize)> {
        let number = self.digits(at)?;
        let mut next = self.behind_ending(at + 1);
        next += usize::from(self.glued_sign(next) == Some('.'));
        next += usize::from(self.word(next).is_some_and(|word| matches!(word, "of" | "de" | "di")));
        let month = self.month_name(next)?;
        let (year, end) = self.year_behind(next + 1);
        let date = day(number, &month.to_string(), None)?;
        Some((Day { year, ..date }, end))
    }

    /// `August 2008`, `August 26, 2008`.
    fn month_first(&self, at: usize) -> Option<(Day, usize)> {
        let month = self.month_name(at)?;
        let (year, end) = self.year_behind(at + 1);
        if year.is_some() {
            return Some((Day { year, month, day: None }, end));
        }
        let number = self.digits(at + 1).filter(|digits| self.language.day_after_month && digits.len() <= 2)?;
        let date = day(number, &month.to_string(), None)?;
        let (year, end) = self.year_behind(self.behind_ending(at + 2));
        Some((Day { year, ..date }, end))
    }

    /// The year behind a month, and the token behind the date.
    fn year_behind(&self, at: usize) -> (Option<u16>, usize) {
        let mut next = at;
        next += usize::from(self.glued_sign(next) == Some('.'));
        let ended = self.behind_ending(next);
        next = ended + usize::from(self.glued_sign(ended) == Some(','));
        next += usize::from(self.word(next).is_some_and(|word| matches!(word, "of" | "de")));
        let year = self.digits(next).filter(|digits| digits.len() == 4 && self.tokens[next].gap != Gap::None);
        match year.and_then(|digits| digits.parse().ok()).filter(|year| YEARS.contains(year)) {
            Some(year) => (Some(year), next + 1),
            None => (None, at),
        }
    }

    /// The month that a word names.
    pub(super) fn month_name(&self, at: usize) -> Option<u8> {
        self.language.month(self.word(at)?)
    }

    /// `14:30`, `2.30 pm`, `9 am`, `9 Uhr`, and `14.30` where a point makes no decimal.
    pub(super) fn time(&self, at: usize) -> Found {
        let hour: u8 = self.digits(at).filter(|digits| digits.len() <= 2)?.parse().ok()?;
        let minute = self.glued_digits(at + 2).filter(|digits| digits.len() == 2);
        let minute: Option<u8> = minute.and_then(|digits| digits.parse().ok()).filter(|minute| *minute < 60);
        let sign = self.glued_sign(at + 1);
        let alone = !(matches!(self.glued_sign(at + 3), Some('.' | ',' | ':')) && self.glued_digits(at + 4).is_some());
        let (minute, end) = match (sign, minute) {
            (Some(':' | '.'), Some(minute)) if alone => (Some(minute), at + 3),
            _ => (None, at + 1),
        };
        let (shift, end, marked) = self.clock_word(end);
        let certain = marked || (minute.is_some() && (sign == Some(':') || self.language.decimal == ','));
        let hour = match shift {
            Some(shift) if (1..=12).contains(&hour) => hour % 12 + shift,
            Some(_) => return None,
            None => hour,
        };
        (certain && hour <= 24).then(|| (Value::Time(hour, minute.unwrap_or(0)), end))
    }

    /// The hours that `am` and `pm` add, the token behind the word, and whether there is one.
    fn clock_word(&self, at: usize) -> (Option<u8>, usize, bool) {
        let half = |word: &str| match word {
            "am" => Some(0),
            "pm" => Some(12),
            _ => None,
        };
        let dotted = || {
            let letters = (self.word(at)?, self.word(at + 2)?);
            let shift = match letters {
                ("a", "m") => 0,
                ("p", "m") => 12,
                _ => return None,
            };
            (self.glued_sign(at + 1) == Some('.')).then_some(shift)
        };
        match self.word(at) {
            _ if !self.language.twelve_hours => {
                let oclock = self.word(at).is_some_and(|word| self.language.clock_words.contains(&word));
                (None, at + usize::from(oclock), oclock)
            }
            Some(word) if half(word).is_some() => (half(word), at + 1, true),
            _ => match dotted() {
                Some(shift) => (Some(shift), at + 3, true),
                None => (None, at, false),
            },
        }
    }
}

/// A calendar date from its digits.
fn day(day: &str, month: &str, year: Option<&str>) -> Option<Day> {
    let (day, month): (u8, u8) = (day.parse().ok()?, month.parse().ok()?);
    let year = match year {
        Some(year) => Some(year.parse().ok().filter(|year| YEARS.contains(year))?),
        None => None,
    };
    ((1..=31).contains(&day) && (1..=12).contains(&month)).then_some(Day { year, month, day: Some(day) })
}
