//! JSON beside `serde_json`: what one writes, the other reads as the same values; what one refuses, the other refuses.
#![cfg(feature = "io")]

mod support;

use serde::{Deserialize, Serialize};
use soakit::json::Reader;
use soakit::prelude::*;
use support::Random;

#[derive(Clone, Debug, PartialEq, SoA, Serialize, Deserialize)]
struct Inner {
    note: Option<String>,
    wide: i128,
}

#[derive(Clone, Debug, PartialEq, SoA, Serialize, Deserialize)]
struct Row {
    small: i8,
    large: u64,
    signed: Option<i64>,
    double: f64,
    single: Option<f32>,
    letter: char,
    text: String,
    #[soa(dict)]
    #[serde(rename = "the \"word\"")]
    #[soa(rename = "the \"word\"")]
    word: String,
    #[soa(nested)]
    inner: Inner,
    #[soa(column = soakit::column::Bits)]
    flag: bool,
}

fn letter(random: &mut Random) -> char {
    match random.below(6) {
        0 => char::from(random.below(0x20) as u8),
        1 => ['"', '\\', '/', '\u{7f}', '\u{2028}', '\u{ffff}'][random.below(6)],
        2 => char::from_u32(random.below(0x11_0000) as u32).unwrap_or('\u{e000}'),
        3 => ['é', 'ü', '中', '𝄞'][random.below(4)],
        _ => char::from(b' ' + random.below(95) as u8),
    }
}

fn text(random: &mut Random) -> String {
    (0..random.below(30)).map(|_| letter(random)).collect()
}

/// A float of any magnitude.
fn double(random: &mut Random) -> f64 {
    let bits = (random.below(1 << 32) as u64) << 32 | random.below(1 << 32) as u64;
    let any = f64::from_bits(bits);
    match random.below(3) {
        0 if any.is_finite() => any,
        1 => (random.below(2000) as f64 - 1000.0) / 8.0,
        _ => [0.0, -0.0, f64::MAX, f64::MIN_POSITIVE, 5e-324, 0.1][random.below(6)],
    }
}

fn row(random: &mut Random) -> Row {
    Row {
        small: random.below(256) as u8 as i8,
        large: u64::MAX >> random.below(64),
        signed: random.flip().then(|| i64::MIN >> random.below(63)),
        double: double(random),
        single: Some(double(random) as f32).filter(|value| value.is_finite()),
        letter: letter(random),
        text: text(random),
        word: text(random),
        inner: Inner { note: random.flip().then(|| text(random)), wide: i128::MAX >> random.below(127) },
        flag: random.flip(),
    }
}

fn rows(count: usize, random: &mut Random) -> Vec<Row> {
    (0..count).map(|_| row(random)).collect()
}

/// All characters beyond ASCII as escapes.
fn in_ascii(json: &str) -> String {
    let mut units = [0; 2];
    json.chars()
        .map(|letter| match letter {
            '\0'..='\x7f' => letter.to_string(),
            _ => letter.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04X}")).collect(),
        })
        .collect()
}

fn lines<T: Serialize>(rows: &[T]) -> String {
    rows.iter().map(|row| serde_json::to_string(row).unwrap() + "\n").collect()
}

#[test]
fn what_serde_json_writes_is_read() {
    let mut random = Random::new(1);
    for count in [0, 1, 2, 300] {
        let rows = rows(count, &mut random);
        let expected: Bulk<Row> = rows.iter().cloned().collect();
        for text in [lines(&rows), serde_json::to_string(&rows).unwrap(), serde_json::to_string_pretty(&rows).unwrap()]
        {
            for text in [in_ascii(&text), text] {
                let read = Reader::new().read_slice::<Row>(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
                assert_eq!(read, expected);
                let signs = |rows: &Bulk<Row>| rows.double().iter().map(|value| value.to_bits()).collect::<Vec<_>>();
                assert_eq!(signs(&read), signs(&expected));
            }
        }
    }
}

/// Whether a difference from `serde_json` is meant: it reads a record from an array, and `-0` is no integer to it.
fn may_differ(text: &[u8]) -> bool {
    text.trim_ascii_start().starts_with(b"[") || text.windows(3).any(|three| three == b":-0")
}

#[test]
fn what_serde_json_refuses_is_refused() {
    let mut random = Random::new(2);
    let (mut accepted, mut refused) = (0, 0);
    for _ in 0..8_000 {
        let mut record = row(&mut random);
        record.text.truncate(record.text.char_indices().nth(4).map_or(record.text.len(), |(end, _)| end));
        let mut json = serde_json::to_vec(&record).unwrap();
        if random.below(4) == 0 {
            json.splice(1..1, br#""extra":[{"a":[1,-2.5e+3,"\u00e9\\",true,null]},{}],"#.iter().copied());
        }
        for _ in 0..1 + random.below(2) {
            let place = random.below(json.len());
            let alphabet = b"\"\\{}[],:0123456789.-+eEtrufalsn \x01\x7f\xff/u";
            let byte = alphabet[random.below(alphabet.len())];
            match random.below(4) {
                0 => drop(json.remove(place)),
                1 => json[place] = byte,
                2 => json.insert(place, byte),
                _ => json.truncate(place.max(1)),
            }
        }
        let theirs = serde_json::from_slice::<Row>(&json);
        let ours = Reader::new().read_slice::<Row>(&json);
        if may_differ(&json) {
            continue;
        }
        let shown = String::from_utf8_lossy(&json);
        match (theirs, ours) {
            (Ok(mut theirs), Ok(ours)) => {
                // Without its feature `float_roundtrip`, serde_json reads some digits as the neighbour of their number.
                let read = ours.get(0).unwrap();
                assert!((theirs.double / read.double - 1.0).abs() < 1e-15 || theirs.double == *read.double);
                (theirs.double, theirs.single) = (*read.double, read.single.copied());
                assert_eq!(ours, Bulk::from([theirs]), "{shown}");
                accepted += 1;
            }
            (Err(_), Err(_)) => refused += 1,
            (Err(error), Ok(ours)) => assert!(ours.is_empty(), "read, where serde_json says {error}: {shown}"),
            (Ok(_), Err(error)) => panic!("serde_json reads it: {error}: {shown}"),
        }
    }
    assert!(accepted > 500 && refused > 500, "{accepted} {refused}");
}
