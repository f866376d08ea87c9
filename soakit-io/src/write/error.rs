//! Why writing failed.

use core::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why writing failed. At the place where the file should have been nothing has changed.
#[derive(Debug)]
#[non_exhaustive]
pub enum WriteError {
    /// A file could not be created, written or renamed.
    Io {
        /// The file; `None` for a writer.
        file: Option<PathBuf>,
        /// What the system said.
        source: io::Error,
    },
    /// A cell that would not be read back as it is.
    Cell(UnwritableCell),
    /// Options that contradict each other, or the record.
    Options(&'static str),
}

/// A cell that the format has no way to write.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnwritableCell {
    /// The file; `None` for a writer.
    pub file: Option<PathBuf>,
    /// The row, the first one being 0.
    pub row: usize,
    /// The column's external name; `outer.inner` in a nested record.
    pub column: String,
    /// The cell's text; shortened to a few hundred characters.
    pub text: String,
    /// Why it cannot be written.
    pub problem: &'static str,
}

impl WriteError {
    pub(crate) fn io(source: io::Error) -> Self {
        Self::Io { file: None, source }
    }

    /// Names the file.
    pub(crate) fn of_file(mut self, path: &Path) -> Self {
        match &mut self {
            Self::Io { file, .. } | Self::Cell(UnwritableCell { file, .. }) => *file = Some(path.to_owned()),
            Self::Options(_) => {}
        }
        self
    }
}

impl fmt::Display for UnwritableCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, row, column, text, problem } = self;
        if let Some(file) = file {
            write!(f, "{}: ", file.display())?;
        }
        write!(f, "row {row}, column `{column}`: `{text}`: {problem}")
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { file: Some(file), source } => write!(f, "{}: {source}", file.display()),
            Self::Io { file: None, source } => source.fmt(f),
            Self::Cell(cell) => cell.fmt(f),
            Self::Options(problem) => f.write_str(problem),
        }
    }
}

impl core::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl core::error::Error for UnwritableCell {}
