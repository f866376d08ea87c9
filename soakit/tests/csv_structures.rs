//! Lists, maps and texts in every dialect: what is written reads back equal, or is refused.
#![cfg(feature = "io")]

mod support;

use std::collections::BTreeMap;

use soakit::csv::{Dialect, Quoting, Reader, Writer};
use soakit::io::{Any, ParseCell, WriteCell};
use soakit::prelude::*;
use support::Random;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Cell)]
enum Kind {
    Plain,
    #[cell(rename = "a, [b]: \"c\"\\")]
    Awkward,
}

#[derive(Clone, Copy, Debug, PartialEq, Cell)]
struct Metres(f64);

#[derive(Clone, Debug, PartialEq, SoA)]
struct Row {
    id: i32,
    texts: Vec<String>,
    notes: Option<Vec<Option<String>>>,
    sides: [Metres; 3],
    kinds: Option<Vec<Kind>>,
    matrix: Vec<Vec<Option<f32>>>,
    sizes: BTreeMap<String, Vec<u8>>,
    pairs: Option<Vec<(Kind, bool)>>,
    any: Option<Vec<Any>>,
    text: String,
    note: Option<String>,
}

const PIECES: [&str; 26] = [
    "", "a", "NA", "null", " ", "\t", ",", ";", "::", ":", "zz", "z", "\"", "'", "\\", "#", "\n", "\r\n", "[", "]",
    "{", "}", "1", "é", "\u{1}", "\\n",
];

fn text(random: &mut Random) -> String {
    (0..random.below(5)).map(|_| PIECES[random.below(PIECES.len())]).collect()
}

fn several<T>(random: &mut Random, make: impl Fn(&mut Random) -> T) -> Vec<T> {
    (0..random.below(4)).map(|_| make(random)).collect()
}

fn maybe<T>(random: &mut Random, make: impl Fn(&mut Random) -> T) -> Option<T> {
    (random.below(3) > 0).then(|| make(random))
}

fn kind(random: &mut Random) -> Kind {
    [Kind::Plain, Kind::Awkward][random.below(2)]
}

fn metres(random: &mut Random) -> Metres {
    Metres([0.5, -1e300, f64::INFINITY, f64::from_bits(random.below(1 << 50) as u64)][random.below(4)])
}

fn any(random: &mut Random, depth: usize) -> Any {
    match random.below(if depth == 0 { 4 } else { 6 }) {
        0 => Any::Missing,
        1 => Any::Integer([i64::MIN, -1, 7][random.below(3)]),
        2 => Any::Float([-0.5, 1e-300, f64::NEG_INFINITY, 3.0][random.below(4)]),
        3 => Any::Text(text(random)),
        4 => Any::List(several(random, |random| any(random, depth - 1))),
        _ => Any::Map(several(random, |random| (any(random, depth - 1), any(random, depth - 1)))),
    }
}

fn row(random: &mut Random) -> Row {
    Row {
        id: random.below(1000) as i32 - 500,
        texts: several(random, text),
        notes: maybe(random, |random| several(random, |random| maybe(random, text))),
        sides: core::array::from_fn(|_| metres(random)),
        kinds: maybe(random, |random| several(random, kind)),
        matrix: several(random, |random| {
            several(random, |random| maybe(random, |random| random.below(9) as f32 / 4.0))
        }),
        sizes: several(random, |random| (text(random), several(random, |random| random.below(256) as u8)))
            .into_iter()
            .collect(),
        pairs: maybe(random, |random| several(random, |random| (kind(random), random.flip()))),
        any: maybe(random, |random| several(random, |random| any(random, 3))),
        text: text(random),
        note: maybe(random, text),
    }
}

fn dialect(random: &mut Random) -> Dialect {
    let mut dialect = Dialect::default();
    dialect.delimiter = [",", ";", "|", "\t", "::", " ", "  ", "\t\t", " | ", "zz", ",;"][random.below(11)].into();
    dialect.terminator = ["\n", "\n", "\n", "\r\n", "zzz", "aab", "1\n", "§"][random.below(8)].into();
    dialect.quote = [Some(b'"'), Some(b'"'), Some(b'\''), None][random.below(4)];
    dialect.escape = [None, Some(b'\\'), Some(b'^')][random.below(3)];
    dialect.doubled_quote = random.flip();
    dialect.comment = [None, Some(b'#')][random.below(2)];
    dialect.initial_space = random.flip();
    dialect.quoted_newlines = random.flip();
    dialect.brackets = random.flip();
    dialect.quoted_na = random.below(4) == 0;
    dialect.na = [&[][..], &["NA"], &["null", "?"]][random.below(3)].iter().map(|text| (*text).into()).collect();
    dialect
}

#[test]
fn what_is_written_reads_back_equal() {
    let mut random = Random::new(11);
    let (mut read, mut refused) = (0, 0);
    for _ in 0..4000 {
        let dialect = dialect(&mut random);
        let quoting = [Quoting::WhereNeeded, Quoting::WhereNeeded, Quoting::NonNumeric, Quoting::All][random.below(4)];
        let rows: Bulk<Row> = (0..random.below(4)).map(|_| row(&mut random)).collect();
        let Ok(written) = Writer::new().dialect(dialect.clone()).quoting(quoting).to_string(&rows) else {
            refused += 1;
            continue;
        };
        let again = Reader::new().dialect(dialect.clone()).read_slice::<Row>(written.as_bytes());
        let again = again.unwrap_or_else(|error| panic!("{dialect:?}\n{written}\n{error}"));
        assert_eq!(again, rows, "{dialect:?}\n{written}");
        read += rows.len();
    }
    assert!(read > 2000 && refused < 3000, "{read} rows were read, {refused} texts were refused");
}

#[test]
fn lists_and_maps_with_text_keys_are_json() {
    let mut random = Random::new(5);
    for _ in 0..2000 {
        let Row { texts, notes, matrix, sizes, .. } = row(&mut random);
        let mut written = String::new();
        (&texts, notes.clone(), matrix.clone(), sizes.clone()).write(&mut written);
        let value: serde_json::Value = serde_json::from_str(&written).expect(&written);
        let expected = serde_json::json!([texts, notes, matrix, sizes]);
        assert_eq!(value, expected, "{written}");
    }
}

/// Writes several cells as one array.
trait WriteAll {
    fn write(&self, out: &mut String);
}

impl<A: WriteCell, B: WriteCell, C: WriteCell, D: WriteCell> WriteAll for (&A, Option<B>, C, D) {
    fn write(&self, out: &mut String) {
        out.push('[');
        self.0.write_item(out);
        out.push(',');
        self.1.write_item(out);
        out.push(',');
        self.2.write_item(out);
        out.push(',');
        self.3.write_item(out);
        out.push(']');
    }
}

/// A newtype of a type that may be missing is an item that may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Cell)]
struct Loose(Option<Metres>);

#[test]
fn items_of_newtypes_are_those_of_their_types() {
    let items = vec![Loose(Some(Metres(f64::INFINITY))), Loose(None), Loose(Some(Metres(1.0)))];
    let mut written = String::new();
    items.write_cell(&mut written);
    assert_eq!(written, "[\"inf\",null,1.0]");
    assert_eq!(Vec::parse_cell(&written), Some(items));
}
