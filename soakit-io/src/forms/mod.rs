//! Forms that other formats give a container, through serde, in one call each: as rows and as columns.
//!
//! The forms are those of [`soakit_runtime::record::serde`], with all its checks: an unknown, missing or repeated field, a
//! cell of the wrong type, a column of another length, a value that its validator refuses is an error that names the row and
//! the column, and there is no container then.

#[cfg(feature = "postcard")]
pub mod postcard;
#[cfg(feature = "toml")]
pub mod toml;
#[cfg(feature = "postcard")]
mod words;

use core::fmt;

/// Why a container could not be written to, or read from, one of these formats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormError {
    format: &'static str,
    problem: String,
}

impl FormError {
    fn new(format: &'static str, problem: impl fmt::Display) -> Self {
        // Some end with a line.
        Self { format, problem: problem.to_string().trim_ascii_end().to_owned() }
    }
}

impl fmt::Display for FormError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.format, self.problem)
    }
}

impl core::error::Error for FormError {}
