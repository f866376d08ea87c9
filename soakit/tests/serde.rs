//! Serialisation in both forms: what goes out comes back, and what should not come in does not.
#![cfg(feature = "serde")]

mod support;

use serde::{Deserialize, Serialize};
use soakit::Value;
use soakit::prelude::*;
use soakit::serde::{Columns, Rows};
use support::Random;

#[derive(SoA, Clone, Debug, PartialEq)]
struct Inner {
    x: i32,
    label: Option<String>,
}

#[derive(SoA, Clone, Debug, PartialEq)]
struct Reading {
    station: u16,
    #[soa(rename = "Temp", validate = |temp| temp.is_none_or(|temp| *temp > -100.0), message = "too cold")]
    temp: Option<f64>,
    name: String,
    #[soa(dict)]
    class: String,
    #[soa(nested)]
    inner: Inner,
    #[soa(column = soakit::column::Bits)]
    good: bool,
    tags: Vec<u8>,
}

fn readings(rows: usize, seed: u64) -> Bulk<Reading> {
    let mut random = Random::new(seed);
    (0..rows)
        .map(|_| Reading {
            station: random.below(1000) as u16,
            temp: random.flip().then(|| random.below(100) as f64 / 8.0),
            name: "ü\"\\\n".repeat(random.below(3)),
            class: format!("{}", random.below(2)),
            inner: Inner { x: random.below(9) as i32 - 4, label: random.flip().then(|| "l".repeat(random.below(3))) },
            good: random.flip(),
            tags: vec![1; random.below(3)],
        })
        .collect()
}

/// A container in a struct, in each form.
#[derive(Serialize, Deserialize)]
struct Report {
    #[serde(with = "soakit::serde::rows")]
    rows: Bulk<Reading>,
    #[serde(with = "soakit::serde::columns")]
    columns: Bulk<Reading>,
}

#[test]
fn both_forms_read_back_equal() {
    for rows in [0, 1, 2, 30] {
        let report = Report { rows: readings(rows, 1), columns: readings(rows, 2) };
        let json = serde_json::to_string(&report).unwrap();
        let back: Report = serde_json::from_str(&json).unwrap();
        assert_eq!((back.rows, back.columns), (readings(rows, 1), readings(rows, 2)));
        let bytes = postcard::to_allocvec(&report).unwrap();
        let back: Report = postcard::from_bytes(&bytes).unwrap();
        assert_eq!((back.rows, back.columns), (readings(rows, 1), readings(rows, 2)));
    }
}

fn rows_error(json: &str) -> String {
    serde_json::from_str::<Rows<Bulk<Reading>>>(json).map(|_| ()).unwrap_err().to_string()
}

fn columns_error(json: &str) -> String {
    serde_json::from_str::<Columns<Bulk<Reading>>>(json).map(|_| ()).unwrap_err().to_string()
}

const GOOD: &str =
    r#"{"station":1,"Temp":2.5,"name":"a","class":"b","inner":{"x":1,"label":null},"good":true,"tags":[]}"#;

fn second(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from));
    rows_error(&format!("[{GOOD},{}]", GOOD.replace(from, to)))
}

#[track_caller]
fn starts(text: &str, with: &str) {
    assert!(text.starts_with(with), "{text:?} should start with {with:?}");
}

