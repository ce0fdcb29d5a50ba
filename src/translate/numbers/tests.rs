use proptest::prelude::*;

use super::*;

fn lang(tag: &str) -> Lang {
    Lang::new(tag).expect("a valid tag")
}

/// Each quantity in `text`, briefly; numbers in words stand in brackets.
fn shown(tag: &str, text: &str) -> Vec<String> {
    let show = |quantity: Quantity| {
        let value = match quantity.value {
            Value::Number(number) => number.to_string(),
            Value::Percent(number) => format!("{number}%"),
            Value::Money(number, code) => format!("{code} {number}"),
            Value::Date(Day { year, month, day }) => {
                let part = |number: Option<u16>| number.map_or("?".to_string(), |number| number.to_string());
                format!("{}-{month}-{}", part(year), part(day.map(u16::from)))
            }
            Value::Time(hour, minute) => format!("{hour}:{minute:02}"),
        };
        if quantity.form == Form::Words { format!("({value})") } else { value }
    };
    read(text, &lang(tag)).into_iter().map(show).collect()
}

/// What the German text lacks and has beyond the Turkish one.
fn compared(turkish: &str, german: &str) -> (Vec<String>, Vec<String>) {
    let (source, translation) = (read(turkish, &lang("tr")), read(german, &lang("de")));
    let (missing, extra) = differences(&source, &translation);
    let slice = |text: &str, all: Vec<&Quantity>| all.iter().map(|one| one.span.slice(text).to_string()).collect();
    (slice(turkish, missing), slice(german, extra))
}

fn alike(turkish: &str, german: &str) {
    assert_eq!(compared(turkish, german), (vec![], vec![]), "{turkish} | {german}");
}

#[test]
fn percentages_are_one_however_they_are_written() {
    for (tag, text) in [
        ("tr", "%60"),
        ("tr", "% 60"),
        ("tr", "%60’ı"),
        ("tr", "yüzde 60"),
        ("tr", "yüzde 60'ının"),
        ("de", "60 %"),
        ("de", "60\u{a0}%"),
        ("de", "60%"),
        ("de", "60 Prozent"),
        ("en", "60%"),
        ("en", "60 percent"),
        ("en", "60 per cent"),
    ] {
        assert_eq!(shown(tag, text), ["60%"], "{tag}: {text}");
    }
    assert_eq!(shown("tr", "yüzde altmış"), ["(60%)"]);
    assert_eq!(shown("tr", "%2,5 ve % 7"), ["2.5%", "7%"]);
    assert_eq!(shown("en", "from 5 to 10%"), ["5%", "10%"]);
}

#[test]
fn sums_are_read_by_the_signs_of_the_language() {
    for (tag, text) in [
        ("tr", "244.318,00 €"),
        ("de", "244.318,00 Euro"),
        ("en", "€244,318.00"),
        ("tr", "244.318 avro"),
        ("en", "EUR 244,318"),
        ("de", "EUR 244 318,00"),
        ("de-CH", "244’318.00 €"),
        ("fr", "244\u{202f}318,00 €"),
        ("tr", "244.318,00 avroluk"),
        ("tr", "244,318.00 Euro"),
    ] {
        assert_eq!(shown(tag, text), ["EUR 244318"], "{tag}: {text}");
    }
    assert_eq!(shown("de", "2,5 Mio. Euro"), ["EUR 2500000"]);
    assert_eq!(shown("tr", "2,5 milyon avro"), ["EUR 2500000"]);
    assert_eq!(shown("en", "€2.5m or $3k"), ["EUR 2500000", "USD 3000"]);
    assert_eq!(shown("tr", "60 bin TL, 5 Türk lirası"), ["TRY 60000", "TRY 5"]);
    assert_eq!(shown("en", "5 European cities"), ["5"]);
    assert_eq!(shown("tr", "5 € ve 60 % fazla"), ["EUR 5", "60%"]);
}

