//! Rows moved out of a container, one after the other.

use core::iter::FusedIterator;

use super::Bulk;
use crate::record::store::Unowned;
use crate::record::{Access, SoA, Store};

/// The rows of a container or of a drained range, by value.
pub struct IntoIter<T: SoA> {
    rows: Unowned<T>,
}

impl<T: SoA> IntoIter<T> {
    pub(super) fn new(store: Store<T>) -> Self {
        Self { rows: Unowned::new(store) }
    }
}

impl<T: SoA> Iterator for IntoIter<T> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        self.rows.next()
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.rows.len(), Some(self.rows.len()))
    }
}

impl<T: SoA> DoubleEndedIterator for IntoIter<T> {
    #[inline]
    fn next_back(&mut self) -> Option<T> {
        self.rows.next_back()
    }
}

impl<T: SoA> ExactSizeIterator for IntoIter<T> {}

impl<T: SoA> FusedIterator for IntoIter<T> {}

impl<T: SoA> IntoIterator for Bulk<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;

    fn into_iter(self) -> IntoIter<T> {
        IntoIter::new(self.access.into_store())
    }
}
