//! [`Cut`]: which bucket a word goes to, and [`scatter`], which sends words there, stably and in parallel.
//!
//! Digits at fixed places make bad buckets: half of the numbers between 0 and 1 have one exponent, and a price has few
//! high digits. So the first 16 bits that differ are a *fine* digit, a sample says how many rows each of them will have, and
//! neighbours are put together until a bucket is full. A fine digit with more rows than that has a bucket of its own. The
//! sample is taken at fixed places: the same rows make the same buckets, and any buckets at all make the same order.
//!
//! Bytes per row: 8 read (counting), 8 read, 8 written. Each bucket is an open end, and a core has address translations for
//! a few hundred; so there are at most 256 (see [`radix`](super::radix)). Words go straight where they belong, by checked
//! writes: neither collecting eight words per bucket on the side nor leaving out the checks made the whole sort faster.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use core::mem;

use crate::codes::lots::Lots;
use crate::pipeline::Run;

/// The fine digits.
const FINE: usize = 1 << 16;
/// Words that are made, and then sent, at a time.
const BLOCK: usize = 1024;
/// Neighbouring rows of a sample: a line of memory, whole.
const SAMPLED: usize = 8;
/// The most tasks of a scatter: each has an open end in every bucket.
const MOST_TASKS: usize = 128;

/// Makes the words of rows from a number on.
pub(super) type Fill<'a> = &'a (dyn Fn(usize, &mut [u64]) + Sync);

/// A monotone function from words to buckets.
pub(super) struct Cut {
    base: u64,
    shift: u32,
    bucket_of: Box<[u16; FINE]>,
    buckets: usize,
}

impl Cut {
    /// Every digit its own bucket, for words whose keys have `bits` bits.
    pub(super) fn digits(bits: u32, row_bits: u32) -> Self {
        let mut cut = Self { base: 0, shift: row_bits, bucket_of: empty_table(), buckets: 1 << bits };
        for (digit, bucket) in cut.bucket_of[..1 << bits].iter_mut().enumerate() {
            *bucket = digit as u16;
        }
        cut
    }

    /// About `wanted` buckets of even size for words whose keys, above `row_bits`, are between two bounds.
    pub(super) fn even(fill: Fill<'_>, rows: usize, keys: (u64, u64), row_bits: u32, wanted: usize) -> Self {
        let span = u64::BITS - (keys.1 - keys.0).leading_zeros();
        let shift = row_bits + span.saturating_sub(FINE.ilog2());
        let mut cut = Self { base: keys.0 << row_bits, shift, bucket_of: empty_table(), buckets: 0 };
        // 64 words of a sample for each bucket.
        let places = (wanted * 8).min(rows / SAMPLED);
        let mut counts = vec![0_u32; FINE];
        let mut words = [0; SAMPLED];
        for place in 0..places {
            fill((place as u64 * (rows - SAMPLED) as u64 / places as u64) as usize, &mut words);
            for &word in &words {
                counts[cut.fine(word)] += 1;
            }
        }
        let full = (places * SAMPLED / wanted) as u32;
        // A digit that fills a bucket shares it with no digit before it, not even with one that the sample did not meet: else
        // a bucket might hold all words, and cutting it again would never end.
        let (mut bucket, mut size) = (0_u16, 0);
        for (digit, (of_digit, &count)) in cut.bucket_of.iter_mut().zip(&counts).enumerate() {
            if digit > 0 && size + count > full {
                bucket += 1;
                size = 0;
            }
            *of_digit = bucket;
            size += count;
        }
        cut.buckets = usize::from(bucket) + 1;
        cut
    }

    #[inline(always)]
    fn fine(&self, word: u64) -> usize {
        // The bounds and the shift keep it in the table; the mask tells the compiler. (Shifting first would not: between 7
        // and 8 there are two halves of a digit, which are two digits.)
        (word.wrapping_sub(self.base) >> self.shift) as usize & (FINE - 1)
    }

    #[inline(always)]
    fn bucket(&self, word: u64) -> usize {
        usize::from(self.bucket_of[self.fine(word)])
    }
}

fn empty_table() -> Box<[u16; FINE]> {
    vec![0; FINE].into_boxed_slice().try_into().expect("of this length")
}

/// What a scatter writes of a word.
pub(super) trait Sent: Copy + Default + Send {
    /// The part of a word that is kept.
    fn of(word: u64, row_bits: u32) -> Self;
}

