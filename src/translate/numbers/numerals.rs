//! Numbers in words, as far as a handbook writes them out: `yirmi beş`,
//! `twenty-five`, `fünfundzwanzig`, also as ordinals and inside of words such
//! as `zweitägig`.

use super::Reader;
use super::language::Rest;
use super::lex::Kind;

impl Reader<'_> {
    /// The number in words at a token, and the token behind it.
    pub(super) fn numeral(&self, at: usize) -> Option<(u64, usize)> {
        let mut parts = self.parts(self.word(at)?)?;
        let mut end = at + 1;
        loop {
            let hyphen = usize::from(self.glued_sign(end) == Some('-'));
            let joint = usize::from(self.word(end).is_some_and(|word| word == "and"));
            let next = end + hyphen + joint;
            let Some(more) = self.word(next).and_then(|word| self.parts(word)) else { break };
            let (last, first) = (parts[parts.len() - 1], more[0]);
            if !continues(last, first) || (joint == 1 && last < 100) {
                break;
            }
            parts.extend(more);
            end = next + 1;
        }
        let alone =
            self.is(end, Kind::Digits) && self.language.percent_before.contains(&self.tokens[at].plain.as_str());
        (!alone).then(|| (evaluate(&parts), end))
    }

    /// The numbers that a word is made of, if it begins with one and may go on as it does.
    fn parts(&self, word: &str) -> Option<Vec<u64>> {
        let mut parts = Vec::new();
        let mut rest = word;
        loop {
            let names = self.language.numerals.iter().filter(|(name, _)| rest.starts_with(name));
            let Some((name, value)) = names.max_by_key(|(name, _)| name.len()) else { break };
            parts.push(*value);
            rest = &rest[name.len()..];
            let linked = rest.strip_prefix("und").filter(|_| self.language.rest == Rest::Any);
            rest = linked
                .filter(|rest| self.language.numerals.iter().any(|(name, _)| rest.starts_with(name)))
                .unwrap_or(rest);
        }
        let fits = match self.language.rest {
            Rest::Any => true,
            Rest::Endings(endings) => rest.is_empty() || endings.split_whitespace().any(|ending| ending == rest),
        };
        (fits && !parts.is_empty()).then_some(parts)
    }
}

/// Whether a number word belongs to the one before it: `yirmi beş`, `two hundred`, not `bir iki`.
fn continues(last: u64, next: u64) -> bool {
    let multiplier = |number: u64| number >= 100;
    match (multiplier(last), multiplier(next)) {
        (false, false) => last >= 10 && last.is_multiple_of(10) && next < 10,
        (true, false) => true,
        (_, true) => next > last || last >= 1000,
    }
}

fn evaluate(parts: &[u64]) -> u64 {
    let (mut total, mut current) = (0_u64, 0_u64);
    for part in parts {
        match part {
            100 => current = current.max(1).saturating_mul(100),
            1000.. => {
                total = total.saturating_add(current.max(1).saturating_mul(*part));
                current = 0;
            }
            _ => current = current.saturating_add(*part),
        }
    }
    total.saturating_add(current)
}
