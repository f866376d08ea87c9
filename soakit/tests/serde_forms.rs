//! Containers in postcard and TOML: what is written reads back equal, and errors say where.
#![cfg(all(feature = "postcard", feature = "toml"))]

mod support;

use soakit::prelude::*;
use soakit::{postcard, toml};
use support::Random;

#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
enum Kind {
    Plain,
    Counted(u8),
    Named { name: char },
}

#[derive(Clone, Debug, PartialEq, SoA)]
struct Inner {
    x: i32,
    label: Option<String>,
}

#[derive(Clone, Debug, PartialEq, SoA)]
struct Reading {
    station: u16,
    #[soa(rename = "Temp", validate = |temp| temp.is_none_or(|temp| *temp > -100.0), message = "too cold")]
    temp: Option<f64>,
    #[soa(dict)]
    class: String,
    #[soa(nested)]
    inner: Inner,
    #[soa(column = soakit::column::Bits)]
    good: bool,
    kind: Kind,
    tags: Vec<u8>,
}

fn readings(rows: usize, is_full: bool) -> Bulk<Reading> {
    let mut random = Random::new(rows as u64);
    (0..rows)
        .map(|_| Reading {
            station: random.below(1000) as u16,
            temp: (is_full || random.flip()).then(|| random.below(100) as f64 / 8.0),
            class: "ü\"\\\n".repeat(random.below(3)),
            inner: Inner { x: -4, label: (is_full || random.flip()).then(|| "l".repeat(random.below(3))) },
            good: random.flip(),
            kind: [Kind::Plain, Kind::Counted(7), Kind::Named { name: 'é' }][random.below(3)],
            tags: vec![1; random.below(3)],
        })
        .collect()
}

#[test]
fn what_is_written_reads_back_equal() {
    for rows in [0, 1, 2, 100] {
        for is_full in [false, true] {
            let bulk = readings(rows, is_full);
            assert_eq!(postcard::from_slice(&postcard::to_vec(&bulk).unwrap()), Ok(bulk.clone()));
            assert_eq!(postcard::columns_from_slice(&postcard::columns_to_vec(&bulk).unwrap()), Ok(bulk.clone()));
            assert_eq!(toml::from_str(&toml::to_string(&bulk).unwrap()), Ok(bulk.clone()));
            if is_full {
                assert_eq!(toml::columns_from_str(&toml::columns_to_string(&bulk).unwrap()), Ok(bulk));
            }
        }
    }
    assert_eq!(toml::from_str::<Reading>(""), Ok(Bulk::new()));
}

type Small = (u8, Option<bool>, char);

#[test]
fn errors_of_postcard_name_row_and_column() {
    let rows = Bulk::from([(1_u8, None, 'a'), (2, Some(true), 'b')]);
    let bytes = postcard::to_vec(&rows).unwrap();
    let error = |bytes: &[u8]| postcard::from_slice::<Small>(bytes).unwrap_err().to_string();
    for length in 0..bytes.len() {
        let error = error(&bytes[..length]);
        assert!(error.starts_with("postcard: ") && error.contains("end"), "{error}");
        // The count of rows is the first byte.
        assert_eq!(error.contains("row "), length > 0, "{error}");
    }
    let mut wrong = bytes.clone();
    let place = bytes.iter().rposition(|byte| *byte == 1).unwrap();
    assert_eq!(bytes[place - 3..], [2, 1, 1, 1, b'b']);
    wrong[place - 2] = 9;
    assert!(error(&wrong).starts_with("postcard: row 1, column `1`: "), "{}", error(&wrong));
    assert_eq!(error(&[&bytes[..], &[0]].concat()), "postcard: 1 bytes behind the last row");

    let columns = postcard::columns_to_vec(&rows).unwrap();
    let error = |bytes: &[u8]| postcard::columns_from_slice::<Small>(bytes).unwrap_err().to_string();
    assert_eq!(columns[..4], [2, 1, 2, 2]);
    let shorter = [&[1, 1][..], &columns[3..]].concat();
    assert!(error(&shorter).contains("column"), "{}", error(&shorter));
    assert!(error(&columns[..2]).starts_with("postcard: row 1, column `0`: "), "{}", error(&columns[..2]));
}

#[test]
fn what_a_validator_refuses_is_told_of() {
    let mut bulk = readings(3, true);
    bulk.temp_mut().set(1, Some(-200.0));
    let row = postcard::from_slice::<Reading>(&postcard::to_vec(&bulk).unwrap()).unwrap_err().to_string();
    let columns = postcard::columns_from_slice::<Reading>(&postcard::columns_to_vec(&bulk).unwrap()).unwrap_err();
    let table = toml::from_str::<Reading>(&toml::to_string(&bulk).unwrap()).unwrap_err().to_string();
    for error in [row, columns.to_string(), table] {
        assert!(error.contains("too cold") && error.contains("Temp") && error.contains("row 1"), "{error}");
    }
}

#[test]
fn errors_of_toml_name_row_and_column() {
    let rows = |text: &str| toml::from_str::<Small>(text).unwrap_err().to_string();
    for (text, message) in [
        ("[[rows]]\n0 = 1\n2 = \"a\"\n[[rows]]\n0 = 256\n2 = \"a\"", "row 1, column `0`"),
        ("[[rows]]\n0 = 1", "row 0: missing column `2`"),
        ("[[rows]]\n0 = 1\n2 = \"a\"\n3 = 1", "`3`"),
        ("[[row]]\n0 = 1", "unknown field `row`"),
        ("[[rows]]\n0 = ", "TOML parse error at line 2"),
    ] {
        assert!(rows(text).contains(message), "{text}: {}", rows(text));
    }
    let columns = |text: &str| toml::columns_from_str::<(u8, bool)>(text).unwrap_err().to_string();
    assert!(columns("0 = [1, 256]\n1 = [true, true]").contains("row 1, column `0`"));
    let mismatch = columns("0 = [1, 2]\n1 = [true]");
    assert!(mismatch.ends_with("differ in length: `0` has 2 rows, `1` has 1"), "{mismatch}");
    let missing = toml::columns_to_string(&Bulk::from([(1, Some(2)), (2, None)])).unwrap_err().to_string();
    assert!(missing.contains("None"), "{missing}");
}
