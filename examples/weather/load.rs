//! From a CSV file to columns. Every error names file, row, column and value; a bad file gives no container at all.

use std::cell::Cell;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use serde::de::value::{self, MapDeserializer};
use serde::de::{Deserialize, Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
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
    let reader = csv::Reader::from_path(file).map_err(|error| LoadError::File(file.into(), error))?;
    read_from(file, reader)
}

/// Reads all observations of an open file; `file` is its name in errors.
fn read_from(file: &Path, mut reader: csv::Reader<impl io::Read>) -> Result<Bulk<Weather>, LoadError> {
    let whole = |error| LoadError::File(file.into(), error);
    let headers = reader.headers().map_err(whole)?.clone();
    let mut weather: Bulk<Weather> = Bulk::new();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(whole)? {
        let column = Cell::new(0);
        let cells = headers.iter().zip(record.iter().enumerate());
        let cells = cells.map(|(name, (index, text))| (name, CsvCell { text, index, reading: &column }));
        match Weather::deserialize(MapDeserializer::<_, value::Error>::new(cells)) {
            Ok(row) => weather.push(row),
            Err(error) => {
                let text = |cells: &csv::StringRecord| cells.get(column.get()).unwrap_or_default().to_owned();
                return Err(LoadError::Cell {
                    file: file.into(),
                    line: record.position().map_or(0, csv::Position::line),
                    column: text(&headers),
                    value: text(&record),
                    reason: error.to_string(),
                });
            }
        }
    }
    weather.validate().map_err(|violations| LoadError::Invalid(file.into(), violations))?;
    Ok(weather)
}

/// A cell that says when it is read: so the column of a bad one is known, whatever its type.
struct CsvCell<'r> {
    text: &'r str,
    index: usize,
    /// The column being read.
    reading: &'r Cell<usize>,
}

/// Reads a number from a cell's text.
macro_rules! numbers {
    ($($read:ident => $visit:ident)*) => {$(
        fn $read<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, value::Error> {
            self.reading.set(self.index);
            visitor.$visit(self.text.parse().map_err(value::Error::custom)?)
        }
    )*};
}

impl<'de> Deserializer<'de> for CsvCell<'de> {
    type Error = value::Error;

    numbers! { deserialize_u8 => visit_u8 deserialize_u16 => visit_u16 deserialize_f64 => visit_f64 }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, value::Error> {
        if self.text == "NA" { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, value::Error> {
        self.reading.set(self.index);
        visitor.visit_borrowed_str(self.text)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, value::Error> {
        self.reading.set(self.index);
        visitor.visit_enum(self.text.into_deserializer())
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u32 u64 u128 f32 char str string bytes byte_buf unit unit_struct newtype_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de> for CsvCell<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str =
        "origin,year,month,day,hour,temp,dewp,humid,wind_dir,wind_speed,wind_gust,precip,pressure,visib,time_hour";
    const GOOD: &str = "EWR,2013,1,1,1,39.02,26.06,59.37,270,10.36,NA,0,1012,10,2013-01-01T06:00:00Z";

    fn load(rows: &[&str]) -> Result<Bulk<Weather>, String> {
        let text = format!("{HEAD}\n{}\n", rows.join("\n"));
        read_from(Path::new("hours.csv"), csv::Reader::from_reader(text.as_bytes())).map_err(|error| error.to_string())
    }

    #[test]
    fn missing_values_are_missing() {
        let weather = load(&[GOOD]).expect("a good row");
        assert_eq!((weather.temp().get(0), weather.wind_gust().get(0)), (Some(Some(&39.02)), Some(None)));
    }

    #[test]
    fn the_shipped_file_loads_whole() {
        let weather =
            read(concat!(env!("CARGO_MANIFEST_DIR"), "/data/weather.csv").as_ref()).expect("the file is good");
        assert_eq!(weather.len(), 26_115);
        assert_eq!(weather.wind_gust().null_count(), 20_778);
        assert_eq!(weather.pressure().null_count(), 2_729);
    }

    #[test]
    fn a_bad_cell_names_file_line_column_and_value() {
        let error = load(&[GOOD, &GOOD.replace("39.02", "warm")]).unwrap_err();
        assert_eq!(error, "hours.csv, line 3, column `temp`, value \"warm\": invalid float literal");
        let error = load(&[&GOOD.replace("EWR", "SFO")]).unwrap_err();
        assert!(error.starts_with("hours.csv, line 2, column `origin`, value \"SFO\": unknown variant"), "{error}");
        let error = load(&[&GOOD.replace("2013,1,1,1,", "2013,1,1,300,")]).unwrap_err();
        assert!(error.starts_with("hours.csv, line 2, column `hour`, value \"300\": "), "{error}");
    }

    #[test]
    fn a_row_with_too_few_or_too_many_cells_is_refused() {
        for row in [&GOOD[..GOOD.len() - 21], &format!("{GOOD},1")] {
            let error = load(&[GOOD, row]).unwrap_err();
            assert!(error.starts_with("hours.csv: CSV error: record 2 (line: 3"), "{error}");
        }
    }

    #[test]
    fn a_validator_names_row_column_and_value() {
        let error = load(&[GOOD, &GOOD.replace("59.37", "159.37"), &GOOD.replace("2013,1,", "2013,13,")]).unwrap_err();
        assert_eq!(
            error,
            "hours.csv:\nrow 1, column `humid`, value 159.37: humidity is 0 to 100 %\nrow 2, column `month`, value 13: a month is 1 to 12"
        );
    }
}
