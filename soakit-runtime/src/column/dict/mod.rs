//! Dictionary text: each different word once, and a 32-bit code per row. Arrow's dictionary of `u32` keys and `LargeUtf8`
//! values.
//!
//! ```text
//! words  "JFK" "LGA"         in order of first appearance
//! codes  0 1 0 0 1           the cells: JFK LGA JFK JFK LGA
//! ```
//!
//! Invariants (none of them is one of memory safety: a code is looked up with a check):
//!
//! 1. a row's code is below `words.len()`, or it is [`BLANK`] and reads as "": a cell that is missing, under `Nullable`;
//! 2. words differ, and `index` finds the code of each.
//!
//! Words are only ever added, until [`compact`](Dict::compact): a word whose last row has gone stays, because finding that
//! out would take a count per word, kept up to date by every operation.
//!
//! Deliberately absent: sorted dictionaries (an insertion would renumber every row), and a narrower code for few words.

mod column;
mod slice;
#[cfg(test)]
mod tests;

pub use slice::DictSlice;

use alloc::{string::String, vec::Vec};
use core::{fmt, hash::BuildHasher, ops::Index};
use hashbrown::{DefaultHashBuilder, HashTable, hash_table::Entry};

use super::{CellIter, PartsError, Text, TextSlice};
use crate::words::row_out_of_range;

/// The code of a missing cell. No word has it.
pub(super) const BLANK: u32 = u32::MAX;

/// A column of `String` cells among which few words repeat: `#[soa(dict)]`.
///
/// Four bytes per row, and comparing or grouping rows is comparing integers. Choose [`Text`] where most cells differ: a
/// dictionary then pays for a hash per row and saves nothing.
///
/// A word stays when no row has it any more, until [`compact`](Dict::compact).
///
/// # Panics
/// Adding a 4,294,967,296th word panics.
///
/// ```
/// use soakit_runtime::column::Dict;
/// let origin: Dict = ["JFK", "LGA", "JFK"].into_iter().collect();
/// assert_eq!((origin.codes(), origin.code_of("LGA")), (&[0, 1, 0][..], Some(1)));
/// assert_eq!(&origin[2], "JFK");
/// ```
#[derive(Clone, Default)]
pub struct Dict {
    codes: Vec<u32>,
    lexicon: Lexicon,
}

/// The words and where to find them.
#[derive(Clone, Default)]
struct Lexicon {
    words: Text,
    index: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Lexicon {
    /// The code of a word.
    fn code_of(&self, word: &str) -> Option<u32> {
        self.index.find(self.hasher.hash_one(word), |&code| self.words[code as usize] == *word).copied()
    }

    /// The code of a word, which is added if it is new. If this panics, nothing has changed.
    fn intern(&mut self, word: &str) -> u32 {
        let Self { words, index, hasher } = self;
        let hash = hasher.hash_one(word);
        let same = |&code: &u32| words[code as usize] == *word;
        let vacant = match index.entry(hash, same, |&code| hasher.hash_one(&words[code as usize])) {
            Entry::Occupied(entry) => return *entry.get(),
            Entry::Vacant(entry) => entry,
        };
        let code = match u32::try_from(words.len()) {
            Ok(code) if code != BLANK => code,
            _ => panic!("a dictionary column cannot hold more than {BLANK} different words; use a plain text column"),
        };
        words.push(word);
        // The entry made room when it was looked up.
        vacant.insert(code);
        code
    }
}

impl Dict {
    /// No rows; allocates nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// No rows, and room for `rows` of them.
    #[must_use]
    pub fn with_capacity(rows: usize) -> Self {
        Self { codes: Vec::with_capacity(rows), lexicon: Lexicon::default() }
    }

    /// Takes Arrow's buffers. Words that occur twice in the dictionary are merged.
    ///
    /// # Errors
    /// When a code has no word.
    ///
    /// # Complexity
    /// One hash per word; no copy unless words are merged.
    pub fn from_parts(codes: Vec<u32>, words: Text) -> Result<Self, PartsError> {
        Self::checked(codes, words, |_| false)
    }

