//! JSON that is written: it reads back equal, here and with `serde_json`.
#![cfg(feature = "io")]

mod support;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use soakit::io::{ParseCell, Shape, WriteCell, WriteError};
use soakit::json::{Reader, Writer};
use soakit::prelude::*;
use support::Random;

#[derive(Clone, Copy, Debug, PartialEq, Cell, Serialize, Deserialize)]
enum Airport {
    #[cell(rename = "E \"W\" R")]
    #[serde(rename = "E \"W\" R")]
    Newark,
    Kennedy,
}

#[derive(Clone, Debug, PartialEq, SoA, Serialize, Deserialize)]
struct Empty {}

#[derive(Clone, Debug, PartialEq, SoA, Serialize, Deserialize)]
struct Inner {
    note: Option<String>,
    #[soa(nested)]
    empty: Empty,
    wide: i128,
}

#[derive(Clone, Debug, PartialEq, SoA, Serialize, Deserialize)]
struct Row {
    #[soa(rename = "Größe \"\\\n")]
    #[serde(rename = "Größe \"\\\n")]
    size: u64,
    origin: Option<Airport>,
    #[soa(dict)]
    word: Option<String>,
    text: String,
    double: f64,
    single: Option<f32>,
    #[soa(nested)]
    inner: Inner,
    #[soa(column = soakit::column::Bits)]
    flag: bool,
    list: Vec<f64>,
    texts: Option<Vec<Option<String>>>,
    map: BTreeMap<u8, Vec<String>>,
}

fn text(random: &mut Random) -> String {
    let letters = ['"', '\\', '/', '\n', '\r', '\t', '\0', '\u{8}', '\u{1f}', '\u{7f}', 'é', '中', '𝄞', ' ', '[', ','];
    let letter = |random: &mut Random| {
        if random.flip() { letters[random.below(letters.len())] } else { char::from(b'0' + random.below(64) as u8) }
    };
    (0..random.below(20)).map(|_| letter(random)).collect()
}

fn double(random: &mut Random) -> f64 {
    let any = f64::from_bits((random.below(1 << 32) as u64) << 32 | random.below(1 << 32) as u64);
    if any.is_finite() && random.flip() { any } else { [0.0, -0.0, 1.5, f64::MAX, 5e-324][random.below(5)] }
}

fn row(random: &mut Random) -> Row {
    Row {
        size: u64::MAX >> random.below(64),
        origin: [None, Some(Airport::Newark), Some(Airport::Kennedy)][random.below(3)],
        word: random.flip().then(|| text(random)),
        text: text(random),
        double: double(random),
        single: random.flip().then(|| double(random) as f32).filter(|single| single.is_finite()),
        inner: Inner {
            note: random.flip().then(|| text(random)),
            empty: Empty {},
            wide: i128::MIN >> random.below(127),
        },
        flag: random.flip(),
        list: (0..random.below(4)).map(|_| double(random)).collect(),
        texts: random.flip().then(|| (0..random.below(4)).map(|_| random.flip().then(|| text(random))).collect()),
        map: (0..random.below(3)).map(|key| (key as u8, vec![text(random); random.below(3)])).collect(),
    }
}

fn rows(count: usize, seed: u64) -> Vec<Row> {
    let mut random = Random::new(seed);
    (0..count).map(|_| row(&mut random)).collect()
}

fn writers() -> Vec<(Writer, &'static str)> {
    let array = Writer::new().array();
    vec![
        (Writer::new(), "lines"),
        (Writer::new().omit_missing(), "lines"),
        (array.clone(), "array"),
        (array.clone().omit_missing(), "array"),
        (array.clone().pretty(), "array"),
        (array.pretty().omit_missing(), "array"),
    ]
}

