//! [`Permutation`]: an order of rows, made by `argsort…` and applied as often as one likes.

use alloc::vec::Vec;
use core::fmt;

use super::bulk::keep_changes;
use super::{Bulk, SoA};
use crate::words::{RowIndex, listable};

/// An order of rows: position `i` of the new order is taken by row `as_slice()[i]` of the old.
///
/// A permutation of `n` rows holds each of `0..n` exactly once. Unsafe code relies on it, so the only ways in are the
/// sorts and the checked [`Permutation::new`].
///
/// # Examples
///
/// One order sorts several containers of the same length:
///
/// ```
/// # use soakit_runtime::record::Permutation;
/// let order = Permutation::new(vec![2, 0, 1]).unwrap();
/// assert_eq!(order.apply_to(&["a", "b", "c"]), ["c", "a", "b"]);
/// assert_eq!(order.invert().apply_to(&["c", "a", "b"]), ["a", "b", "c"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Permutation {
    /// Each of `0..order.len()` exactly once.
    order: Vec<RowIndex>,
}

/// A list of rows that is no permutation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PermutationError {
    /// The first row that is named twice or is not below the number of rows.
    pub row: RowIndex,
    /// The number of rows.
    pub rows: usize,
}

impl fmt::Display for PermutationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if (self.row as usize) < self.rows {
            write!(f, "row {} is named twice in an order of {} rows", self.row, self.rows)
        } else {
            write!(f, "row {} is out of range in an order of {} rows", self.row, self.rows)
        }
    }
}

impl core::error::Error for PermutationError {}

impl Permutation {
    /// Checks that `order` holds each of `0..order.len()` once.
    ///
    /// # Errors
    /// The first row that is named twice or is out of range.
    pub fn new(order: Vec<RowIndex>) -> Result<Self, PermutationError> {
        let rows = order.len();
        let mut seen = alloc::vec![false; rows];
        for &row in &order {
            match seen.get_mut(row as usize) {
                Some(seen @ false) => *seen = true,
                _ => return Err(PermutationError { row, rows }),
            }
        }
        Ok(Self { order })
    }

    /// Takes an order that is a permutation by the way it was made.
    pub(crate) fn trusted(order: Vec<RowIndex>) -> Self {
        debug_assert!(Self::new(order.clone()).is_ok());
        Self { order }
    }

    /// The order that changes nothing.
    ///
    /// # Panics
    /// Beyond 4,294,967,295 rows.
    #[must_use]
    #[track_caller]
    pub fn identity(rows: usize) -> Self {
        Self { order: (0..listable(rows)).collect() }
    }

    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// For each position of the new order, the row of the old.
    #[must_use]
    pub fn as_slice(&self) -> &[RowIndex] {
        &self.order
    }

    /// The list itself.
    #[must_use]
    pub fn into_vec(self) -> Vec<RowIndex> {
        self.order
    }

    /// The order that undoes this one.
    #[must_use]
    pub fn invert(&self) -> Self {
        let mut order = alloc::vec![0; self.order.len()];
        for (position, &row) in (0..).zip(&self.order) {
            order[row as usize] = position;
        }
        Self { order }
    }

    /// The order that has the effect of this one followed by `next`.
    ///
    /// # Panics
    /// When the two are not of one length.
    #[must_use]
    #[track_caller]
    pub fn compose(&self, next: &Self) -> Self {
        assert!(self.len() == next.len(), "permutations of {} and {} rows composed", self.len(), next.len());
        Self { order: next.order.iter().map(|&row| self.order[row as usize]).collect() }
    }

    /// Reorders a container, which need not be the one that was sorted.
    ///
    /// # Panics
    /// When the container has another number of rows.
    ///
    /// # Complexity
    /// O(n) for each column, with one new allocation for each, and no user code.
    #[track_caller]
    pub fn apply<T: SoA>(&self, bulk: &mut Bulk<T>) {
        bulk.store_mut().permute(self);
        bulk.settle(keep_changes);
    }

    /// Reordered copies of a slice's values.
    ///
    /// # Panics
    /// When the slice has another length.
    #[must_use]
    #[track_caller]
    pub fn apply_to<V: Clone>(&self, values: &[V]) -> Vec<V> {
        assert!(self.len() == values.len(), "a permutation of {} rows applied to {}", self.len(), values.len());
        self.order.iter().map(|&row| values[row as usize].clone()).collect()
    }
}
