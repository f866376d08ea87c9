//! [`Lazy`]: the caches of a store, made when somebody first reads a derived column.
//!
//! Inside the store they would make every container larger by eighty bytes a column, and every change slower though nobody
//! reads: rustc takes a call that may follow a change into the caches for one that may write the whole store, and reads
//! pointers and lengths again after each. Through a pointer that is only read, it keeps them in registers, and asks whether
//! there is anybody to tell once before a loop (seven instructions for a `set_cell` in a loop, instead of fifteen).
//!
//! Invariant: `pointer` is null, or comes from a `Box` that is freed in `drop` only; once set it stays the same for as
//! long as the store lives.

#![allow(unsafe_code, reason = "a box that is made through a shared borrow, also without a standard library")]

use alloc::boxed::Box;
use core::marker::PhantomData;
use core::ptr;
use core::sync::atomic::{AtomicPtr, Ordering};

/// A value that is made when it is first needed.
///
/// May be sent as the value may, and shared if threads may share the value and one drop what another has made.
pub(crate) struct Lazy<D> {
    pointer: AtomicPtr<D>,
    owned: PhantomData<Box<D>>,
}

// SAFETY: threads that share it share the value (`Sync`), which one of them has made and another may drop (`Send`).
unsafe impl<D: Send + Sync> Sync for Lazy<D> {}

impl<D> Default for Lazy<D> {
    #[inline]
    fn default() -> Self {
        Self { pointer: AtomicPtr::new(ptr::null_mut()), owned: PhantomData }
    }
}

impl<D: Default> Lazy<D> {
    /// The value, if it has been made.
    #[inline(always)]
    pub(crate) fn get(&self) -> Option<&D> {
        // SAFETY: the invariant; `Acquire` makes visible what the thread wrote that made it, and whoever shares `self` never
        // gets a mutable borrow.
        unsafe { self.pointer.load(Ordering::Acquire).as_ref() }
    }

    /// The value, mutably, if it has been made.
    #[inline(always)]
    pub(crate) fn get_mut(&mut self) -> Option<&mut D> {
        // SAFETY: the invariant; `self` is borrowed mutably for as long.
        unsafe { self.pointer.get_mut().as_mut() }
    }

    /// The value, made if need be. Of threads that make it at the same time, one wins.
    pub(crate) fn get_or_make(&self) -> &D {
        if let Some(value) = self.get() {
            return value;
        }
        let made = Box::into_raw(Box::new(D::default()));
        match self.pointer.compare_exchange(ptr::null_mut(), made, Ordering::AcqRel, Ordering::Acquire) {
            // SAFETY: just made, and now owned by `self`.
            Ok(_) => unsafe { &*made },
            Err(other) => {
                // SAFETY: just made, and nobody else has seen it.
                drop(unsafe { Box::from_raw(made) });
                // SAFETY: not null, so it is the other thread's, and owned by `self`.
                unsafe { &*other }
            }
        }
    }

    /// The value, mutably, made if need be.
    pub(crate) fn make_mut(&mut self) -> &mut D {
        let pointer = self.pointer.get_mut();
        if pointer.is_null() {
            *pointer = Box::into_raw(Box::new(D::default()));
        }
        // SAFETY: not null, and the invariant; `self` is borrowed mutably for as long.
        unsafe { &mut **pointer }
    }
}

impl<D> Drop for Lazy<D> {
    #[inline]
    fn drop(&mut self) {
        let pointer = *self.pointer.get_mut();
        if !pointer.is_null() {
            // SAFETY: the invariant.
            drop(unsafe { Box::from_raw(pointer) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    #[test]
    fn a_value_is_made_once() {
        let mut lazy = Lazy::<Vec<i32>>::default();
        assert!(lazy.get().is_none() && lazy.get_mut().is_none());
        let first: *const Vec<i32> = lazy.get_or_make();
        assert!(ptr::eq(first, lazy.get_or_make()));
        lazy.make_mut().push(1);
        assert_eq!(lazy.get(), Some(&alloc::vec![1]));
    }

    #[cfg(feature = "std")]
    #[test]
    fn threads_share_one_value() {
        let lazy = Lazy::<std::sync::Mutex<u32>>::default();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| *lazy.get_or_make().lock().unwrap() += 1);
            }
        });
        assert_eq!(*lazy.get().unwrap().lock().unwrap(), 4);
    }
}
