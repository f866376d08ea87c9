//! The lock under which a derived column is computed.
//!
//! Whoever holds it computes and never waits for a thread that waits for it: dependencies are locked in the order of the
//! graph, which has no cycles, and the work that is shared with a pool is done without stealing other work
//! (see `spread`). So a reader that waits, on whatever thread, waits for a computation that is going on.

/// Held while a column is computed. A panic inside leaves it usable: the cache keeps count of what is right.
#[derive(Default)]
pub(super) struct Lock {
    #[cfg(feature = "std")]
    mutex: std::sync::Mutex<()>,
    #[cfg(not(feature = "std"))]
    held: core::sync::atomic::AtomicBool,
}

#[cfg(feature = "std")]
impl Lock {
    pub(super) fn hold<R>(&self, work: impl FnOnce() -> R) -> R {
        let _held = self.mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        work()
    }
}

/// Without a standard library nobody can be asked to wake us up: spin.
#[cfg(not(feature = "std"))]
impl Lock {
    pub(super) fn hold<R>(&self, work: impl FnOnce() -> R) -> R {
        use core::sync::atomic::{AtomicBool, Ordering};

        struct Release<'l>(&'l AtomicBool);

        impl Drop for Release<'_> {
            fn drop(&mut self) {
                self.0.store(false, Ordering::Release);
            }
        }

        while self.held.compare_exchange_weak(false, true, Ordering::Acquire, Ordering::Relaxed).is_err() {
            core::hint::spin_loop();
        }
        let _release = Release(&self.held);
        work()
    }
}
