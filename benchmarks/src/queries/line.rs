//! [`Line`]: a query and the loop beside it, over a table of their own.

use std::hint::black_box;

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// The loop.
    Hand,
    /// The query.
    Ours,
}

impl Side {
    /// Both, in the order of the table.
    pub(crate) const BOTH: [Side; 2] = [Side::Hand, Side::Ours];
}

/// A line of the table.
pub(crate) trait Line {
    /// The name.
    fn name(&self) -> &'static str;

    /// The least ratio that is good enough, where one was promised.
    fn goal(&self) -> Option<f64>;

    /// Makes the table that is read.
    fn fill(&mut self, rows: usize);

    /// Compares the answers of both sides.
    ///
    /// # Panics
    ///
    /// If they differ: times of wrong answers are worth nothing.
    fn check(&self);

    /// Answers once.
    fn pass(&self, side: Side);
}

/// A query and a loop, as functions, which are compiled alone.
pub(super) struct Pair<D, O, H, A> {
    pub(super) name: &'static str,
    pub(super) goal: Option<f64>,
    pub(super) table: fn(usize) -> D,
    pub(super) ours: fn(&D) -> O,
    pub(super) hand: fn(&D) -> H,
    /// Make the answers comparable: of the query, of the loop.
    #[expect(clippy::type_complexity, reason = "two functions")]
    pub(super) told: (fn(O) -> A, fn(H) -> A),
    pub(super) filled: Option<D>,
}

impl<D, O, H, A: PartialEq> Line for Pair<D, O, H, A> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn goal(&self) -> Option<f64> {
        self.goal
    }

    fn fill(&mut self, rows: usize) {
        self.filled = Some((self.table)(rows));
    }

    fn check(&self) {
        let Some(table) = &self.filled else { return };
        let ours = (self.told.0)((self.ours)(table));
        let hand = (self.told.1)((self.hand)(table));
        assert!(ours == hand, "the query and the loop disagree on `{}`", self.name);
    }

    fn pass(&self, side: Side) {
        let Some(table) = black_box(&self.filled) else { return };
        match side {
            Side::Hand => drop(black_box((self.hand)(table))),
            Side::Ours => drop(black_box((self.ours)(table))),
        }
    }
}
