//! Köprü: handbooks in many languages. Markdown in, a searchable site and a
//! printable booklet out.
//!
//! The generator is one pure function: [`pipeline::build`] takes a
//! [`snapshot::Snapshot`] of all input files and gives a map of output files
//! and a list of problems. The modules in reading order:
//!
//! * vocabulary: [`path`], [`lang`], [`text`], [`words`], [`diag`], [`problems`], [`memo`], [`artifact`], [`archive`], [`picture`]
//! * inputs: [`snapshot`], [`yaml`], [`doc`] (the model), [`schema`] (its fields), [`chart`] (its drawings), [`look`], [`config`]
//! * beat 1, every file alone: [`parse`]
//! * beat 2, all summaries together: [`site`] (and its [`records`] as data), with the interface words of [`strings`]
//! * [`translate`]: what a translation owes its source, unit by unit
//! * beat 3, every output alone: [`view`], then [`html`], [`search`], `print` and [`epub`]
//! * the driver: [`pipeline`], and [`cli`], the only place that touches the machine

pub mod archive;
pub mod artifact;
pub mod chart;
pub mod cli;
pub mod compress;
pub mod config;
pub mod diag;
pub mod doc;
pub mod epub;
pub mod html;
pub mod lang;
pub mod look;
pub mod memo;
pub mod parse;
pub mod path;
pub mod picture;
pub mod pipeline;
pub mod print;
pub mod problems;
pub mod records;
pub mod reserve;
pub mod schema;
pub mod search;
pub mod site;
pub mod snapshot;
pub mod strings;
pub mod text;
pub mod theme;
pub mod translate;
pub mod view;
pub mod words;
pub mod yaml;