#[test]
fn rows_that_do_not_fit_are_refused_with_row_and_column() {
    starts(
        &second(r#""station":1"#, r#""station":"one""#),
        "row 1, column `station`: invalid type: string \"one\", expected u16",
    );
    starts(
        &second(r#""station":1"#, r#""station":70000"#),
        "row 1, column `station`: invalid value: integer `70000`, expected u16",
    );
    starts(&second(r#""x":1"#, r#""x":[]"#), "row 1, column `inner.x`: invalid type");
    starts(&second(r#""station":1,"#, ""), "row 1: missing column `station`");
    starts(&second(r#""inner":{"x":1,"label":null},"#, ""), "row 1: missing column `inner`");
    starts(&second(r#""x":1,"#, ""), "row 1, column `inner`: missing column `x`");
    starts(&second(r#""Temp""#, r#""temp""#), "row 1: `Reading` has no column `temp`; it has `station`, `Temp`, ");
    starts(&second(r#""good":true"#, r#""good":true,"good":false"#), "row 1: column `good` is there twice");
    starts(&second("2.5", "-200.5"), "row 1, column `Temp`, value -200.5: too cold");
    starts(&rows_error(&format!("[{GOOD},7]")), "row 1: invalid type: integer `7`, expected a `Reading` record");
    starts(&rows_error("{}"), "invalid type: map, expected a list of `Reading` records");
}

#[test]
fn a_nullable_cell_may_be_left_out_of_a_row() {
    let json = format!("[{}]", GOOD.replace(r#""Temp":2.5,"#, "").replace(r#","label":null"#, ""));
    let Rows(back) = serde_json::from_str::<Rows<Bulk<Reading>>>(&json).unwrap();
    assert_eq!((back.temp().get(0), back.inner().label.get(0)), (Some(None), Some(None)));
}

#[test]
fn columns_that_do_not_fit_are_refused() {
    let good = serde_json::to_string(&Columns(&readings(2, 3))).unwrap();
    let replaced = |from: &str, to: &str| {
        assert!(good.contains(from), "{good}");
        columns_error(&good.replace(from, to))
    };
    starts(
        &replaced(r#""station":["#, r#""station":[1,"#),
        "the columns of `Reading` differ in length: `station` has 3 rows, `Temp` has 2",
    );
    starts(
        &replaced(r#""station":["#, r#""station":["x","#),
        "row 0, column `station`: invalid type: string \"x\", expected u16",
    );
    starts(&replaced(r#""Temp""#, r#""temp""#), "`Reading` has no column `temp`");
    starts(&replaced(r#""good":["#, r#""bad":["#), "`Reading` has no column `bad`");
    starts(&replaced(r#""inner":{"x""#, r#""inner":{"y""#), "column `inner`: `Inner` has no column `y`");
    starts(&columns_error(r#"{"station":[]}"#), "missing column `Temp`");
    starts(&columns_error("[1]"), "column `station`: invalid type");
    let mut cold = readings(2, 3);
    cold.get_mut(1).unwrap().temp.set(Some(-300.0));
    let cold = serde_json::to_string(&Columns(&cold)).unwrap();
    starts(&columns_error(&cold), "row 1, column `Temp`, value -300: too cold");
}

#[test]
fn values_are_plain_scalars() {
    let values = [
        Value::Null,
        Value::Bool(true),
        Value::Int(-3),
        Value::Int(u64::MAX.into()),
        Value::Float(0.5),
        Value::Text("t".into()),
    ];
    let json = serde_json::to_string(&values).unwrap();
    assert_eq!(json, r#"[null,true,-3,18446744073709551615,0.5,"t"]"#);
    assert_eq!(serde_json::from_str::<Vec<Value>>(&json).unwrap(), values);
}

#[test]
fn a_record_without_fields_has_rows_all_the_same() {
    #[derive(SoA, Clone, Debug, PartialEq)]
    struct Tick;
    let ticks: Bulk<Tick> = Bulk::from([Tick, Tick]);
    let json = serde_json::to_string(&Rows(&ticks)).unwrap();
    assert_eq!(json, "[{},{}]");
    assert_eq!(serde_json::from_str::<Rows<Bulk<Tick>>>(&json).unwrap().0.len(), 2);
}

#[test]
fn decimals_are_texts_with_all_their_digits() {
    use soakit::{Decimal, WideDecimal};

    let prices = (Decimal::<2>::literal("12.30"), WideDecimal::<2>::MIN);
    let text = serde_json::to_string(&prices).expect("texts can be written");
    assert_eq!(text, r#"["12.30","-1701411834604692317316873037158841057.28"]"#);
    assert_eq!(serde_json::from_str::<(Decimal<2>, WideDecimal<2>)>(&text).ok(), Some(prices));
    let error = serde_json::from_str::<Decimal<2>>(r#""0.125""#).unwrap_err();
    assert!(error.to_string().starts_with("more than 2 digits after the point"), "{error}");
}