#[test]
fn what_is_written_reads_back_equal_everywhere() {
    for count in [0, 1, 2, 1100] {
        let rows = rows(count, count as u64);
        let bulk: Bulk<Row> = rows.iter().cloned().collect();
        for (writer, form) in writers() {
            let written = writer.to_string(&bulk).unwrap();
            assert_eq!(Reader::new().read_slice::<Row>(written.as_bytes()).unwrap(), bulk);
            let read: Vec<Row> = match form {
                "lines" => written.lines().map(|line| serde_json::from_str(line).unwrap()).collect(),
                _ => serde_json::from_str(&written).unwrap(),
            };
            assert_eq!(read.len(), rows.len());
            for (read, row) in read.iter().zip(&rows) {
                // Without its feature `float_roundtrip`, serde_json reads some digits as the neighbour of their number.
                assert_eq!(
                    Row { double: 0.0, single: None, list: Vec::new(), ..read.clone() },
                    Row { double: 0.0, single: None, list: Vec::new(), ..row.clone() }
                );
            }
        }
    }
}

#[test]
fn columns_read_back_equal() {
    for count in [0, 1, 17_000] {
        let mut random = Random::new(7);
        let bulk: Bulk<(f64, Inner2)> = (0..count)
            .map(|row| (double(&mut random), Inner2(random.flip().then(|| text(&mut random)), row)))
            .collect();
        for writer in [Writer::new().columns(), Writer::new().columns().pretty()] {
            let written = writer.to_string(&bulk).unwrap();
            assert_eq!(Reader::new().columns().read_slice::<(f64, Inner2)>(written.as_bytes()).unwrap(), bulk);
            let value: serde_json::Value = serde_json::from_str(&written).unwrap();
            assert_eq!(value["1"]["1"].as_array().unwrap().len(), count as usize);
        }
    }
}

#[derive(Clone, Debug, PartialEq, SoA)]
struct Inner2(Option<String>, u32);