#[test]
fn the_same_digits_say_different_numbers_in_different_languages() {
    assert_eq!(shown("en", "1.500"), ["1.5"]);
    assert_eq!(shown("de", "1.500"), ["1500"]);
    assert_eq!(shown("en", "1,500"), ["1500"]);
    assert_eq!(shown("de", "1,500"), ["1.5"]);
    assert_eq!(shown("tr", "WCAG 2.2"), ["2.2"]);
    assert_eq!(shown("en", "WCAG 2.2"), ["2.2"]);
}

#[test]
fn dates_are_one_however_they_are_written() {
    for (tag, text) in [
        ("tr", "26 Ağustos 2008"),
        ("tr", "26 Ağustos 2008’de"),
        ("tr", "26.08.2008"),
        ("de", "26. August 2008"),
        ("de", "26.8.2008"),
        ("en", "26 August 2008"),
        ("en", "26th of August, 2008"),
        ("en", "August 26, 2008"),
        ("en", "Aug 26th 2008"),
        ("en", "26/08/2008"),
        ("en-US", "08/26/2008"),
        ("de", "2008-08-26"),
        ("fr", "26 août 2008"),
    ] {
        assert_eq!(shown(tag, text), ["2008-8-26"], "{tag}: {text}");
    }
    assert_eq!(shown("tr", "Ağustos 2008’de"), ["2008-8-?"]);
    assert_eq!(shown("tr", "1 Mayıs'ta, Eylülde"), ["?-5-1", "(?-9-?)"]);
    assert_eq!(shown("de", "vom 26.08. bis 02.09."), ["?-8-26", "?-9-2"]);
    assert_eq!(shown("de", "der 1. Schritt"), ["1"]);
    assert_eq!(shown("en", "32 May 2008"), ["32", "2008-5-?"]);
}

#[test]
fn times_are_one_however_they_are_written() {
    for (tag, text) in [
        ("tr", "14.30"),
        ("tr", "14:30'da"),
        ("de", "14.30 Uhr"),
        ("de", "14:30"),
        ("en", "2:30 pm"),
        ("en", "2.30 p.m."),
    ] {
        assert_eq!(shown(tag, text), ["14:30"], "{tag}: {text}");
    }
    assert_eq!(shown("de", "9 Uhr"), ["9:00"]);
    alike("saat 9’da", "um 9 Uhr");
    alike("saat 9.00–10.30", "von 9 bis 10.30 Uhr");
}

#[test]
fn endings_belong_to_the_word_not_to_the_number() {
    assert_eq!(shown("tr", "2008'de, 3’üncü, 1990’larda, 5393 sayılı"), ["2008", "3", "1990", "5393"]);
    assert_eq!(shown("de", "die 1990er, 5-tägig, A4-Blatt"), ["1990", "5", "4"]);
    assert_eq!(shown("en", "the 20th century, the 1990s"), ["20", "1990"]);
}

#[test]
fn numbers_in_words_may_answer_digits() {
    assert_eq!(shown("tr", "yirmi beş kişi, bir iki"), ["(25)", "(1)", "(2)"]);
    assert_eq!(shown("en", "twenty-five, two hundred and three"), ["(25)", "(203)"]);
    assert_eq!(shown("de", "fünfundzwanzig, zweihundertdrei, zweitägig"), ["(25)", "(203)", "(2)"]);
    alike("3 gün, 2. oturum", "drei Tage, die zweite Sitzung");
    alike("üç gün", "einige Tage");
}

#[test]
fn ranges_share_their_unit() {
    assert_eq!(shown("en", "€5–10 million"), ["EUR 5000000", "EUR 10000000"]);
    assert_eq!(shown("de", "5–10 Mio. Euro"), ["EUR 5000000", "EUR 10000000"]);
    assert_eq!(shown("de", "5 bis 10 %"), ["5%", "10%"]);
    alike("26–28 Ağustos 2008", "vom 26. bis zum 28. August 2008");
    alike("2019–2021 yıllarında", "in den Jahren 2019 bis 2021");
}

