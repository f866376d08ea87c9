//! [`Selection`]: a set of rows of one container.

use alloc::vec::Vec;
use core::ops::{BitAnd, BitOr, Not};

use crate::column::Bits;
use crate::words::{RowIndex, listable, row_out_of_range};

/// A set of rows of a container: one bit per row, or the rows in ascending order.
///
/// Both forms answer the same; which one a selection has follows from how it was made.
///
/// # Examples
///
/// ```
/// # use soakit_runtime::record::Selection;
/// let windy = Selection::from_flags(&[true, false, true, true]);
/// let cold = Selection::from_rows(4, vec![2]);
/// assert_eq!((&windy & &cold).to_vec(), [2]);
/// assert_eq!((!&windy).to_vec(), [1]);
/// ```
#[derive(Clone, Debug)]
pub struct Selection {
    rows: usize,
    form: Form,
}

#[derive(Clone, Debug)]
enum Form {
    /// One bit per row.
    Bitmap(Bits),
    /// Strictly ascending, each below `rows`.
    Listed(Vec<RowIndex>),
}

impl Selection {
    /// Selects the rows whose flag is set.
    ///
    /// # Panics
    /// Beyond 4,294,967,295 rows.
    #[must_use]
    #[track_caller]
    pub fn from_flags(flags: &[bool]) -> Self {
        Self::from_bits(flags.iter().copied().collect())
    }

    /// Selects the rows whose bit is set.
    ///
    /// # Panics
    /// Beyond 4,294,967,295 rows.
    #[must_use]
    #[track_caller]
    pub fn from_bits(bits: Bits) -> Self {
        let rows = bits.len();
        listable(rows);
        Self { rows, form: Form::Bitmap(bits) }
    }

    /// Selects the listed rows of a container of `rows` rows.
    ///
    /// # Panics
    /// When the list is not strictly ascending, or names a row that is not there.
    #[must_use]
    #[track_caller]
    pub fn from_rows(rows: usize, listed: Vec<RowIndex>) -> Self {
        listable(rows);
        for pair in listed.windows(2) {
            assert!(
                pair[0] < pair[1],
                "row {} is listed before row {}; list rows in ascending order",
                pair[0],
                pair[1]
            );
        }
        match listed.last() {
            Some(&last) if last as usize >= rows => row_out_of_range(last as usize, rows),
            _ => Self { rows, form: Form::Listed(listed) },
        }
    }

    /// The number of rows of the container.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The number of selected rows.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.form {
            Form::Bitmap(bits) => bits.count_ones(),
            Form::Listed(rows) => rows.len(),
        }
    }

    /// Whether no row is selected.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a row is selected. O(1) for a bitmap, O(log n) for a list.
    #[must_use]
    pub fn contains(&self, row: usize) -> bool {
        row < self.rows
            && match &self.form {
                Form::Bitmap(bits) => bits.get(row) == Some(true),
                Form::Listed(rows) => rows.binary_search_by(|&listed| (listed as usize).cmp(&row)).is_ok(),
            }
    }

    /// The selected rows, ascending.
    #[must_use]
    pub fn to_vec(&self) -> Vec<RowIndex> {
        match &self.form {
            Form::Bitmap(bits) => (0..).zip(bits.iter()).filter_map(|(row, set)| set.then_some(row)).collect(),
            Form::Listed(rows) => rows.clone(),
        }
    }

    /// One flag per row.
    #[must_use]
    pub fn to_bits(&self) -> Bits {
        match &self.form {
            Form::Bitmap(bits) => bits.clone(),
            Form::Listed(rows) => {
                let mut flags = alloc::vec![false; self.rows];
                for &row in rows {
                    flags[row as usize] = true;
                }
                flags.into_iter().collect()
            }
        }
    }

    /// Panics unless the selection is of a container with `rows` rows.
    #[track_caller]
    pub(crate) fn assert_rows(&self, rows: usize) {
        assert!(self.rows == rows, "a selection from {} rows applied to {rows} rows", self.rows);
    }

    #[track_caller]
    fn combine(&self, other: &Self, set: impl Fn(bool, bool) -> bool) -> Self {
        self.assert_rows(other.rows);
        let (a, b) = (self.to_bits(), other.to_bits());
        Self::from_bits(a.iter().zip(b.iter()).map(|(a, b)| set(a, b)).collect())
    }
}

impl PartialEq for Selection {
    /// Whether the same rows of as many are selected, in whatever form.
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows && self.to_vec() == other.to_vec()
    }
}

impl Eq for Selection {}

impl BitAnd for &Selection {
    type Output = Selection;

    /// The rows in both.
    ///
    /// # Panics
    /// When the two are of containers of different lengths.
    #[track_caller]
    fn bitand(self, other: &Selection) -> Selection {
        self.combine(other, |a, b| a & b)
    }
}

impl BitOr for &Selection {
    type Output = Selection;

    /// The rows in either.
    ///
    /// # Panics
    /// When the two are of containers of different lengths.
    #[track_caller]
    fn bitor(self, other: &Selection) -> Selection {
        self.combine(other, |a, b| a | b)
    }
}

impl Not for &Selection {
    type Output = Selection;

    /// The rows not selected.
    fn not(self) -> Selection {
        Selection::from_bits(self.to_bits().iter().map(|set| !set).collect())
    }
}
