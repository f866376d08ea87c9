//! What goes out comes back: rows of every kind of column, whole, in ranges, in chunks, in slices.

mod every_kind;

use every_kind::{Every, Nothing, Random};
use soakit::arrow::{
    self, ffi, from_record_batch, from_record_batches, into_record_batch, record_batches, to_record_batch,
};
use soakit::prelude::*;

fn rows_of(bulk: &Bulk<Every>) -> Vec<Every> {
    (0..bulk.len()).map(|row| bulk.row(row)).collect()
}

#[test]
fn rows_come_back() {
    for rows in [0, 1, 2, 7, 8, 9, 63, 64, 65, 200] {
        let expected = Random(rows as u64 + 1).rows(rows);
        let batch = into_record_batch(expected.iter().cloned().collect::<Bulk<Every>>()).expect("cells that Arrow has");
        assert_eq!(batch.num_rows(), rows);
        assert_eq!(*batch.schema(), arrow::schema::<Every>());
        let bulk = from_record_batch(batch).expect("the record's own batch");
        assert_eq!(rows_of(&bulk), expected);
    }
}

#[test]
fn a_range_is_a_copy_of_its_rows() {
    let expected = Random(11).rows(100);
    let bulk: Bulk<Every> = expected.iter().cloned().collect();
    for (start, end) in [(0, 0), (0, 100), (1, 2), (3, 77), (64, 100), (100, 100)] {
        let batch = to_record_batch(&bulk, start..end).expect("cells that Arrow has");
        assert_eq!(rows_of(&from_record_batch(batch).expect("the record's own batch")), expected[start..end]);
    }
    assert_eq!(rows_of(&bulk), expected);
}

#[test]
fn a_slice_of_a_batch_is_its_rows() {
    let expected = Random(12).rows(100);
    let batch = into_record_batch(expected.iter().cloned().collect::<Bulk<Every>>()).expect("cells that Arrow has");
    for (start, length) in [(0, 100), (0, 1), (5, 0), (1, 99), (9, 31), (99, 1)] {
        let bulk = from_record_batch(batch.slice(start, length)).expect("rows of the record's own batch");
        assert_eq!(rows_of(&bulk), expected[start..start + length]);
    }
    // The same where nobody else holds the whole.
    let slice = batch.slice(17, 40);
    drop(batch);
    assert_eq!(rows_of(&from_record_batch(slice).expect("rows of the record's own batch")), expected[17..57]);
}

#[test]
fn batches_are_chunks_of_the_rows() {
    let expected = Random(13).rows(50);
    let bulk: Bulk<Every> = expected.iter().cloned().collect();
    for rows in [1, 7, 25, 49, 50, 51] {
        let batches: Vec<_> = record_batches(&bulk, rows).map(|batch| batch.expect("cells that Arrow has")).collect();
        assert_eq!(batches.len(), 50_usize.div_ceil(rows));
        assert!(batches[..batches.len() - 1].iter().all(|batch| batch.num_rows() == rows));
        assert_eq!(rows_of(&from_record_batches(batches).expect("the record's own batches")), expected);
    }
    assert_eq!(record_batches(&Bulk::<Every>::new(), 5).len(), 0);
}

#[test]
fn text_may_begin_anywhere_in_its_bytes() {
    let expected = Random(14).rows(40);
    let mut bulk: Bulk<Every> = expected.iter().cloned().collect();
    // What is removed leaves gaps in text columns, and rows that were added later stand behind them.
    let mut model = expected;
    for _ in 0..10 {
        bulk.swap_remove(3);
        model.swap_remove(3);
    }
    let batch = to_record_batch(&bulk, 5..30).expect("cells that Arrow has");
    assert_eq!(rows_of(&from_record_batch(batch).expect("the record's own batch")), model[5..30]);
    let batch = into_record_batch(bulk).expect("cells that Arrow has");
    assert_eq!(rows_of(&from_record_batch(batch).expect("the record's own batch")), model);
}

