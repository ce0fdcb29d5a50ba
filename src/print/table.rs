//! The widths of table columns, from the length of their words.
//!
//! Columns share the whole line by weight. Widths that Typst finds by itself
//! let one long column squeeze the others until letters lie over each other.

use serde_json::{Value, json};

/// Letters that fit beside each other in each form of a table, on A5.
const NORMAL: f64 = 72.0;
const SMALL: f64 = 88.0;
const SIDEWAYS: f64 = 135.0;
/// Letters that the space between two columns takes.
const GAP: f64 = 2.0;
/// Longer words are hyphenated, so they need not fit as a whole.
const LONGEST_WORD: usize = 16;

/// Weights of the columns and the form of a table with these words in its rows.
pub fn layout(rows: &[Vec<String>]) -> Value {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let column = |index| rows.iter().filter_map(move |row| row.get(index).map(String::as_str));
    let words: Vec<f64> = (0..columns).map(|index| longest_word(column(index))).collect();
    let shares: Vec<f64> = (0..columns).map(|index| share(column(index))).collect();
    let needed = words.iter().sum::<f64>() + GAP * columns as f64;
    let (form, room) = match needed {
        n if n <= NORMAL => ("normal", NORMAL),
        n if n <= SMALL => ("small", SMALL),
        _ => ("sideways", SIDEWAYS),
    };
    let least: Vec<f64> = words.iter().map(|word| word + GAP).collect();
    let weights: Vec<f64> = divide(room, &least, &shares).into_iter().map(rounded).collect();
    json!({ "form": form, "weights": weights })
}

/// `room` divided by `shares`, except that no column gets less than its `least`.
fn divide(room: f64, least: &[f64], shares: &[f64]) -> Vec<f64> {
    let mut settled = vec![false; least.len()];
    loop {
        let open = |index: &usize| !settled[*index];
        let taken: f64 = (0..least.len()).filter(|index| !open(index)).map(|index| least[index]).sum();
        let wanted: f64 = (0..least.len()).filter(open).map(|index| shares[index]).sum();
        let width = |index: usize| (room - taken) * shares[index] / wanted;
        let short: Vec<usize> = (0..least.len()).filter(open).filter(|index| width(*index) < least[*index]).collect();
        if short.is_empty() {
            return (0..least.len()).map(|index| if settled[index] { least[index] } else { width(index) }).collect();
        }
        short.into_iter().for_each(|index| settled[index] = true);
    }
}

/// What a column deserves of the room that is left: less than its length, so
/// that long columns do not starve short ones.
fn share<'a>(cells: impl Iterator<Item = &'a str>) -> f64 {
    let longest = cells.map(|cell| cell.chars().count()).max().unwrap_or(0);
    (longest.max(1) as f64).powf(0.75)
}

fn longest_word<'a>(cells: impl Iterator<Item = &'a str>) -> f64 {
    let words = cells.flat_map(|cell| cell.split([' ', '\n', '-', '/', '\u{ad}']));
    let longest = words.map(|word| word.chars().count()).max().unwrap_or(0);
    longest.clamp(2, LONGEST_WORD) as f64
}

/// One digit after the point is the same on every machine.
fn rounded(weight: f64) -> f64 {
    (weight * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect()
    }

    #[test]
    fn long_columns_get_more_but_words_fit_everywhere() {
        let long = "a description that runs over several lines in its cell ".repeat(4);
        let layout = layout(&rows(&[&["responsibility", &long]]));
        assert_eq!(layout["form"], "normal");
        let weight = |index: usize| layout["weights"][index].as_f64().unwrap();
        assert!(weight(1) > 2.0 * weight(0), "{layout}");
        assert!(weight(0) / (weight(0) + weight(1)) * NORMAL >= 14.0, "{layout}");
    }

    #[test]
    fn a_table_that_cannot_fit_is_turned() {
        let wide: Vec<&str> = vec!["municipalities"; 9];
        assert_eq!(layout(&rows(&[&wide]))["form"], "sideways");
    }
}
