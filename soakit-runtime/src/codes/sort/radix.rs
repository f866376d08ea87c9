//! Sorting by digits: words into buckets of a cache's size, buckets in tasks of their own.
//!
//! Plain LSD sorts move every word through memory once per digit; here a word goes through memory once, and the rest
//! happens where it has arrived. Bytes per row: 24 for the scatter (see [`cut`](super::cut)), 8 read and 4 written for the
//! order; a word's second home is a scratch of a bucket's size.
//!
//! Buckets that are too large for a task, because their rows have one window or the sample was unlucky, are gone through one
//! by one, by all threads.

use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

use super::cut::{Cut, scatter};
use super::small;
use crate::codes::lots::Lots;
use crate::codes::pack;
use crate::codes::word::{Windows, refill_all, row_bits, row_of};
use crate::pipeline::Run;

/// The most words that one thread sorts by itself: with their scratch they fit the second cache.
const MOST_WORDS: usize = 1 << 16;
/// Rows of a bucket as it is planned.
const BUCKET_ROWS: usize = 1 << 13;
/// The most buckets: see [`cut`](super::cut).
const MOST_BUCKETS: usize = 1 << 8;

/// The rows in the order of their keys; stable.
pub(in crate::codes) fn order(run: &Run, keys: &dyn Windows) -> Vec<u32> {
    let rows = keys.rows();
    if keys.windows() == 0 {
        return (0..rows as u32).collect();
    }
    let mut order = vec![0; rows];
    let radix = Radix { run, keys, row_bits: row_bits(rows) };
    if rows <= MOST_WORDS {
        let mut words = vec![0; rows];
        keys.fill(0, 0, &mut words);
        radix.sort_few(0, &mut words, &mut Vec::new(), &mut order);
    } else {
        // A window of 64 bits would leave none for the rows.
        let greatest = (1 << keys.window_bits(0)) - 1;
        radix.scatter_and_sort(0, &|start, words| keys.fill(0, start, words), (0, greatest), &mut order);
    }
    order
}

struct Radix<'a> {
    run: &'a Run,
    keys: &'a dyn Windows,
    row_bits: u32,
}

impl Radix<'_> {
    /// Sorts as many rows as there are, whose words have a window between two bounds.
    fn scatter_and_sort(
        &self,
        window: usize,
        fill: &(dyn Fn(usize, &mut [u64]) + Sync),
        bounds: (u64, u64),
        order: &mut [u32],
    ) {
        let rows = order.len();
        let _held = self.run.hold(size_of::<u64>() * rows);
        let wanted = (rows / BUCKET_ROWS).clamp(2, MOST_BUCKETS);
        let cut = Cut::even(fill, rows, bounds, self.row_bits, wanted);
        let mut words = vec![0_u64; rows];
        let starts = scatter(self.run, fill, &cut, self.row_bits, &mut words);

        // Neighbours make a task together, the large ones are put aside.
        let mut large: Vec<(&mut [u64], &mut [u32])> = Vec::new();
        let mut small: Vec<(&mut [u64], &mut [u32], Vec<usize>)> = Vec::new();
        let (mut words, mut order) = (&mut words[..], order);
        let mut bucket = 0;
        while bucket + 1 < starts.len() {
            let first = bucket;
            bucket += 1;
            while bucket + 1 < starts.len() && starts[bucket + 1] - starts[first] <= MOST_WORDS {
                bucket += 1;
            }
            let len = starts[bucket] - starts[first];
            let words = words.split_off_mut(..len).expect("buckets lie side by side");
            let order = order.split_off_mut(..len).expect("as long as the words");
            if len > MOST_WORDS {
                large.push((words, order));
            } else {
                small.push((words, order, starts[first..=bucket].to_vec()));
            }
        }
        let small = Lots::new(small);
        self.run.each(small.len(), rows, &|task| {
            let (words, order, starts) = small.borrow(task);
            let mut scratch = Vec::new();
            for pair in starts.windows(2) {
                let bucket = pair[0] - starts[0]..pair[1] - starts[0];
                self.sort_few(window, &mut words[bucket.clone()], &mut scratch, &mut order[bucket]);
            }
        });
        for (words, order) in large {
            self.sort_many(window, words, order);
        }
    }

    /// Sorts more words than fit a cache.
    fn sort_many(&self, mut window: usize, words: &mut [u64], order: &mut [u32]) {
        let bounds = loop {
            let (least, greatest) = pack::range(self.run, words);
            let bounds = (least >> self.row_bits, greatest >> self.row_bits);
            if bounds.0 < bounds.1 {
                break bounds;
            }
            if window + 1 == self.keys.windows() {
                return self.write(words, order);
            }
            let Some(next) = self.keys.skip(window + 1, words) else { return self.write(words, order) };
            window = next;
            refill_all(self.run, self.keys, window, words);
        };
        let words = &*words;
        let fill = |start: usize, block: &mut [u64]| block.copy_from_slice(&words[start..start + block.len()]);
        self.scatter_and_sort(window, &fill, bounds, order);
    }

    /// Sorts words in a cache, by all the windows that it takes.
    fn sort_few(&self, window: usize, words: &mut [u64], scratch: &mut Vec<u64>, order: &mut [u32]) {
        small::sort(words, scratch, self.row_bits);
        if window + 1 < self.keys.windows() {
            self.sort_equal_runs(window, words, scratch);
        }
        for (row, &word) in order.iter_mut().zip(&*words) {
            *row = row_of(word, self.row_bits);
        }
    }

    /// Sorts rows that agree in a window by the windows after it.
    fn sort_equal_runs(&self, window: usize, words: &mut [u64], scratch: &mut Vec<u64>) {
        // A list and not a recursion: text of a million windows would need as many stack frames.
        let mut runs = Vec::new();
        self.note_equal_runs(window, words, 0, &mut runs);
        while let Some((window, range)) = runs.pop() {
            let words = &mut words[range.clone()];
            let Some(window) = self.keys.skip(window, words) else { continue };
            self.keys.refill(window, words);
            small::sort(words, scratch, self.row_bits);
            self.note_equal_runs(window, words, range.start, &mut runs);
        }
    }

    /// Notes the runs of equal windows that have another window.
    fn note_equal_runs(&self, window: usize, words: &[u64], offset: usize, runs: &mut Vec<(usize, Range<usize>)>) {
        if window + 1 == self.keys.windows() {
            return;
        }
        let mut start = 0;
        for run in words.chunk_by(|left, right| (left ^ right) >> self.row_bits == 0) {
            if run.len() > 1 {
                runs.push((window + 1, offset + start..offset + start + run.len()));
            }
            start += run.len();
        }
    }

    /// Writes the rows of sorted words.
    fn write(&self, words: &[u64], order: &mut [u32]) {
        let task_rows = self.run.task_rows(0, words.len()).len();
        let lots = Lots::chunks(order, task_rows);
        self.run.each(lots.len(), words.len(), &|task| {
            for (row, &word) in lots.borrow(task).iter_mut().zip(&words[task * task_rows..]) {
                *row = row_of(word, self.row_bits);
            }
        });
    }
}
