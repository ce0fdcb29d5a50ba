//! Which quantities of one text another text lacks.
//!
//! Languages put dates, ranges and units together differently (`26.–28. August`,
//! `28 August’a kadar`), so a quantity is also found in its parts, unless both
//! texts have equally many of its kind: then they must be the same.

use super::{Day, Decimal, Form, Quantity, Value};

/// The quantities in digits that only the source has, and those that only the translation has.
pub fn differences<'q>(source: &'q [Quantity], translation: &'q [Quantity]) -> (Vec<&'q Quantity>, Vec<&'q Quantity>) {
    (lacking(source, translation), lacking(translation, source))
}

/// Whether two values may be the same in two languages.
pub fn same(a: &Value, b: &Value) -> bool {
    a == b || is_clock(a, b) || is_clock(b, a)
}

/// `14.30` may be read as a number, and `9` may be an hour.
fn is_clock(time: &Value, number: &Value) -> bool {
    let (Value::Time(hour, minute), Value::Number(number)) = (time, number) else { return false };
    let whole = hour.to_string();
    let spelled = Decimal::new(&whole, &format!("{minute:02}"));
    *number == spelled || (*minute == 0 && *number == Decimal::new(&whole, ""))
}

fn lacking<'q>(all: &'q [Quantity], other: &[Quantity]) -> Vec<&'q Quantity> {
    let theirs: Vec<Part> = other.iter().flat_map(|quantity| parts(&quantity.value)).collect();
    let found = |quantity: &Quantity| {
        let equal = other.iter().any(|candidate| same(&quantity.value, &candidate.value));
        let kind = kind(&quantity.value);
        let paired = kind.is_some() && count(all, kind) == count(other, kind);
        equal || (!paired && parts(&quantity.value).iter().all(|part| part.is_among(&theirs)))
    };
    let mut lacking: Vec<&Quantity> = Vec::new();
    for quantity in all.iter().filter(|quantity| quantity.form == Form::Digits) {
        let told = lacking.iter().any(|told| told.value == quantity.value);
        if !told && !found(quantity) {
            lacking.push(quantity);
        }
    }
    lacking
}

/// What a value consists of.
#[derive(PartialEq)]
enum Part {
    Number(Decimal),
    Month(u8),
    Percent,
    Currency(&'static str),
    Time(u8, u8),
}

impl Part {
    fn is_among(&self, others: &[Part]) -> bool {
        // Where no month is read at all, its name is not known in that language.
        let unread = matches!(self, Self::Month(_)) && !others.iter().any(|part| matches!(part, Self::Month(_)));
        unread || others.contains(self)
    }
}

fn parts(value: &Value) -> Vec<Part> {
    let whole = |number: u16| Part::Number(Decimal::new(&number.to_string(), ""));
    match value {
        Value::Number(number) => vec![Part::Number(number.clone())],
        Value::Percent(number) => vec![Part::Number(number.clone()), Part::Percent],
        Value::Money(number, code) => vec![Part::Number(number.clone()), Part::Currency(code)],
        Value::Time(hour, minute) => vec![Part::Time(*hour, *minute)],
        Value::Date(Day { year, month, day }) => {
            let numbers = year.iter().copied().chain(day.map(u16::from)).map(whole);
            numbers.chain([Part::Month(*month)]).collect()
        }
    }
}

/// The kinds of values that must agree as wholes.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    FullDate,
    Percent,
    Money,
    Time,
}

fn kind(value: &Value) -> Option<Kind> {
    match value {
        Value::Date(Day { year: Some(_), day: Some(_), .. }) => Some(Kind::FullDate),
        Value::Percent(_) => Some(Kind::Percent),
        Value::Money(..) => Some(Kind::Money),
        Value::Time(..) => Some(Kind::Time),
        Value::Number(_) | Value::Date(_) => None,
    }
}

/// How many different values of one kind there are.
fn count(quantities: &[Quantity], wanted: Option<Kind>) -> usize {
    let mut values: Vec<&Value> =
        quantities.iter().map(|quantity| &quantity.value).filter(|value| kind(value) == wanted).collect();
    values.sort();
    values.dedup();
    values.len()
}
