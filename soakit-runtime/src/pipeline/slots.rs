//! [`map_tasks`]: a result from each task of a run.

#![allow(unsafe_code, reason = "each task writes a place of its own")]

use alloc::vec::Vec;
use core::cell::UnsafeCell;

use super::Run;

/// A place that one task writes.
struct Slot<T>(UnsafeCell<Option<T>>);

// SAFETY: a slot is written by the one task that has its number, and read when all tasks are done.
unsafe impl<T: Send> Sync for Slot<T> {}

/// Runs `work` for each task and puts the results in the order of the tasks.
pub(crate) fn map_tasks<T: Send>(run: &Run, tasks: usize, rows: usize, work: &(dyn Fn(usize) -> T + Sync)) -> Vec<T> {
    let slots: Vec<Slot<T>> = (0..tasks).map(|_| Slot(UnsafeCell::new(None))).collect();
    run.each(tasks, rows, &|task| {
        let result = work(task);
        // SAFETY: `Run::each` runs each task once, and nobody else looks at its slot meanwhile.
        unsafe { *slots[task].0.get() = Some(result) };
    });
    slots.into_iter().filter_map(|slot| slot.0.into_inner()).collect()
}
