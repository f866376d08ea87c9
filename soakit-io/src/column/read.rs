//! [`ReadColumn`]: from the texts of cells to a column.
//!
//! A cell that cannot be read leaves no value behind: the reader sorts out rows that are not whole before anybody sees them.

use std::borrow::Cow;

use soakit_runtime::column::{Bits, Column, Dict, Nullable, Text, Unit};

use super::texts::Texts;
use crate::cell::{ParseCell, Shape};
use crate::table::{Cells, RawCell};

/// A column, or a tree of columns, that can be read from the texts of its cells.
#[diagnostic::on_unimplemented(
    message = "the rows of this container cannot be read from text",
    label = "a field's type is not `ParseCell`",
    note = "put `#[derive(Cell)]` on the type of the field, or implement `soakit::io::ParseCell` for it"
)]
pub trait ReadColumn: Column {
    /// Reads the cells of leaf number `leaf` into its column, which is empty.
    fn read(&mut self, leaf: usize, cells: Cells<'_>, faults: &mut Faults);

    /// Makes `rows` missing cells in the column of leaf number `leaf`, which is empty, if its cells may be missing.
    fn read_missing(&mut self, leaf: usize, rows: usize) -> bool;

    /// What the texts of leaf number `leaf` look like.
    fn shape(leaf: usize) -> Shape;
}

/// The cells of a column that could not be read.
#[derive(Debug, Default)]
pub struct Faults {
    /// Their rows in the block, ascending.
    pub(crate) rows: Vec<usize>,
    /// What was expected.
    pub(crate) expected: Cow<'static, str>,
}

impl Faults {
    #[cold]
    fn note<T: ParseCell>(&mut self, row: usize) {
        if self.rows.is_empty() {
            self.expected = T::expected();
        }
        self.rows.push(row);
    }
}

/// What a cell of type `T` is to be read from: `Ok(None)` for nothing, `Err` if the way it is written does not fit.
#[inline(always)]
fn text_of<T: ParseCell>(cell: RawCell<'_>, is_strict: bool) -> Result<Option<&str>, ()> {
    let is_text = matches!(T::SHAPE, Shape::Text);
    match cell {
        RawCell::Missing => Ok(None),
        RawCell::Bare(_) if is_strict && is_text => Err(()),
        RawCell::Bare(text) if is_strict && matches!(T::SHAPE, Shape::Bool) && !matches!(text, "true" | "false") => {
            Err(())
        }
        RawCell::Bare(text) => Ok(Some(text)),
        RawCell::Quoted(text) if is_text => Ok(Some(text)),
        RawCell::Quoted(text) if !is_strict => Ok(Some(text).filter(|text| !text.is_empty())),
        // Numbers that JSON has no way to write stand in quotes: NaN, inf, -inf.
        RawCell::Quoted(text) if matches!(T::SHAPE, Shape::Number) && !text.contains(|c: char| c.is_ascii_digit()) => {
            Ok(Some(text))
        }
        RawCell::Quoted(_) | RawCell::Invalid => Err(()),
    }
}

/// The same of a cell that must be there.
#[inline(always)]
fn required_text<T: ParseCell>(cell: RawCell<'_>, is_strict: bool) -> Option<&str> {
    text_of::<T>(cell, is_strict).ok()?
}

impl<A: ReadColumn, B: ReadColumn> ReadColumn for (A, B) {
    fn read(&mut self, leaf: usize, cells: Cells<'_>, faults: &mut Faults) {
        match leaf.checked_sub(A::LEAVES) {
            None => self.0.read(leaf, cells, faults),
            Some(leaf) => self.1.read(leaf, cells, faults),
        }
    }

    fn read_missing(&mut self, leaf: usize, rows: usize) -> bool {
        match leaf.checked_sub(A::LEAVES) {
            None => self.0.read_missing(leaf, rows),
            Some(leaf) => self.1.read_missing(leaf, rows),
        }
    }

    fn shape(leaf: usize) -> Shape {
        match leaf.checked_sub(A::LEAVES) {
            None => A::shape(leaf),
            Some(leaf) => B::shape(leaf),
        }
    }
}

impl<T: ParseCell> ReadColumn for Vec<T> {
    fn read(&mut self, _leaf: usize, cells: Cells<'_>, faults: &mut Faults) {
        self.reserve(cells.len());
        let mut row = 0;
        if T::READS_BYTES {
            cells.for_each_place::<false>(|block, cell| {
                let value = match cell {
                    Ok((start, end)) => T::parse_at(block, start, end),
                    Err(cell) => required_text::<T>(cell, cells.is_strict()).and_then(T::parse_cell),
                };
                match value {
                    Some(value) => self.push(value),
                    None => faults.note::<T>(row),
                }
                row += 1;
            });
        } else {
            cells.for_each::<false>(|cell| {
                match required_text::<T>(cell, cells.is_strict()).and_then(T::parse_cell) {
                    Some(value) => self.push(value),
                    None => faults.note::<T>(row),
                }
                row += 1;
            });
        }
    }

    fn read_missing(&mut self, _leaf: usize, rows: usize) -> bool {
        rows == 0
    }

