//! What is not the record's is refused, by name, row and value.

use std::sync::Arc;

use soakit::arrow::arrow::array::{self, Array, ArrayRef, RecordBatch, StructArray};
use soakit::arrow::arrow::schema::{DataType, Field};
use soakit::arrow::{ArrowError, Import, from_record_batch, from_record_batches, into_record_batch, to_record_batch};
use soakit::prelude::*;
use soakit::{Decimal, WideDecimal};

#[derive(Clone, Copy, Debug, PartialEq, Cell)]
enum Airport {
    #[cell(rename = "EWR")]
    Newark,
    #[cell(rename = "JFK")]
    Kennedy,
}

#[derive(SoA, Clone, Debug, PartialEq)]
struct Place {
    latitude: f64,
}

#[derive(SoA, Clone, Debug, PartialEq)]
struct Reading {
    #[soa(validate = |id| *id != 13, message = "an unlucky number")]
    id: i64,
    station: String,
    gust: Option<f32>,
    airport: Airport,
    #[soa(nested)]
    place: Place,
}

fn batch() -> RecordBatch {
    let reading = |id: i64| Reading {
        id,
        station: format!("station {id}"),
        gust: None,
        airport: Airport::Kennedy,
        place: Place { latitude: 1.0 },
    };
    into_record_batch((0..4).map(reading).collect::<Bulk<_>>()).expect("cells that Arrow has")
}

/// The batch with other arrays under some names.
fn with(columns: &[(&str, ArrayRef)]) -> RecordBatch {
    let batch = batch();
    let column = |(field, array): (&Arc<Field>, &ArrayRef)| -> (String, ArrayRef) {
        let other = columns.iter().find(|(name, _)| name == field.name()).map(|(_, array)| array.clone());
        (field.name().clone(), other.unwrap_or_else(|| array.clone()))
    };
    RecordBatch::try_from_iter(batch.schema().fields().iter().zip(batch.columns()).map(column)).expect("four rows each")
}

fn refusal(batch: RecordBatch) -> String {
    from_record_batch::<Reading>(batch).expect_err("a batch that is not the record's").to_string()
}

#[test]
fn an_absent_column_is_named() {
    let mut batch = batch();
    batch.remove_column(1);
    assert_eq!(refusal(batch), "there is no column `station`; there is `id`, `gust`, `airport`, `place`");
}

#[test]
fn an_absent_column_of_options_is_filled_on_request() {
    let mut batch = batch();
    batch.remove_column(2);
    assert!(refusal(batch.clone()).starts_with("there is no column `gust`"));
    let readings: Bulk<Reading> =
        Import::new().fill_missing(true).batch(batch.clone()).expect("a column that may be absent");
    assert!((readings.len() == 4) && readings.gust().iter().all(|gust| gust.is_none()));
    batch.remove_column(0);
    let error = Import::new().fill_missing(true).batch::<Reading>(batch).expect_err("a column that must be there");
    assert!(matches!(error, ArrowError::Missing { column, .. } if column == "id"));
}

#[test]
fn two_columns_of_one_name_are_ambiguous() {
    let batch = batch();
    let fields: Vec<_> = batch.schema().fields().iter().cloned().chain([batch.schema().fields()[1].clone()]).collect();
    let columns = batch.columns().iter().cloned().chain([batch.column(1).clone()]).collect();
    let twice =
        RecordBatch::try_new(Arc::new(soakit::arrow::arrow::schema::Schema::new(fields)), columns).expect("a batch");
    assert_eq!(refusal(twice), "there are two columns for `station`; match them by position");
}

#[test]
fn another_type_is_named() {
    let floats: ArrayRef = Arc::new(array::Float64Array::from(vec![1.0; 4]));
    assert_eq!(refusal(with(&[("id", floats.clone())])), "column `id` is of type Float64, not Int64");
    assert_eq!(refusal(with(&[("station", floats.clone())])), "column `station` is of type Float64, not LargeUtf8");
    assert_eq!(refusal(with(&[("gust", floats.clone())])), "column `gust` is of type Float64, not Float32");
    let error = refusal(with(&[("place", floats.clone())]));
    assert!(error.starts_with("column `place` is of type Float64, not Struct("), "{error}");
    let texts: ArrayRef = Arc::new(array::StringArray::from(vec!["x"; 4]));
    let place = StructArray::from(vec![(Arc::new(Field::new("latitude", DataType::Utf8, false)), texts)]);
    assert_eq!(refusal(with(&[("place", Arc::new(place))])), "column `place.latitude` is of type Utf8, not Float64");
}

