//! Every problem that content can have: one constructor each.
//!
//! A message says what is wrong in the author's words, the help what to do.
//! Both are lower case without a final stop, with the author's text in backticks.

mod fields;
mod files;
mod languages;
mod links;
mod printing;
mod site;
mod writing;

use crate::diag::{Span, nearest};
pub use fields::*;
pub use files::*;
pub use languages::*;
pub use links::*;
pub use printing::*;
pub use site::*;
pub use writing::*;

const START: Span = Span { start: 0, end: 0 };

/// Where authors find what a field holds.
const FIELDS: &str = "docs/fields.md shows what each field holds";

fn did_you_mean<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(wrong, known).map(|name| format!("did you mean `{name}`?"))
}

fn listed<'a>(known: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = known.into_iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// The page whose path or file name is near to `name`.
fn nearest_page<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let last = |path: &'a str| path.rsplit('/').next().unwrap_or(path);
    let known: Vec<&str> = known.into_iter().collect();
    nearest(name, known.iter().copied()).or_else(|| {
        let wanted = name.rsplit('/').next().unwrap_or(name);
        let found = nearest(wanted, known.iter().map(|path| last(path)))?;
        known.iter().copied().find(|path| last(path) == found)
    })
}