    fn shape(_leaf: usize) -> Shape {
        T::SHAPE
    }
}

impl ReadColumn for Bits {
    fn read(&mut self, _leaf: usize, cells: Cells<'_>, faults: &mut Faults) {
        let mut row = 0;
        cells.for_each::<false>(|cell| {
            match required_text::<bool>(cell, cells.is_strict()).and_then(bool::parse_cell) {
                Some(value) => self.push(value),
                None => faults.note::<bool>(row),
            }
            row += 1;
        });
    }

    fn read_missing(&mut self, _leaf: usize, rows: usize) -> bool {
        rows == 0
    }

    fn shape(_leaf: usize) -> Shape {
        Shape::Bool
    }
}

impl ReadColumn for Text {
    fn read(&mut self, _leaf: usize, cells: Cells<'_>, faults: &mut Faults) {
        let (mut texts, mut row) = (Texts::with_room(cells.len()), 0);
        cells.for_each_text::<false>(|block, cell| {
            match cell.map_err(|cell| required_text::<String>(cell, cells.is_strict())) {
                Ok((start, end)) => texts.push_place(block, start, end),
                Err(Some(text)) => texts.push(text),
                Err(None) => faults.note::<String>(row),
            }
            row += 1;
        });
        *self = texts.finish();
    }

    fn read_missing(&mut self, _leaf: usize, rows: usize) -> bool {
        rows == 0
    }

    fn shape(_leaf: usize) -> Shape {
        Shape::Text
    }
}

impl ReadColumn for Nullable<Text> {
    fn read(&mut self, _leaf: usize, cells: Cells<'_>, faults: &mut Faults) {
        let (mut texts, mut row) = (Texts::with_room(cells.len()), 0);
        let mut validity = Bits::with_capacity(cells.len());
        cells.for_each_text::<true>(|block, cell| {
            match cell.map_err(|cell| text_of::<String>(cell, cells.is_strict())) {
                Ok((start, end)) => {
                    texts.push_place(block, start, end);
                    validity.push(true);
                }
                Err(Ok(text)) => {
                    texts.push(text.unwrap_or_default());
                    validity.push(text.is_some());
                }
                Err(Err(())) => faults.note::<String>(row),
            }
            row += 1;
        });
        *self = Self::from_parts(texts.finish(), validity).expect("a bit for each text");
    }

    fn read_missing(&mut self, _leaf: usize, rows: usize) -> bool {
        (0..rows).for_each(|_| self.push_text(None));
        true
    }

    fn shape(_leaf: usize) -> Shape {
        Shape::Text
    }
}

impl ReadColumn for Dict {
    fn read(&mut self, _leaf: usize, cells: Cells<'_>, faults: &mut Faults) {
        *self = Self::with_capacity(cells.len());
        let mut row = 0;
        cells.for_each::<false>(|cell| {
            match required_text::<String>(cell, cells.is_strict()) {
                Some(text) => self.push(text),
                None => faults.note::<String>(row),
            }
            row += 1;
        });
    }

    fn read_missing(&mut self, _leaf: usize, rows: usize) -> bool {
        rows == 0
    }

    fn shape(_leaf: usize) -> Shape {
        Shape::Text
    }
}

impl ReadColumn for Nullable<Dict> {
    fn read(&mut self, _leaf: usize, cells: Cells<'_>, faults: &mut Faults) {
        let mut row = 0;
        cells.for_each::<true>(|cell| {
            match text_of::<String>(cell, cells.is_strict()) {
                Ok(text) => self.push_text(text),
                Err(()) => faults.note::<String>(row),
            }
            row += 1;
        });
    }

    fn read_missing(&mut self, _leaf: usize, rows: usize) -> bool {
        (0..rows).for_each(|_| self.push_text(None));
        true
    }

    fn shape(_leaf: usize) -> Shape {
        Shape::Text
    }
}

impl<T: ParseCell> ReadColumn for Nullable<Vec<T>> {
    fn read(&mut self, _leaf: usize, cells: Cells<'_>, faults: &mut Faults) {
        let mut row = 0;
        let read = |cell: RawCell<'_>| match text_of::<T>(cell, cells.is_strict()) {
            Ok(None) => Some(None),
            Ok(Some(text)) => T::parse_cell(text).map(Some),
            Err(()) => None,
        };
        if T::READS_BYTES {
            cells.for_each_place::<true>(|block, cell| {
                let value = match cell {
                    Ok((start, end)) => T::parse_at(block, start, end).map(Some),
                    Err(cell) => read(cell),
                };
                match value {
                    Some(value) => self.push(value),
                    None => faults.note::<T>(row),
                }
                row += 1;
            });
        } else {
            cells.for_each::<true>(|cell| {
                match read(cell) {
                    Some(value) => self.push(value),
                    None => faults.note::<T>(row),
                }
                row += 1;
            });
        }
    }

    fn read_missing(&mut self, _leaf: usize, rows: usize) -> bool {
        (0..rows).for_each(|_| self.push(None));
        true
    }

    fn shape(_leaf: usize) -> Shape {
        T::SHAPE
    }
}

impl ReadColumn for Unit {
    fn read(&mut self, leaf: usize, cells: Cells<'_>, _faults: &mut Faults) {
        self.read_missing(leaf, cells.len());
    }

    fn read_missing(&mut self, _leaf: usize, rows: usize) -> bool {
        *self = Self::new(rows);
        true
    }

    fn shape(_leaf: usize) -> Shape {
        Shape::Text
    }
}
