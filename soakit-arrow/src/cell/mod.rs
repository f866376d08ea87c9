//! [`ArrowCell`]: how the cells of a `Vec<T>` lie in Arrow, and [`ArrowAs`], for types that lie there as another type does.
//!
//! A file for each family of types: numbers, booleans, exact decimals, text, lists, enums, and dates by crate.
//!
//! Deliberately absent: conversions that lose something. A cell that the other side has no value for is an error that names its
//! row.

mod boolean;
#[cfg(feature = "chrono")]
mod chrono;
mod decimal;
#[cfg(feature = "jiff")]
mod jiff;
mod list;
mod number;
pub(crate) mod text;
mod time;
mod variant;

pub use time::{ClockTime, Days, Instant, Span, TimeOfDay};
pub use variant::Variant;

use arrow_array::ArrayRef;
use arrow_schema::DataType;

use crate::cells::Cells;
use crate::error::{CellProblem, Refusal};

/// A type whose cells Arrow can hold.
///
/// Implemented for numbers, `bool`, `char`, `String`, decimals, arrays and `Vec`s of them, and dates and times. For a type
/// that is another one in disguise, implement [`ArrowAs`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no type in Arrow",
    label = "not a cell of an Arrow column",
    note = "put `#[derive(Cell)]` on an enum without data or a struct of one field; for other types implement `ArrowAs`"
)]
pub trait ArrowCell: Clone + 'static {
    /// The type of an array of such cells.
    fn data_type() -> DataType;

    /// The cells as an array of that type.
    ///
    /// # Errors
    /// The first cell that Arrow has no value for.
    fn into_array(cells: Cells<'_, Self>) -> Result<ArrayRef, Refusal>;

    /// The cells of an array, moved if nobody else holds it and its memory allows it. Answers with [`Cells::Values`] if none
    /// is missing.
    ///
    /// # Errors
    /// When the array is of another type, or holds a value that is none of `Self`.
    fn from_array(array: ArrayRef, rules: Rules) -> Result<Cells<'static, Self>, Refusal>;
}

/// A type that lies in Arrow as another one does: a newtype, an id, a unit.
///
/// # Examples
///
/// A unit that refuses what is none:
///
/// ```
/// use soakit_arrow::{ArrowAs, CellProblem};
///
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// struct Kelvin(f64);
///
/// impl ArrowAs for Kelvin {
///     type Cell = f64;
///
///     fn into_arrow(self) -> Result<f64, CellProblem> {
///         Ok(self.0)
///     }
///
///     fn from_arrow(cell: f64) -> Result<Self, CellProblem> {
///         if cell < 0.0 { Err(CellProblem::new(cell, "nothing is that cold")) } else { Ok(Self(cell)) }
///     }
/// }
///
/// assert_eq!(Kelvin::from_arrow(273.15), Ok(Kelvin(273.15)));
/// assert!(Kelvin::from_arrow(-1.0).is_err());
/// ```
pub trait ArrowAs: Clone + 'static {
    /// The other type.
    type Cell: ArrowCell;

    /// The cell as Arrow has it.
    ///
    /// # Errors
    /// When there is no such value.
    fn into_arrow(self) -> Result<Self::Cell, CellProblem>;

    /// The cell that Arrow's is.
    ///
    /// # Errors
    /// When there is no such value.
    fn from_arrow(cell: Self::Cell) -> Result<Self, CellProblem>;
}

#[diagnostic::do_not_recommend]
impl<T: ArrowAs> ArrowCell for T {
    fn data_type() -> DataType {
        T::Cell::data_type()
    }

    fn into_array(cells: Cells<'_, Self>) -> Result<ArrayRef, Refusal> {
        T::Cell::into_array(cells.try_map(T::into_arrow)?)
    }

    fn from_array(array: ArrayRef, rules: Rules) -> Result<Cells<'static, Self>, Refusal> {
        T::Cell::from_array(array, rules)?.try_map(T::from_arrow)
    }
}

/// What is taken for a column beyond arrays of its own type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    pub(crate) widen: bool,
}

impl Rules {
    /// Whether numbers of a narrower type are taken.
    #[must_use]
    pub fn widen(self) -> bool {
        self.widen
    }
}