    /// As `from_parts`, and makes the rows that are `blank` [`BLANK`], whatever their code is.
    pub(super) fn checked(
        mut codes: Vec<u32>,
        mut words: Text,
        mut blank: impl FnMut(usize) -> bool,
    ) -> Result<Self, PartsError> {
        for (row, code) in codes.iter_mut().enumerate() {
            if blank(row) {
                *code = BLANK;
            } else if *code as usize >= words.len() {
                return Err(PartsError::Code { row, code: *code, words: words.len() });
            }
        }
        words.pack();
        let hasher = DefaultHashBuilder::default();
        let mut index = HashTable::with_capacity(words.len());
        let mut merge = words.len() > BLANK as usize;
        for (code, word) in (0..BLANK).zip(&words) {
            let hash = hasher.hash_one(word);
            if index.find(hash, |&code: &u32| words[code as usize] == *word).is_some() {
                merge = true;
                break;
            }
            index.insert_unique(hash, code, |&code| hasher.hash_one(&words[code as usize]));
        }
        let dict = Self { codes, lexicon: Lexicon { words, index, hasher } };
        Ok(if merge { Self::copied(dict.as_slice()) } else { dict })
    }

    /// Gives the buffers away, as Arrow wants them.
    #[must_use]
    pub fn into_parts(self) -> (Vec<u32>, Text) {
        let Self { mut codes, lexicon } = self;
        // Missing cells get a code that every reader accepts; none are here unless this was part of a `Nullable`.
        codes.iter_mut().filter(|code| **code == BLANK).for_each(|code| *code = 0);
        (codes, lexicon.words)
    }

    /// One code per row: the number of its word. A missing cell of a nullable column has `u32::MAX`.
    #[must_use]
    pub fn codes(&self) -> &[u32] {
        &self.codes
    }

    /// The different words, in order of first appearance; perhaps also words that no row has any more.
    #[must_use]
    pub fn words(&self) -> TextSlice<'_> {
        self.lexicon.words.as_slice()
    }

    /// The code of a word, if it is there. O(1).
    #[must_use]
    pub fn code_of(&self, word: &str) -> Option<u32> {
        self.lexicon.code_of(word)
    }

    /// The number of rows.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether there is no row.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// One row's text, if there is such a row.
    #[inline]
    #[must_use]
    pub fn get(&self, row: usize) -> Option<&str> {
        self.as_slice().get(row)
    }

    /// Adds a row.
    ///
    /// # Panics
    /// When that would be word number 4,294,967,296.
    #[inline]
    pub fn push(&mut self, cell: &str) {
        let code = self.lexicon.intern(cell);
        self.codes.push(code);
    }

    /// Adds a row that may be missing.
    pub(super) fn push_or_blank(&mut self, cell: Option<&str>) {
        let code = cell.map_or(BLANK, |cell| self.lexicon.intern(cell));
        self.codes.push(code);
    }

    /// Forgets words that no row has; codes are numbered anew, by first appearance.
    ///
    /// # Complexity
    /// O(rows + words).
    pub fn compact(&mut self) {
        *self = Self::copied(self.as_slice());
    }

    /// The rows, borrowed.
    #[inline]
    #[must_use]
    pub fn as_slice(&self) -> DictSlice<'_> {
        DictSlice::new(&self.codes, self.words())
    }

    /// The rows, in order.
    #[inline]
    #[must_use]
    pub fn iter(&self) -> CellIter<DictSlice<'_>> {
        self.as_slice().iter()
    }
}

impl Index<usize> for Dict {
    type Output = str;

    #[track_caller]
    fn index(&self, row: usize) -> &str {
        match self.get(row) {
            Some(cell) => cell,
            None => row_out_of_range(row, self.len()),
        }
    }
}

impl<S: AsRef<str>> FromIterator<S> for Dict {
    fn from_iter<I: IntoIterator<Item = S>>(cells: I) -> Self {
        let mut dict = Self::new();
        dict.extend(cells);
        dict
    }
}

impl<S: AsRef<str>> Extend<S> for Dict {
    fn extend<I: IntoIterator<Item = S>>(&mut self, cells: I) {
        let cells = cells.into_iter();
        self.codes.reserve(cells.size_hint().0);
        cells.for_each(|cell| self.push(cell.as_ref()));
    }
}

impl From<Vec<String>> for Dict {
    fn from(cells: Vec<String>) -> Self {
        cells.into_iter().collect()
    }
}

impl<'a> IntoIterator for &'a Dict {
    type Item = &'a str;
    type IntoIter = CellIter<DictSlice<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for Dict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_slice().fmt(f)
    }
}

/// Two columns are equal when their cells are, whatever the codes.
impl PartialEq for Dict {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl Eq for Dict {}
