//! What a correct program can meet: bad data. Each error names the column, and the row and value where there is one.

use alloc::{string::String, vec::Vec};
use core::fmt;

/// Columns that should have one length do not.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LengthMismatch {
    /// The record's name.
    pub record: &'static str,
    /// The first column, which sets the number of rows.
    pub first: String,
    /// Rows of the first column.
    pub first_rows: usize,
    /// The column that differs.
    pub other: String,
    /// Rows of the column that differs.
    pub other_rows: usize,
}

impl LengthMismatch {
    pub(crate) fn new(record: &'static str, first: (String, usize), other: (String, usize)) -> Self {
        Self { record, first: first.0, first_rows: first.1, other: other.0, other_rows: other.1 }
    }
}

impl fmt::Display for LengthMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { record, first, first_rows, other, other_rows } = self;
        write!(
            f,
            "the columns of `{record}` differ in length: `{first}` has {first_rows} rows, `{other}` has {other_rows}"
        )
    }
}

impl core::error::Error for LengthMismatch {}

/// A cell that its field's validator refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// The row, counted in the container, the file or the iterator that was checked.
    pub row: usize,
    /// The column's external name; `outer.inner` in a nested record.
    pub column: String,
    /// The refused value, as text.
    pub value: String,
    /// The validator's message.
    pub message: &'static str,
}

impl Violation {
    /// Describes a refused cell.
    #[must_use]
    pub fn new(row: usize, column: impl Into<String>, value: impl Into<String>, message: &'static str) -> Self {
        Self { row, column: column.into(), value: value.into(), message }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { row, column, value, message } = self;
        write!(f, "row {row}, column `{column}`, value {value}: {message}")
    }
}

impl core::error::Error for Violation {}

/// Every cell that a validator refuses, in order of rows, then of columns; never empty inside an `Err`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    pub(crate) fn push(&mut self, violation: Violation) {
        self.0.push(violation);
    }

    /// By row; those of one row stay as they are.
    pub(crate) fn sort(&mut self) {
        self.0.sort_by_key(|violation| violation.row);
    }

    /// `Ok` when there is none.
    pub(crate) fn into_result(self) -> Result<(), Self> {
        if self.0.is_empty() { Ok(()) } else { Err(self) }
    }

    /// The violations.
    #[must_use]
    pub fn as_slice(&self) -> &[Violation] {
        &self.0
    }

    /// The violations, owned.
    #[must_use]
    pub fn into_vec(self) -> Vec<Violation> {
        self.0
    }
}

impl FromIterator<Violation> for Violations {
    /// The violations, by row.
    fn from_iter<I: IntoIterator<Item = Violation>>(violations: I) -> Self {
        let mut collected = Self(violations.into_iter().collect());
        collected.sort();
        collected
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 10;
        for (index, violation) in self.0.iter().take(SHOWN).enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            violation.fmt(f)?;
        }
        match self.0.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, "\nand {more} more"),
        }
    }
}

impl core::error::Error for Violations {}

/// A column asked for by name is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ColumnError {
    /// The record's name.
    pub record: &'static str,
    /// The name that was asked for.
    pub column: String,
    /// The names there are.
    pub known: Vec<&'static str>,
}

impl fmt::Display for ColumnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` has no column `{}`; it has ", self.record, self.column)?;
        if self.known.is_empty() {
            return f.write_str("none");
        }
        for (index, name) in self.known.iter().enumerate() {
            write!(f, "{}`{name}`", if index > 0 { ", " } else { "" })?;
        }
        Ok(())
    }
}

impl core::error::Error for ColumnError {}

/// Why access by name failed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ValueError {
    /// There is no such column.
    Column(ColumnError),
    /// There is no such row.
    Row {
        /// The row that was asked for.
        row: usize,
        /// The rows there are.
        rows: usize,
    },
    /// The column's type has no runtime form: it does not implement `Scalar`, or is a whole nested record.
    Opaque {
        /// The column.
        column: String,
        /// Its type.
        type_name: &'static str,
    },
    /// The value does not fit the column's type.
    Type {
        /// The column.
        column: String,
        /// The column's type.
        type_name: &'static str,
        /// The value, as text.
        value: String,
    },
    /// The column is derived: it changes when the columns that it depends on do.
    Derived {
        /// The column.
        column: String,
    },
    /// The column is derived, and the row is borrowed from no container that could keep it.
    NoContainer {
        /// The column.
        column: String,
    },
    /// The column's validator refuses the value.
    Violation(Violation),
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Column(error) => error.fmt(f),
            Self::Row { row, rows } => write!(f, "row {row} out of range for {rows} rows"),
            Self::Opaque { column, type_name } => {
                write!(f, "column `{column}` of type `{type_name}` has no `Value`; implement `Scalar` for the type")
            }
            Self::Type { column, type_name, value } => {
                write!(f, "column `{column}` of type `{type_name}` cannot hold {value}")
            }
            Self::Derived { column } => {
                write!(f, "column `{column}` is derived; write the columns that it depends on")
            }
            Self::NoContainer { column } => {
                write!(
                    f,
                    "column `{column}` is derived, and no container of its record holds the row; ask the container, or \
                     declare it on the record that the container holds"
                )
            }
            Self::Violation(violation) => violation.fmt(f),
        }
    }
}

impl core::error::Error for ValueError {}

impl From<ColumnError> for ValueError {
    fn from(error: ColumnError) -> Self {
        Self::Column(error)
    }
}

impl From<Violation> for ValueError {
    fn from(violation: Violation) -> Self {
        Self::Violation(violation)
    }
}
