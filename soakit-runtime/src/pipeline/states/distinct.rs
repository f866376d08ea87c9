//! [`Distinct`]: the exact number of different codes.

use alloc::boxed::Box;

use hashbrown::HashTable;

use super::Merge;
use super::hash::hash_code;

/// Codes that are kept without a table: a group of a few rows should not cost an allocation.
const FEW: usize = 6;

/// The set of codes seen.
///
/// # Complexity
/// About 10 to 20 bytes for each different code, from the seventh on.
#[derive(Clone, Debug)]
pub enum Distinct {
    /// No more than [`FEW`].
    Few(u8, [u64; FEW]),
    /// Any number.
    Many(Box<HashTable<u64>>),
}

impl Default for Distinct {
    fn default() -> Self {
        Self::Few(0, [0; FEW])
    }
}

impl Distinct {
    /// Takes a code; whether it was new.
    #[inline]
    pub(crate) fn update(&mut self, code: u64) -> bool {
        match self {
            Self::Few(count, codes) => {
                let used = usize::from(*count);
                if codes[..used].contains(&code) {
                    return false;
                }
                if let Some(slot) = codes.get_mut(used) {
                    *slot = code;
                    *count += 1;
                    return true;
                }
                let mut table = Box::new(HashTable::with_capacity(4 * FEW));
                for code in *codes {
                    insert(&mut table, code);
                }
                let new = insert(&mut table, code);
                *self = Self::Many(table);
                new
            }
            Self::Many(table) => insert(table, code),
        }
    }

    /// The number of different codes.
    pub(crate) fn finish(&self) -> u64 {
        match self {
            Self::Few(count, _) => u64::from(*count),
            Self::Many(table) => table.len() as u64,
        }
    }
}

fn insert(table: &mut HashTable<u64>, code: u64) -> bool {
    match table.entry(hash_code(code), |other| *other == code, |other| hash_code(*other)) {
        hashbrown::hash_table::Entry::Occupied(_) => false,
        hashbrown::hash_table::Entry::Vacant(slot) => {
            slot.insert(code);
            true
        }
    }
}

impl Merge for Distinct {
    fn merge(&mut self, later: &Self) {
        match later {
            Self::Few(count, codes) => codes[..usize::from(*count)].iter().for_each(|code| {
                self.update(*code);
            }),
            Self::Many(table) => table.iter().for_each(|code| {
                self.update(*code);
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::{collections::BTreeSet, vec::Vec};

    use super::*;
    use crate::words::random::{ROUNDS, Random};

    #[test]
    fn distinct_codes_are_counted_once_however_they_are_cut() {
        for seed in 0..ROUNDS {
            let mut random = Random::new(seed);
            let (rows, range) = (random.below(200), 1 + random.below(100));
            let codes: Vec<u64> = (0..rows).map(|_| (random.below(range) as u64).wrapping_sub(2)).collect();
            let (mut all, mut seen) = (Distinct::default(), BTreeSet::new());
            for cut in random.cuts(rows).windows(2) {
                let (mut part, mut part_seen) = (Distinct::default(), BTreeSet::new());
                for code in &codes[cut[0]..cut[1]] {
                    assert_eq!(part.update(*code), part_seen.insert(*code));
                    seen.insert(*code);
                }
                all.merge(&part);
            }
            assert_eq!(all.finish(), seen.len() as u64);
        }
    }
}
