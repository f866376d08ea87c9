//! CSV in whatever dialect: what is written reads back equal, or is refused by name.
#![cfg(feature = "io")]

mod support;

use soakit::csv::{Dialect, Quoting, Reader, Writer};
use soakit::io::WriteError;
use soakit::prelude::*;
use support::Random;

#[derive(Clone, Copy, Debug, PartialEq, Cell)]
enum Sign {
    Plain,
    #[cell(rename = "two words")]
    Words,
    #[cell(rename = "a,b;\"c\"\n")]
    Awkward,
}

#[derive(Clone, Copy, Debug, Cell)]
struct Metres(f64);

// As bits: -0.0 is not 0.0, and NaN is NaN.
impl PartialEq for Metres {
    fn eq(&self, other: &Self) -> bool {
        self.0.to_bits() == other.0.to_bits() || self.0.is_nan() && other.0.is_nan()
    }
}

#[derive(Clone, Debug, PartialEq, SoA)]
struct Place {
    #[soa(rename = "lat, long")]
    latitude: Metres,
    name: Option<String>,
}

#[derive(Clone, Debug, PartialEq, SoA)]
struct Mixed {
    tiny: i8,
    wide: u64,
    widest: Option<i128>,
    narrow: Option<f32>,
    metres: Metres,
    alive: bool,
    sure: Option<bool>,
    letter: char,
    mark: Option<char>,
    text: String,
    note: Option<String>,
    #[soa(dict)]
    class: String,
    #[soa(dict, rename = "# sub")]
    sub: Option<String>,
    sign: Sign,
    other_sign: Option<Sign>,
    #[soa(nested)]
    place: Place,
    #[soa(column = soakit::column::Bits)]
    packed: bool,
    numbers: Vec<f64>,
    words: Option<Vec<String>>,
    pairs: Vec<(String, i64)>,
}

/// Pieces of texts that some dialect gives a meaning.
#[rustfmt::skip]
const PIECES: [&str; 34] = [
    "", "a", "aa", "ba", "NA", "-", "null", " ", "\t", ",", ";", "::",
    ":", "zz", "z", "\"", "'", "\\", "#", "\n", "\r", "\r\n", "[", "]",
    "{", "1", "-8", "é", "\u{1D11E}", "\0", "\u{FEFF}", "\\n", "\\u0041", "\"\"",
];

fn text(random: &mut Random) -> String {
    (0..random.below(4)).map(|_| PIECES[random.below(PIECES.len())]).collect()
}

fn letter(random: &mut Random) -> char {
    ['a', ' ', '\t', ',', ';', ':', '"', '\'', '\\', '#', '\n', '\r', '[', '{', 'z', '\u{1D11E}'][random.below(16)]
}

fn metres(random: &mut Random) -> Metres {
    let tiny = f64::from_bits(random.below(1 << 50) as u64);
    let any = f64::from_bits((random.below(1 << 53) as u64) << 11 | random.below(1 << 11) as u64);
    let special = [0.0, -0.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN_POSITIVE, 0.1, 1e23];
    Metres([tiny, any, special[random.below(special.len())]][random.below(3)])
}

fn sign(random: &mut Random) -> Sign {
    [Sign::Plain, Sign::Words, Sign::Awkward][random.below(3)]
}

fn maybe<T>(random: &mut Random, make: impl FnOnce(&mut Random) -> T) -> Option<T> {
    (random.below(3) > 0).then(|| make(random))
}

fn mixed(random: &mut Random) -> Mixed {
    Mixed {
        tiny: [i8::MIN, -8, 0, i8::MAX][random.below(4)],
        wide: [u64::MIN, 1, u64::MAX][random.below(3)],
        widest: maybe(random, |random| [i128::MIN, -8, i128::MAX][random.below(3)]),
        narrow: maybe(random, |random| [f32::MIN_POSITIVE, f32::MAX, -0.5, f32::INFINITY][random.below(4)]),
        metres: metres(random),
        alive: random.flip(),
        sure: maybe(random, Random::flip),
        letter: letter(random),
        mark: maybe(random, letter),
        text: text(random),
        note: maybe(random, text),
        class: text(random),
        sub: maybe(random, text),
        sign: sign(random),
        other_sign: maybe(random, sign),
        place: Place { latitude: metres(random), name: maybe(random, text) },
        packed: random.flip(),
        numbers: (0..random.below(3)).map(|_| f64::from(random.below(100) as u32) / 8.0).collect(),
        words: maybe(random, |random| (0..random.below(3)).map(|_| text(random)).collect()),
        pairs: (0..random.below(3)).map(|_| (text(random), -8)).collect(),
    }
}

