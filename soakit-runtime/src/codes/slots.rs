//! [`Slots`]: the open-addressing table below every table of this floor that numbers what it meets, and the hashes it uses.
//!
//! ```text
//! slot:  [ tag: 32 bits of the hash | number ]      free: all ones
//! ```
//!
//! Eight bytes a slot, so that few groups stay in the first cache. A tag that fits is confirmed by the owner, who has the
//! key at `number`; as the number is known already, the processor runs ahead while that key arrives. The place of a slot
//! follows from its tag alone, so growing asks nobody for hashes.
//!
//! Invariant: at most half of the slots are taken, so every search ends, and most in the first slot: a search whose length the
//! processor cannot guess costs more than memory does.
//! The hashes have a fixed seed: answers do not depend on them, but the time taken should be the same from run to run.
//! Keys made by somebody who knows the constants can make searches long; do not group what an enemy numbers.

use alloc::{vec, vec::Vec};

/// The free slot. No number is `u32::MAX`: rows are fewer.
const FREE: u64 = u64::MAX;

const KEY: u64 = 0x9e37_79b9_7f4a_7c15;
const FACTOR: u64 = 0xd6e8_feb8_6659_fd93;

/// Multiplies to 128 bits and folds: every bit of the code reaches every part of the hash, also from multiples of 2^32.
#[inline(always)]
pub(crate) fn hash_code(code: u64) -> u64 {
    let wide = u128::from(code ^ KEY) * u128::from(FACTOR);
    (wide as u64) ^ ((wide >> 64) as u64)
}

/// The hash of a pair of codes.
#[inline(always)]
pub(crate) fn hash_pair(first: u64, second: u64) -> u64 {
    hash_code(hash_code(first).rotate_left(23) ^ second)
}

/// The hash of a word, whose first eight bytes the caller has at hand: one multiplication up to eight bytes, two up to 16.
#[inline(always)]
pub(crate) fn hash_word(prefix: u64, word: &[u8]) -> u64 {
    let start = prefix.wrapping_add((word.len() as u64).wrapping_mul(FACTOR));
    match word.last_chunk::<8>() {
        Some(_) if word.len() == 8 => hash_code(start),
        None => hash_code(start),
        Some(last) if word.len() <= 16 => hash_pair(start, u64::from_le_bytes(*last)),
        Some(_) => word[8..].chunks(8).fold(start, |hash, piece| hash_pair(hash, first_bytes(piece))),
    }
}

/// The first eight bytes of a word; zeros follow a shorter one.
#[inline(always)]
pub(crate) fn first_bytes(word: &[u8]) -> u64 {
    if let Some(bytes) = word.first_chunk::<8>() {
        return u64::from_le_bytes(*bytes);
    }
    // Shorter words by two reads that may overlap: a loop over bytes, or a copy of unknown length, costs a call.
    if let (Some(low), Some(high)) = (word.first_chunk::<4>(), word.last_chunk::<4>()) {
        let shift = (word.len() - 4) * 8;
        return u64::from(u32::from_le_bytes(*low)) | (u64::from(u32::from_le_bytes(*high)) << shift);
    }
    word.iter().rev().fold(0, |bytes, &byte| (bytes << 8) | u64::from(byte))
}

/// Numbers by their hashes.
#[derive(Clone, Default)]
pub(crate) struct Slots {
    slots: Vec<u64>,
    taken: usize,
}

impl Slots {
    /// The bytes of the table.
    pub(crate) fn bytes(&self) -> usize {
        size_of_val(self.slots.as_slice())
    }

    /// Makes room for `more` numbers.
    #[inline]
    pub(crate) fn reserve(&mut self, more: usize) {
        let needed = self.taken + more;
        if needed > self.slots.len() / 2 {
            self.grow(needed);
        }
    }

    /// The number that has the hash and is the `same`, or the slot where it would stand.
    ///
    /// Room must have been reserved, once, however empty the table is.
    #[inline(always)]
    pub(crate) fn find(&self, hash: u64, same: impl Fn(u32) -> bool) -> Result<u32, usize> {
        let mask = self.slots.len() - 1;
        let tag = hash >> 32;
        let mut at = tag as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot == FREE {
                return Err(at);
            }
            if slot >> 32 == tag && same(slot as u32) {
                return Ok(slot as u32);
            }
            at = (at + 1) & mask;
        }
    }

    /// Takes a slot that [`find`](Self::find) has just found free; room must have been reserved.
    #[inline(always)]
    pub(crate) fn take(&mut self, at: usize, hash: u64, number: u32) {
        debug_assert!(self.taken < self.slots.len() / 2, "no room was reserved");
        self.slots[at] = (hash >> 32 << 32) | u64::from(number);
        self.taken += 1;
    }

    #[cold]
    fn grow(&mut self, needed: usize) {
        let length = (needed * 2).next_power_of_two().max(16);
        let old = core::mem::replace(&mut self.slots, vec![FREE; length]);
        let mask = length - 1;
        for slot in old.into_iter().filter(|&slot| slot != FREE) {
            let mut at = (slot >> 32) as usize & mask;
            while self.slots[at] != FREE {
                at = (at + 1) & mask;
            }
            self.slots[at] = slot;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Slots, first_bytes, hash_code};

    #[test]
    fn numbers_are_found_after_growing() {
        let mut slots = Slots::default();
        for number in 0..10_000_u32 {
            slots.reserve(1);
            let hash = hash_code(u64::from(number) << 32);
            let at = slots.find(hash, |found| found == number).unwrap_err();
            slots.take(at, hash, number);
        }
        for number in 0..10_000 {
            assert_eq!(slots.find(hash_code(u64::from(number) << 32), |found| found == number), Ok(number));
        }
    }

    #[test]
    fn equal_hashes_are_told_apart_by_the_owner() {
        let mut slots = Slots::default();
        for number in 0..100 {
            slots.reserve(1);
            let at = slots.find(u64::MAX, |found| found == number).unwrap_err();
            slots.take(at, u64::MAX, number);
        }
        assert!((0..100).all(|number| slots.find(u64::MAX, |found| found == number) == Ok(number)));
    }

    #[test]
    fn first_bytes_are_the_word_in_little_endian_order() {
        let word = b"abcdefghij";
        for length in 0..=10 {
            let mut bytes = [0; 8];
            bytes[..length.min(8)].copy_from_slice(&word[..length.min(8)]);
            assert_eq!(first_bytes(&word[..length]), u64::from_le_bytes(bytes), "{length} bytes");
        }
    }
}
