//! What bad files and bad data lead to. Each error names the file, the line, the column and the text, as far as there is one.

use core::fmt;
use std::io;
use std::path::{Path, PathBuf};

use soakit_runtime::words::Violations;

/// Why reading failed. Nothing has been read then: there is no partial container.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReadError {
    /// A file could not be opened, read or unpacked.
    Io {
        /// The file; `None` for a reader or bytes.
        file: Option<PathBuf>,
        /// What the system said.
        source: io::Error,
    },
    /// A pattern matches no file, or a directory has none.
    NoFiles(String),
    /// The columns of a file are not those of the record.
    Columns(Box<ColumnsError>),
    /// A record of the file is none: too few or too many cells, unfinished quotes, too long.
    Record(Box<BadRecord>),
    /// A cell has no value of its column's type.
    Cell(Box<BadCell>),
    /// A cell has a value that its field's validator refuses.
    Refused(Box<BadCell>),
    /// Derived columns that depend on other rows have values that their validators refuse.
    Violations(Violations),
    /// Options that contradict each other.
    Options(&'static str),
}

/// The columns of a file are not those of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ColumnsError {
    /// The file; `None` for a reader or bytes.
    pub file: Option<PathBuf>,
    /// The record's name.
    pub record: &'static str,
    /// Columns that the record has and the file has not.
    pub missing: Vec<String>,
    /// Columns that the file has, in its order.
    pub found: Vec<String>,
    /// What else is wrong: a column that is there twice, a header that cannot be read.
    pub problem: Option<String>,
}

/// A place in the input.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Location {
    /// The file; `None` for a reader or bytes.
    pub file: Option<PathBuf>,
    /// The line, the first one being 1.
    pub line: u64,
    /// The byte, counted from the beginning of the (unpacked) input, the first one being 0.
    pub byte_offset: u64,
}

/// A record of a file that is no row.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BadRecord {
    /// Where it begins.
    pub location: Location,
    /// What is wrong with it.
    pub problem: RecordProblem,
    /// Its bytes, as text; shortened to a few hundred characters for messages, whole in a reject file.
    pub text: String,
}

/// What is wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RecordProblem {
    /// It has another number of cells than the file has columns.
    CellCount {
        /// Cells of the record.
        found: usize,
        /// Columns of the file.
        expected: usize,
    },
    /// A quote is never closed.
    UnclosedQuote,
    /// It is longer than a record may be.
    TooLong {
        /// The limit, in bytes.
        limit: usize,
    },
    /// It does not follow the format.
    Syntax(String),
    /// It is no record: what stands between records, or behind them, does not follow the format.
    Between(&'static str),
    /// It has a field that the record does not know.
    UnknownField(String),
    /// It has a field twice.
    RepeatedField(String),
    /// It lacks a field.
    MissingField(String),
}

/// A cell that cannot be read, or whose value is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BadCell {
    /// Where its text begins.
    pub location: Location,
    /// Its row, the first one being 0, where columns stand one behind the other.
    pub row: Option<u32>,
    /// The column's external name; `outer.inner` in a nested record.
    pub column: String,
    /// The cell's text, as it stands there without quotes; shortened to a few hundred characters.
    pub text: String,
    /// What was expected, or the validator's message.
    pub expected: String,
}

/// The characters of a text that messages show.
const SHOWN: usize = 200;

/// A text short enough for a message.
pub(crate) fn shorten(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    match text.char_indices().nth(SHOWN) {
        None => text.into_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

impl From<ColumnsError> for ReadError {
    fn from(columns: ColumnsError) -> Self {
        Self::Columns(Box::new(columns))
    }
}

impl From<BadRecord> for ReadError {
    fn from(record: BadRecord) -> Self {
        Self::Record(Box::new(record))
    }
}

impl From<BadCell> for ReadError {
    fn from(cell: BadCell) -> Self {
        Self::Cell(Box::new(cell))
    }
}

impl ReadError {
    pub(crate) fn io(file: Option<&Path>, source: io::Error) -> Self {
        Self::Io { file: file.map(Path::to_owned), source }
    }

    /// Where it happened, if it was somewhere in the text.
    #[must_use]
    pub fn location(&self) -> Option<&Location> {
        match self {
            Self::Record(record) => Some(&record.location),
            Self::Cell(cell) | Self::Refused(cell) => Some(&cell.location),
            _ => None,
        }
    }
}

fn name(file: Option<&PathBuf>) -> String {
    file.map_or_else(|| "input".to_owned(), |file| file.display().to_string())
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} (byte {})", name(self.file.as_ref()), self.line, self.byte_offset)
    }
}

impl fmt::Display for BadRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.location, self.problem)?;
        if self.text.is_empty() { Ok(()) } else { write!(f, ", in `{}`", shorten(self.text.as_bytes())) }
    }
}

impl fmt::Display for RecordProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CellCount { found, expected } => write!(f, "{found} cells where the file has {expected} columns"),
            Self::UnclosedQuote => f.write_str("a quote is never closed"),
            Self::Between(problem) => f.write_str(problem),
            Self::TooLong { limit } => write!(f, "a record of more than {limit} bytes; a quote may be missing"),
            Self::Syntax(problem) => f.write_str(problem),
            Self::UnknownField(name) => write!(f, "an unknown field `{name}`"),
            Self::RepeatedField(name) => write!(f, "the field `{name}` is there twice"),
            Self::MissingField(name) => write!(f, "the field `{name}` is missing"),
        }
    }
}

impl fmt::Display for BadCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { location, row, column, text, expected } = self;
        write!(f, "{location}: ")?;
        if let Some(row) = row {
            write!(f, "row {row}, ")?;
        }
        write!(f, "column `{column}`: `{text}`: {expected}")
    }
}

impl fmt::Display for ColumnsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, record, missing, found, problem } = self;
        write!(f, "{}: ", name(file.as_ref()))?;
        if let Some(problem) = problem {
            return f.write_str(problem);
        }
        write!(f, "no column ")?;
        list(f, missing)?;
        write!(f, " for `{record}`; the file has ")?;
        if found.is_empty() { f.write_str("none") } else { list(f, found) }
    }
}

fn list(f: &mut fmt::Formatter<'_>, names: &[String]) -> fmt::Result {
    for (index, name) in names.iter().enumerate() {
        write!(f, "{}`{name}`", if index > 0 { ", " } else { "" })?;
    }
    Ok(())
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { file, source } => write!(f, "{}: {source}", name(file.as_ref())),
            Self::NoFiles(pattern) => write!(f, "no files: {pattern}"),
            Self::Columns(columns) => columns.fmt(f),
            Self::Record(record) => record.fmt(f),
            Self::Cell(cell) | Self::Refused(cell) => cell.fmt(f),
            Self::Violations(violations) => violations.fmt(f),
            Self::Options(problem) => f.write_str(problem),
        }
    }
}

impl core::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl core::error::Error for BadCell {}
impl core::error::Error for BadRecord {}
impl core::error::Error for ColumnsError {}