#[test]
fn narrower_numbers_are_taken_on_request_only() {
    let narrow: ArrayRef = Arc::new(array::UInt32Array::from(vec![u32::MAX, 0, 1, 2]));
    let batch = with(&[("id", narrow)]);
    assert_eq!(refusal(batch.clone()), "column `id` is of type UInt32, not Int64; `Import::widen` takes it");
    let readings: Bulk<Reading> = Import::new().widen(true).batch(batch).expect("every `u32` is an `i64`");
    assert_eq!(readings.id(), [i64::from(u32::MAX), 0, 1, 2]);
    let wide: ArrayRef = Arc::new(array::UInt64Array::from(vec![1; 4]));
    let error =
        Import::new().widen(true).batch::<Reading>(with(&[("id", wide)])).expect_err("not every `u64` is an `i64`");
    assert_eq!(error.to_string(), "column `id` is of type UInt64, not Int64");
}

#[test]
fn a_missing_cell_is_refused_with_its_row() {
    let numbers: ArrayRef = Arc::new(array::Int64Array::from(vec![Some(1), Some(2), None, None]));
    assert!(refusal(with(&[("id", numbers)])).starts_with("row 2, column `id`: the cell is missing"));
    let texts: ArrayRef = Arc::new(array::StringArray::from(vec![Some("a"), None, Some("b"), None]));
    assert!(refusal(with(&[("station", texts)])).starts_with("row 1, column `station`: the cell is missing"));
    let places = array::new_null_array(batch().column(4).data_type(), 4);
    assert!(refusal(with(&[("place", places)])).starts_with("row 0, column `place`: the cell is missing"));
    let names: ArrayRef = Arc::new(array::StringArray::from(vec![Some("JFK"), Some("EWR"), Some("JFK"), None]));
    assert!(refusal(with(&[("airport", names)])).starts_with("row 3, column `airport`: the cell is missing"));
}

#[test]
fn a_bitmap_without_missing_cells_is_no_obstacle() {
    let numbers: ArrayRef = Arc::new(array::Int64Array::new(
        vec![1, 2, 3, 4].into(),
        Some(soakit::arrow::arrow::buffer::NullBuffer::new_valid(4)),
    ));
    assert_eq!(from_record_batch::<Reading>(with(&[("id", numbers)])).expect("all are there").id(), [1, 2, 3, 4]);
}

#[test]
fn a_name_that_no_variant_has_is_refused() {
    let names: ArrayRef = Arc::new(array::StringArray::from(vec!["JFK", "EWR", "LGA", "JFK"]));
    assert_eq!(refusal(with(&[("airport", names)])), "row 2, column `airport`, value \"LGA\": is none of EWR, JFK");
}

#[test]
fn validators_are_asked_and_rows_counted_across_batches() {
    let unlucky: ArrayRef = Arc::new(array::Int64Array::from(vec![1, 13, 2, 13]));
    let batches = [batch(), with(&[("id", unlucky)])];
    let error = from_record_batches::<Reading>(batches).expect_err("unlucky numbers").to_string();
    assert_eq!(
        error,
        "row 5, column `id`, value 13: an unlucky number\nrow 7, column `id`, value 13: an unlucky number"
    );
    let missing: ArrayRef = Arc::new(array::Int64Array::from(vec![Some(1), None, None, None]));
    let error = from_record_batches::<Reading>([batch(), with(&[("id", missing)])]).expect_err("a missing cell");
    assert!(error.to_string().starts_with("row 5, column `id`: the cell is missing"), "{error}");
}

#[test]
fn columns_are_matched_by_position_on_request() {
    let batch = batch();
    let names = ["a", "b", "c", "d", "e"];
    let columns = names.iter().map(|name| name.to_string()).zip(batch.columns().iter().cloned());
    let unnamed = RecordBatch::try_from_iter(columns).expect("a batch");
    assert!(refusal(unnamed.clone()).starts_with("there is no column `id`; there is `a`"));
    let by_position = Import::new().by_position(true);
    assert_eq!(by_position.batch::<Reading>(unnamed).ok(), from_record_batch(batch.clone()).ok());
    let mut fewer = batch;
    fewer.remove_column(0);
    let error = by_position.batch::<Reading>(fewer).expect_err("a column too few").to_string();
    assert_eq!(error, "`Reading` has 5 columns, but there are 4 to be matched by position");
}

