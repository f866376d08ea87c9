//! Text: the cells of a `String` field, as offsets and bytes; Arrow's `LargeUtf8` while packed.
//!
//! ```text
//! packed: "one", "", "two"                   loose, after the first cell became "three"
//!     starts  0  3  3  6                         starts  6  3  3
//!     bytes   o n e t w o                        ends   11  3  6
//!                                                bytes   o n e t w o t h r e e     (3 bytes of garbage)
//! ```
//!
//! Packed memory cannot change the length of a cell without moving all bytes and offsets behind it; done once per row, that
//! is quadratic. So the first such change *loosens* the column, once and in O(rows): each cell gets an end of its own, and
//! from then on a longer cell is written behind all others and its old bytes are garbage. When garbage prevails the cells
//! are packed again, which the bytes written since have paid for. Appending never loosens; rebuilding (`retain`, `permute`,
//! `clone`, [`pack`](Text::pack)) packs.
//!
//! Invariants:
//!
//! 1. Packed: `starts` is without memory, or has one entry more than there are rows; it never decreases, its first entry
//!    is at least 0, and its last is `bytes.len()`.
//! 2. Loose: `starts` and `ends` have an entry per row, `0 <= starts[i] <= ends[i] <= bytes.len()`, and
//!    `ends.capacity() + 1 >= starts.capacity()`.
//! 3. The bytes of every cell are UTF-8.
//!
//! Unlike other columns a text column keeps its length exact inside a store too: the offsets need it anyway. It may have
//! more rows than the store says (leftovers of a panic), never fewer; every primitive first cuts these off.
//!
//! Deliberately absent: 32-bit offsets, which would cap a column at 2 GiB; views (Arrow's `Utf8View`), whose cells take
//! twice the memory of an offset.

mod bytes;
mod column;
mod slice;
#[cfg(test)]
mod tests;

pub use slice::TextSlice;

use alloc::{string::String, vec::Vec};
use core::{cmp::Ordering, fmt, hash::Hash, hash::Hasher, ops::Index};

use super::{CellIter, PartsError};
use crate::words::row_out_of_range;

/// A column of `String` cells.
///
/// One allocation holds all bytes, another all offsets: reading is a slice of the first at two numbers of the second. Cells
/// are read as `&str`; a column in a container changes through the container's `set`.
///
/// Choose [`Dict`](super::Dict) when few different words fill many rows.
///
/// ```
/// use soakit_runtime::column::Text;
/// let names: Text = ["ada", "", "grace"].into_iter().collect();
/// assert_eq!(&names[2], "grace");
/// assert_eq!(names.into_parts(), (vec![0, 3, 3, 8], b"adagrace".to_vec()));
/// ```
#[derive(Default)]
pub struct Text {
    starts: Vec<i64>,
    bytes: Vec<u8>,
    /// `None` while packed.
    loose: Option<Loose>,
}

struct Loose {
    ends: Vec<i64>,
    /// Bytes that belong to no cell; at most all.
    garbage: usize,
}

/// Garbage below this is not worth packing for.
const GARBAGE_FLOOR: usize = 4096;