#[test]
fn the_text_is_as_expected() {
    let row = |note: Option<&str>| Inner { note: note.map(Into::into), empty: Empty {}, wide: -1 };
    let bulk = Bulk::from([row(Some("a\u{1}\"")), row(None)]);
    let text = |writer: Writer| writer.to_string(&bulk).unwrap();
    assert_eq!(
        text(Writer::new()),
        "{\"note\":\"a\\u0001\\\"\",\"empty\":{},\"wide\":-1}\n{\"note\":null,\"empty\":{},\"wide\":-1}\n"
    );
    assert_eq!(
        text(Writer::new().array().omit_missing()),
        r#"[{"note":"a\u0001\"","empty":{},"wide":-1},{"empty":{},"wide":-1}]"#
    );
    let pretty = "[\n  {\n    \"note\": \"a\\u0001\\\"\",\n    \"empty\": {},\n    \"wide\": -1\n  },\n  {\n    \"note\": \
                  null,\n    \"empty\": {},\n    \"wide\": -1\n  }\n]\n";
    assert_eq!(text(Writer::new().array().pretty()), pretty);
    assert_eq!(text(Writer::new().columns()), r#"{"note":["a\u0001\"",null],"empty":{},"wide":[-1,-1]}"#);
    assert_eq!(
        text(Writer::new().columns().pretty()),
        "{\n  \"note\": [\"a\\u0001\\\"\",null],\n  \"empty\": {},\n  \"wide\": [-1,-1]\n}\n"
    );
    let none = Bulk::<(u8,)>::new();
    assert_eq!(Writer::new().to_string(&none).unwrap(), "");
    assert_eq!(Writer::new().array().to_string(&none).unwrap(), "[]");
    assert_eq!(Writer::new().array().pretty().to_string(&none).unwrap(), "[]\n");
    assert_eq!(Writer::new().columns().to_string(&none).unwrap(), r#"{"0":[]}"#);
}

#[derive(Clone, Debug, PartialEq, SoA)]
struct Numbers(f64, Vec<f32>);

#[test]
fn numbers_that_json_has_not_are_texts() {
    let numbers = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.0, f64::MIN_POSITIVE / 3.0];
    let row = |number: f64| Numbers(number, vec![number as f32]);
    let bulk: Bulk<Numbers> = numbers.iter().map(|number| row(*number)).collect();
    let written = Writer::new().to_string(&bulk).unwrap();
    assert!(
        written.starts_with("{\"0\":\"NaN\",\"1\":[\"NaN\"]}\n{\"0\":\"inf\",\"1\":[\"inf\"]}\n{\"0\":\"-inf\""),
        "{written}"
    );
    let read = Reader::new().read_slice::<Numbers>(written.as_bytes()).unwrap();
    assert!(read.field_0()[0].is_nan() && read.field_1()[0][0].is_nan());
    for (read, number) in read.field_0().iter().zip(numbers).skip(1) {
        assert_eq!(read.to_bits(), number.to_bits());
    }
}

type Map = BTreeMap<u8, Option<BTreeMap<String, Vec<BTreeMap<bool, u8>>>>>;

#[derive(Clone, Debug, PartialEq, SoA)]
struct Maps(Map);

#[test]
fn keys_of_maps_are_texts() {
    let deep = BTreeMap::from([("a\"".to_owned(), vec![BTreeMap::from([(true, 1), (false, 2)]), BTreeMap::new()])]);
    let bulk = Bulk::from([Maps(Map::from([(1, None), (2, Some(deep))])), Maps(Map::new())]);
    let written = Writer::new().to_string(&bulk).unwrap();
    let expected = "{\"0\":{\"1\":null,\"2\":{\"a\\\"\":[{\"false\":2,\"true\":1},{}]}}}\n{\"0\":{}}\n";
    assert_eq!(written, expected);
    assert_eq!(Reader::new().read_slice::<Maps>(written.as_bytes()).unwrap(), bulk);
}

/// A type of the user's own that says of itself what is not so.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Odd(u8);

impl WriteCell for Odd {
    const SHAPE: Shape = Shape::Number;

    fn write_cell(&self, out: &mut String) {
        out.push_str(if self.0 == 0 { "0" } else { "0x1" });
    }
}

impl ParseCell for Odd {
    const SHAPE: Shape = Shape::Number;

    fn expected() -> soakit::io::Expected {
        "expected anything".into()
    }

    fn parse_cell(_text: &str) -> Option<Self> {
        Some(Self(0))
    }
}

#[derive(Clone, Debug, PartialEq, SoA)]
struct OddRow {
    odd: Odd,
}

#[test]
fn what_is_no_json_is_not_written() {
    let mut bulk: Bulk<OddRow> = (0..2000).map(|_| OddRow { odd: Odd(0) }).collect();
    bulk.odd_mut()[1500] = Odd(1);
    let path = std::env::temp_dir().join(format!("soakit-json-{}.json", std::process::id()));
    std::fs::write(&path, "before").unwrap();
    for writer in [Writer::new(), Writer::new().array(), Writer::new().columns()] {
        let WriteError::Cell(cell) = writer.write(&path, &bulk).unwrap_err() else { panic!("another error") };
        assert_eq!((cell.row, &*cell.column, &*cell.text, cell.file.as_ref()), (1500, "odd", "0x1", Some(&path)));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "before");
    }
    bulk.odd_mut()[1500] = Odd(0);
    soakit::json::write(&path, &bulk).unwrap();
    assert_eq!(soakit::json::read::<OddRow>(&path).unwrap(), bulk);
    Writer::new().columns().write(&path, &bulk).unwrap();
    assert_eq!(soakit::json::read_columns::<OddRow>(&path).unwrap(), bulk);
    std::fs::remove_file(&path).unwrap();
    for writer in [Writer::new().pretty(), Writer::new().columns().omit_missing()] {
        assert!(matches!(writer.to_string(&bulk), Err(WriteError::Options(_))));
    }
}