#[test]
fn a_cell_that_arrow_has_no_value_for_is_refused() {
    #[derive(SoA, Clone)]
    struct Extreme {
        price: Decimal<2>,
        total: WideDecimal<0>,
        number: u128,
        when: Option<jiff::Timestamp>,
        prices: Vec<Decimal<0>>,
    }
    let usual =
        Extreme { price: Decimal::ONE, total: WideDecimal::ONE, number: 1, when: None, prices: vec![Decimal::ONE; 2] };
    let refusal = |extreme: Extreme| {
        let bulk: Bulk<Extreme> = [usual.clone(), usual.clone(), extreme].into_iter().collect();
        let copied = to_record_batch(&bulk, 1..).expect_err("a cell that Arrow does not have").to_string();
        let moved = into_record_batch(bulk).expect_err("a cell that Arrow does not have").to_string();
        assert_eq!(copied.replacen("row 1", "row 2", 1), moved);
        moved
    };
    assert_eq!(
        refusal(Extreme { price: Decimal::MAX, ..usual.clone() }),
        "row 2, column `price`, value 92233720368547758.07: has more than 18 digits"
    );
    assert!(refusal(Extreme { total: WideDecimal::MIN, ..usual.clone() }).ends_with("has more than 38 digits"));
    assert!(refusal(Extreme { number: u128::MAX, ..usual.clone() }).contains("column `number`"));
    let error = refusal(Extreme { when: Some(jiff::Timestamp::MIN), ..usual.clone() });
    assert!(error.starts_with("row 2, column `when`, value -377705023201000000000 ns: is beyond"), "{error}");
    let error = refusal(Extreme { prices: vec![Decimal::ZERO, Decimal::MIN], ..usual.clone() });
    assert!(error.starts_with("row 2, column `prices`, value -9223372036854775808: has more than"), "{error}");
}

#[test]
fn a_slice_of_elements_has_rows_of_its_own() {
    #[derive(SoA, Clone, Debug, PartialEq)]
    struct Lists {
        airports: Vec<Airport>,
    }
    #[derive(SoA, Clone, Debug, PartialEq)]
    struct Texts {
        airports: Vec<String>,
    }
    let lists = [vec!["JFK"], vec![], vec!["EWR", "JFK"], vec!["JFK", "LGA"], vec!["ORD"]];
    let texts = |names: Vec<&str>| Texts { airports: names.into_iter().map(String::from).collect() };
    let batch = into_record_batch(lists.map(texts).into_iter().collect::<Bulk<_>>()).expect("text");
    let error = from_record_batch::<Lists>(batch.clone()).expect_err("an airport that there is not").to_string();
    assert_eq!(error, "row 3, column `airports`, value \"LGA\": is none of EWR, JFK");
    let error = from_record_batch::<Lists>(batch.slice(2, 3)).expect_err("an airport that there is not").to_string();
    assert_eq!(error, "row 1, column `airports`, value \"LGA\": is none of EWR, JFK");
    let known: Bulk<Lists> = from_record_batch(batch.slice(1, 2)).expect("airports that there are");
    assert_eq!(known.airports(), [vec![], vec![Airport::Newark, Airport::Kennedy]]);
}

#[test]
fn a_column_may_go_by_an_alias() {
    #[derive(SoA, Debug, PartialEq)]
    struct Renamed {
        #[soa(alias = "station")]
        airport_name: String,
        #[soa(alias = "id")]
        number: i64,
    }
    let renamed: Bulk<Renamed> = from_record_batch(batch()).expect("columns by their aliases");
    assert_eq!((renamed.number(), &renamed.airport_name()[1]), (&[0, 1, 2, 3][..], "station 1"));
    let twice = batch().columns()[..2].iter().cloned().chain([batch().column(1).clone()]).collect::<Vec<_>>();
    let twice = ["id", "station", "airport_name"].into_iter().zip(twice);
    let error =
        from_record_batch::<Renamed>(RecordBatch::try_from_iter(twice).expect("a batch")).expect_err("two names");
    assert_eq!(error.to_string(), "there are two columns for `airport_name`; match them by position");
}
