//! [`Texts`]: the cells of one column in a block of rows, as text.

use crate::cell::WriteCell;

/// Texts of cells, one behind the other in one allocation; some of them may be missing.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    text: String,
    /// Where each cell's text ends, and whether it is missing.
    ends: Vec<usize>,
}

/// Set in the end of a cell that is missing. No allocation is so long that its positions need the bit.
const MISSING: usize = !(usize::MAX >> 1);

impl Texts {
    /// Appends a cell.
    #[inline]
    pub fn push<T: WriteCell>(&mut self, cell: &T) {
        cell.write_cell(&mut self.text);
        self.ends.push(self.text.len());
    }

    /// Appends a cell that is a text.
    #[inline]
    pub fn push_text(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    /// Appends a missing cell.
    #[inline]
    pub fn push_missing(&mut self) {
        self.ends.push(self.text.len() | MISSING);
    }

    /// The number of cells.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text of a cell; `None` if it is missing, or there is no such cell.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<&str> {
        let start = row.checked_sub(1).map_or(0, |row| self.end(row));
        if *self.ends.get(row)? & MISSING == 0 { self.text.get(start..self.end(row)) } else { None }
    }

    /// The cells, in order.
    pub fn iter(&self) -> impl Iterator<Item = Option<&str>> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let from = core::mem::replace(&mut start, end & !MISSING);
            if end & MISSING == 0 { self.text.get(from..*end) } else { None }
        })
    }

    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    /// Appends a cell that `write` writes.
    pub(crate) fn push_with<E>(&mut self, write: impl FnOnce(&mut String) -> Result<(), E>) -> Result<(), E> {
        write(&mut self.text)?;
        self.ends.push(self.text.len());
        Ok(())
    }

    /// All texts, one behind the other.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Where a cell's text ends.
    #[inline(always)]
    pub(super) fn end(&self, row: usize) -> usize {
        self.ends[row] & !MISSING
    }
}