impl Sent for u64 {
    #[inline(always)]
    fn of(word: u64, _: u32) -> Self {
        word
    }
}

impl Sent for u32 {
    #[inline(always)]
    fn of(word: u64, row_bits: u32) -> Self {
        crate::codes::word::row_of(word, row_bits)
    }
}

/// Sends words to their buckets, keeping their order within each, and answers where buckets begin, and the end.
pub(super) fn scatter<T: Sent>(run: &Run, fill: Fill<'_>, cut: &Cut, row_bits: u32, out: &mut [T]) -> Vec<usize> {
    let rows = out.len();
    let task_rows = run.parallel.morsel_rows.max(rows.div_ceil(MOST_TASKS));
    let tasks = rows.div_ceil(task_rows);
    let blocks = |task: usize, work: &mut dyn FnMut(&[u64])| {
        let mut words = [0; BLOCK];
        let end = rows.min((task + 1) * task_rows);
        for start in (task * task_rows..end).step_by(BLOCK) {
            let words = &mut words[..BLOCK.min(end - start)];
            fill(start, words);
            work(words);
        }
    };

    let counts = Lots::new((0..tasks).map(|_| Vec::new()));
    run.each(tasks, rows, &|task| {
        let counts: &mut Vec<u32> = counts.borrow(task);
        counts.resize(cut.buckets, 0);
        blocks(task, &mut |words| {
            for &word in words {
                counts[cut.bucket(word)] += 1;
            }
        });
    });
    let counts: Vec<Vec<u32>> = counts.into_values().collect();

    // The rows of a bucket lie together, those of earlier tasks first.
    let mut ends: Vec<Vec<&mut [T]>> = (0..tasks).map(|_| Vec::with_capacity(cut.buckets)).collect();
    let mut starts = Vec::with_capacity(cut.buckets + 1);
    let mut free = out;
    for bucket in 0..cut.buckets {
        starts.push(rows - free.len());
        for (ends, counts) in ends.iter_mut().zip(&counts) {
            ends.push(free.split_off_mut(..counts[bucket] as usize).expect("as many cells as rows"));
        }
    }
    starts.push(rows);

    let ends = Lots::new(ends);
    run.each(tasks, rows, &|task| {
        let ends = ends.borrow(task);
        blocks(task, &mut |words| {
            for &word in words {
                let end = &mut ends[cut.bucket(word)];
                let (first, rest) = mem::take(end).split_first_mut().expect("as many cells as were counted");
                *first = T::of(word, row_bits);
                *end = rest;
            }
        });
    });
    drop(ends);
    starts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::sort::tests::numbers;

    #[test]
    fn buckets_are_monotone_whatever_the_bounds() {
        let mut next = numbers(5);
        let row_bits = 12;
        for span in 0..52 {
            for _ in 0..5 {
                let least = (next() >> 13) & !1;
                let greatest = least + (next() >> 13 >> (51 - span)) / 2;
                let mut keys: Vec<u64> = (0..4000).map(|_| least + next() % (greatest - least + 1)).collect();
                keys.extend([least, greatest]);
                keys.sort_unstable();
                let words: Vec<u64> = keys.iter().zip(0..).map(|(key, row): (_, u64)| key << row_bits | row).collect();
                let fill = |start: usize, block: &mut [u64]| block.copy_from_slice(&words[start..start + block.len()]);
                let cut = Cut::even(&fill, words.len(), (least, greatest), row_bits, 16);
                assert!(words.is_sorted_by_key(|&word| cut.bucket(word)), "{least} to {greatest}");
                assert_eq!(cut.bucket(words[0]) == cut.bucket(words[words.len() - 1]), least == greatest);
            }
        }
    }

    #[test]
    fn a_rare_key_beside_a_common_one_goes_to_another_bucket() {
        for rare in [0, 2] {
            let words: Vec<u64> = (0..4000).map(|row| if row == 9 { rare } else { 1 } << 12 | row).collect();
            let fill = |start: usize, block: &mut [u64]| block.copy_from_slice(&words[start..start + block.len()]);
            let cut = Cut::even(&fill, words.len(), (rare.min(1), rare.max(1)), 12, 2);
            assert_ne!(cut.bucket(words[9]), cut.bucket(words[0]));
        }
    }
}