#[test]
fn a_record_without_fields_keeps_its_rows() {
    let batch = into_record_batch(Bulk::from([Nothing, Nothing, Nothing])).expect("nothing to refuse");
    assert_eq!((batch.num_columns(), batch.num_rows()), (0, 3));
    assert_eq!(from_record_batch::<Nothing>(batch).expect("the record's own batch").len(), 3);
}

#[test]
fn results_of_queries_are_records_too() {
    let bulk: Bulk<Every> = Random(15).rows(60).into_iter().collect();
    let groups = bulk.query().group_by(|row| (row.airport, row.note)).agg(|row| (count(), row.double.max()));
    let batch = to_record_batch(&groups, ..).expect("cells that Arrow has");
    assert_eq!(from_record_batch::<_>(batch).ok(), Some(groups));
}

#[test]
fn a_stream_through_c_comes_back() {
    let expected = Random(16).rows(90);
    let bulks = expected.chunks(40).map(|rows| rows.iter().cloned().collect::<Bulk<Every>>()).collect::<Vec<_>>();
    let bulk = ffi::from_stream(ffi::stream(bulks)).expect("the record's own batches");
    assert_eq!(rows_of(&bulk), expected);
}

#[test]
fn a_panic_on_the_way_to_c_is_an_error_there() {
    let bulks = (0..2).map(|bulk| if bulk == 0 { Bulk::from([Nothing]) } else { panic!("no more of this") });
    let error = ffi::from_stream::<Nothing>(ffi::stream(bulks)).expect_err("the second container");
    assert!(error.to_string().contains("no more of this"), "{error}");
}

#[test]
fn a_schema_says_what_the_struct_says() {
    let schema = arrow::schema::<Every>();
    let field = |name: &str| schema.field_with_name(name).expect("a column of the record");
    assert_eq!(field("byte").metadata()[arrow::DOC], "A byte.");
    assert_eq!(field("day").metadata()[arrow::RUST_TYPE], "jiff::civil::Date");
    assert_eq!(field("long one").data_type().to_string(), "Int64");
    assert_eq!(schema.metadata()[arrow::RECORD], "Every");
    assert_eq!(schema.metadata()[arrow::DOC], "A column of every kind.");
    assert!(field("short").is_nullable() && !field("byte").is_nullable());
    assert!(field("tail").is_nullable() && field("maybe_list").is_nullable() && !field("place").is_nullable());
}

#[test]
fn derived_columns_go_out_right_and_in_ranges() {
    #[derive(SoA, Clone, Debug, PartialEq)]
    #[soa(derived(
        /// Degrees between air and dew point.
        spread: f64 = |temp, dewp| temp - dewp,
        name: String = |temp| format!("{temp} degrees"),
    ))]
    struct Weather {
        temp: f64,
        dewp: f64,
    }
    let mut weather: Bulk<Weather> =
        (0..20).map(|row| Weather { temp: f64::from(row), dewp: f64::from(row) / 2.0 }).collect();
    let export = arrow::Export::<Weather>::new().derived(|weather| weather.spread).derived(|weather| weather.name);
    assert_eq!(export.batch(&weather, ..).expect("cells that Arrow has").num_columns(), 4);
    // What went out before is not what goes out after a change.
    weather.temp_mut()[5] = 100.0;
    let batch = export.batch(&weather, 4..=6).expect("cells that Arrow has");
    let field = batch.schema().field(2).clone();
    assert_eq!(
        (field.name().as_str(), &*field.metadata()[arrow::DOC]),
        ("spread", "Degrees between air and dew point.")
    );

    #[derive(SoA, Debug, PartialEq)]
    struct Out {
        spread: f64,
        name: String,
    }
    let out: Bulk<Out> = from_record_batch(batch).expect("the derived columns");
    assert_eq!(out.spread(), [2.0, 97.5, 3.0]);
    assert_eq!(out.name().iter().collect::<Vec<_>>(), ["4 degrees", "100 degrees", "6 degrees"]);
    assert_eq!(export.into_batch(weather).expect("cells that Arrow has").num_rows(), 20);
}
