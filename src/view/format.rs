//! Dates and sums of money in the reader's language.

use crate::doc::Date;
use crate::lang::Lang;
use crate::strings::{Argument, Strings};

/// `26 Ağustos 2008`, `July 2021` or `2009`.
pub fn date_text(strings: &Strings, lang: &Lang, date: Date) -> String {
    let year = ("year", Argument::Text(date.year.to_string()));
    let Some(month) = date.month else { return strings.get(lang, "date-year", &[year]) };
    let month = ("month", Argument::Text(strings.word(lang, &format!("month-{month}"))));
    match date.day {
        None => strings.get(lang, "date-month", &[month, year]),
        Some(day) => strings.get(lang, "date-day", &[("day", Argument::Text(day.to_string())), month, year]),
    }
}

/// `244.318,00 €` or `€244,318.00`.
pub fn money_text(strings: &Strings, lang: &Lang, amount: f64, currency: &str) -> String {
    let symbol = match currency {
        "EUR" => "€",
        "TRY" => "₺",
        "USD" => "$",
        "GBP" => "£",
        code => code,
    };
    let amount = ("amount", Argument::Text(lang.number(amount, 2)));
    strings.get(lang, "money", &[amount, ("currency", Argument::Text(symbol.to_string()))])
}
