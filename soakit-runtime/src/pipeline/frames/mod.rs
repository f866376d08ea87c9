//! Aggregates over the frames of a window: for each row of a partition, in the order of the window, an answer about some rows
//! around it.
//!
//! A frame becomes a list of [`Span`](span::Span)s, one for each row, whose starts and ends never go back
//! ([`rows_frame`](span::rows_frame), [`range_frame`](span::range_frame)); every kernel takes any such list, so that running
//! totals, moving averages and frames by value are one thing. All take O(rows) time, however wide the frames are.
//!
//! - **Nothing drifts.** Sums of floats are never taken back by subtraction: a value that leaves the frame leaves no rounding
//!   error, and an infinity or NaN no trace. [`rolling`](queue::rolling) says how. Only integers are subtracted, in 128 bits.
//! - A partition is worked on as one piece from its start, so its answers are the same bits on any number of threads;
//!   partitions are the tasks.
//! - Missing values come as flags, and are skipped. A frame with fewer than `least` values has a missing answer.
//!
//! Left out: `exclude` clauses, and frames whose ends may go back.

pub(crate) mod span;

pub(crate) mod queue;
pub(crate) mod rolling;

pub(crate) mod least;
pub(crate) mod running;

/// Values of a partition in the order of its window, and which of them are there; all if there are no flags.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Values<'a, T> {
    values: &'a [T],
    valid: Option<&'a [bool]>,
}

impl<'a, T: Copy> Values<'a, T> {
    /// Values that are all there.
    pub(crate) fn all(values: &'a [T]) -> Self {
        Self { values, valid: None }
    }

    /// Values of which those are there whose flag is set.
    ///
    /// # Panics
    /// When there are not as many flags as values.
    pub(crate) fn some(values: &'a [T], valid: &'a [bool]) -> Self {
        assert_eq!(values.len(), valid.len());
        Self { values, valid: Some(valid) }
    }

    /// The number of rows.
    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    /// The value of a row, if it is there.
    #[inline]
    pub(crate) fn get(&self, row: usize) -> Option<T> {
        self.valid.is_none_or(|valid| valid[row]).then(|| self.values[row])
    }

    /// Each row's value, if it is there.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Option<T>> {
        (0..self.len()).map(|row| self.get(row))
    }
}
