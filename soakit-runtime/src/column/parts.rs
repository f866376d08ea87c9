//! [`PartsError`]: why raw buffers do not make a column.

use core::fmt;

/// Buffers from outside that do not make a column.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PartsError {
    /// A bitmap has fewer bits than there are rows.
    TooFewBits {
        /// The bits there are.
        bits: usize,
        /// The rows there are.
        rows: usize,
    },
    /// A validity bitmap does not have one bit for each value.
    Validity {
        /// The bits there are.
        bits: usize,
        /// The values there are.
        values: usize,
    },
    /// A list of offsets is empty; even for no row it holds one 0.
    NoOffsets,
    /// A text cell ends before it starts, or starts before the first byte.
    Offsets {
        /// The row.
        row: usize,
        /// Where the cell starts.
        start: i64,
        /// Where the cell ends.
        end: i64,
    },
    /// A text cell ends beyond the bytes.
    OffsetBeyond {
        /// The row.
        row: usize,
        /// Where the cell ends.
        end: i64,
        /// The bytes there are.
        bytes: usize,
    },
    /// A text cell is not UTF-8.
    NotUtf8 {
        /// The row.
        row: usize,
    },
    /// A dictionary code has no word.
    Code {
        /// The row.
        row: usize,
        /// The code.
        code: u32,
        /// The words there are.
        words: usize,
    },
}

impl fmt::Display for PartsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFewBits { bits, rows } => write!(f, "a bitmap of {bits} bits is too short for {rows} rows"),
            Self::Validity { bits, values } => write!(f, "{values} values have a validity bitmap of {bits} bits"),
            Self::NoOffsets => f.write_str("text offsets are empty; for no row they hold one 0"),
            Self::Offsets { row, start, end } => write!(f, "row {row}: text starts at byte {start} and ends at {end}"),
            Self::OffsetBeyond { row, end, bytes } => {
                write!(f, "row {row}: text ends at byte {end}, but there are {bytes} bytes")
            }
            Self::NotUtf8 { row } => write!(f, "row {row}: text is not UTF-8"),
            Self::Code { row, code, words } => {
                write!(f, "row {row}: code {code} has no word; the dictionary has {words} words")
            }
        }
    }
}

impl core::error::Error for PartsError {}
