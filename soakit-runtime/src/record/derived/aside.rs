//! Running a column-wise function where it may use the thread pool.
//!
//! A user's function over whole columns may well sort or sum them with rayon. It runs while the column's lock is held, and
//! rayon lets a thread that waits for stolen work run other work meanwhile: work that may read this very column, and would
//! wait for ever for a lock that its own thread holds. So such functions run in a pool of their own, which does nothing
//! else: what can be stolen there are parts of such functions, and these reach no container. The thread that holds the lock
//! sleeps until the answer is there.
//!
//! The price is two hand-overs between threads for each computation, some ten microseconds. The pool is made when it is
//! first needed.

#![allow(unsafe_code, reason = "work that borrows is handed to a pool that wants none, and waited for")]

use alloc::boxed::Box;
use alloc::format;
use alloc::sync::Arc;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, OnceLock, PoisonError};

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::lock::{on_behalf_of, this_thread};

/// The pool, if threads can be had.
fn pool() -> Option<&'static ThreadPool> {
    static POOL: OnceLock<Option<ThreadPool>> = OnceLock::new();
    let make = || ThreadPoolBuilder::new().thread_name(|index| format!("derived-{index}")).build().ok();
    POOL.get_or_init(make).as_ref()
}

/// Runs `work` in the pool for column-wise functions, and waits for it without running anything else.
///
/// # Panics
/// When `work` does, with the same payload.
pub(super) fn aside<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    let Some(pool) = pool().filter(|pool| pool.current_thread_index().is_none()) else { return work() };
    let answer = Arc::new((Mutex::new(None), Condvar::new()));
    let theirs = Arc::clone(&answer);
    let principal = this_thread();
    let work: Box<dyn FnOnce() + Send + '_> = Box::new(move || {
        let outcome = catch_unwind(AssertUnwindSafe(|| on_behalf_of(principal, work)));
        let (cell, is_there) = &*theirs;
        *cell.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
        is_there.notify_all();
    });
    // SAFETY: only the lifetime changes. The box is called once; the call has used up everything that it borrows before the
    // answer is there, and this function does not return, nor unwind, before that. What lives on is `theirs`, which owns
    // itself, and holds no answer any more.
    let work =
        unsafe { core::mem::transmute::<Box<dyn FnOnce() + Send + '_>, Box<dyn FnOnce() + Send + 'static>>(work) };
    pool.spawn(work);
    let (cell, is_there) = &*answer;
    let mut outcome = cell.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        if let Some(outcome) = outcome.take() {
            return outcome.unwrap_or_else(|panic| resume_unwind(panic));
        }
        outcome = is_there.wait(outcome).unwrap_or_else(PoisonError::into_inner);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    #[test]
    fn the_answer_comes_back_though_the_work_uses_a_pool() {
        let numbers: Vec<u64> = (0..1000).collect();
        let sum = aside(|| {
            let (low, high) = numbers.split_at(500);
            let (low, high) = rayon::join(|| low.iter().sum::<u64>(), || high.iter().sum::<u64>());
            aside(|| low + high)
        });
        assert_eq!(sum, 499_500);
    }

    #[test]
    fn a_panic_comes_back_too() {
        let outcome = catch_unwind(|| aside(|| assert_eq!(1, 2)));
        assert!(outcome.is_err());
        assert_eq!(aside(|| 3), 3);
    }
}
