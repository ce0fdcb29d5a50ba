//! Numbers, dates, money and times, as each language writes them.

#![no_main]

use kopru::lang::Lang;
use kopru::translate::numbers::{differences, read, read_digits};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for lang in ["tr", "en", "de", "ar", "pt-BR"].map(|code| Lang::new(code).expect("a code of a language")) {
        for quantity in read(text, &lang).iter().chain(&read_digits(text, &lang)) {
            let (start, end) = (quantity.span.start as usize, quantity.span.end as usize);
            assert!(start < end, "{quantity:?}");
            assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{quantity:?}");
        }
        let quantities = read(text, &lang);
        let (lost, added) = differences(&quantities, &quantities);
        assert!(lost.is_empty() && added.is_empty(), "a text agrees with itself: {text:?}");
    }
});
