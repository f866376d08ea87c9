//! Computing a row-wise column on the rayon pool.
//!
//! A thread that computes a column holds the column's lock, so it must never wait for a thread that waits for this lock.
//! rayon's own `join` and `scope` would let it: while they wait for a stolen part they run whatever other work is queued on
//! this very thread, and that work may read the column. So parts are handed out here in another way. The thread that
//! computes takes parts from a counter until none is left; helpers that it has asked the pool for do the same, if they get
//! a thread at all. Then it waits for parts that are *being* computed, and these run the user's row function only, which
//! reaches no container. Helpers that come too late find no part left and touch nothing.
//!
//! A cell depends on its row alone, and parts are put together in their order: the bits are those of one thread. Cells of a
//! `Vec` are written where they belong; others are put together at the end.

#![allow(unsafe_code, reason = "helpers outlive, by type, the borrow that they work on")]

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::any::Any;
use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, PoisonError};

use super::aside::aside;
use super::compute::{checked_inputs, replace_column};
use super::{Cache, ColumnWise, InOneThread, Repair, RowWise};
use crate::column::Slice;
use crate::record::Store;

/// Rows computed at a time: their cells stay in a core's own cache until they are put together.
const ROWS_PER_PART: usize = 1 << 14;
/// Fewer rows are computed before a helper has woken up.
const LEAST_ROWS: usize = 4 * ROWS_PER_PART;

impl<T: RowWise<N, How>, const N: usize, How> Repair<T, N, How>
where
    T::Inputs: Sync,
    T::Column: Send,
{
    /// Makes the cells right, on the current rayon pool if there are enough of them.
    pub fn rows(store: &Store<T>, cache: &mut Cache<T::Column>) {
        let first = cache.begin(store.len());
        if store.len() - first < LEAST_ROWS || rayon::current_num_threads() < 2 {
            return <Self as InOneThread<T, N, How>>::rows(store, cache);
        }
        // Memory first: there is none for as many rows as there are numbers, which cells without size may have.
        cache.reserve(store.len() - first);
        // Single rows in between in this thread.
        let inputs = Shared(checked_inputs::<T, N, How>(store));
        cache.repair(first, |row| T::compute(inputs.cell(row)));
        let len = store.len();
        let part_count = (len - first).div_ceil(ROWS_PER_PART);
        let rows_of = |part: usize| {
            let start = first + part * ROWS_PER_PART;
            start..len.min(start + ROWS_PER_PART)
        };
        if let Some(places) = cache.places(len) {
            let places = Places(places);
            run(part_count, |part| {
                for row in rows_of(part) {
                    // SAFETY: `places` are there for rows below `len`; this one is dead, and in one part only.
                    unsafe { places.write(row, T::compute(inputs.cell(row))) };
                }
            });
            // SAFETY: every row from `first` to `len` has been written.
            unsafe { cache.fill_places(len) };
            return;
        }
        let parts = run(part_count, |part| {
            let rows = rows_of(part);
            let mut cells = Cache::<T::Column>::default();
            cells.repair(rows.len(), |row| T::compute(inputs.cell(rows.start + row)));
            cells
        });
        cache.extend(parts, len - first);
    }
}

impl<T: ColumnWise<N>, const N: usize> Repair<T, N>
where
    T::Inputs: Sync,
    T::Column: Send,
{
    /// Makes the cells right, in the pool for such functions.
    pub fn column(store: &Store<T>, cache: &mut Cache<T::Column>) {
        let inputs = Shared(T::inputs(store));
        replace_column(store, cache, aside(|| T::compute(inputs.all())));
    }
}

/// Where the cells of a column will stand.
struct Places<V>(*mut V);

// SAFETY: a place is written by one thread, and the value is then another's: values are `Send` wherever their column is,
// which the impl above demands.
unsafe impl<V> Sync for Places<V> {}

impl<V> Places<V> {
    /// # Safety
    /// - the place of `row` is within the column's memory, dead, and written by nobody else meanwhile.
    #[inline(always)]
    unsafe fn write(&self, row: usize, value: V) {
        // SAFETY: the caller's promise.
        unsafe { self.0.add(row).write(value) };
    }
}

/// Borrowed columns, all of one length.
struct Shared<S>(S);

// SAFETY: made above only from slices of columns that are `Sync`, and `Column` promises that these slices may then be
// shared between threads.
unsafe impl<S> Sync for Shared<S> {}

impl<S: Slice> Shared<S> {
    fn all(&self) -> S {
        self.0
    }

