//! What a correct program can meet: arrays that are not the record's, cells that Arrow or the record cannot hold, files that
//! are not what they seem. Each error names the column, and the row and the value where there is one.

use std::fmt;
use std::path::PathBuf;

use arrow_schema::DataType;
use soakit_runtime::words::{Violation, Violations};

/// Why a container did not become Arrow's, or the other way round.
#[derive(Debug)]
#[non_exhaustive]
pub enum ArrowError {
    /// The record has a column that the batch has not.
    Missing {
        /// The column; `outer.inner` in a nested record.
        column: String,
        /// The columns that are there.
        known: Vec<String>,
    },
    /// The batch has two columns of one name, or of a name and an alias, and they are of one column of the record.
    Ambiguous {
        /// The column.
        column: String,
    },
    /// Columns are matched by position, and there are not as many.
    ColumnCount {
        /// The record, or the column of the nested record.
        record: String,
        /// The columns of the record.
        expected: usize,
        /// The columns that are there.
        found: usize,
    },
    /// A column has another type.
    Type {
        /// The column.
        column: String,
        /// What the record's column is in Arrow.
        expected: DataType,
        /// What is there.
        found: DataType,
        /// Whether [`Import::widen`](crate::Import::widen) would take it.
        widens: bool,
    },
    /// A cell is missing, in a column whose cells must be there.
    Null {
        /// The column.
        column: String,
        /// The first such row.
        row: usize,
    },
    /// A cell that the other side has no value for.
    Cell {
        /// The column.
        column: String,
        /// The row.
        row: usize,
        /// The cell, as text.
        value: String,
        /// What is wrong with it.
        problem: String,
    },
    /// Cells that the record's validators refuse.
    Invalid(Violations),
    /// Arrow's own refusal.
    Arrow(arrow_schema::ArrowError),
    /// The file system's refusal.
    Io(std::io::Error),
    /// Bytes that are no such file, or no such stream.
    Corrupt(String),
    /// Any of the others, in a file.
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        error: Box<ArrowError>,
    },
}

impl ArrowError {
    /// The error of a file.
    #[must_use]
    pub fn in_file(self, path: impl Into<PathBuf>) -> Self {
        Self::File { path: path.into(), error: Box::new(self) }
    }

    /// The row of a cell that is missing or has no value.
    #[cfg(feature = "parquet")]
    pub(crate) fn row(&self) -> Option<usize> {
        match self {
            Self::Null { row, .. } | Self::Cell { row, .. } => Some(*row),
            _ => None,
        }
    }

    /// The error of a batch that starts at row `first` of a whole.
    pub(crate) fn after_rows(self, first: usize) -> Self {
        match self {
            Self::Null { column, row } => Self::Null { column, row: row + first },
            Self::Cell { column, row, value, problem } => Self::Cell { column, row: row + first, value, problem },
            Self::Invalid(violations) => {
                let moved = |mut violation: Violation| {
                    violation.row += first;
                    violation
                };
                Self::Invalid(violations.into_vec().into_iter().map(moved).collect())
            }
            other => other,
        }
    }
}

impl fmt::Display for ArrowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { column, known } => {
                write!(f, "there is no column `{column}`; there is ")?;
                if known.is_empty() {
                    return f.write_str("none");
                }
                for (index, name) in known.iter().enumerate() {
                    write!(f, "{}`{name}`", if index > 0 { ", " } else { "" })?;
                }
                Ok(())
            }
            Self::Ambiguous { column } => {
                write!(f, "there are two columns for `{column}`; match them by position")
            }
            Self::ColumnCount { record, expected, found } => {
                write!(f, "`{record}` has {expected} columns, but there are {found} to be matched by position")
            }
            Self::Type { column, expected, found, widens } => {
                write!(f, "column `{column}` is of type {found}, not {expected}")?;
                f.write_str(if *widens { "; `Import::widen` takes it" } else { "" })
            }
            Self::Null { column, row } => {
                write!(f, "row {row}, column `{column}`: the cell is missing; make the field an `Option`")
            }
            Self::Cell { column, row, value, problem } => {
                write!(f, "row {row}, column `{column}`, value {value}: {problem}")
            }
            Self::Invalid(violations) => violations.fmt(f),
            Self::Arrow(error) => error.fmt(f),
            Self::Io(error) => error.fmt(f),
            Self::Corrupt(problem) => f.write_str(problem),
            Self::File { path, error } => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for ArrowError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Arrow(error) => Some(error),
            Self::Io(error) => Some(error),
            Self::File { error, .. } => Some(error),
            _ => None,
        }
    }
}

impl From<arrow_schema::ArrowError> for ArrowError {
    fn from(error: arrow_schema::ArrowError) -> Self {
        match error {
            arrow_schema::ArrowError::IoError(_, error) => Self::Io(error),
            error => Self::Arrow(error),
        }
    }
}

impl From<std::io::Error> for ArrowError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

/// Why an array is not a column, or a column no array; whoever knows the column's name makes an [`ArrowError`] of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The array is of another type.
    Type {
        /// Whether it would be taken if widening were allowed.
        widens: bool,
    },
    /// A cell is missing.
    Null {
        /// The row in the array.
        row: usize,
    },
    /// A cell has no value on the other side.
    Cell {
        /// The row in the array.
        row: usize,
        /// What is wrong.
        problem: CellProblem,
    },
}

impl Refusal {
    /// A type that no option would make fit.
    pub const TYPE: Self = Self::Type { widens: false };

    /// The same, with the row given by its number in the array of a cell.
    pub(crate) fn map_row(self, place: impl FnOnce(usize) -> usize) -> Self {
        match self {
            Self::Type { .. } => self,
            Self::Null { row } => Self::Null { row: place(row) },
            Self::Cell { row, problem } => Self::Cell { row: place(row), problem },
        }
    }

    /// The error of a column.
    pub(crate) fn of_column(self, column: String, expected: DataType, found: DataType) -> ArrowError {
        match self {
            Self::Type { widens } => ArrowError::Type { column, expected, found, widens },
            Self::Null { row } => ArrowError::Null { column, row },
            Self::Cell { row, problem: CellProblem { value, problem } } => {
                ArrowError::Cell { column, row, value, problem }
            }
        }
    }
}

/// A cell that has no value on the other side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellProblem {
    value: String,
    problem: String,
}

impl CellProblem {
    /// Describes the cell, and what is wrong with it.
    #[must_use]
    pub fn new(value: impl fmt::Display, problem: impl Into<String>) -> Self {
        Self { value: value.to_string(), problem: problem.into() }
    }
}
