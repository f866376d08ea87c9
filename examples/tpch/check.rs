//! Holds answers to the expected ones in `answers/`, which an independent engine found at scale 0.01.
//!
//! Exact numbers must agree digit for digit, their count included. Averages and ratios are doubles there, computed in
//! another order: they agree if they differ by less than a billionth.

use std::fmt;
use std::path::{Path, PathBuf};

use super::answer::{Answer, Datum};

/// The scale of the expected answers.
pub const SCALE: f64 = 0.01;

/// Where an answer is not the expected one.
#[derive(Debug)]
pub struct Mismatch {
    /// The file with the expected answer.
    file: PathBuf,
    /// What is different, and where.
    place: Place,
    /// What the file says.
    expected: String,
    /// What was found.
    found: String,
}

#[derive(Debug)]
enum Place {
    Header,
    RowCount,
    Cell { row: usize, column: &'static str },
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, place, expected, found } = self;
        let file = file.file_name().unwrap_or_default().display();
        match place {
            Place::Header => write!(f, "{file}, header: ")?,
            Place::RowCount => write!(f, "{file}, number of rows: ")?,
            Place::Cell { row, column } => write!(f, "{file}, row {row}, column `{column}`: ")?,
        }
        write!(f, "expected {expected}, found {found}")
    }
}

/// Compares an answer at scale [`SCALE`] with the expected one of the same number.
///
/// # Errors
/// With the first difference.
///
/// # Panics
/// When the file with the expected answer cannot be read.
pub fn check(number: usize, answer: &Answer) -> Result<(), Box<Mismatch>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tpch/answers/q{number:02}.csv"));
    let (header, rows) = read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    compare(answer, &header, &rows)
        .map_err(|(place, expected, found)| Box::new(Mismatch { file: file.clone(), place, expected, found }))
}

/// The header and the rows of a file.
fn read(file: &Path) -> Result<(csv::StringRecord, Vec<csv::StringRecord>), csv::Error> {
    let mut reader = csv::Reader::from_path(file)?;
    Ok((reader.headers()?.clone(), reader.records().collect::<Result<_, _>>()?))
}

/// Finds the first difference: its place, what was expected, what was found.
fn compare(
    answer: &Answer,
    header: &csv::StringRecord,
    rows: &[csv::StringRecord],
) -> Result<(), (Place, String, String)> {
    if *header != answer.header {
        return Err((Place::Header, header.iter().collect::<Vec<_>>().join(","), answer.header.join(",")));
    }
    for (row, (expected, found)) in rows.iter().zip(&answer.rows).enumerate() {
        for ((expected, found), column) in expected.iter().zip(found).zip(&answer.header) {
            if !agree(expected, found) {
                return Err((Place::Cell { row, column }, format!("{expected:?}"), format!("{found:?}")));
            }
        }
    }
    // After the cells: the first row that is missing or too many says more than a count.
    if rows.len() != answer.rows.len() {
        return Err((Place::RowCount, rows.len().to_string(), answer.rows.len().to_string()));
    }
    Ok(())
}

/// Whether a text of a file says the same as a cell.
fn agree(expected: &str, found: &Datum) -> bool {
    match found {
        Datum::Missing => expected.is_empty(),
        Datum::Int(number) => expected.parse() == Ok(*number),
        Datum::Float(_) => expected.parse().is_ok_and(|expected| found.agrees_with(&Datum::Float(expected))),
        Datum::Exact(text) | Datum::Text(text) => expected == text,
        Datum::Date(date) => expected == date.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use soakit::{Decimal, WideDecimal};

    use super::*;

    fn yearly(answer: Answer) -> Result<(), String> {
        check(17, &answer).map_err(|mismatch| mismatch.to_string())
    }

    #[test]
    fn a_mismatch_names_file_row_column_and_both_values() {
        assert_eq!(yearly(Answer::new(["yearly"], [None::<f64>])), Ok(()));
        let error = yearly(Answer::new(["yearly"], [1.5])).unwrap_err();
        assert_eq!(error, "q17.csv, row 0, column `yearly`: expected \"\", found Float(1.5)");
        let error = yearly(Answer::new(["year"], [1.5])).unwrap_err();
        assert_eq!(error, "q17.csv, header: expected yearly, found year");
        let error = yearly(Answer::new(["yearly"], [None::<f64>; 2])).unwrap_err();
        assert_eq!(error, "q17.csv, number of rows: expected 1, found 2");
        assert!(yearly(Answer::new(["yearly"], [0.0; 0])).is_err());
    }

    #[test]
    fn exact_numbers_agree_digit_for_digit_and_doubles_to_a_billionth() {
        let cents = Datum::from(Decimal::<2>::literal("380456.00"));
        assert!(agree("380456.00", &cents) && !agree("380456.0", &cents) && !agree("380456.01", &cents));
        assert!(agree("0.000000", &WideDecimal::<6>::ZERO.into()));
        let third = Datum::from(1.0 / 3.0);
        assert!(agree("0.3333333333", &third) && !agree("0.33333333", &third) && !agree("", &third));
        assert!(agree("0.0", &Datum::from(0.0)) && agree("7", &Datum::from(7)) && !agree("7.0", &Datum::from(7)));
    }
}
