//! Translation by pull request: what a translation owes its source, unit by unit.
//!
//! In: the text and document of a page in two languages, and the small sync file
//! that says which source each unit was translated from. Out: units, pairs,
//! states. Nothing here reads files or decides what a reader sees.
//!
//! * [`unit`](mod@unit): a page as a list of slices; [`normal`]: what two spellings of a slice share
//! * [`pair`](mod@pair): which unit of the translation stands for which unit of the source
//! * [`sync`](mod@sync): the file that remembers; [`matching`](mod@matching): what became of what it remembers
//! * [`evidence`]: what a change amounts to; [`marks`]: what the author says of it
//! * [`difference`](mod@difference): what changed between two texts, word by word
//! * [`state`]: the verdict on each unit; [`report`](mod@report): all that is to be told of a page
//! * [`skeleton`](mod@skeleton): the first draft of a page that does not exist yet
//! * [`check`](mod@check): the rules across languages; [`numbers`]: quantities as each language writes them;
//!   [`terms`]: agreed words; [`mute`]: places where a rule is silent
//! * [`exchange`](mod@exchange): pages for translation tools and back, as [`xliff`] and [`po`]

pub mod check;
mod codes;
mod difference;
pub mod evidence;
pub mod exchange;
mod language;
pub mod marks;
pub mod matching;
pub mod mute;
pub mod normal;
pub mod numbers;
pub mod pair;
pub mod po;
mod prose;
pub mod report;
pub mod skeleton;
pub mod state;
mod structure;
pub mod sync;
pub mod terms;
pub mod unit;
pub mod xliff;

pub use difference::{Piece, difference};
pub use pair::{Measure, Pair, pair};
pub use report::{Counts, Report, UnitReport, Versions, Vouching, report};
pub use state::{State, Version};
pub use sync::Sync;
pub use unit::{Unit, UnitKind, rejoin, units};
