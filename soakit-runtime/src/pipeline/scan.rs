//! Where rows start: all rows of a table, chosen ones, or a list made by an earlier step.

#![allow(unsafe_code, reason = "answers for the numbers of the rows it passes on")]

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::ops::Range;

use super::{BATCH_ROWS, Batch, Drive, Explanation, Plan, Run};
use crate::expression::{Handle, Tables};
use crate::record::{Rows, SoA};
use crate::words::{RowIndex, listable};

/// All rows of a table.
pub struct Scan<'a, T: SoA + 'a>(Rows<'a, T>);

impl<'a, T: SoA + 'a> Scan<'a, T> {
    /// Scans rows.
    ///
    /// # Panics
    /// Beyond 4,294,967,295 rows.
    #[track_caller]
    pub(crate) fn new(rows: Rows<'a, T>) -> Self {
        listable(rows.len());
        Self(rows)
    }
}

/// The rows `0..len` of the only table.
#[derive(Clone, Copy, Debug)]
pub struct Dense(usize);

// SAFETY: the rows are those below the length of the table.
unsafe impl<'a, T: SoA + 'a> Plan for Scan<'a, T> {
    type Source = Tables<'a, (T,)>;
    type Ready = Dense;

    fn source(&self) -> Self::Source {
        Tables(self.0)
    }

    fn ready(&self, _: &Run) -> Dense {
        Dense(self.0.len())
    }

    fn explain(&self, out: &mut Explanation) {
        out.step(format_args!("scan {}: {} rows", T::REGISTRY.name, self.0.len()));
    }
}

impl Drive<[RowIndex; 1]> for Dense {
    fn extent(&self) -> usize {
        self.0
    }

    fn is_exact(&self) -> bool {
        true
    }

    fn dense_start(&self) -> Option<u32> {
        Some(0)
    }

    #[expect(clippy::cast_possible_truncation, reason = "the length was checked when the scan was made")]
    fn drive(&self, range: Range<usize>, sink: &mut dyn FnMut(Batch<'_, [RowIndex; 1]>)) {
        for start in range.clone().step_by(BATCH_ROWS) {
            sink(Batch::Span { start: start as RowIndex, len: BATCH_ROWS.min(range.end - start) });
        }
    }
}

/// Chosen rows of a table: a selection, a partition.
pub struct Picked<'a, T: SoA + 'a> {
    rows: Rows<'a, T>,
    listed: Arc<[[RowIndex; 1]]>,
    what: &'static str,
}

impl<'a, T: SoA + 'a> Picked<'a, T> {
    /// Picks rows.
    ///
    /// # Panics
    /// When a row is not there.
    #[track_caller]
    pub(crate) fn new(rows: Rows<'a, T>, listed: &[RowIndex], what: &'static str) -> Self {
        listable(rows.len());
        if let Some(&row) = listed.iter().max()
            && row as usize >= rows.len()
        {
            crate::words::row_out_of_range(row as usize, rows.len());
        }
        Self { rows, listed: listed.iter().map(|&row| [row]).collect(), what }
    }
}

// SAFETY: the rows were compared with the length of the table, and nobody can change them.
unsafe impl<'a, T: SoA + 'a> Plan for Picked<'a, T> {
    type Source = Tables<'a, (T,)>;
    type Ready = Arc<[[RowIndex; 1]]>;

    fn source(&self) -> Self::Source {
        Tables(self.rows)
    }

    fn ready(&self, _: &Run) -> Self::Ready {
        Arc::clone(&self.listed)
    }

    fn explain(&self, out: &mut Explanation) {
        out.step(format_args!(
            "{} of {}: {} of {} rows",
            self.what,
            T::REGISTRY.name,
            self.listed.len(),
            self.rows.len()
        ));
    }
}

impl<R: Handle> Drive<R> for Arc<[R]> {
    fn extent(&self) -> usize {
        self.len()
    }

    fn is_exact(&self) -> bool {
        true
    }

    fn drive(&self, range: Range<usize>, sink: &mut dyn FnMut(Batch<'_, R>)) {
        self[range].chunks(BATCH_ROWS).for_each(|rows| sink(Batch::Listed(rows)));
    }
}

/// Rows that an earlier step has listed.
pub struct Listed<R>(pub(crate) Vec<R>);

impl<R: Handle> Drive<R> for Listed<R> {
    fn extent(&self) -> usize {
        self.0.len()
    }

    fn is_exact(&self) -> bool {
        true
    }

    fn drive(&self, range: Range<usize>, sink: &mut dyn FnMut(Batch<'_, R>)) {
        self.0[range].chunks(BATCH_ROWS).for_each(|rows| sink(Batch::Listed(rows)));
    }
}
