//! What happens with rows that cannot be read, and what is told of them.

use std::path::PathBuf;

use crate::error::{BadCell, BadRecord, Location, ReadError, RecordProblem};

/// What happens with a row that cannot be read.
///
/// A record that is [too long](RecordProblem::TooLong) is an error whatever is chosen, and so is what stands
/// [between](RecordProblem::Between) the objects of an array: nobody can tell how many rows are in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum OnError {
    /// Reading ends with the first error, and there are no rows.
    #[default]
    Stop,
    /// The row is left out; the [`Report`] tells of it.
    Skip,
    /// The row is left out, and its text is written to a file, behind the header of the input.
    Reject(PathBuf),
}

impl OnError {
    /// Refuses to write bad rows over one of the files that they come from: the good rows would be gone with it.
    pub(crate) fn spare(&self, inputs: &[PathBuf]) -> Result<(), ReadError> {
        // A file that is not there yet is none of the inputs.
        if let Self::Reject(path) = self
            && let Ok(path) = path.canonicalize()
            && inputs.iter().any(|input| input.canonicalize().is_ok_and(|input| input == path))
        {
            return Err(ReadError::Options("the file for rejected rows is one of those that are read"));
        }
        Ok(())
    }
}

/// What reading has left out, and how much it has read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// Rows that were read.
    pub rows: u64,
    /// Rows that were left out.
    pub skipped: u64,
    /// Why; the first thousand reasons, in order. A row can have several.
    pub reasons: Vec<Bad>,
}

/// Why a row was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Bad {
    /// It is no record.
    Record(BadRecord),
    /// A cell cannot be read.
    Cell(BadCell),
    /// A validator refuses a cell.
    Refused(BadCell),
}

impl Bad {
    /// Where it is.
    #[must_use]
    pub fn location(&self) -> &Location {
        match self {
            Self::Record(record) => &record.location,
            Self::Cell(cell) | Self::Refused(cell) => &cell.location,
        }
    }

    /// Whether reading cannot go on behind it.
    pub(super) fn ends_reading(&self) -> bool {
        let Self::Record(record) = self else { return false };
        matches!(record.problem, RecordProblem::TooLong { .. } | RecordProblem::Between(_))
    }

    pub(super) fn location_mut(&mut self) -> &mut Location {
        match self {
            Self::Record(record) => &mut record.location,
            Self::Cell(cell) | Self::Refused(cell) => &mut cell.location,
        }
    }
}

impl core::fmt::Display for Bad {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Record(record) => record.fmt(f),
            Self::Cell(cell) | Self::Refused(cell) => cell.fmt(f),
        }
    }
}

impl From<Bad> for ReadError {
    fn from(bad: Bad) -> Self {
        match bad {
            Bad::Record(record) => record.into(),
            Bad::Cell(cell) => cell.into(),
            Bad::Refused(cell) => Self::Refused(Box::new(cell)),
        }
    }
}
