//! [`each_mut`]: one task for each item of a slice, which may change its item.
//!
//! [`Run::each`] hands out numbers; most tasks have a piece of the answer to write. Cut the answer with `chunks_mut` or
//! `split_at_mut` into items, and each task gets its own. A lock for each item would do the same, but `core` has none.
//!
//! Invariant: an item is lent at most once. It does not rest on `Run::each` running each task once: a flag for each item is
//! asked, which costs nothing beside a task.

#![allow(unsafe_code, reason = "items of a slice, each lent to one task; `core` has no lock that could say so")]

use alloc::vec::Vec;
use core::marker::PhantomData;
use core::sync::atomic::{AtomicBool, Ordering};

use crate::pipeline::Run;

/// Runs `work` for every item with its index, in any order, on the threads that there are.
///
/// # Panics
/// As [`Run::each`].
pub(crate) fn each_mut<T: Send>(run: &Run, rows: usize, items: &mut [T], work: &(dyn Fn(usize, &mut T) + Sync)) {
    let lent = Lent::new(items);
    run.each(lent.taken.len(), rows, &|task| work(task, lent.take(task)));
}

/// A slice whose items are lent one by one.
struct Lent<'a, T> {
    first: *mut T,
    taken: Vec<AtomicBool>,
    items: PhantomData<&'a mut [T]>,
}

// SAFETY: sharing a `Lent` lets other threads do one thing, take `&mut T`s, each to one thread only (`take`): items are sent,
// never shared, and `T` is `Send`.
unsafe impl<T: Send> Sync for Lent<'_, T> {}

impl<'a, T> Lent<'a, T> {
    fn new(items: &'a mut [T]) -> Self {
        let taken = items.iter().map(|_| AtomicBool::new(false)).collect();
        Self { first: items.as_mut_ptr(), taken, items: PhantomData }
    }

    /// The item, once.
    #[expect(clippy::mut_from_ref, reason = "each item is lent once, which the flags see to")]
    fn take(&self, index: usize) -> &mut T {
        assert!(!self.taken[index].swap(true, Ordering::Relaxed), "task {index} ran twice");
        // SAFETY:
        // - `index` is below the length of the slice: `taken` has that length, and was indexed;
        // - nobody else has this item: the flag was down until now and never goes down again, and the slice itself is
        //   borrowed mutably for as long as `self` lives. That the exchange is relaxed is enough: it only has to be won once,
        //   and the caller's writes before `Run::each` are seen by tasks because they are spawned after.
        unsafe { &mut *self.first.add(index) }
    }
}

#[cfg(test)]
mod tests {
    use super::each_mut;
    use crate::pipeline::Run;

    #[test]
    fn each_task_has_its_own_item() {
        let mut items: Vec<usize> = vec![0; 100];
        each_mut(&Run::default(), usize::MAX, &mut items, &|task, item| *item += task);
        assert_eq!(items, (0..100).collect::<Vec<_>>());
    }

    #[test]
    fn no_items_are_no_tasks() {
        each_mut(&Run::default(), 0, &mut [0_u8; 0], &|_, _| unreachable!("there is no item"));
    }
}