fn rows(random: &mut Random, count: usize) -> Bulk<Mixed> {
    (0..count).map(|_| mixed(random)).collect()
}

/// A dialect in which every text can be written.
fn dialect(random: &mut Random) -> Dialect {
    let mut dialect = Dialect::default();
    let delimiters = [",", ";", "|", "\t", ":", "z", "1", ".", "-", " ", "::", "aab", "  ", "\t\t", "\u{e9}", ", "];
    dialect.delimiter = delimiters[random.below(delimiters.len())].into();
    dialect.terminator = ["\n", "\n", "\r\n", "zz", "\u{1D11E};", "\0", "bab"][random.below(7)].into();
    dialect.quote = Some([b'"', b'\''][random.below(2)]);
    dialect.escape = [None, Some(b'\\'), Some(b'^')][random.below(3)];
    dialect.doubled_quote = dialect.escape.is_none() || random.flip();
    dialect.comment = [None, Some(b'#')][random.below(2)];
    dialect.quoted_newlines = dialect.escape.is_none() || random.flip();
    dialect.brackets = random.flip();
    dialect.na = [&[][..], &["NA"], &["", "null", "-8"], &["-", "a"]][random.below(4)]
        .iter()
        .map(|text| (*text).to_owned())
        .collect();
    // In quotes, too, a text that stands for missing values could not be written.
    dialect.quoted_na = dialect.na.is_empty();
    dialect.initial_space = random.below(3) == 0;
    if dialect.initial_space && dialect.delimiter.trim_matches(' ').is_empty() {
        // Blanks are one delimiter however many: an empty cell cannot stand between them.
        dialect.na = vec!["null".into()];
        dialect.quoted_na = false;
    }
    if dialect.delimiter.bytes().any(|byte| dialect.terminator.contains(char::from(byte))) {
        dialect.terminator = "\n".into();
    }
    dialect
}

fn round_trip<T: SoA + PartialEq>(
    writer: &Writer,
    reader: &Reader,
    rows: &Bulk<T>,
    context: &dyn std::fmt::Debug,
) -> Result<(), WriteError>
where
    T::Columns: soakit::io::ReadColumn
        + soakit::io::WriteColumn
        + soakit::column::traits::EqColumn
        + soakit::column::traits::DebugColumn,
    Bulk<T>: Send + Sync,
{
    let written = writer.to_string(rows)?;
    match reader.read_slice::<T>(written.as_bytes()) {
        Ok(read) => assert!(read == *rows, "{context:?}\n{written}\nwas read as {read:?}\ninstead of {rows:?}"),
        Err(error) => panic!("{context:?}\n{written}\n{error}"),
    }
    Ok(())
}

#[test]
fn what_is_written_reads_back_equal() {
    let mut random = Random::new(7);
    for _ in 0..400 {
        let dialect = dialect(&mut random);
        let quoting = [Quoting::WhereNeeded, Quoting::NonNumeric, Quoting::All][random.below(3)];
        let has_header = random.flip();
        let mut writer = Writer::new().dialect(dialect.clone()).quoting(quoting).header(has_header);
        if random.flip() {
            writer = dialect
                .na
                .iter()
                .filter(|text| !dialect.delimiter.contains('-') && *text != "-8")
                .fold(writer, Writer::na);
        }
        let count = random.below(20);
        let rows = rows(&mut random, count);
        let reader = Reader::new().dialect(dialect.clone()).header(has_header);
        round_trip(&writer, &reader, &rows, &(&dialect, quoting)).unwrap();
    }
}

