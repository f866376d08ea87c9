//! [`Windows`]: keys of any width, read as words that hold a part of the key and the row.
//!
//! ```text
//! word, 64 bits:  | window of the key | row |      row: as many bits as the last row needs
//! ```
//!
//! Sorting moves eight bytes a row, whatever the key: with ten million rows, the row takes 24 bits and the window the first
//! 40 of the key. Words are all different, and their order is stable by itself. Rows whose windows agree, few as a rule, get
//! the next window of their keys instead and are sorted again ([`sort`](super::sort)). The alternatives move more: a
//! (code, row) pair is 16 bytes with its padding, and sorting rows alone looks up two keys per comparison.

use alloc::vec::Vec;

use super::pack::{CodeColumn, Packing, rows_of};
use crate::pipeline::Run;

/// Keys, cut into windows.
pub(super) trait Windows: Sync {
    /// The rows that have keys.
    fn rows(&self) -> usize;

    /// The windows of the longest key.
    fn windows(&self) -> usize;

    /// The bits of a window that can be set.
    fn window_bits(&self, window: usize) -> u32;

    /// Writes the words of the rows from `start` on; for the first window only.
    fn fill(&self, window: usize, start: usize, words: &mut [u64]);

    /// Gives words of any rows another window.
    fn refill(&self, window: usize, words: &mut [u64]);

    /// The first window, from one on, in which words that agree up to there may differ; `None` if they are sorted, which is
    /// done here if windows are not the best way.
    fn skip(&self, window: usize, words: &mut [u64]) -> Option<usize> {
        let _ = words;
        Some(window)
    }
}

/// The bits that the number of a row takes.
pub(super) fn row_bits(rows: usize) -> u32 {
    usize::BITS - rows.saturating_sub(1).leading_zeros()
}

/// The row of a word.
#[inline(always)]
pub(super) fn row_of(word: u64, row_bits: u32) -> u32 {
    // At most 32 bits of row.
    (word & ((1 << row_bits) - 1)) as u32
}

/// Where bits of a window come from: `((code ^ turn) - base) >> right & mask << left`.
struct Part {
    column: usize,
    right: u32,
    mask: u64,
    left: u32,
}

/// The keys of columns of codes: the packed columns as one long number.
pub(super) struct ColumnWindows<'a> {
    columns: &'a [CodeColumn<'a>],
    packing: &'a Packing,
    windows: Vec<Vec<Part>>,
    bits: u32,
    rows: usize,
    row_bits: u32,
}

impl<'a> ColumnWindows<'a> {
    /// The windows of columns of one length.
    pub(super) fn new(columns: &'a [CodeColumn<'a>], packing: &'a Packing) -> Self {
        let rows = rows_of(columns);
        let row_bits = row_bits(rows);
        let mut keys = Self { columns, packing, windows: Vec::new(), bits: u64::BITS - row_bits, rows, row_bits };
        let (mut free, mut split) = (0, false);
        for (column, count) in packing.counts.iter().enumerate() {
            let mut left_over = count.bits;
            // Behind the rest of a wide column there is little room. Where that column has few values, rows agree in all of
            // it, and the next column has to tell them apart: it had better come in one piece.
            if split && count.bits > free {
                keys.close(&mut free);
            }
            split &= count.bits == 0;
            while left_over > 0 {
                if free == 0 {
                    keys.windows.push(Vec::new());
                    free = keys.bits;
                }
                let taken = left_over.min(free);
                split |= taken < count.bits;
                left_over -= taken;
                free -= taken;
                let part = Part { column, right: left_over, mask: u64::MAX >> (64 - taken), left: row_bits + free };
                keys.windows.last_mut().expect("pushed above").push(part);
            }
        }
        keys.close(&mut free);
        keys
    }

    /// Moves what a window has to its lowest bits: fewer digits to look at.
    fn close(&mut self, free: &mut u32) {
        for part in self.windows.last_mut().into_iter().flatten() {
            part.left -= *free;
        }
        *free = 0;
    }
}

impl Windows for ColumnWindows<'_> {
    fn rows(&self) -> usize {
        self.rows
    }

    fn windows(&self) -> usize {
        self.windows.len()
    }

    fn window_bits(&self, window: usize) -> u32 {
        // Parts lie side by side, the first on top.
        self.windows[window].first().map_or(0, |part| part.left + part.mask.count_ones() - self.row_bits)
    }

    fn fill(&self, window: usize, start: usize, words: &mut [u64]) {
        for (offset, word) in words.iter_mut().enumerate() {
            *word = (start + offset) as u64;
        }
        for part in &self.windows[window] {
            let (codes, count) = (self.columns[part.column].codes, self.packing.counts[part.column]);
            for (word, &code) in words.iter_mut().zip(&codes[start..]) {
                *word |= (count.of(code) >> part.right & part.mask) << part.left;
            }
        }
    }

    fn refill(&self, window: usize, words: &mut [u64]) {
        for word in &mut *words {
            *word = u64::from(row_of(*word, self.row_bits));
        }
        for part in &self.windows[window] {
            let (codes, count) = (self.columns[part.column].codes, self.packing.counts[part.column]);
            for word in &mut *words {
                let code = codes[row_of(*word, self.row_bits) as usize];
                *word |= (count.of(code) >> part.right & part.mask) << part.left;
            }
        }
    }
}

/// Another window for all words, in tasks.
pub(super) fn refill_all(run: &Run, keys: &dyn Windows, window: usize, words: &mut [u64]) {
    let rows = words.len();
    let lots = super::lots::Lots::chunks(words, run.task_rows(0, rows).len());
    run.each(lots.len(), rows, &|task| keys.refill(window, lots.borrow(task)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn windows_are_the_packed_key_cut_in_pieces() {
        let run = Run::default();
        let (high, low) = (vec![0, u64::MAX, 5], vec![1_u64 << 63, 0, 6]);
        let columns = [CodeColumn::new(&high), CodeColumn::new(&low)];
        let packing = Packing::of(&run, &columns);
        let keys = ColumnWindows::new(&columns, &packing);
        // 3 rows take 2 bits, which leaves 62: each column takes a window, and two bits of another.
        assert_eq!((keys.windows(), keys.row_bits), (4, 2));
        assert_eq!([0, 1, 2, 3].map(|window| keys.window_bits(window)), [62, 2, 62, 2]);
        let mut word = [2];
        let mut whole = 0_u128;
        for window in 0..4 {
            keys.refill(window, &mut word);
            whole = whole << keys.window_bits(window) | u128::from(word[0] >> 2);
            let mut filled = [0];
            keys.fill(window, 2, &mut filled);
            assert_eq!(word, filled);
        }
        assert_eq!(whole, 5 << 64 | 6);
    }

    #[test]
    fn rows_take_the_bits_that_they_need() {
        assert_eq!([0, 1, 2, 3, 256, 257].map(row_bits), [0, 0, 1, 2, 8, 9]);
        assert_eq!(row_of(u64::MAX, 8), 255);
        assert_eq!(row_of(u64::MAX, 0), 0);
    }
}
