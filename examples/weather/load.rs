//! From a CSV file to columns. Every error names file, row, column and value; a bad file gives no container at all.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error as _};
use soakit::Violations;
use soakit::prelude::*;

use super::record::Weather;

/// Why a file could not be loaded.
#[derive(Debug)]
pub enum LoadError {
    /// The file cannot be read, or is no CSV.
    File(PathBuf, csv::Error),
    /// A cell is not what its column holds.
    Cell {
        /// The file.
        file: PathBuf,
        /// The line, from 1.
        line: u64,
        /// The column's name.
        column: String,
        /// The cell's text.
        value: String,
        /// What is wrong.
        reason: String,
    },
    /// Cells that the record's validators refuse.
    Invalid(PathBuf, Violations),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file, error) => write!(f, "{}: {error}", file.display()),
            Self::Cell { file, line, column, value, reason } => {
                write!(f, "{}, line {line}, column `{column}`, value {value:?}: {reason}", file.display())
            }
            Self::Invalid(file, violations) => write!(f, "{}:\n{violations}", file.display()),
        }
    }
}

impl std::error::Error for LoadError {}

/// Reads all observations of a file.
pub fn read(file: &Path) -> Result<Bulk<Weather>, LoadError> {
    let whole = |error| LoadError::File(file.into(), error);
    let mut reader = csv::Reader::from_path(file).map_err(whole)?;
    let headers = reader.headers().map_err(whole)?.clone();
    let mut weather: Bulk<Weather> = Bulk::new();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(whole)? {
        let row = record.deserialize(Some(&headers)).map_err(|error| blame(file, &headers, &record, error))?;
        weather.push(row);
    }
    weather.validate().map_err(|violations| LoadError::Invalid(file.into(), violations))?;
    Ok(weather)
}

/// Adds the column and the cell to what `csv` says.
fn blame(file: &Path, headers: &csv::StringRecord, record: &csv::StringRecord, error: csv::Error) -> LoadError {
    let csv::ErrorKind::Deserialize { err, .. } = error.kind() else { return LoadError::File(file.into(), error) };
    let Some(field) = err.field() else { return LoadError::File(file.into(), error) };
    let text = |cells: &csv::StringRecord| cells.get(field as usize).unwrap_or_default().to_owned();
    LoadError::Cell {
        file: file.into(),
        line: record.position().map_or(0, csv::Position::line),
        column: text(headers),
        value: text(record),
        reason: err.kind().to_string(),
    }
}

/// Reads `NA` as missing.
pub fn or_missing<'de, D: Deserializer<'de>, V: FromStr<Err: fmt::Display>>(
    deserializer: D,
) -> Result<Option<V>, D::Error> {
    match <&str>::deserialize(deserializer)? {
        "NA" => Ok(None),
        text => text.parse().map(Some).map_err(D::Error::custom),
    }
}
