//! Files that are not what they seem: an error each, never a panic, never memory on the word of a length.

use soakit::arrow::parquet::{Bytes, Reader, Writer};
use soakit::arrow::{ArrowError, parquet};
use soakit::prelude::*;

#[derive(SoA, Clone, Debug, PartialEq)]
struct Reading {
    day: u32,
    temp: Option<f64>,
    #[soa(dict)]
    station: String,
    note: String,
    #[soa(nested)]
    place: Place,
}

#[derive(SoA, Clone, Debug, PartialEq)]
struct Place {
    latitude: f32,
}

fn readings() -> Bulk<Reading> {
    let reading = |day: u32| Reading {
        day,
        temp: (!day.is_multiple_of(3)).then_some(f64::from(day)),
        station: ["JFK", "LGA"][day as usize % 2].into(),
        note: format!("note {day}"),
        place: Place { latitude: 1.5 },
    };
    (0..40).map(reading).collect()
}

fn file() -> Vec<u8> {
    Writer::new().row_group_rows(25).write_to(Vec::new(), &readings()).expect("a file")
}

/// Reads as a program would that has the filter, and as one that has not.
fn read_both(bytes: &[u8]) -> [Result<Bulk<Reading>, ArrowError>; 2] {
    let bytes = Bytes::copy_from_slice(bytes);
    let filtered = Reader::<Reading>::new().filter(|r| r.day.ge(30) & r.station.ne("EWR"));
    [Reader::new().read_from(bytes.clone()), filtered.read_from(bytes)]
}

/// Panics that are contained print nothing here; one that is not fails the test all the same.
fn quietly(work: impl FnOnce()) {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
    std::panic::set_hook(hook);
    if let Err(panic) = result {
        std::panic::resume_unwind(panic);
    }
}

#[test]
fn a_truncated_file_is_an_error() {
    let whole = file();
    quietly(|| {
        for length in 0..whole.len() {
            let [all, filtered] = read_both(&whole[..length]);
            let text = all.expect_err("a part of a file").to_string();
            assert!(filtered.is_err() && text.starts_with("no Parquet file: it"), "{length} bytes: {text}");
        }
    });
}

#[test]
fn a_flipped_bit_is_an_error_or_another_value_but_no_panic() {
    let whole = file();
    let (mut errors, mut rows) = (0, 0);
    quietly(|| {
        for byte in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[byte] ^= 1 << (byte * 3 % 8);
            for read in read_both(&flipped) {
                match read {
                    Ok(read) => rows += read.len(),
                    Err(_) => errors += 1,
                }
            }
        }
    });
    assert!(errors > whole.len() / 2 && rows > whole.len(), "{errors} errors, {rows} rows");
}

#[test]
fn overwritten_bytes_do_no_harm() {
    let whole = file();
    let mut state = 1_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    quietly(|| {
        for _ in 0..3000 {
            let mut bytes = whole.clone();
            // Most of them in the metadata, where lengths and counts are.
            let start =
                if next() % 4 == 0 { next() % bytes.len() } else { bytes.len() - 1 - next() % (bytes.len() / 2) };
            for byte in bytes[start..].iter_mut().take(1 + next() % 6) {
                *byte = if next() % 2 == 0 { 0xFF } else { next() as u8 };
            }
            for read in read_both(&bytes) {
                assert!(read.is_err() || read.is_ok_and(|rows| rows.len() <= 40));
            }
        }
    });
}

#[test]
fn other_files_are_named_for_what_they_are() {
    let path = std::env::temp_dir().join(format!("soakit-parquet-lies-{}", std::process::id()));
    for (bytes, problem) in [
        (&b""[..], "no Parquet file: it has 0 bytes"),
        (b"PAR1", "no Parquet file: it has 4 bytes"),
        (b"month,temp\n1,39.0\n", "no Parquet file: it does not end with `PAR1`, or it is not whole"),
        (b"PAR1\xFF\xFF\xFF\x7FPAR1", "the metadata is said to have 2147483647 bytes, the file has 12"),
        (b"PAR1\x05\0\0\0PARE", "the file is encrypted"),
        (b"PAR1abcd\x04\0\0\0PAR1", "the metadata is no list of columns and row groups"),
    ] {
        std::fs::write(&path, bytes).expect("a directory for temporary files");
        let error = parquet::read::<Reading>(&path).expect_err("no Parquet file");
        assert_eq!(error.to_string(), format!("{}: {problem}", path.display()));
    }
    std::fs::remove_file(&path).expect("the file");
}
