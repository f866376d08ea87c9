//! Codes and runs that the tests of this floor share.

use alloc::vec::Vec;

use crate::pipeline::{Parallel, Run};

/// How codes are distributed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Skew {
    /// One code.
    Equal,
    /// 0, 1, 2 and so on.
    Ascending,
    /// Each code once, in a random order of a wide range.
    Unique,
    /// A few codes most of the time, many now and then.
    Zipf,
    /// A hundred codes.
    Few,
    /// Multiples of 2^32: nothing in the low bits.
    LowBitsZero,
    /// Only the highest bits differ.
    HighBits,
    /// From the end of the range downwards.
    Last,
}

/// Every distribution.
pub(crate) const SKEWS: [Skew; 8] =
    [Skew::Equal, Skew::Ascending, Skew::Unique, Skew::Zipf, Skew::Few, Skew::LowBitsZero, Skew::HighBits, Skew::Last];

/// A bijection that looks random (splitmix64).
pub(crate) fn mixed(number: u64) -> u64 {
    let mixed = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// The codes of so many rows.
pub(crate) fn codes(skew: Skew, rows: usize) -> Vec<u64> {
    let code = |row: u64| match skew {
        Skew::Equal => 3,
        Skew::Ascending => row,
        Skew::Unique => mixed(row + 1),
        Skew::Zipf => (1 << 17) / (mixed(row + 1) % (1 << 17) + 1),
        Skew::Few => mixed(row + 1) % 100,
        Skew::LowBitsZero => (mixed(row + 1) % 70_000) << 32,
        Skew::HighBits => (mixed(row + 1) % 256) << 56,
        Skew::Last => u64::MAX - mixed(row + 1) % 50_000,
    };
    (0..rows as u64).map(code).collect()
}

/// Runs a test on so many threads, whatever the machine has; no input is too small for them.
pub(crate) fn on_threads(threads: usize, test: impl Fn(&Run) + Send + Sync) {
    let parallel = Parallel { threads: 0, serial_rows: 0, ..Parallel::default() };
    let run = Run { parallel, ..Run::default() };
    #[cfg(feature = "parallel")]
    {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| test(&run));
    }
    #[cfg(not(feature = "parallel"))]
    {
        let _ = threads;
        test(&run);
    }
}
