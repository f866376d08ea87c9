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
#[cfg(test)]
use crate::pipeline::states::Merge;

/// How states come about: what an aggregate can do.
pub(crate) trait States {
    /// What is known of some rows.
    type State: Clone;

    /// Nothing is known yet.
    fn start(&self) -> Self::State;

    /// Takes a row in.
    fn feed(&self, state: &mut Self::State, row: usize);

    /// Takes in what is known of later rows.
    fn merge(&self, state: &mut Self::State, later: Self::State);
}

/// Calls `emit` with the state of each frame.
///
/// # Panics
/// When starts or ends of the spans go back.
pub(crate) fn rolling_states<A: States>(
    states: &A,
    spans: impl Iterator<Item = Span>,
    mut emit: impl FnMut(Span, A::State),
) {
    // States of rows `start..turn`, each with all that follow up to `turn`, the first row on top; and of rows `turn..end`.
    let (mut older, mut newer): (Vec<A::State>, A::State) = (Vec::new(), states.start());
    let (mut start, mut turn, mut end) = (0, 0, 0);
    for span in spans {
        let rows = span.rows();
        assert!(rows.start >= start && rows.end >= end, "frames may not go back");
        if rows.start >= end {
            // Nothing of what is there is needed; rows in between are never looked at.
            older.clear();
            newer = states.start();
            (turn, end) = (rows.start, rows.start);
        } else {
            older.truncate(turn.saturating_sub(rows.start));
        }
        start = rows.start;
        if start >= turn && start < end {
            for row in (start..end).rev() {
                let mut state = states.start();
                states.feed(&mut state, row);
                if let Some(following) = older.last() {
                    states.merge(&mut state, following.clone());
                }
                older.push(state);
            }
            turn = end;
            newer = states.start();
        }
        while end < rows.end {
            states.feed(&mut newer, end);
            end += 1;
        }
        let mut state = older.last().cloned();
        match &mut state {
            // Most aggregates do not change when they take in nothing, but a user's own may.
            Some(state) if turn < end => states.merge(state, newer.clone()),
            Some(_) => {}
            None => state = Some(newer.clone()),
        }
        if let Some(state) = state {
            emit(span, state);
        }
    }
}

#[cfg(test)]
/// States that merge by themselves.
struct Merging<F>(F);

#[cfg(test)]
impl<S: Merge + Clone + Default, F: Fn(usize) -> S> States for Merging<F> {
    type State = S;

    fn start(&self) -> S {
        S::default()
    }

    fn feed(&self, state: &mut S, row: usize) {
        state.merge(&(self.0)(row));
    }

    fn merge(&self, state: &mut S, later: S) {
        state.merge(&later);
    }
}

#[cfg(test)]
/// Calls `emit` with the state of each frame; `one` makes the state of a row.
///
/// # Panics
/// When starts or ends of the spans go back.
pub(crate) fn rolling<S: Merge + Clone + Default>(spans: &[Span], one: impl Fn(usize) -> S, mut emit: impl FnMut(&S)) {
    rolling_states(&Merging(one), spans.iter().copied(), |_, state| emit(&state));
}

#[cfg(test)]
mod tests {
    use alloc::string::String;
    use core::cell::Cell;

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
            let made = Cell::new(0);
            let spans = rows_frame(rows, Some(1 - width), Some(0));
            rolling(&spans, |_| made.set(made.get() + 1), |()| ());
            assert!(made.get() <= 2 * rows, "{width}: {}", made.get());
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
