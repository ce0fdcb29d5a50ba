//! What growing texts and lists keep in reserve, given back.
//!
//! Every paragraph of a site is in memory at once, so its reserve counts. The standard library's
//! `shrink_to_fit` asks the allocator, and ours (mimalloc) leaves a block that is at least half
//! full as it is; these move what is in it.

/// Gives back the reserve of a list.
pub fn trim<T>(list: &mut Vec<T>) {
    if list.capacity() > list.len() {
        let mut exact = Vec::with_capacity(list.len());
        exact.append(list);
        *list = exact;
    }
}

/// Gives back the reserve of a text.
pub fn trim_text(text: &mut String) {
    if text.capacity() > text.len() {
        *text = text.as_str().to_string();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_the_reserve_goes() {
        let (mut list, mut text) = (Vec::with_capacity(4), String::with_capacity(100));
        list.extend([1, 2, 3]);
        text.push_str("köprü");
        trim(&mut list);
        trim_text(&mut text);
        assert_eq!((list.as_slice(), list.capacity()), (&[1, 2, 3][..], 3));
        assert_eq!((text.as_str(), text.capacity()), ("köprü", "köprü".len()));
    }
}
