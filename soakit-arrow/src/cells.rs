//! [`Cells`]: the cells of a `Vec<T>` or of a `Nullable<Vec<T>>`, owned or borrowed, between a column and an array.
//!
//! One type for the four forms, so that a type of cells says once how it becomes an array, and once how it comes back.

use arrow_buffer::NullBuffer;
use soakit_runtime::column::{Nullable, NullableVecSlice, Zeroed};

use crate::bits;
use crate::error::{CellProblem, Refusal};

/// Cells on their way into an array, or out of one.
pub enum Cells<'a, T> {
    /// All are there, and may be moved.
    Values(Vec<T>),
    /// All are there, to be copied.
    Borrowed(&'a [T]),
    /// Some may be missing; they may be moved.
    Nullable(Nullable<Vec<T>>),
    /// Some may be missing; to be copied.
    NullableBorrowed(NullableVecSlice<'a, T>),
}

impl<T> Cells<'_, T> {
    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Values(values) => values.len(),
            Self::Borrowed(values) => values.len(),
            Self::Nullable(cells) => cells.len(),
            Self::NullableBorrowed(cells) => cells.len(),
        }
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One row's cell; `None` where it is missing, or there is no such row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<&T> {
        match self {
            Self::Values(values) => values.get(row),
            Self::Borrowed(values) => values.get(row),
            Self::Nullable(cells) => cells.get(row).flatten(),
            Self::NullableBorrowed(cells) => cells.get(row).flatten(),
        }
    }

    /// The cells in order; `None` where one is missing.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Option<&T>> {
        (0..self.len()).map(|row| self.get(row))
    }

    /// Which cells are there, if the column is one whose cells may be missing.
    #[must_use]
    pub fn nulls(&self) -> Option<NullBuffer> {
        match self {
            Self::Values(_) | Self::Borrowed(_) => None,
            Self::Nullable(cells) => Some(bits::to_nulls(cells.validity().to_bits())),
            Self::NullableBorrowed(cells) => Some(bits::to_nulls(cells.validity().to_bits())),
        }
    }

    /// The same cells as another type's. Owned values without missing ones are changed in their place, where the types are of
    /// one size.
    ///
    /// # Errors
    /// The first cell that `map` refuses.
    pub fn try_map<U>(self, mut map: impl FnMut(T) -> Result<U, CellProblem>) -> Result<Cells<'static, U>, Refusal>
    where
        T: Clone,
    {
        let mut map = |(row, cell)| map(cell).map_err(|problem| Refusal::Cell { row, problem });
        let mut map_present = |(row, cell): (usize, Option<&T>)| cell.map(|cell| map((row, cell.clone()))).transpose();
        Ok(match self {
            Self::Values(values) => Cells::Values(values.into_iter().enumerate().map(map).collect::<Result<_, _>>()?),
            Self::Borrowed(values) => {
                Cells::Values(values.iter().cloned().enumerate().map(map).collect::<Result<_, _>>()?)
            }
            Self::Nullable(_) | Self::NullableBorrowed(_) => {
                Cells::Nullable(self.iter().enumerate().map(&mut map_present).collect::<Result<_, _>>()?)
            }
        })
    }
}

impl<T: Zeroed> Cells<'_, T> {
    /// The values, zero where one is missing, and which are there. Owned ones move.
    #[must_use]
    pub fn into_parts(self) -> (Vec<T>, Option<NullBuffer>) {
        match self {
            Self::Values(values) => (values, None),
            Self::Borrowed(values) => (values.to_vec(), None),
            Self::Nullable(cells) => {
                let (values, validity) = cells.into_parts();
                (values, Some(bits::to_nulls(validity)))
            }
            Self::NullableBorrowed(cells) => {
                (cells.values().to_vec(), Some(bits::to_nulls(cells.validity().to_bits())))
            }
        }
    }

    /// Puts an array's values together with its nulls. Values move; those of missing cells become zero.
    ///
    /// # Panics
    /// When there is not one bit for each value.
    #[must_use]
    pub fn from_parts(values: Vec<T>, nulls: Option<NullBuffer>) -> Self {
        match bits::missing(nulls) {
            None => Self::Values(values),
            Some(nulls) => Self::Nullable(
                Nullable::<Vec<T>>::from_parts(values, bits::from_nulls(nulls))
                    .expect("an array has one bit for each value"),
            ),
        }
    }
}

impl<T: Clone> Cells<'_, T> {
    /// The cells of rows, made from an array's values: those that `nulls` says are there.
    ///
    /// # Errors
    /// What `cell` answers for one of them.
    pub(crate) fn try_from_fn(
        rows: usize,
        nulls: Option<&NullBuffer>,
        mut cell: impl FnMut(usize) -> Result<T, Refusal>,
    ) -> Result<Self, Refusal> {
        match nulls {
            None => (0..rows).map(cell).collect::<Result<_, _>>().map(Self::Values),
            Some(nulls) => {
                let cell = |(row, is_there): (usize, bool)| is_there.then(|| cell(row)).transpose();
                nulls.iter().enumerate().map(cell).collect::<Result<_, _>>().map(Self::Nullable)
            }
        }
    }

    /// The column of cells that must be there.
    ///
    /// # Errors
    /// The first row whose cell is missing.
    pub(crate) fn into_values(self) -> Result<Vec<T>, Refusal> {
        match self {
            Self::Values(values) => Ok(values),
            cells => cells.iter().enumerate().map(|(row, cell)| cell.cloned().ok_or(Refusal::Null { row })).collect(),
        }
    }

    /// The column of cells that may be missing.
    pub(crate) fn into_nullable(self) -> Nullable<Vec<T>> {
        match self {
            Self::Values(values) => values.into(),
            Self::Nullable(cells) => cells,
            cells => cells.iter().map(|cell| cell.cloned()).collect(),
        }
    }
}