impl Text {
    /// No rows; allocates nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self { starts: Vec::new(), bytes: Vec::new(), loose: None }
    }

    /// No rows, and room for `rows` of them with `bytes` bytes in all.
    #[must_use]
    pub fn with_capacity(rows: usize, bytes: usize) -> Self {
        let mut text = Self { starts: Vec::new(), bytes: Vec::with_capacity(bytes), loose: None };
        text.reserve(rows);
        text
    }

    /// Takes Arrow's buffers: `offsets` has one entry more than there are rows. Bytes behind the last offset are cut off;
    /// bytes before the first stay, and belong to no row.
    ///
    /// # Errors
    /// When the offsets are empty, decrease or leave the bytes, or when a row is not UTF-8.
    ///
    /// # Complexity
    /// One pass over both buffers; no copy.
    pub fn from_parts(offsets: Vec<i64>, mut bytes: Vec<u8>) -> Result<Self, PartsError> {
        let (Some(&first), Some(&last)) = (offsets.first(), offsets.last()) else { return Err(PartsError::NoOffsets) };
        if first < 0 {
            return Err(PartsError::Offsets { row: 0, start: first, end: offsets.get(1).copied().unwrap_or(first) });
        }
        if let Some(row) = offsets.windows(2).position(|pair| pair[0] > pair[1]) {
            return Err(PartsError::Offsets { row, start: offsets[row], end: offsets[row + 1] });
        }
        let within = |offset: i64| usize::try_from(offset).is_ok_and(|offset| offset <= bytes.len());
        if !within(last) {
            let row = offsets.iter().position(|&offset| !within(offset)).unwrap_or(0).saturating_sub(1);
            let end = offsets.get(row + 1).copied().unwrap_or(first);
            return Err(PartsError::OffsetBeyond { row, end, bytes: bytes.len() });
        }
        // From here on every offset is a number of bytes that there are. All rows in one go are UTF-8, and none starts
        // within a character: then each of them is.
        let used = &bytes[first as usize..last as usize];
        let whole = core::str::from_utf8(used);
        let starts_character = |offset: i64| bytes.get(offset as usize).is_none_or(|byte| byte & 0xC0 != 0x80);
        if whole.is_err() || !offsets.iter().all(|&offset| offset == last || starts_character(offset)) {
            let is_text = |pair: &[i64]| core::str::from_utf8(&bytes[pair[0] as usize..pair[1] as usize]).is_ok();
            // If each row by itself is UTF-8, so are all of them together.
            if let Some(row) = offsets.windows(2).position(|pair| !is_text(pair)) {
                return Err(PartsError::NotUtf8 { row });
            }
        }
        bytes.truncate(last as usize);
        Ok(Self { starts: offsets, bytes, loose: None })
    }

    /// Gives the buffers away, as Arrow wants them: the offsets have one entry more than there are rows.
    #[must_use]
    pub fn into_parts(mut self) -> (Vec<i64>, Vec<u8>) {
        self.pack();
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        (self.starts, self.bytes)
    }

    /// Where rows start and end: row `i` is bytes `offsets()[i]..offsets()[i + 1]`.
    ///
    /// # Panics
    /// When the column is loose, which one in a container may be, but no other; see [`pack`](Text::pack).
    #[must_use]
    pub fn offsets(&self) -> &[i64] {
        assert!(self.loose.is_none() || self.is_empty(), "a loose text column has no offsets; call `pack` first");
        if self.is_empty() && self.starts.is_empty() { &[0] } else { &self.starts }
    }

    /// The bytes that the offsets count in.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The number of rows.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        match self.loose {
            None => self.starts.len().saturating_sub(1),
            Some(_) => self.starts.len(),
        }
    }

    /// Whether there is no row.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One row's text, if there is such a row.
    #[inline]
    #[must_use]
    pub fn get(&self, row: usize) -> Option<&str> {
        self.as_slice().get(row)
    }

    /// Adds a row.
    #[inline]
    pub fn push(&mut self, cell: &str) {
        self.reserve(1);
        self.push_cell(cell);
    }

    /// The rows, borrowed.
    #[inline]
    #[must_use]
    pub fn as_slice(&self) -> TextSlice<'_> {
        TextSlice::of(self, self.len())
    }

    /// The rows, in order.
    #[inline]
    #[must_use]
    pub fn iter(&self) -> CellIter<TextSlice<'_>> {
        self.as_slice().iter()
    }

    /// Lays the cells out one behind the other, in order and without gaps between them.
    ///
    /// # Complexity
    /// Nothing if they are; otherwise one pass over cells and bytes.
    pub fn pack(&mut self) {
        let Some(Loose { ends, garbage }) = &self.loose else { return };
        let mut bytes = Vec::with_capacity(self.bytes.len() - garbage);
        for (start, &end) in self.starts.iter_mut().zip(ends) {
            let cell = *start as usize..end as usize;
            *start = bytes.len() as i64;
            bytes.extend_from_slice(&self.bytes[cell]);
        }
        // Loosening took this entry away, so there is room for it.
        self.starts.push(bytes.len() as i64);
        self.bytes = bytes;
        self.loose = None;
    }

    /// Gives every cell an end of its own.
    #[inline]
    fn loosen(&mut self) -> &mut Loose {
        let Self { starts, loose, .. } = self;
        loose.get_or_insert_with(
            #[cold]
            || {
                let mut ends = Vec::with_capacity(starts.capacity());
                ends.extend_from_slice(starts.get(1..).unwrap_or_default());
                let garbage = starts.first().map_or(0, |&first| first as usize);
                starts.pop();
                Loose { ends, garbage }
            },
        )
    }

    /// Packs when garbage prevails. Packing costs as much as there are rows and live bytes, so both are compared: then the
    /// bytes that became garbage pay for it.
    #[inline]
    fn pack_if_due(&mut self) {
        if let Some(Loose { garbage, .. }) = self.loose
            && garbage > GARBAGE_FLOOR
            && garbage > self.bytes.len() / 2
            && garbage / size_of::<i64>() > self.starts.len()
        {
            self.pack();
        }
    }

    /// Room for `additional` rows.
    #[inline]
    fn reserve(&mut self, additional: usize) {
        if self.starts.is_empty() {
            // A column that was emptied while loose comes back packed.
            self.pack();
        }
        match &mut self.loose {
            None if self.starts.is_empty() => {
                self.starts.reserve(additional.saturating_add(1));
                self.starts.push(self.bytes.len() as i64);
            }
            None => self.starts.reserve(additional),
            Some(loose) => {
                // One more than is needed: the entry that packing brings back.
                self.starts.reserve(additional.saturating_add(1));
                loose.ends.reserve(self.starts.capacity() - loose.ends.len());
            }
        }
    }

    /// Writes a row behind all others. There is room for it.
    #[inline]
    fn push_cell(&mut self, cell: &str) {
        let start = self.bytes.len() as i64;
        bytes::append(&mut self.bytes, cell.as_bytes());
        let end = self.bytes.len() as i64;
        match &mut self.loose {
            None => self.starts.push(end),
            Some(loose) => {
                self.starts.push(start);
                loose.ends.push(end);
            }
        }
    }

    /// Copies rows behind all others. There is room for them.
    fn push_cells(&mut self, cells: TextSlice<'_>) {
        if let Some((range, ends)) = cells.run()
            && self.loose.is_none()
        {
            // Both are packed: one copy, and the offsets move by the same distance.
            let moved = self.bytes.len() as i64 - range.start as i64;
            self.bytes.extend_from_slice(&cells.bytes()[range]);
            self.starts.extend(ends.iter().map(|end| end + moved));
            return;
        }
        self.bytes.reserve(cells.iter().map(str::len).sum());
        cells.iter().for_each(|cell| self.push_cell(cell));
    }

    /// Cuts off the rows from `rows` on, if there are.
    #[inline]
    fn cut(&mut self, rows: usize) {
        if rows < self.len() {
            self.cut_some(rows);
        }
    }

    /// Touches neither offsets nor bytes, only lengths: rows can still be taken after a cut to 0.
    fn cut_some(&mut self, rows: usize) {
        match &mut self.loose {
            None => {
                self.starts.truncate(rows + 1);
                self.bytes.truncate(self.starts[rows] as usize);
            }
            Some(loose) if rows == 0 => {
                self.starts.clear();
                self.bytes.clear();
                loose.ends.clear();
                loose.garbage = 0;
            }
            Some(loose) => {
                let lost = self.starts[rows..].iter().zip(&loose.ends[rows..]).map(|(start, end)| end - start);
                loose.garbage += lost.sum::<i64>() as usize;
                self.starts.truncate(rows);
                loose.ends.truncate(rows);
                self.pack_if_due();
            }
        }
    }
}

