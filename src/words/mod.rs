//! The words of a text: where one begins and ends, its plain letters, its stem.
//!
//! Search finds pages by them, pages and translation find terms. Nothing here knows what
//! a page is.

pub mod analyze;
pub mod rules;
pub mod terms;
