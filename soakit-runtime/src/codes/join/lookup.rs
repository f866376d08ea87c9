//! From codes to values: a slot for each code, or open addressing.
//!
//! ```text
//! direct   values[code]; bits say which codes there are, 32 times smaller
//! narrow   [ code: 32 bits | value ]        codes of 32 bits, the usual case: one read answers
//! wide     [ code | value ]                 16 bytes
//! ```
//!
//! Slots hold whole codes, not tags: in a table beyond the cache, confirming a tag elsewhere would be a second miss.
//! A slot is found by the top bits of the hash, so parts by hash own neighbouring slots; a search goes round within its
//! part and never leaves it.
//!
//! Probing takes two steps for each batch, first all hashes, then all reads: reads that wait for nothing overlap. (Prefetching
//! needs unsafe code and was not tried.)
//!
//! Invariant: every part of an open-addressing table has a free slot, so every search ends.

use alloc::{vec, vec::Vec};

use super::MISS;
use crate::codes::local::BATCH;
use crate::codes::slots::hash_code;

/// The largest value is one below this; a slot without a code holds it.
const FREE: u32 = MISS;

/// Values by code.
pub(super) enum Lookup {
    Direct {
        /// Which codes there are.
        present: Vec<u64>,
        values: Vec<u32>,
    },
    /// Values are the codes themselves, for lists that stand in the order of codes.
    Listed {
        present: Vec<u64>,
        slots: usize,
    },
    Narrow(Open<u64>),
    Wide(Open<(u64, u32)>),
}

/// A slot of an open-addressing table.
pub(super) trait Slot: Copy + Send + Sync {
    const FREE: Self;

    /// Whether a slot can hold the code.
    fn fits(code: u64) -> bool;
    fn new(code: u64, value: u32) -> Self;
    fn code(self) -> u64;
    /// [`MISS`] if it is free.
    fn value(self) -> u32;
}

impl Slot for u64 {
    const FREE: Self = Self::MAX;

    #[inline(always)]
    fn fits(code: u64) -> bool {
        code >> 32 == 0
    }

    #[inline(always)]
    fn new(code: u64, value: u32) -> Self {
        (code << 32) | Self::from(value)
    }

    #[inline(always)]
    fn code(self) -> u64 {
        self >> 32
    }

    #[inline(always)]
    fn value(self) -> u32 {
        self as u32
    }
}

impl Slot for (u64, u32) {
    const FREE: Self = (0, FREE);

    #[inline(always)]
    fn fits(_: u64) -> bool {
        true
    }

    #[inline(always)]
    fn new(code: u64, value: u32) -> Self {
        (code, value)
    }

    #[inline(always)]
    fn code(self) -> u64 {
        self.0
    }

    #[inline(always)]
    fn value(self) -> u32 {
        self.1
    }
}

/// Open addressing: `1 << bits` slots, in parts of `1 << part_bits`.
pub(super) struct Open<S> {
    pub(super) slots: Vec<S>,
    bits: u32,
    part_mask: usize,
}

impl<S: Slot> Open<S> {
    /// Slots for parts of at most `codes` codes each.
    pub(super) fn new(parts: usize, codes: usize) -> Self {
        let part_slots = (codes * 2).next_power_of_two().max(2);
        let length = part_slots * parts;
        Self { slots: vec![S::FREE; length], bits: length.trailing_zeros(), part_mask: part_slots - 1 }
    }

    /// The slots of each part.
    pub(super) fn part_slots(&self) -> usize {
        self.part_mask + 1
    }

    /// How a hash becomes a slot; for those who fill parts.
    pub(super) fn bits(&self) -> u32 {
        self.bits
    }

    /// The value of a code, from the slot where its search begins.
    #[inline(always)]
    fn value_from(&self, start: usize, code: u64) -> u32 {
        let part = start & !self.part_mask;
        let mut at = start;
        loop {
            let slot = self.slots[at];
            // A narrow free slot has a code that looks real: only the value tells.
            if slot.code() == code || slot.value() == FREE {
                return slot.value();
            }
            at = part | ((at + 1) & self.part_mask);
        }
    }

    #[inline(always)]
    fn each_value(&self, codes: &[u64], mut then: impl FnMut(usize, u32)) {
        let mut starts = [0_usize; BATCH];
        for (start, &code) in starts.iter_mut().zip(codes) {
            *start = start_of(code, self.bits);
        }
        for (index, (&start, &code)) in starts.iter().zip(codes).enumerate() {
            then(index, if S::fits(code) { self.value_from(start, code) } else { MISS });
        }
    }
}

/// The slot where the search for a code begins.
#[inline(always)]
fn start_of(code: u64, bits: u32) -> usize {
    (hash_code(code) >> (64 - bits)) as usize
}

/// Puts codes and values into the slots of one part; each code once.
pub(super) fn fill<S: Slot>(part: &mut [S], bits: u32, entries: impl Iterator<Item = (u64, u32)>) {
    let mask = part.len() - 1;
    for (code, value) in entries {
        let mut at = start_of(code, bits) & mask;
        while part[at].value() != FREE {
            at = (at + 1) & mask;
        }
        part[at] = S::new(code, value);
    }
}

impl Lookup {
    /// The value of each code, or [`MISS`].
    pub(super) fn values(&self, codes: &[u64], values: &mut [u32]) {
        match self {
            Self::Direct { values: by_code, .. } => {
                for (value, &code) in values.iter_mut().zip(codes) {
                    *value = usize::try_from(code).ok().and_then(|code| by_code.get(code)).map_or(MISS, |&value| value);
                }
            }
            Self::Listed { slots, .. } => {
                for (value, &code) in values.iter_mut().zip(codes) {
                    *value = if code < *slots as u64 { code as u32 } else { MISS };
                }
            }
            Self::Narrow(open) => open.each_value(codes, |index, value| values[index] = value),
            Self::Wide(open) => open.each_value(codes, |index, value| values[index] = value),
        }
    }

    /// Whether values may be of codes that there are not.
    pub(super) fn has_gaps(&self) -> bool {
        matches!(self, Self::Listed { .. })
    }

    /// Whether there is each code.
    pub(super) fn contains(&self, codes: &[u64], found: &mut [bool]) {
        match self {
            Self::Direct { present, .. } | Self::Listed { present, .. } => {
                for (found, &code) in found.iter_mut().zip(codes) {
                    let word =
                        usize::try_from(code / 64).ok().and_then(|word| present.get(word)).map_or(0, |&word| word);
                    *found = word >> (code % 64) & 1 == 1;
                }
            }
            Self::Narrow(open) => open.each_value(codes, |index, value| found[index] = value != MISS),
            Self::Wide(open) => open.each_value(codes, |index, value| found[index] = value != MISS),
        }
    }

    /// The bytes of the table.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Direct { present, values } => size_of_val(present.as_slice()) + size_of_val(values.as_slice()),
            Self::Listed { present, .. } => size_of_val(present.as_slice()),
            Self::Narrow(open) => size_of_val(open.slots.as_slice()),
            Self::Wide(open) => size_of_val(open.slots.as_slice()),
        }
    }
}
