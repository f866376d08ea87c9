//! Columns move: the memory before is the memory after, both ways.

use soakit::WideDecimal;
use soakit::arrow::arrow::array::{Array, RecordBatch, cast::AsArray, types::*};
use soakit::arrow::{self, from_record_batch, into_record_batch};
use soakit::column::Bits;
use soakit::prelude::*;

#[derive(SoA, Clone, Debug, PartialEq)]
struct Reading {
    id: u64,
    temp: f64,
    gust: Option<f32>,
    count: usize,
    position: [f32; 3],
    station: String,
    note: Option<String>,
    #[soa(dict)]
    carrier: String,
    #[soa(dict)]
    tail: Option<String>,
    #[soa(column = Bits)]
    is_night: bool,
    total: WideDecimal<4>,
    #[soa(nested)]
    place: Place,
}

#[derive(SoA, Clone, Debug, PartialEq)]
struct Place {
    latitude: f64,
    longitude: f64,
}

fn readings(rows: usize) -> Bulk<Reading> {
    let reading = |row: usize| Reading {
        id: row as u64,
        temp: row as f64 / 2.0,
        gust: (!row.is_multiple_of(3)).then_some(row as f32),
        count: row,
        position: [row as f32, 1.0, 2.0],
        station: format!("station {row}"),
        note: (!row.is_multiple_of(4)).then(|| format!("note {row}")),
        carrier: ["UA", "AA", "DL"][row % 3].into(),
        tail: (!row.is_multiple_of(5)).then(|| format!("N{}", row % 7)),
        is_night: row.is_multiple_of(2),
        total: WideDecimal::new(-(row as i128)),
        place: Place { latitude: row as f64, longitude: -(row as f64) },
    };
    (0..rows).map(reading).collect()
}

/// Where the memory of each leaf begins: values, or bytes of text, or codes.
fn addresses(bulk: &Bulk<Reading>) -> Vec<(&'static str, usize)> {
    fn of<T>(cells: &[T]) -> usize {
        cells.as_ptr().addr()
    }
    vec![
        ("id", of(bulk.id())),
        ("temp", of(bulk.temp())),
        ("gust", of(bulk.gust().values())),
        ("count", of(bulk.count())),
        ("position", of(bulk.position())),
        ("station", bulk.station().get(0).map_or(0, |text| text.as_ptr().addr())),
        ("note", bulk.note().values().get(0).map_or(0, |text| text.as_ptr().addr())),
        ("carrier", of(bulk.carrier().codes())),
        ("tail", of(bulk.tail().values().codes())),
        ("total", of(bulk.total())),
        ("place.latitude", of(bulk.place().latitude)),
        ("place.longitude", of(bulk.place().longitude)),
    ]
}

/// The same of a batch.
fn batch_addresses(batch: &RecordBatch) -> Vec<(&'static str, usize)> {
    let column = |name: &str| batch.column_by_name(name).expect("a column of the record").to_data();
    let first = |name: &'static str| (name, column(name).buffers()[0].as_ptr().addr());
    let bytes = |name: &'static str| (name, column(name).buffers()[1].as_ptr().addr());
    let place = column("place");
    let coordinate = |child: usize| place.child_data()[child].buffers()[0].as_ptr().addr();
    vec![
        first("id"),
        first("temp"),
        first("gust"),
        first("count"),
        ("position", column("position").child_data()[0].buffers()[0].as_ptr().addr()),
        bytes("station"),
        bytes("note"),
        first("carrier"),
        first("tail"),
        first("total"),
        ("place.latitude", coordinate(0)),
        ("place.longitude", coordinate(1)),
    ]
}

#[test]
fn columns_move_out_and_in() {
    let bulk = readings(1000);
    let (expected, before) = (bulk.clone(), addresses(&bulk));
    let batch = into_record_batch(bulk).expect("all cells have a form in Arrow");
    assert_eq!(batch_addresses(&batch), before);
    let back: Bulk<Reading> = from_record_batch(batch).expect("the record's own batch");
    let copied = ["position"];
    let moved = |addresses: Vec<(&'static str, usize)>| -> Vec<_> {
        addresses.into_iter().filter(|(name, _)| !copied.contains(name)).collect()
    };
    assert_eq!(moved(addresses(&back)), moved(before));
    assert_eq!(back, expected);
}

#[test]
fn a_batch_that_somebody_else_holds_is_copied() {
    let batch = into_record_batch(readings(100)).expect("all cells have a form in Arrow");
    let (held, before) = (batch.clone(), batch_addresses(&batch));
    let back: Bulk<Reading> = from_record_batch(batch).expect("the record's own batch");
    for (ours, theirs) in addresses(&back).into_iter().zip(before) {
        assert_ne!(ours, theirs);
    }
    assert_eq!(from_record_batch::<Reading>(held).expect("the record's own batch"), back);
}

#[test]
fn ten_million_rows_move() {
    #[derive(SoA)]
    struct Wide {
        a: i64,
        b: f64,
        c: u32,
        d: Option<i32>,
        e: f32,
    }
    const ROWS: usize = 10_000_000;
    let (a, b, c, e) = (vec![1; ROWS], vec![2.0; ROWS], vec![3; ROWS], vec![4.0; ROWS]);
    let d = vec![5; ROWS].into();
    let bulk = Bulk::<Wide>::from_columns(WideColumns { a, b, c, d, e }).expect("columns of one length");
    let view = bulk.view();
    let before = [view.a.as_ptr().addr(), view.b.as_ptr().addr(), view.d.values().as_ptr().addr()];
    let batch = into_record_batch(bulk).expect("numbers have a form in Arrow");
    let after = [
        batch.column(0).as_primitive::<Int64Type>().values().as_ptr().addr(),
        batch.column(1).as_primitive::<Float64Type>().values().as_ptr().addr(),
        batch.column(3).as_primitive::<Int32Type>().values().as_ptr().addr(),
    ];
    assert_eq!(after, before);
    let bulk: Bulk<Wide> = arrow::from_record_batch(batch).expect("the record's own batch");
    let view = bulk.view();
    assert_eq!([view.a.as_ptr().addr(), view.b.as_ptr().addr(), view.d.values().as_ptr().addr()], before);
    assert_eq!((bulk.len(), view.c[ROWS - 1], view.e[0]), (ROWS, 3, 4.0));
}
