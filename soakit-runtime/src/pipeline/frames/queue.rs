//! [`rolling`]: any mergeable state over frames, in O(rows), without ever taking anything back.
//!
//! A queue of two stacks. The rows of a frame stand in two parts: the newer has one state, the older one for each row and
//! those behind it.
//!
//! ```text
//!          older                  newer
//!   |  a   b   c   d  |  e   f   g  |
//!     abcd bcd cd  d        efg           the frame's state: abcd + efg
//!          bcd cd  d        efgh          a leaves, h comes:  bcd + efgh
//! ```
//!
//! When the older part is used up, the newer one is turned into it, back to front: each row is merged into a state twice in all,
//! and once more for each frame. States are merged in the order of rows.

use alloc::vec::Vec;

use super::span::Span;
use crate::pipeline::states::Merge;

/// Calls `emit` with the state of each frame; `one` makes the state of a row.
///
/// # Panics
/// When starts or ends of the spans go back.
pub(crate) fn rolling<S: Merge + Clone + Default>(
    spans: &[Span],
    mut one: impl FnMut(usize) -> S,
    mut emit: impl FnMut(&S),
) {
    // States of rows `start..turn`, each with all that follow up to `turn`, the first row on top; and of rows `turn..end`.
    let (mut older, mut newer): (Vec<S>, S) = Default::default();
    let (mut start, mut turn, mut end) = (0, 0, 0);
    for span in spans {
        let rows = span.rows();
        assert!(rows.start >= start && rows.end >= end, "frames may not go back");
        if rows.start >= end {
            // Nothing of what is there is needed; rows in between are never looked at.
            older.clear();
            newer = S::default();
            (turn, end) = (rows.start, rows.start);
        } else {
            older.truncate(turn.saturating_sub(rows.start));
        }
        start = rows.start;
        if start >= turn && start < end {
            for row in (start..end).rev() {
                let mut state = one(row);
                if let Some(following) = older.last() {
                    state.merge(following);
                }
                older.push(state);
            }
            turn = end;
            newer = S::default();
        }
        while end < rows.end {
            newer.merge(&one(end));
            end += 1;
        }
        match older.last() {
            Some(state) => {
                let mut state = state.clone();
                state.merge(&newer);
                emit(&state);
            }
            None => emit(&newer),
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::super::span::rows_frame;
    use super::*;
    use crate::words::random::{ROUNDS, Random};

    /// A state that shows every row in it, and their order.
    #[derive(Clone, Default, PartialEq, Debug)]
    struct Letters(String);

    impl Merge for Letters {
        fn merge(&mut self, later: &Self) {
            self.0.push_str(&later.0);
        }
    }

    #[test]
    fn every_frame_has_its_rows_in_order() {
        for seed in 0..ROUNDS {
            let mut random = Random::new(seed);
            let text: Vec<char> = random.text(40, &['a', 'b', 'c', 'd', 'e']).chars().collect();
            let spans = if random.below(3) == 0 {
                let (mut start, mut end) = (0, 0);
                let spans = (0..text.len()).map(|_| {
                    start = (start + random.below(4)).min(text.len());
                    end = (end + random.below(4)).clamp(start, text.len());
                    Span { start: start as u32, end: end as u32 }
                });
                spans.collect()
            } else {
                let mut bound = || (random.below(4) > 0).then(|| random.below(13) as i64 - 6);
                rows_frame(text.len(), bound(), bound())
            };
            let mut found = Vec::new();
            rolling(&spans, |row| Letters(text[row].into()), |state| found.push(state.clone()));
            let expected = spans.iter().map(|span| Letters(text[span.rows()].iter().collect()));
            assert_eq!(found, expected.collect::<Vec<_>>());
        }
    }

    #[test]
    fn each_row_is_made_into_a_state_twice_at_most() {
        let rows = if cfg!(miri) { 100 } else { 5000 };
        for width in [1, 2, 30, 99] {
            let mut made = 0;
            let spans = rows_frame(rows, Some(1 - width), Some(0));
            rolling(&spans, |_| made += 1, |()| ());
            assert!(made <= 2 * rows, "{width}: {made}");
        }
    }

    impl Merge for () {
        fn merge(&mut self, (): &Self) {}
    }

    #[test]
    #[should_panic(expected = "frames may not go back")]
    fn frames_that_go_back_are_refused() {
        rolling(&[Span { start: 1, end: 2 }, Span { start: 0, end: 2 }], |_| (), |()| ());
    }
}
