//! Sorting words that fit a cache.
//!
//! A bucket of `n` words needs about log₂ `n` bits to tell them apart, not all forty: the digits of the highest bits that
//! differ, a few more than that, are sorted from the lowest to the highest (LSD), in two passes as a rule. What they leave
//! in the wrong order stands in short runs, which are sorted by insertion, or, if they are long, in the same way again.
//!
//! Invariant 1: words with equal keys come in the order of their rows, and every pass keeps it.

use alloc::vec::Vec;
use core::mem;

/// The bits of a digit.
const DIGIT_BITS: u32 = 9;
const DIGITS: usize = 1 << DIGIT_BITS;
/// The most passes before runs are looked at.
const MOST_PASSES: u32 = 3;
/// Fewer words than this are sorted by insertion.
const INSERTED: usize = 24;
/// Fewer words than this are sorted by comparing them.
const COMPARED: usize = 128;

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
    if len <= COMPARED {
        return words.sort_unstable();
    }
    let different = words.iter().fold(0, |different, word| different | word ^ words[0]);
    let top = u64::BITS - different.leading_zeros();
    if top <= row_bits {
        return;
    }
    // As many passes as the words need; then as many bits as the passes have.
    let passes = (len.ilog2() + 3).min(top - row_bits).div_ceil(DIGIT_BITS).min(MOST_PASSES);
    let bits = (passes * DIGIT_BITS).min(top - row_bits);
    let low = top - bits;
    match passes {
        1 => lsd::<1>(words, &mut scratch[..len], low, bits),
        2 => lsd::<2>(words, &mut scratch[..len], low, bits),
        _ => lsd::<3>(words, &mut scratch[..len], low, bits),
    }
    if low > row_bits {
        sort_runs(words, scratch, row_bits, low);
    }
}

/// Sorts the runs of words that agree from `low` on, where the words are sorted up to there.
fn sort_runs(words: &mut [u64], scratch: &mut [u64], row_bits: u32, low: u32) {
    // Most runs are of one word, and some are sorted by chance: only the others show, by a step down.
    let mut row = 1;
    while row < words.len() {
        if words[row - 1] <= words[row] {
            row += 1;
            continue;
        }
        let digits = words[row] >> low;
        let start = words[..row].iter().rposition(|word| word >> low != digits).map_or(0, |before| before + 1);
        let end = words[row..].iter().position(|word| word >> low != digits).map_or(words.len(), |after| row + after);
        sort_in(&mut words[start..end], scratch, row_bits);
        row = end + 1;
    }
}

/// Sorts by `bits` bits from `low` on, from the lowest digit to the highest.
fn lsd<const PASSES: usize>(words: &mut [u64], scratch: &mut [u64], low: u32, bits: u32) {
    let digit_bits = bits.div_ceil(PASSES as u32);
    let mask = (1_usize << digit_bits) - 1;
    let digit = |word: u64, pass: usize| (word >> (low + pass as u32 * digit_bits)) as usize & mask & (DIGITS - 1);
    let mut counts = [[0_u32; DIGITS]; PASSES];
    for &word in &*words {
        for (pass, counts) in counts.iter_mut().enumerate() {
            counts[digit(word, pass)] += 1;
        }
    }
    let (mut from, mut to) = (words, scratch);
    let mut moved = false;
    for (pass, places) in counts.iter_mut().enumerate() {
        if places[digit(from[0], pass)] as usize == from.len() {
            continue;
        }
        let mut sum = 0;
        for place in places.iter_mut() {
            sum += mem::replace(place, sum);
        }
        for &word in &*from {
            let place = &mut places[digit(word, pass)];
            to[*place as usize] = word;
            *place += 1;
        }
        mem::swap(&mut from, &mut to);
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
