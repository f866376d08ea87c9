//! What the fuzz targets share: records with a column of every kind, and how panics are told.
//!
//! A target gets bytes that nobody has made for it and asks for three things: that nothing panics, hangs or takes memory
//! without bound; that options which must not matter (sizes of blocks, threads) do not; and that what was read, once
//! written, reads back equal. `.ci/run fuzz` says how they are built and run.

#![allow(missing_docs, reason = "programs, not a library")]

#[cfg(feature = "arrow")]
pub mod arrow;
pub mod panics;
pub mod text;

use std::sync::LazyLock;

use soakit::prelude::*;

/// The rows as text, in which numbers that are none are equal, and zeros of different signs are not.
pub fn shown<T>(rows: Bulk<T>) -> String
where
    T: SoA + std::fmt::Debug,
{
    rows.into_iter().map(|row| format!("{row:?}\n")).collect()
}

/// Calls `read` on a pool of one thread, and on one of two.
pub fn on_pools<R: Send>(read: impl Fn() -> R + Send + Sync) -> [R; 2] {
    static POOLS: LazyLock<[rayon::ThreadPool; 2]> = LazyLock::new(|| {
        [1, 2].map(|threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("two threads"))
    });
    POOLS.each_ref().map(|pool| pool.install(&read))
}
