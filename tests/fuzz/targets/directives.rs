//! Lines of directives in any order and nesting, with any attributes.

#![no_main]

use kopru::doc::walk_blocks;
use kopru::parse::parse;
use kopru::path::VPath;
use kopru::schema::pages::Kind;
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 14] = [
    "figure", "steps", "tabs", "tab", "details", "checklist", "quiz", "trainer", "slide", "handout", "video", "chart",
    "include", "",
];

/// Each line begins with a byte that chooses a directive; the rest of the line are its attributes or text.
fn page(input: &str) -> String {
    let line = |line: &str| match line.as_bytes().first() {
        Some(byte @ b'a'..=b'n') => format!(":::{}{{{}}}\n", NAMES[usize::from(byte - b'a')], &line[1..]),
        _ => format!("{line}\n"),
    };
    input.lines().map(line).collect()
}

fuzz_target!(|input: &str| {
    let text = page(input);
    let checked = parse(&VPath::fixed("content/tr/a.md"), text.as_bytes(), Kind::Session);
    let whole = |at: u32| assert!(text.is_char_boundary(at as usize));
    walk_blocks(&checked.value.blocks, &mut |block| {
        whole(block.span.start);
        whole(block.span.end);
    });
    checked.problems.iter().for_each(|problem| whole(problem.span.start));
});
