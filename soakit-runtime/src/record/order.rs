//! Orders: sorting by keys and comparisons, shuffling, sampling.
//!
//! Every sort is an *argsort* (find the order, reading rows) followed by one gather per column (move the rows). User code
//! runs in the first half only, on shared rows: a comparison that panics or lies leaves the container as it was, or in
//! some order.

use alloc::vec::Vec;
use core::cmp::Ordering;

use super::rows::Rows;
use super::{Permutation, ProxyOf, SoA};
use crate::words::{RowIndex, listable};

impl<'a, T: SoA + 'a> Rows<'a, T> {
    /// The order that sorts by a comparison of rows; stable.
    #[track_caller]
    pub(crate) fn argsort_by(
        &self,
        mut compare: impl FnMut(ProxyOf<'a, T>, ProxyOf<'a, T>) -> Ordering,
    ) -> Permutation {
        let mut order: Vec<RowIndex> = (0..listable(self.len())).collect();
        let row = |row: RowIndex| self.get(row as usize).expect("an order holds rows of the container");
        order.sort_by(|&a, &b| compare(row(a), row(b)));
        Permutation::trusted(order)
    }

    /// The order that sorts by a comparison of rows; equal rows come in any order, though always the same.
    #[track_caller]
    pub(crate) fn argsort_unstable_by(
        &self,
        mut compare: impl FnMut(ProxyOf<'a, T>, ProxyOf<'a, T>) -> Ordering,
    ) -> Permutation {
        let mut order: Vec<RowIndex> = (0..listable(self.len())).collect();
        let row = |row: RowIndex| self.get(row as usize).expect("an order holds rows of the container");
        order.sort_unstable_by(|&a, &b| compare(row(a), row(b)));
        Permutation::trusted(order)
    }

    /// The order that sorts by a key; stable.
    ///
    /// Keys are computed once and sorted together with their row numbers: comparing through row numbers alone would read
    /// the key column at random, which takes about three times as long at ten million rows. The row number breaks ties,
    /// so an unstable sort of the pairs is a stable sort of the rows.
    #[track_caller]
    pub(crate) fn argsort_by_key<K: Ord>(&self, key: impl FnMut(ProxyOf<'a, T>) -> K) -> Permutation {
        let rows = listable(self.len());
        let mut keyed: Vec<(K, RowIndex)> = self.iter().map(key).zip(0..rows).collect();
        keyed.sort_unstable();
        Permutation::trusted(keyed.into_iter().map(|(_, row)| row).collect())
    }

    /// The order that sorts by a key; equal rows come in any order, though always the same.
    #[track_caller]
    pub(crate) fn argsort_unstable_by_key<K: Ord>(&self, key: impl FnMut(ProxyOf<'a, T>) -> K) -> Permutation {
        let rows = listable(self.len());
        let mut keyed: Vec<(K, RowIndex)> = self.iter().map(key).zip(0..rows).collect();
        keyed.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        Permutation::trusted(keyed.into_iter().map(|(_, row)| row).collect())
    }
}

/// SplitMix64: a generator whose every output is fixed by its seed, so that shuffles and samples can be repeated.
///
/// # Source
/// Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, each as likely as the others.
    ///
    /// # Source
    /// Lemire: Fast random integer generation in an interval, ACM TOMACS 2019.
    fn below(&mut self, bound: u32) -> u32 {
        let threshold = bound.wrapping_neg() % bound;
        loop {
            let product = (self.next() >> 32) * u64::from(bound);
            if product as u32 >= threshold {
                return (product >> 32) as u32;
            }
        }
    }
}

/// A random order of `rows` rows (Fisher and Yates), the same for the same seed.
#[track_caller]
pub(crate) fn shuffled(rows: usize, seed: u64) -> Permutation {
    let mut order: Vec<RowIndex> = (0..listable(rows)).collect();
    let mut random = SplitMix64(seed);
    for last in (1..listable(rows)).rev() {
        order.swap(last as usize, random.below(last + 1) as usize);
    }
    Permutation::trusted(order)
}

/// `count` different rows out of `rows`, ascending, every set as likely as the others; the same for the same seed.
///
/// # Source
/// Floyd's algorithm: Bentley, Floyd: A sample of brilliance, CACM 1987.
#[track_caller]
pub(crate) fn sampled(rows: usize, count: usize, seed: u64) -> Vec<RowIndex> {
    assert!(count <= rows, "a sample of {count} rows out of {rows}");
    let (rows, count) = (listable(rows), listable(count));
    let mut random = SplitMix64(seed);
    let mut chosen = alloc::vec![false; rows as usize];
    for last in rows - count..rows {
        let candidate = random.below(last + 1) as usize;
        let taken = core::mem::replace(&mut chosen[candidate], true);
        if taken {
            chosen[last as usize] = true;
        }
    }
    (0..rows).filter(|&row| chosen[row as usize]).collect()
}
