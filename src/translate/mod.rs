//! Translation by pull request: what a translation owes its source, unit by unit.
//!
//! In: the text and document of a page in two languages, and the small sync file
//! that says which source each unit was translated from. Out: units, pairs,
//! states. Nothing here reads files or decides what a reader sees.
//!
//! * [`unit`](mod@unit): a page as a list of slices; [`normal`]: what two spellings of a slice share
//! * [`pair`](mod@pair): which unit of the translation stands for which unit of the source
//! * [`numbers`]: the numbers, dates and sums of a text, read as its language writes them

pub mod normal;
pub mod numbers;
pub mod pair;
pub mod unit;

pub use pair::{Pair, pair};
pub use unit::{Unit, UnitKind, rejoin, units};
