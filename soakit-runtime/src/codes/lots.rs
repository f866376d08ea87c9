//! [`Lots`]: values that tasks borrow mutably, one task each.
//!
//! A task of [`Run::each`](crate::pipeline::Run::each) gets its number and nothing else. What it writes lies in a lot of its
//! own: a slice of the output, a list of slices, a result. Without `std` there is no lock to ask; a flag that is raised once
//! and never lowered does the same, because no task is run twice.
//!
//! Invariant 1: a lot whose flag is down is borrowed by nobody.

#![allow(unsafe_code, reason = "a lot is borrowed mutably through a shared borrow, once")]

use alloc::vec::Vec;
use core::cell::UnsafeCell;
use core::sync::atomic::{AtomicBool, Ordering};

/// Values that can each be borrowed mutably once.
pub(crate) struct Lots<T>(Vec<(AtomicBool, UnsafeCell<T>)>);

// SAFETY: a shared borrow gives a `&mut T` to one caller at most, for each lot; that moves a `T` between threads at worst.
unsafe impl<T: Send> Sync for Lots<T> {}

impl<T> Lots<T> {
    /// One lot for each value.
    pub(crate) fn new(values: impl IntoIterator<Item = T>) -> Self {
        Self(values.into_iter().map(|value| (AtomicBool::new(false), UnsafeCell::new(value))).collect())
    }

    /// The number of lots.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// A lot, until all of them are taken back.
    ///
    /// # Panics
    /// When the lot was borrowed before.
    #[allow(clippy::mut_from_ref, reason = "the flag sees to it that nobody else has the lot")]
    pub(crate) fn borrow(&self, lot: usize) -> &mut T {
        let (borrowed, value) = &self.0[lot];
        // What happened to the value before this struct was shared is visible to whoever has the share: no more is needed.
        assert!(!borrowed.swap(true, Ordering::Relaxed), "lot {lot} borrowed twice");
        // SAFETY: the flag was down, so nobody borrows the value (1); it is up now and stays up, so nobody will.
        unsafe { &mut *value.get() }
    }

    /// The values, when nobody borrows them any more.
    pub(crate) fn into_values(self) -> impl Iterator<Item = T> {
        self.0.into_iter().map(|(_, value)| value.into_inner())
    }
}

impl<'a, T> Lots<&'a mut [T]> {
    /// Cuts a slice into lots of `lot_len` cells; the last may be shorter.
    pub(crate) fn chunks(slice: &'a mut [T], lot_len: usize) -> Self {
        Self::new(slice.chunks_mut(lot_len.max(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lot_is_written_in_place() {
        let mut cells = [0_u32; 10];
        let lots = Lots::chunks(&mut cells, 4);
        for lot in 0..lots.len() {
            lots.borrow(lot).fill(lot as u32 + 1);
        }
        drop(lots);
        assert_eq!(cells, [1, 1, 1, 1, 2, 2, 2, 2, 3, 3]);
    }

    #[test]
    #[should_panic(expected = "lot 0 borrowed twice")]
    fn no_lot_is_borrowed_twice() {
        let lots = Lots::new([1]);
        lots.borrow(0);
        lots.borrow(0);
    }
}
