//! The lock under which a derived column is computed.
//!
//! Whoever holds it computes and never waits for a thread that waits for it: dependencies are locked in the order of the
//! graph, which has no cycles, and the work that is shared with a pool is done without stealing other work
//! (see `spread`). So a reader that waits, on whatever thread, waits for a computation that is going on.
//!
//! A user's function can break that: it may reach the container that it computes for, or, if it computes a single row, wait
//! with rayon for other work, whereupon rayon may run a reader of the column on this very thread. That reader would wait for
//! itself; it panics instead. (Functions over whole columns may use rayon: see `aside`.)

/// Held while a column is computed. A panic inside leaves it usable: the cache keeps count of what is right.
#[derive(Default)]
pub(super) struct Lock {
    #[cfg(feature = "std")]
    mutex: std::sync::Mutex<()>,
    /// The thread that holds it, or 0. Only that thread writes its own number, so no other can mistake it.
    #[cfg(feature = "std")]
    holder: core::sync::atomic::AtomicUsize,
    #[cfg(not(feature = "std"))]
    held: core::sync::atomic::AtomicBool,
}

#[cfg(feature = "std")]
impl Lock {
    pub(super) fn hold<R>(&self, work: impl FnOnce() -> R) -> R {
        use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};

        struct Release<'l>(&'l AtomicUsize);

        impl Drop for Release<'_> {
            fn drop(&mut self) {
                self.0.store(0, Relaxed);
            }
        }

        let this_thread = this_thread();
        let holder = self.holder.load(Relaxed);
        assert!(
            holder == 0 || (holder != this_thread && holder != principal()),
            "a derived column is read in the middle of its own computation; its function must not read the container, and \
             the function of a row must not wait for rayon"
        );
        let _held = self.mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        self.holder.store(this_thread, Relaxed);
        // Dropped before the mutex opens.
        let _release = Release(&self.holder);
        work()
    }
}

#[cfg(feature = "std")]
std::thread_local! {
    /// The thread on whose behalf this one computes, or 0.
    static PRINCIPAL: core::cell::Cell<usize> = const { core::cell::Cell::new(0) };
}

#[cfg(feature = "std")]
fn principal() -> usize {
    PRINCIPAL.get()
}

/// Does work on behalf of another thread, which waits for it.
#[cfg(feature = "parallel")]
pub(super) fn on_behalf_of<R>(thread: usize, work: impl FnOnce() -> R) -> R {
    struct Restore(usize);

    impl Drop for Restore {
        fn drop(&mut self) {
            PRINCIPAL.set(self.0);
        }
    }

    let _restore = Restore(PRINCIPAL.replace(thread));
    work()
}

/// A number that no other living thread has; not 0.
#[cfg(feature = "std")]
pub(super) fn this_thread() -> usize {
    std::thread_local! { static PLACE: u8 = const { 0 }; }
    PLACE.with(|place| core::ptr::from_ref(place).addr())
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
