//! The four calls of the operating system that the standard library does not offer.
#![allow(unsafe_code, reason = "calls of the C library")]

use std::time::Duration;

/// Tells glibc to keep freed memory, and to take blocks below 32 MiB from its heap.
///
/// By default, a column of a few hundred kilobytes is mapped, zeroed by page faults, unmapped and mapped again: growing
/// pushes then measure the kernel, and what they measure depends on which contender freed a block before. Larger blocks
/// are still mapped, for all contenders alike; their page faults are part of the result. Elsewhere than on glibc, the
/// allocator keeps its habits.
pub(crate) fn steady_the_allocator() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: `mallopt` takes plain numbers; it runs before any other thread exists.
    unsafe {
        libc::mallopt(libc::M_MMAP_THRESHOLD, 32 << 20);
        libc::mallopt(libc::M_TRIM_THRESHOLD, i32::MAX);
    }
}

/// The user time of all child processes that have ended, and of theirs.
pub(crate) fn user_time_of_children() -> Duration {
    let mut usage = std::mem::MaybeUninit::<libc::rusage>::zeroed();
    // SAFETY: the pointer is valid for one `rusage`, for which all zeroes is a value.
    let usage = unsafe {
        libc::getrusage(libc::RUSAGE_CHILDREN, usage.as_mut_ptr());
        usage.assume_init()
    };
    Duration::from_secs(usage.ru_utime.tv_sec as u64) + Duration::from_micros(usage.ru_utime.tv_usec as u64)
}

/// The time that the processor has spent on this thread.
pub(crate) fn time_of_this_thread() -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the pointer is valid for one `timespec`.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) };
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// The time that the processor has spent on all threads of this process.
#[cfg(feature = "io")]
pub(crate) fn time_of_this_process() -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the pointer is valid for one `timespec`.
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut time) };
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}