#[test]
fn a_record_of_one_cell_is_never_an_empty_line() {
    let mut random = Random::new(3);
    for _ in 0..400 {
        let dialect = dialect(&mut random);
        let has_header = random.flip();
        let writer = Writer::new().dialect(dialect.clone()).header(has_header);
        let reader = Reader::new().dialect(dialect.clone()).header(has_header);
        let count = random.below(6);
        let texts: Bulk<(String,)> = (0..count).map(|_| (text(&mut random),)).collect();
        round_trip(&writer, &reader, &texts, &dialect).unwrap();
        let numbers: Bulk<(Option<i32>,)> = (0..count).map(|_| (maybe(&mut random, |_| -8),)).collect();
        round_trip(&writer, &reader, &numbers, &dialect).unwrap();
        let notes: Bulk<(Option<String>,)> = (0..count).map(|_| (maybe(&mut random, text),)).collect();
        match round_trip(&writer, &reader, &notes, &dialect) {
            // Nothing is left that could say "missing" here: `""` is an empty text.
            Err(WriteError::Cell(cell)) => {
                assert!(dialect.na.is_empty() && cell.problem.contains("missing"), "{dialect:?} {cell}");
            }
            result => result.unwrap(),
        }
    }
}

#[test]
fn a_cell_that_a_dialect_cannot_write_is_named() {
    let rows = Bulk::from([(1, "a".to_owned()), (2, "x,\"y".to_owned())]);
    let refused = |writer: &Writer| writer.to_string(&rows).unwrap_err().to_string();
    assert_eq!(
        refused(&Writer::new().quote(None)),
        "row 1, column `1`: `x,\"y`: the text needs quotes, and the dialect has none"
    );
    assert_eq!(
        refused(&Writer::new().doubled_quote(false)),
        "row 1, column `1`: `x,\"y`: the text holds a quote, and the dialect has no way to write one inside quotes"
    );
    assert_eq!(Writer::new().quote(None).delimiter(";").to_string(&rows).unwrap(), "0;1\n1;a\n2;x,\"y\n");
    let lines = Bulk::from([("a\nb".to_owned(), 1)]);
    let one_line = Writer::new().quoted_newlines(false).header(false);
    assert_eq!(
        one_line.to_string(&lines).unwrap_err().to_string(),
        "row 0, column `0`: `a\nb`: the text holds the end of a record, and the dialect has no way to write one inside quotes"
    );
    assert_eq!(one_line.escape(b'\\').to_string(&lines).unwrap(), "\"a\\nb\",1\n");
    let missing = Bulk::from([(Some("NA".to_owned()), 1)]);
    assert_eq!(
        Writer::new().quoted_na(true).to_string(&missing).unwrap_err().to_string(),
        "row 0, column `0`: `NA`: the text stands for a missing value, in quotes too"
    );
}

#[test]
fn dialects_that_contradict_themselves_are_refused() {
    let rows = Bulk::from([(1, 2)]);
    for (writer, problem) in [
        (Writer::new().quote(b','), "a character has two meanings: quote, escape, comment, delimiter, terminator"),
        (Writer::new().escape(b'"'), "a character has two meanings: quote, escape, comment, delimiter, terminator"),
        (Writer::new().delimiter(""), "several columns need a delimiter"),
        (Writer::new().delimiter(",\r"), "the delimiter has a character of the end of a record"),
        (Writer::new().quote(0xE9), "quote, escape and comment are ASCII characters"),
        (Writer::new().na("a,b"), "the text for missing values would need quotes"),
        (Writer::new().terminator(""), "several records need a terminator"),
        (Writer::new().quote(None).quoting(Quoting::All), "cells are to be quoted, and the dialect has no quote"),
    ] {
        assert_eq!(writer.to_string(&rows).unwrap_err().to_string(), problem);
    }
}

#[test]
fn quotes_stand_where_they_are_asked_for() {
    let rows = Bulk::from([(1, "a".to_owned(), None), (2, "b c".to_owned(), Some(true))]);
    let written = |quoting| Writer::new().quoting(quoting).na("NA").to_string(&rows).unwrap();
    assert_eq!(written(Quoting::WhereNeeded), "0,1,2\n1,a,NA\n2,b c,true\n");
    assert_eq!(written(Quoting::NonNumeric), "\"0\",\"1\",\"2\"\n1,\"a\",NA\n2,\"b c\",true\n");
    assert_eq!(written(Quoting::All), "\"0\",\"1\",\"2\"\n\"1\",\"a\",NA\n\"2\",\"b c\",\"true\"\n");
}

#[test]
fn many_rows_are_written_in_order() {
    let rows: Bulk<(u32, String)> = (0..100_000).map(|row| (row, "x".repeat(row as usize % 30))).collect();
    let expected: String = rows.iter().map(|row| format!("{},{}\n", row.0, row.1)).collect();
    assert!(Writer::new().header(false).to_string(&rows).unwrap() == expected);
}
