//! What changed between two texts, word by word.

/// A stretch of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<T> {
    Same(T),
    Removed(T),
    Added(T),
}

/// Above this number of words, all of them count as changed.
const MAX_WORDS: usize = 2_000;

/// Every word of `old` and `new` once, in order; what was removed stands before what was added.
pub fn difference<'a, T: PartialEq>(old: &'a [T], new: &'a [T]) -> Vec<Piece<&'a T>> {
    let front = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - front;
    let back = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let between = changed(&old[front..old.len() - back], &new[front..new.len() - back]);
    let same = |words: &'a [T]| words.iter().map(Piece::Same);
    same(&new[..front]).chain(between).chain(same(&new[new.len() - back..])).collect()
}

fn changed<'a, T: PartialEq>(old: &'a [T], new: &'a [T]) -> Vec<Piece<&'a T>> {
    if old.len().max(new.len()) > MAX_WORDS {
        return old.iter().map(Piece::Removed).chain(new.iter().map(Piece::Added)).collect();
    }
    // The length of the longest run that is common to the rests from each two places on.
    let width = new.len() + 1;
    let mut lengths = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            lengths[i * width + j] = if old[i] == new[j] {
                lengths[(i + 1) * width + j + 1] + 1
            } else {
                lengths[(i + 1) * width + j].max(lengths[i * width + j + 1])
            };
        }
    }
    let (mut pieces, mut i, mut j) = (Vec::new(), 0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            pieces.push(Piece::Same(&new[j]));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]) {
            pieces.push(Piece::Removed(&old[i]));
            i += 1;
        } else {
            pieces.push(Piece::Added(&new[j]));
            j += 1;
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &str, new: &str) -> String {
        let words = |text: &'static str| text.split(' ').collect::<Vec<_>>();
        let (old, new) = (words(old.to_string().leak()), words(new.to_string().leak()));
        let show = |piece: &Piece<&&str>| match piece {
            Piece::Same(word) => (*word).to_string(),
            Piece::Removed(word) => format!("-{word}"),
            Piece::Added(word) => format!("+{word}"),
        };
        difference(&old, &new).iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_was_removed_stands_before_what_was_added() {
        assert_eq!(
            check("the town has 30 courses", "the town has 45 new courses"),
            "the town has -30 +45 +new courses"
        );
        assert_eq!(check("a b c", "a c"), "a -b c");
        assert_eq!(check("a", "a"), "a");
    }
}
