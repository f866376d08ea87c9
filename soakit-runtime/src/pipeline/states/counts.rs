//! [`Counts`]: how often each code occurs, in order of first appearance; for `freq_count` and `mode`.

use alloc::vec::Vec;

use hashbrown::{HashTable, hash_table::Entry};

use super::Merge;
use super::hash::hash_code;

/// Codes that are looked for one by one, before there is a table.
const FEW: usize = 8;

/// How often each code occurs. A code has a place: the number of codes that appeared before it.
///
/// A code cannot be turned back into a value; whoever needs the value keeps one for each place, when
/// [`update`](Self::update) and [`merge_with`](Self::merge_with) say that it is new.
///
/// # Complexity
/// About 22 to 45 bytes for each different code.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counts {
    codes: Vec<u64>,
    counts: Vec<u64>,
    /// Places, by the hash of their codes; empty while there are few.
    places: HashTable<u32>,
}

impl Counts {
    #[cfg(test)]
    /// Takes a code: its place, and whether it is new.
    #[inline]
    pub(crate) fn update(&mut self, code: u64) -> (usize, bool) {
        self.add(code, 1)
    }

    /// Takes the counts of later rows; `appeared` is told the place in `later` of each code that is new here, in order of its new
    /// place.
    pub(crate) fn merge_with(&mut self, later: &Self, mut appeared: impl FnMut(usize)) {
        for (place, (code, count)) in later.iter().enumerate() {
            if self.add(code, count).1 {
                appeared(place);
            }
        }
    }

    /// Codes and counts, in order of first appearance.
    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = (u64, u64)> {
        self.codes.iter().copied().zip(self.counts.iter().copied())
    }

    /// The number of different codes.
    pub(crate) fn len(&self) -> usize {
        self.codes.len()
    }

    /// The place of the code that occurs most often; of several, the one that appeared first. None without rows.
    pub(crate) fn mode(&self) -> Option<usize> {
        (0..self.len()).rev().max_by_key(|place| self.counts[*place])
    }

    /// Takes a code so many times.
    pub(crate) fn add(&mut self, code: u64, count: u64) -> (usize, bool) {
        let next = self.codes.len();
        let place = if self.places.is_empty() {
            let place = self.codes.iter().position(|other| *other == code).unwrap_or(next);
            if place == FEW {
                self.spread();
                self.place(code)
            } else {
                place
            }
        } else {
            self.place(code)
        };
        if place < next {
            self.counts[place] += count;
        } else {
            self.codes.push(code);
            self.counts.push(count);
        }
        (place, place == next)
    }

    /// The place of a code by the table; if it is new, the next one.
    fn place(&mut self, code: u64) -> usize {
        let Self { codes, places, .. } = self;
        let next = codes.len();
        // A code that is being added stands in the table already, but not yet among the codes; nothing moves in between.
        let hash = |place: &u32| codes.get(*place as usize).map_or(hash_code(code), |code| hash_code(*code));
        match places.entry(hash_code(code), |place| codes.get(*place as usize) == Some(&code), hash) {
            Entry::Occupied(slot) => *slot.get() as usize,
            Entry::Vacant(slot) => {
                slot.insert(crate::words::listable(next));
                next
            }
        }
    }

    /// Fills the table.
    fn spread(&mut self) {
        let Self { codes, places, .. } = self;
        for (place, code) in codes.iter().enumerate() {
            places.insert_unique(hash_code(*code), place as u32, |place| hash_code(codes[*place as usize]));
        }
    }
}

impl Merge for Counts {
    fn merge(&mut self, later: &Self) {
        self.merge_with(later, |_| ());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::random::{ROUNDS, Random};

    #[test]
    fn counts_add_up_in_order_of_first_appearance_however_they_are_cut() {
        for seed in 0..ROUNDS {
            let mut random = Random::new(seed);
            let (rows, range) = (random.below(300), 1 + random.below(60));
            let codes: Vec<u64> = (0..rows).map(|_| (random.below(range) as u64).wrapping_sub(5)).collect();
            let mut expected: Vec<(u64, u64)> = Vec::new();
            for code in &codes {
                match expected.iter_mut().find(|(other, _)| other == code) {
                    Some((_, count)) => *count += 1,
                    None => expected.push((*code, 1)),
                }
            }
            // A value for each place, as those keep it who want to say what a code stood for.
            let (mut all, mut values) = (Counts::default(), Vec::new());
            for cut in random.cuts(rows).windows(2) {
                let (mut part, mut part_values) = (Counts::default(), Vec::new());
                for code in &codes[cut[0]..cut[1]] {
                    let (place, new) = part.update(*code);
                    if new {
                        part_values.push(*code);
                    }
                    assert_eq!(part_values[place], *code);
                }
                all.merge_with(&part, |place| values.push(part_values[place]));
            }
            assert_eq!(all.iter().collect::<Vec<_>>(), expected);
            assert_eq!(values, expected.iter().map(|(code, _)| *code).collect::<Vec<_>>());
            let most = expected.iter().map(|(_, count)| *count).max();
            assert_eq!(all.mode(), expected.iter().position(|(_, count)| Some(*count) == most));
        }
    }
}
