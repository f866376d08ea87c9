//! [`NullableMut`]: one cell of a nullable column, to write.

#![allow(unsafe_code, reason = "a cell's bit says whether its slot holds a value")]

use core::{fmt, mem::MaybeUninit};

use crate::column::BitMut;

/// One cell of a `Nullable<Vec<T>>`, mutably borrowed: what `&mut Option<T>` would be if there were an `Option`.
///
/// Invariant: the slot holds a value exactly if the bit is set, and is zero otherwise (1 and 2 of `Nullable`). The cell is
/// the only one that accesses either.
pub struct NullableMut<'a, T> {
    slot: &'a mut MaybeUninit<T>,
    present: BitMut<'a>,
}

impl<'a, T> NullableMut<'a, T> {
    /// # Safety
    /// - slot and bit are of one row, and the invariant holds for them.
    #[inline(always)]
    pub(super) unsafe fn new(slot: &'a mut MaybeUninit<T>, present: BitMut<'a>) -> Self {
        Self { slot, present }
    }

    /// The value, if it is there.
    #[inline]
    #[must_use]
    pub fn get(&self) -> Option<&T> {
        // SAFETY: the invariant.
        self.present.get().then(|| unsafe { self.slot.assume_init_ref() })
    }

    /// The value, mutably, if it is there.
    #[inline]
    #[must_use]
    pub fn get_mut(&mut self) -> Option<&mut T> {
        // SAFETY: the invariant.
        self.present.get().then(|| unsafe { self.slot.assume_init_mut() })
    }

    /// Whether the value is there.
    #[inline]
    #[must_use]
    pub fn is_some(&self) -> bool {
        self.present.get()
    }

    /// Whether the value is missing.
    #[inline]
    #[must_use]
    pub fn is_none(&self) -> bool {
        !self.present.get()
    }

    /// Writes the cell, and drops what it held.
    #[inline]
    pub fn set(&mut self, value: impl Into<Option<T>>) {
        drop(self.replace(value.into()));
    }

    /// Writes the cell, and returns what it held.
    #[inline]
    pub fn replace(&mut self, value: Option<T>) -> Option<T> {
        // SAFETY: the invariant. The value is read once: the slot is overwritten below, and nothing panics before.
        let replaced = self.present.get().then(|| unsafe { self.slot.assume_init_read() });
        self.present.set(value.is_some());
        *self.slot = value.map_or_else(MaybeUninit::zeroed, MaybeUninit::new);
        replaced
    }

    /// Takes the value out, and leaves none.
    #[inline]
    pub fn take(&mut self) -> Option<T> {
        self.replace(None)
    }
}

impl<T: fmt::Debug> fmt::Debug for NullableMut<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

impl<T: PartialEq> PartialEq<Option<T>> for NullableMut<'_, T> {
    fn eq(&self, other: &Option<T>) -> bool {
        self.get() == other.as_ref()
    }
}
