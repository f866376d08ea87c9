//! [`WidePairs`]: pairs of codes as numbers, for keys whose columns do not pack into 64 bits.
//!
//! Combine the first two columns, then what comes out with the third, and so on: equal rows, and only they, end with equal
//! numbers. Numbers are in the order of first appearance; the order of the columns is lost, so this serves grouping and
//! joining, not sorting.

use alloc::{vec, vec::Vec};

use super::each::each_mut;
use super::slots::{Slots, hash_pair};
use crate::pipeline::Run;

/// Pairs of codes and their numbers.
#[derive(Clone, Default)]
pub(crate) struct WidePairs {
    pairs: Vec<(u64, u64)>,
    slots: Slots,
}

impl WidePairs {
    /// The number of a pair, which gets the next one if it has none.
    ///
    /// # Panics
    /// At 4,294,967,295 pairs.
    pub(crate) fn intern(&mut self, pair: (u64, u64)) -> u32 {
        let hash = hash_pair(pair.0, pair.1);
        self.slots.reserve(1);
        match self.slots.find(hash, |number| self.pairs[number as usize] == pair) {
            Ok(number) => number,
            Err(at) => {
                let number = self.pairs.len() as u32;
                assert!(number != u32::MAX, "{number} pairs have numbers already");
                self.slots.take(at, hash, number);
                self.pairs.push(pair);
                number
            }
        }
    }

    /// The number of a pair, if it has one: what the probing side of a join asks.
    pub(crate) fn get(&self, pair: (u64, u64)) -> Option<u32> {
        if self.pairs.is_empty() {
            return None;
        }
        self.slots.find(hash_pair(pair.0, pair.1), |number| self.pairs[number as usize] == pair).ok()
    }

    /// The pairs, by number.
    pub(crate) fn pairs(&self) -> &[(u64, u64)] {
        &self.pairs
    }

    /// The bytes of pairs and table, for [`Run::hold`].
    pub(crate) fn bytes(&self) -> usize {
        size_of_val(self.pairs.as_slice()) + self.slots.bytes()
    }
}

/// Combines two columns: their pairs, and the number of each row's pair as a code.
///
/// As with words, tasks number their own pairs, and merging is serial.
pub(crate) fn combine(run: &Run, first: &[u64], second: &[u64]) -> (WidePairs, Vec<u64>) {
    assert_eq!(first.len(), second.len(), "columns of a key are of one length");
    let rows = first.len();
    let mut codes = vec![0; rows];
    let chunk_rows = (1 << 16).max(rows.div_ceil(32));
    let mut chunks: Vec<_> = codes.chunks_mut(chunk_rows).map(|codes| (codes, WidePairs::default())).collect();
    each_mut(run, rows, &mut chunks, &|index, (codes, pairs)| {
        let start = index * chunk_rows;
        for ((code, &first), &second) in codes.iter_mut().zip(&first[start..]).zip(&second[start..]) {
            *code = u64::from(pairs.intern((first, second)));
        }
    });
    let _held = run.hold(chunks.iter().map(|(_, pairs)| pairs.bytes()).sum());
    let mut all = chunks.first_mut().map(|(_, pairs)| core::mem::take(pairs)).unwrap_or_default();
    let maps: Vec<Vec<u64>> =
        chunks.iter().map(|(_, own)| own.pairs.iter().map(|&pair| u64::from(all.intern(pair))).collect()).collect();
    each_mut(run, rows, &mut chunks, &|index, (codes, _)| {
        let map = &maps[index];
        if index > 0 {
            codes.iter_mut().for_each(|code| *code = map[*code as usize]);
        }
    });
    (all, codes)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{WidePairs, combine};
    use crate::codes::testing::{SKEWS, codes, on_threads};

    #[test]
    fn pairs_are_not_the_same_turned_round() {
        let mut pairs = WidePairs::default();
        assert_eq!(pairs.get((1, 2)), None);
        assert_eq!([(1, 2), (2, 1), (1, 2)].map(|pair| pairs.intern(pair)), [0, 1, 0]);
        assert_eq!((pairs.get((2, 1)), pairs.get((2, 2)), pairs.pairs()), (Some(1), None, &[(1, 2), (2, 1)][..]));
    }

    #[test]
    fn columns_combine_as_in_a_hash_map() {
        for (first, second) in SKEWS.into_iter().zip(SKEWS.into_iter().cycle().skip(3)) {
            for rows in [0, 1, 1000, 140_000] {
                let (first, second) = (codes(first, rows), codes(second, rows));
                let mut known = HashMap::new();
                let pairs = first.iter().zip(&second);
                let expected: Vec<u64> = pairs
                    .map(|pair| {
                        let next = known.len() as u64;
                        *known.entry(pair).or_insert(next)
                    })
                    .collect();
                for threads in [1, 2, 7] {
                    on_threads(threads, |run| {
                        let (pairs, codes) = combine(run, &first, &second);
                        assert!(codes == expected && pairs.pairs().len() == known.len(), "{rows} rows, {threads}");
                    });
                }
            }
        }
    }
}
