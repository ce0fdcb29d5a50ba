//! Source and translation side by side: what they must have in common.

pub mod numbers;
