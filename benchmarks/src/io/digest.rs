//! [`Digest`]: a few numbers by which tables of different engines are compared.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use super::record::Record;

/// The number of rows and, of each column, the sum of its numbers or of the lengths of its texts, and how many are missing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Digest {
    row_count: u64,
    columns: BTreeMap<String, Column>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Column {
    sum: f64,
    missing: u64,
}

impl Digest {
    /// Adds up records.
    pub(crate) fn of_records<R: Record>(records: impl Iterator<Item = R>) -> Self {
        let mut columns = vec![Column::default(); R::COLUMNS.len()];
        let mut row_count = 0;
        for record in records {
            row_count += 1;
            record.cells(|column, amount| columns[column].add(amount));
        }
        Digest { row_count, columns: R::COLUMNS.iter().map(|&name| name.into()).zip(columns).collect() }
    }

    /// Adds up a CSV file, cell by cell: `NA` and nothing are missing, what reads as a number is one.
    pub(crate) fn of_csv(path: &Path) -> Result<Self, String> {
        let mut reader = csv::Reader::from_path(path).map_err(|error| error.to_string())?;
        let names = reader.headers().map_err(|error| error.to_string())?.clone();
        let mut digest = Digest::default();
        let mut columns = vec![Column::default(); names.len()];
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record).map_err(|error| error.to_string())? {
            digest.row_count += 1;
            for (column, cell) in columns.iter_mut().zip(&record) {
                column.add(match cell {
                    "NA" | "" => None,
                    text => Some(text.parse().unwrap_or(text.len() as f64)),
                });
            }
        }
        digest.columns = names.iter().map(String::from).zip(columns).collect();
        Ok(digest)
    }

    /// Adds up JSON Lines, value by value.
    pub(crate) fn of_json_lines(path: &Path) -> Result<Self, String> {
        let mut digest = Digest::default();
        for line in BufReader::new(File::open(path).map_err(|error| error.to_string())?).lines() {
            let line = line.map_err(|error| error.to_string())?;
            let object: BTreeMap<String, serde_json::Value> =
                serde_json::from_str(&line).map_err(|error| error.to_string())?;
            digest.row_count += 1;
            for (name, value) in object {
                let text_length = || value.as_str().map(|text| text.len() as f64);
                digest.columns.entry(name).or_default().add(value.as_f64().or_else(text_length));
            }
        }
        Ok(digest)
    }

    /// Notes rows of which columns are told apart by [`add`](Digest::add).
    pub(crate) fn add_rows(&mut self, row_count: usize) {
        self.row_count += row_count as u64;
    }

    /// Adds to a column.
    pub(crate) fn add(&mut self, column: &str, cells: impl Iterator<Item = Option<f64>>) {
        let column = self.columns.entry(column.into()).or_default();
        cells.for_each(|amount| column.add(amount));
    }

    /// Reads what `Display` writes.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace();
        let row_count = words.next()?.parse().ok()?;
        let column = |word: &str| {
            let (name, rest) = word.split_once('=')?;
            let (sum, missing) = rest.split_once('/')?;
            Some((String::from(name), Column { sum: sum.parse().ok()?, missing: missing.parse().ok()? }))
        };
        Some(Digest { row_count, columns: words.map(column).collect::<Option<_>>()? })
    }

    /// Compares with what all columns together have, of which `width` must be here.
    pub(crate) fn check(&self, all: &Digest, width: usize) -> Result<(), String> {
        let agrees = |name: &String, column: &Column| {
            // Floats are added in another order everywhere.
            let near = |sum: f64| (sum - column.sum).abs() <= 1e-9 * sum.abs();
            all.columns.get(name).is_some_and(|other| near(other.sum) && other.missing == column.missing)
        };
        let whole = self.row_count == all.row_count && self.columns.len() == width;
        if whole && self.columns.iter().all(|(name, column)| agrees(name, column)) {
            return Ok(());
        }
        Err(format!("disagrees:\n{self}\nand should be {width} columns of\n{all}"))
    }

    /// The number of columns.
    pub(crate) fn width(&self) -> usize {
        self.columns.len()
    }
}

impl Column {
    fn add(&mut self, amount: Option<f64>) {
        match amount {
            Some(amount) => self.sum += amount,
            None => self.missing += 1,
        }
    }
}

/// One line of words: `3 id1=15/0 v3=7.25/1`.
impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.row_count)?;
        self.columns.iter().try_for_each(|(name, Column { sum, missing })| write!(f, " {name}={sum}/{missing}"))
    }
}

/// A cell as a number to add up: itself, or the length of a text.
pub(crate) trait Cell {
    /// The number; none where the cell is missing.
    fn amount(&self) -> Option<f64>;
}

impl Cell for i32 {
    fn amount(&self) -> Option<f64> {
        Some(f64::from(*self))
    }
}

impl Cell for i64 {
    fn amount(&self) -> Option<f64> {
        Some(*self as f64)
    }
}

impl Cell for f64 {
    fn amount(&self) -> Option<f64> {
        Some(*self)
    }
}

impl Cell for String {
    fn amount(&self) -> Option<f64> {
        Some(self.len() as f64)
    }
}

impl<C: Cell> Cell for Option<C> {
    fn amount(&self) -> Option<f64> {
        self.as_ref()?.amount()
    }
}
