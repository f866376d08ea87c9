//! Sorting words that fit a cache.
//!
//! A bucket of `n` words needs about log₂ `n` bits to tell them apart, not all forty: the digits of the highest bits that
//! differ, three more than that, are sorted from the lowest to the highest (LSD), in two passes as a rule. What they leave
//! in the wrong order stands in short runs, which are sorted by insertion, or, if they are long, in the same way again.
//!
//! Invariant 1: words with equal keys come in the order of their rows, and every pass keeps it.

use alloc::vec::Vec;

use crate::codes::pack::least_and_greatest;

/// The bits of a digit.
const DIGIT_BITS: u32 = 9;
const DIGITS: usize = 1 << DIGIT_BITS;
/// The most passes before runs are looked at.
const MOST_PASSES: u32 = 3;
/// Fewer words than this are sorted by insertion.
const INSERTED: usize = 24;

/// Sorts different words, whose `row_bits` lowest bits ascend where the others agree.
pub(super) fn sort(words: &mut [u64], scratch: &mut Vec<u64>, row_bits: u32) {
    if scratch.len() < words.len() {
        scratch.resize(words.len(), 0);
    }
    sort_in(words, scratch, row_bits);
}

fn sort_in(words: &mut [u64], scratch: &mut [u64], row_bits: u32) {
    let len = words.len();
    if len <= INSERTED {
        return insertion(words);
    }
    if len <= 128 {
        return words.sort_unstable();
    }
    let (least, greatest) = least_and_greatest(words);
    let top = u64::BITS - (least ^ greatest).leading_zeros();
    if top <= row_bits {
        return;
    }
    // As many passes as the words need; then as many bits as the passes have.
    let needed = (len.ilog2() + 3).min(top - row_bits);
    let passes = needed.div_ceil(DIGIT_BITS).min(MOST_PASSES);
    let bits = needed.max((passes * 8).min(top - row_bits)).min(passes * DIGIT_BITS);
    let low = top - bits;
    lsd(words, &mut scratch[..len], low, bits, passes);
    if low <= row_bits {
        return;
    }
    let mut start = 0;
    while start < len {
        let digits = words[start] >> low;
        let mut end = start + 1;
        while end < len && words[end] >> low == digits {
            end += 1;
        }
        if end - start > 1 {
            sort_in(&mut words[start..end], scratch, row_bits);
        }
        start = end;
    }
}

/// Sorts by the bits from `low` on, from the lowest digit to the highest.
fn lsd(words: &mut [u64], scratch: &mut [u64], low: u32, bits: u32, passes: u32) {
    let digit_bits = bits.div_ceil(passes);
    let digit = |word: u64, pass: u32| (word >> (low + pass * digit_bits)) as usize & ((1 << digit_bits) - 1);
    let mut counts = [[0_u32; DIGITS]; MOST_PASSES as usize];
    for &word in &*words {
        for pass in 0..passes {
            counts[pass as usize][digit(word, pass) & (DIGITS - 1)] += 1;
        }
    }
    let (mut from, mut to) = (words, scratch);
    let mut moved = false;
    for pass in 0..passes {
        let counts = &mut counts[pass as usize];
        if counts[digit(from[0], pass) & (DIGITS - 1)] as usize == from.len() {
            continue;
        }
        let mut sum = 0;
        for count in counts.iter_mut() {
            sum += core::mem::replace(count, sum);
        }
        for &word in &*from {
            let place = &mut counts[digit(word, pass) & (DIGITS - 1)];
            to[*place as usize] = word;
            *place += 1;
        }
        core::mem::swap(&mut from, &mut to);
        moved = !moved;
    }
    if moved {
        to.copy_from_slice(from);
    }
}

fn insertion(words: &mut [u64]) {
    for sorted in 1..words.len() {
        let word = words[sorted];
        let mut place = sorted;
        while place > 0 && words[place - 1] > word {
            words[place] = words[place - 1];
            place -= 1;
        }
        words[place] = word;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn words_of_any_shape_are_sorted() {
        let mut state = 1_u64;
        for len in [0, 1, 2, 24, 25, 129, 1000, 20_000] {
            for kept in [0, 1, 0xff, 0xff00, 0xff00_0000_00ff, 0xffff_ffff_ffff] {
                let words: Vec<u64> = (0..len)
                    .map(|row| {
                        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                        (state >> 16 & kept) << 16 | row
                    })
                    .collect();
                let (mut sorted, mut expected) = (words.clone(), words);
                sort(&mut sorted, &mut vec![], 16);
                expected.sort_unstable();
                assert_eq!(sorted, expected, "{len} words, {kept:x}");
            }
        }
    }
}
