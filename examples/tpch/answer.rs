//! [`Answer`]: what a query found, ready to be printed and compared, whatever its columns.

use std::fmt;

use jiff::civil::Date;
use soakit::{Decimal, WideDecimal};

/// A cell of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Datum {
    /// Nothing: the mean of no rows.
    Missing,
    /// A count, a key, a year.
    Int(i64),
    /// An average or a ratio.
    Float(f64),
    /// An exact number: its text, with all its digits.
    Exact(String),
    /// A text.
    Text(String),
    /// A day.
    Date(Date),
}

impl Datum {
    /// How far apart averages and ratios may be that were computed in different orders, relative to the larger.
    #[cfg(test)]
    const TOLERANCE: f64 = 1e-9;

    /// Whether another cell is the same: equal, or doubles less than a billionth apart.
    #[cfg(test)]
    pub fn agrees_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Float(a), Self::Float(b)) => a == b || (a - b).abs() <= Self::TOLERANCE * a.abs().max(b.abs()),
            _ => self == other,
        }
    }
}

impl fmt::Display for Datum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.pad(""),
            Self::Int(number) => number.fmt(f),
            Self::Float(number) => f.pad(&format!("{number:.4}")),
            Self::Exact(text) | Self::Text(text) => f.pad(text),
            Self::Date(date) => f.pad(&date.to_string()),
        }
    }
}

impl<const SCALE: u32> From<Decimal<SCALE>> for Datum {
    fn from(number: Decimal<SCALE>) -> Self {
        Self::Exact(number.to_string())
    }
}

impl<const SCALE: u32> From<WideDecimal<SCALE>> for Datum {
    fn from(number: WideDecimal<SCALE>) -> Self {
        Self::Exact(number.to_string())
    }
}

impl From<u64> for Datum {
    fn from(count: u64) -> Self {
        Self::Int(i64::try_from(count).expect("a count of rows fits"))
    }
}

impl From<&str> for Datum {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl<T: Into<Datum>> From<Option<T>> for Datum {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Missing, Into::into)
    }
}

macro_rules! data {
    ($($cell:ty as $datum:ident)*) => {$(
        impl From<$cell> for Datum {
            fn from(cell: $cell) -> Self {
                Self::$datum(cell.into())
            }
        }
    )*};
}

data! { i8 as Int i16 as Int i32 as Int i64 as Int u8 as Int u16 as Int u32 as Int f64 as Float String as Text Date as Date }

/// What can stand in a row of an answer: cells, and tuples of such, which are flattened. Results of groups and joins are
/// tuples of tuples.
pub trait Cells {
    /// Appends the cells.
    fn append_to(self, row: &mut Vec<Datum>);
}

impl<T: Into<Datum>> Cells for T {
    fn append_to(self, row: &mut Vec<Datum>) {
        row.push(self.into());
    }
}

macro_rules! tuples {
    ($($cells:ident)*) => {
        impl<$($cells: Cells),*> Cells for ($($cells,)*) {
            #[expect(non_snake_case, reason = "a variable is named like its type")]
            fn append_to(self, row: &mut Vec<Datum>) {
                let ($($cells,)*) = self;
                $($cells.append_to(row);)*
            }
        }
    };
}

tuples! { A }
tuples! { A B }
tuples! { A B C }
tuples! { A B C D }
tuples! { A B C D E }
tuples! { A B C D E F }
tuples! { A B C D E F G }
tuples! { A B C D E F G H }
tuples! { A B C D E F G H I }
tuples! { A B C D E F G H I J }

/// Rows under the names of their columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The names of the columns.
    pub header: Vec<&'static str>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<Datum>>,
}

impl Answer {
    /// Whether another answer is the same, but for the rounding of averages and ratios.
    #[cfg(test)]
    pub fn agrees_with(&self, other: &Self) -> bool {
        let (cells, others) = (self.rows.iter().flatten(), other.rows.iter().flatten());
        let is_same_shape = self.header == other.header && self.rows.len() == other.rows.len();
        is_same_shape && cells.zip(others).all(|(cell, other)| cell.agrees_with(other))
    }

    /// An answer from rows, in their order.
    ///
    /// # Panics
    /// When a row has more or fewer cells than there are columns.
    #[must_use]
    pub fn new<const COLUMNS: usize, R: Cells>(
        header: [&'static str; COLUMNS],
        rows: impl IntoIterator<Item = R>,
    ) -> Self {
        let row = |cells: R| {
            let mut row = Vec::with_capacity(COLUMNS);
            cells.append_to(&mut row);
            assert_eq!(row.len(), COLUMNS, "a row has a cell for every column of {header:?}");
            row
        };
        Self { rows: rows.into_iter().map(row).collect(), header: header.into() }
    }
}

/// The first rows as a table: numbers to the right, everything else to the left.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 20;
        let rows = &self.rows[..self.rows.len().min(SHOWN)];
        let widths: Vec<usize> = (0..self.header.len())
            .map(|column| {
                let cells = rows.iter().map(|row| row[column].to_string().chars().count());
                cells.chain([self.header[column].len()]).max().unwrap_or(0)
            })
            .collect();
        let line = |f: &mut fmt::Formatter<'_>, cells: &[(String, bool)]| {
            let cells = cells.iter().zip(&widths).map(|((text, left), &width)| {
                if *left { format!("{text:<width$}") } else { format!("{text:>width$}") }
            });
            writeln!(f, "  {}", cells.collect::<Vec<_>>().join("  ").trim_end())
        };
        let is_left = |column: usize| rows.iter().any(|row| matches!(row[column], Datum::Text(_) | Datum::Date(_)));
        let heads = self.header.iter().enumerate().map(|(column, name)| ((*name).to_owned(), is_left(column)));
        line(f, &heads.collect::<Vec<_>>())?;
        for row in rows {
            let cells = row.iter().enumerate().map(|(column, cell)| (cell.to_string(), is_left(column)));
            line(f, &cells.collect::<Vec<_>>())?;
        }
        match self.rows.len() - rows.len() {
            0 => Ok(()),
            more => writeln!(f, "  and {more} more rows"),
        }
    }
}
