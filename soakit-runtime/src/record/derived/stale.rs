//! Which cached rows are not right any more.
//!
//! A change of one row should cost a few instructions, and so should finding it again: a single row is held in place, and
//! a short list holds a few. (A list for the single row too would be allocated and freed for every change that is followed
//! by a read.) Beyond a limit that grows with the number of rows, one bit per row is smaller, needs no sorting, and takes
//! repeated changes of one row without growing.

use alloc::{vec, vec::Vec};

use crate::words::RowIndex;

/// So many rows fit in the list, or one in [`ROWS_PER_ENTRY`], whichever is more.
const ENTRIES: usize = 64;
/// A bitmap of so many rows is read about as fast as one entry is sorted and recomputed.
const ROWS_PER_ENTRY: usize = 4096;

/// A set of row numbers, all below the number of rows that its owner has.
#[derive(Clone, Default)]
pub(super) enum Stale {
    /// Every row is right.
    #[default]
    None,
    /// One is wrong.
    One(usize),
    /// Few are wrong; a row may be listed twice.
    Few(Vec<usize>),
    /// Row `i` is wrong if bit `i % 64` of word `i / 64` is set; rows beyond the last word are right.
    Many(Vec<u64>),
    /// Every row is wrong.
    All,
}

impl Stale {
    pub(super) fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    pub(super) fn is_all(&self) -> bool {
        matches!(self, Self::All)
    }

    /// Notes that `row` is wrong, of `rows` rows.
    #[inline]
    pub(super) fn insert(&mut self, row: usize, rows: usize) {
        match self {
            Self::None => *self = Self::One(row),
            Self::One(one) if *one == row => {}
            Self::One(one) => *self = Self::Few(vec![*one, row]),
            Self::Few(list) if list.last() == Some(&row) => {}
            Self::Few(list) if list.len() < ENTRIES.max(rows / ROWS_PER_ENTRY) => list.push(row),
            Self::Few(_) => self.insert_many(row, rows),
            Self::Many(words) => set(words, row),
            Self::All => {}
        }
    }

    #[cold]
    fn insert_many(&mut self, row: usize, rows: usize) {
        let mut words = vec![0; rows.div_ceil(64)];
        self.each(|row| set(&mut words, row));
        set(&mut words, row);
        *self = Self::Many(words);
    }

    /// From here to the next insertion, [`each`](Self::each) visits rows in ascending order, and each once.
    pub(super) fn order(&mut self) {
        if let Self::Few(list) = self {
            list.sort_unstable();
            list.dedup();
        }
    }

    /// Calls `visit` for each row in the set, in no order, perhaps twice. Not for [`Stale::All`].
    #[inline(always)]
    pub(super) fn each(&self, mut visit: impl FnMut(usize)) {
        match self {
            Self::None | Self::All => {}
            Self::One(row) => visit(*row),
            Self::Few(list) => list.iter().for_each(|&row| visit(row)),
            Self::Many(words) => {
                for (index, &word) in words.iter().enumerate() {
                    let mut rest = word;
                    while rest != 0 {
                        visit(index * 64 + rest.trailing_zeros() as usize);
                        rest &= rest - 1;
                    }
                }
            }
        }
    }

    /// Takes the rows out, ascending, each once. Not for [`Stale::All`].
    pub(super) fn sorted(&self) -> Vec<usize> {
        let mut rows = Vec::new();
        self.each(|row| rows.push(row));
        if !rows.is_sorted() {
            rows.sort_unstable();
        }
        rows.dedup();
        rows
    }

    /// The set of what `new` answers for its rows; `rows` is how many there are then.
    pub(super) fn renumber(&mut self, rows: usize, mut new: impl FnMut(usize) -> Option<usize>) {
        if self.is_none() || self.is_all() {
            return;
        }
        let mut renumbered = Self::None;
        self.each(|row| {
            if let Some(row) = new(row) {
                renumbered.insert(row, rows);
            }
        });
        *self = renumbered;
    }

    /// The set after each row `i` has become what row `order[i]` was.
    pub(super) fn permute(&mut self, order: &[RowIndex]) {
        if self.is_none() || self.is_all() {
            return;
        }
        let mut words = vec![0; order.len().div_ceil(64)];
        self.each(|row| set(&mut words, row));
        *self = Self::None;
        for (row, &old) in order.iter().enumerate() {
            if is_set(&words, old as usize) {
                self.insert(row, order.len());
            }
        }
    }

    /// The set after the rows without a flag have left.
    pub(super) fn retain(&mut self, keep: &[bool]) {
        if self.is_none() || self.is_all() {
            return;
        }
        let stale = self.sorted();
        *self = Self::None;
        let (mut counted, mut kept) = (0, 0);
        for row in stale {
            kept += keep[counted..row].iter().filter(|&&keep| keep).count();
            counted = row;
            if keep[row] {
                self.insert(kept, keep.len());
            }
        }
    }
}

fn set(words: &mut Vec<u64>, row: usize) {
    let index = row / 64;
    if index >= words.len() {
        words.resize(index + 1, 0);
    }
    words[index] |= 1 << (row % 64);
}

fn is_set(words: &[u64], row: usize) -> bool {
    words.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::collections::BTreeSet;

    /// Rows that a bitmap holds as well as those of a list.
    fn sets() -> [Vec<usize>; 4] {
        [vec![], vec![7], vec![5, 1, 5, 9], (0..300).map(|row| row * 7 % 400).collect()]
    }

    fn stale(rows: &[usize]) -> Stale {
        let mut stale = Stale::None;
        for &row in rows {
            stale.insert(row, 400);
        }
        stale
    }

    #[test]
    fn rows_come_out_sorted_and_once() {
        for rows in sets() {
            let expected: BTreeSet<usize> = rows.iter().copied().collect();
            let expected: Vec<usize> = expected.into_iter().collect();
            let mut set = stale(&rows);
            assert_eq!(set.sorted(), expected);
            let mut visited = Vec::new();
            set.order();
            set.each(|row| visited.push(row));
            assert_eq!(visited, expected);
        }
    }

    #[test]
    fn retain_and_permute_follow_the_rows() {
        for rows in sets() {
            let is_stale: Vec<bool> = (0..400).map(|row| rows.contains(&row)).collect();
            let keep: Vec<bool> = (0..400).map(|row| row % 3 != 1).collect();
            let mut kept = stale(&rows);
            kept.retain(&keep);
            let expected = is_stale.iter().zip(&keep).filter(|(_, keep)| **keep).map(|(stale, _)| *stale);
            let expected: Vec<usize> = expected.enumerate().filter(|(_, stale)| *stale).map(|(row, _)| row).collect();
            assert_eq!(kept.sorted(), expected);
            let order: Vec<RowIndex> = (0..400).map(|row| row * 7 % 400).collect();
            let mut permuted = stale(&rows);
            permuted.permute(&order);
            let expected: Vec<usize> = (0..400).filter(|&row| is_stale[order[row] as usize]).collect();
            assert_eq!(permuted.sorted(), expected);
        }
    }

    #[test]
    fn many_changes_of_one_row_take_no_more_room() {
        let mut stale = Stale::None;
        for _ in 0..10_000 {
            stale.insert(1, 400);
            stale.insert(2, 400);
        }
        assert!(matches!(&stale, Stale::Many(words) if words.len() == 7));
    }
}
