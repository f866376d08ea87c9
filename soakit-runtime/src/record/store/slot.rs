//! [`Slot`]: one row's place in a tree of columns, down which generated access by name walks.

#![allow(unsafe_code, reason = "writes a row that its store has checked")]

use crate::column::Column;
use crate::record::derived::Leaves;
use crate::record::value::{Miss, Scalar, Value};
use crate::record::{At, Path};

/// One row's place in a column or in a tree of columns; what the generated access by name walks down.
pub struct Slot<'a, C: Column> {
    pub(super) columns: &'a mut C,
    /// Rows `0..len` of the columns are live.
    pub(super) len: usize,
    /// Below `len`.
    pub(super) row: usize,
    /// The number of leaves before these columns.
    pub(super) leaf: usize,
    /// The leaves that are written in the end.
    pub(super) written: &'a mut Leaves,
}

impl<'a, C: Column> Slot<'a, C> {
    /// The row's place in the column at path `P`.
    #[must_use]
    pub fn at<P: Path>(self) -> Slot<'a, C::Column>
    where
        C: At<P>,
    {
        let Self { columns, len, row, leaf, written } = self;
        Slot { columns: columns.at_mut(), len, row, leaf: leaf + C::FIRST_LEAF, written }
    }

    /// Writes a value into the column at path `P`.
    ///
    /// # Errors
    /// When the value has another type.
    pub fn set<P: Path>(self, value: Value) -> Result<(), Miss>
    where
        C: At<P>,
        <C::Column as Column>::Item: Scalar,
    {
        let cell = Scalar::from_value(value).ok_or(Miss::Type)?;
        self.at::<P>().write(cell);
        Ok(())
    }

    /// Writes the cell.
    pub fn write(self, cell: C::Item) {
        *self.written = Leaves { first: self.leaf, count: C::LEAVES };
        // SAFETY: rows 0..len are live and row < len, by construction.
        drop(unsafe { self.columns.replace(self.len, self.row, cell) });
    }
}
