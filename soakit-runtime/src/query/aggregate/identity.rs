//! [`Identity`]: when two values are one, for `n_unique`, `mode` and `freq_count`; and [`Tally`], which counts them.
//!
//! Values are one when they are one key: every NaN is one, `-0.0` is `0.0`, text is compared byte by byte. What has no code of
//! 64 bits is numbered in order of first appearance.

use alloc::vec::Vec;

use hashbrown::{HashTable, hash_table::Entry};

use crate::pipeline::states::{
    Merge,
    counts::Counts,
    distinct::Distinct,
    hash::{hash_bytes, hash_code, hash_codes},
};
use crate::record::{Coded, WideCoded};
use crate::words::{WideDecimal, listable};

/// A value that is the same as another, or not.
#[diagnostic::on_unimplemented(
    message = "`{Self}` values cannot be told apart",
    label = "not a key",
    note = "numbers, truth values, characters, text, dates, and enums with `#[derive(Cell)]` can be counted by value"
)]
pub trait Identity: Copy + Send {
    /// Codes for values.
    type Codes: Codes<Self>;

    /// A hash, the same everywhere and always.
    fn hash(self) -> u64;
}

/// Codes for values; different ones for different values.
pub trait Codes<T>: Default + Send {
    /// A set of values.
    type Set: Set<T>;

    /// The code of a value.
    fn code(&mut self, value: T) -> u64;
}

/// A set of values.
pub trait Set<T>: Default + Send {
    /// Takes a value in.
    fn insert(&mut self, value: T);
    /// Takes another set in.
    fn merge(&mut self, later: Self);
    /// The number of values.
    fn count(&self) -> u64;
}

/// Codes that values bring along.
#[derive(Clone, Copy, Debug, Default)]
pub struct Own;

impl<T: Coded> Identity for T {
    type Codes = Own;

    #[inline]
    fn hash(self) -> u64 {
        hash_code(self.code())
    }
}

impl<T: Coded> Codes<T> for Own {
    type Set = Distinct;

    #[inline(always)]
    fn code(&mut self, value: T) -> u64 {
        value.code()
    }
}

impl<T: Coded> Set<T> for Distinct {
    #[inline]
    fn insert(&mut self, value: T) {
        self.update(value.code());
    }

    fn merge(&mut self, later: Self) {
        Merge::merge(self, &later);
    }

    fn count(&self) -> u64 {
        self.finish()
    }
}

/// Values, numbered in order of first appearance.
#[derive(Clone, Debug)]
pub struct Numbered<T> {
    values: Vec<T>,
    numbers: HashTable<u32>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { values: Vec::new(), numbers: HashTable::new() }
    }
}

impl<T: Identity + PartialEq> Codes<T> for Numbered<T> {
    type Set = Self;

    fn code(&mut self, value: T) -> u64 {
        let Self { values, numbers } = self;
        let same = |number: &u32| values[*number as usize] == value;
        match numbers.entry(value.hash(), same, |number| values[*number as usize].hash()) {
            Entry::Occupied(slot) => u64::from(*slot.get()),
            Entry::Vacant(slot) => {
                let number = listable(values.len());
                slot.insert(number);
                values.push(value);
                u64::from(number)
            }
        }
    }
}

impl<T: Identity + PartialEq> Set<T> for Numbered<T> {
    #[inline]
    fn insert(&mut self, value: T) {
        self.code(value);
    }

    fn merge(&mut self, later: Self) {
        later.values.into_iter().for_each(|value| self.insert(value));
    }

    fn count(&self) -> u64 {
        self.values.len() as u64
    }
}

impl Identity for &str {
    type Codes = Numbered<Self>;

    #[inline]
    fn hash(self) -> u64 {
        hash_bytes(self.as_bytes())
    }
}

macro_rules! wide {
    ($($(#[$when:meta])* [$($parameters:tt)*] $wide:ty;)*) => {$(
        $(#[$when])*
        impl<$($parameters)*> Identity for $wide {
            type Codes = Numbered<Self>;

            #[inline]
            fn hash(self) -> u64 {
                hash_codes(&self.codes())
            }
        }
    )*};
}

wide! {
    [] u128;
    [] i128;
    [const SCALE: u32] WideDecimal<SCALE>;
    #[cfg(feature = "jiff")] [] jiff::civil::DateTime;
    #[cfg(feature = "jiff")] [] jiff::Timestamp;
    #[cfg(feature = "chrono")] [] chrono::NaiveDateTime;
    #[cfg(feature = "chrono")] [] chrono::DateTime<chrono::Utc>;
}

/// How often each value occurs, in order of first appearance.
pub struct Tally<T: Identity> {
    codes: T::Codes,
    counts: Counts,
    values: Vec<T>,
}

impl<T: Identity> Default for Tally<T> {
    fn default() -> Self {
        Self { codes: T::Codes::default(), counts: Counts::default(), values: Vec::new() }
    }
}

impl<T: Identity> Tally<T> {
    /// Takes a value so many times.
    #[inline]
    pub(super) fn add(&mut self, value: T, count: u64) {
        if self.counts.add(self.codes.code(value), count).1 {
            self.values.push(value);
        }
    }

    /// Takes in the counts of later rows.
    pub(super) fn merge(&mut self, later: &Self) {
        later.iter().for_each(|(value, count)| self.add(value, count));
    }

    /// Values and counts, in order of first appearance.
    pub(super) fn iter(&self) -> impl Iterator<Item = (T, u64)> {
        self.values.iter().copied().zip(self.counts.iter().map(|(_, count)| count))
    }

    /// The value that occurs most often; of several, the one that appeared first.
    pub(super) fn mode(&self) -> Option<T> {
        self.counts.mode().map(|place| self.values[place])
    }
}