    #[inline(always)]
    fn cell(&self, row: usize) -> S::Ref {
        debug_assert!(row < self.0.len());
        // SAFETY: the callers above stay below the store's number of rows, which every leaf has.
        unsafe { self.0.get_unchecked(row) }
    }
}

/// Calls `compute` with each number below `parts`, on this thread and on helpers; answers in their order.
///
/// # Panics
/// When `compute` does, with the same payload.
fn run<R: Send>(parts: usize, compute: impl Fn(usize) -> R + Sync) -> Vec<R> {
    let results: Vec<Mutex<Option<R>>> = (0..parts).map(|_| Mutex::new(None)).collect();
    let work = |part: usize| {
        let result = compute(part);
        *lock(&results[part]) = Some(result);
    };
    let work: &(dyn Fn(usize) + Sync) = &work;
    let control = Arc::new(Control {
        // SAFETY: only the lifetime changes, of a pointer.
        work: unsafe {
            core::mem::transmute::<*const (dyn Fn(usize) + Sync + '_), *const (dyn Fn(usize) + Sync)>(work)
        },
        parts,
        next: AtomicUsize::new(0),
        is_cancelled: AtomicBool::new(false),
        state: Mutex::new(State { finished: 0, panic: None }),
        all_finished: Condvar::new(),
    });
    for _ in 1..rayon::current_num_threads().min(parts) {
        let control = Arc::clone(&control);
        rayon::spawn(move || control.help());
    }
    control.help();
    let panic = control.wait();
    if let Some(panic) = panic {
        resume_unwind(panic);
    }
    let result = |cell: Mutex<Option<R>>| cell.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.into_iter().filter_map(result).collect()
}

/// What the threads that share some work have in common.
struct Control {
    /// Alive until `state.finished` is `parts`; it dangles in helpers that come later.
    work: *const (dyn Fn(usize) + Sync),
    parts: usize,
    /// The next part that nobody has taken.
    next: AtomicUsize,
    is_cancelled: AtomicBool,
    state: Mutex<State>,
    all_finished: Condvar,
}

// SAFETY: the function behind the pointer is `Sync`, and everything else is `Send` and `Sync` by itself.
unsafe impl Send for Control {}
// SAFETY: as for `Send`.
unsafe impl Sync for Control {}

struct State {
    finished: usize,
    panic: Option<Box<dyn Any + Send>>,
}

impl Control {
    /// Takes parts until there are no more. Never unwinds.
    fn help(&self) {
        loop {
            let part = self.next.fetch_add(1, Ordering::Relaxed);
            if part >= self.parts {
                return;
            }
            let outcome = if self.is_cancelled.load(Ordering::Relaxed) {
                Ok(())
            } else {
                // SAFETY: the part was taken, once, and is not finished; `run` returns, or unwinds, when all are.
                let work = unsafe { &*self.work };
                catch_unwind(AssertUnwindSafe(|| work(part)))
            };
            let mut state = lock(&self.state);
            if let Err(panic) = outcome {
                self.is_cancelled.store(true, Ordering::Relaxed);
                state.panic.get_or_insert(panic);
            }
            state.finished += 1;
            if state.finished == self.parts {
                self.all_finished.notify_all();
            }
        }
    }

    /// Waits until every part is finished; answers with the first panic.
    fn wait(&self) -> Option<Box<dyn Any + Send>> {
        let mut state = lock(&self.state);
        while state.finished < self.parts {
            state = self.all_finished.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.panic.take()
    }
}

fn lock<V>(mutex: &Mutex<V>) -> std::sync::MutexGuard<'_, V> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back_in_their_order() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
        let squares = pool.install(|| run(100, |part| part * part));
        assert_eq!(squares, (0..100).map(|part| part * part).collect::<Vec<_>>());
    }

    #[test]
    fn a_panic_reaches_the_caller_and_leaves_the_pool_alive() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            pool.install(|| {
                run(50, |part| {
                    assert!(part != 7, "part seven");
                    part
                })
            })
        }));
        assert!(outcome.is_err());
        assert_eq!(pool.install(|| run(3, |part| part)), [0, 1, 2]);
    }

    #[test]
    fn parts_are_computed_though_every_thread_of_the_pool_waits() {
        // Each of the pool's threads runs a computation of its own; none of them gets a helper.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
        let sums: Vec<usize> = pool.broadcast(|_| run(64, |part| part).into_iter().sum());
        assert_eq!(sums, [2016, 2016]);
    }
}