impl Clone for Text {
    fn clone(&self) -> Self {
        self.as_slice().to_text()
    }
}

impl Index<usize> for Text {
    type Output = str;

    #[track_caller]
    fn index(&self, row: usize) -> &str {
        match self.get(row) {
            Some(cell) => cell,
            None => row_out_of_range(row, self.len()),
        }
    }
}

impl<S: AsRef<str>> FromIterator<S> for Text {
    fn from_iter<I: IntoIterator<Item = S>>(cells: I) -> Self {
        let mut text = Self::new();
        text.extend(cells);
        text
    }
}

impl<S: AsRef<str>> Extend<S> for Text {
    fn extend<I: IntoIterator<Item = S>>(&mut self, cells: I) {
        let cells = cells.into_iter();
        self.reserve(cells.size_hint().0);
        cells.for_each(|cell| self.push(cell.as_ref()));
    }
}

impl From<Vec<String>> for Text {
    fn from(cells: Vec<String>) -> Self {
        let mut text = Self::with_capacity(cells.len(), cells.iter().map(String::len).sum());
        cells.iter().for_each(|cell| text.push_cell(cell));
        text
    }
}

impl<'a> IntoIterator for &'a Text {
    type Item = &'a str;
    type IntoIter = CellIter<TextSlice<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_slice().fmt(f)
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl Eq for Text {}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> Ordering {
        self.iter().cmp(other)
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.len().hash(state);
        self.iter().for_each(|cell| cell.hash(state));
    }
}