#[test]
fn a_change_is_found_and_told_in_the_words_of_the_text() {
    assert_eq!(compared("%60’ı, 26 Ağustos 2008", "40 %, 26. August 2008"), (vec!["%60".into()], vec!["40 %".into()]));
    assert_eq!(compared("15 kişi", "viele Menschen"), (vec!["15".into()], vec![]));
    assert_eq!(compared("244.318,00 €", "244.813,00 €").0, ["244.318,00 €"]);
    assert_eq!(compared("1 Mayıs 2008 ve 26 Ağustos 2009", "26. Mai 2008 und 1. August 2009").0.len(), 2);
    assert_eq!(compared("60 kişi", "60 % der Menschen").1, ["60 %"]);
}

#[test]
fn other_digits_and_signs_are_read() {
    assert_eq!(shown("ar", "٢٠٠٨"), ["2008"]);
    assert_eq!(shown("en", "1½ hours at −5 °C, not 3-5"), ["1.5", "-5", "3", "5"]);
    assert_eq!(shown("en", "COM(2005) 389, 1.2.3"), ["2005", "389", "1.2", "3"]);
    assert_eq!(Decimal::new("2", "5").shifted(6).to_string(), "2500000");
    assert_eq!(Decimal::new("0", "0005").shifted(3).to_string(), "0.5");
}

#[test]
fn a_language_without_a_table_is_compared_by_its_digits() {
    assert!(is_known(&lang("de")) && !is_known(&lang("uk")));
    let english = read_digits("€2.5 million and 60 percent since 26 August 2008", &lang("en"));
    let ukrainian = read_digits("2,5 мільйона євро та 60 % з 26.08.2008", &lang("uk"));
    assert_eq!(differences(&english, &ukrainian), (vec![], vec![]));
}

/// Pieces that meet each other in every way.
const PIECES: &[&str] = &[
    "26", "08", "2008", "1", "244", "318", "00", ".", ",", "–", "-", "/", ":", "'", "’", " ", "\u{a0}", "%", "€", "(",
    ")", "½", "−", "Ağustos", "August", "yüzde", "bin", "Mio.", "million", "pm", "a.m.", "Uhr", "de", "th", "of",
    "und", "and", "iki", "zwei", "twenty", "Euro", "avro", "İ", "ı", "٢", "\u{301}", "\n", "per", "cent", "to", "bis",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_and_places_are_whole_and_in_order(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..30)) {
        let text = pieces.concat();
        for tag in ["tr", "en", "de", "fr", "ar"] {
            let mut end = 0;
            for quantity in read(&text, &lang(tag)) {
                let (start, stop) = (quantity.span.start as usize, quantity.span.end as usize);
                prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(stop), "{text:?}");
                prop_assert!(end <= start && start < stop, "{text:?}: {quantity:?}");
                end = stop;
            }
        }
    }

    #[test]
    fn what_a_language_writes_it_reads(number in 0_u32..100_000_000, cents in 0_u32..100) {
        let value = f64::from(number) + f64::from(cents) / 100.0;
        let expected = Value::Money(Decimal::new(&number.to_string(), &format!("{cents:02}")), "EUR");
        for tag in ["tr", "en", "de", "fr", "ru", "ja"] {
            let text = format!("{} €", lang(tag).number(value, 2));
            let found = read(&text, &lang(tag));
            prop_assert_eq!(found.len(), 1, "{}: {}", tag, &text);
            prop_assert_eq!(&found[0].value, &expected, "{}: {}", tag, text);
        }
    }

    #[test]
    fn the_same_number_is_no_difference_and_another_one_is(a in 0_u32..10_000_000, b in 0_u32..10_000_000) {
        prop_assume!(a != b);
        let text = |tag: &str, number: u32| format!("x {} y", lang(tag).number(f64::from(number), 0));
        let (tr, en) = (read(&text("tr", a), &lang("tr")), read(&text("en", a), &lang("en")));
        prop_assert_eq!(differences(&tr, &en), (vec![], vec![]));
        let other = read(&text("en", b), &lang("en"));
        prop_assert_eq!(differences(&tr, &other).0.len(), 1);
        prop_assert_eq!(differences(&tr, &other).1.len(), 1);
    }
}
