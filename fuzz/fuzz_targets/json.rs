//! JSON: the first byte is options, the rest is the text.
#![no_main]

use std::collections::HashMap;
use std::fmt::Debug;

use fuzz::text::{Every, Few, Loose, Nothing, One};
use fuzz::{on_pools, shown};
use libfuzzer_sys::fuzz_target;
use serde::de::IgnoredAny;
use soakit::io::{OnError, ReadColumn, WriteColumn};
use soakit::json::{MissingFields, Reader, UnknownFields, Writer};
use soakit::prelude::*;

fuzz_target!(|bytes: &[u8]| {
    let Some((&options, text)) = bytes.split_first() else { return };
    match options % 5 {
        0 => check::<Every>(options, text),
        1 => check::<Few>(options, text),
        2 => check::<One>(options, text),
        3 => check::<Loose>(options, text),
        _ => check::<Nothing>(options, text),
    }
    objects_are_those_of_serde_json(text);
});

fn check<T>(options: u8, text: &[u8])
where
    T: SoA<Columns: ReadColumn + WriteColumn> + Debug,
    Bulk<T>: Send + Sync,
{
    let has = |bit: u8| options & 1 << bit != 0;
    let mut reader = Reader::new();
    if has(7) {
        reader = reader.columns();
    }
    if has(6) {
        reader = reader.on_error(OnError::Skip);
    }
    if has(5) {
        reader = reader.unknown_fields(UnknownFields::Refuse).missing_fields(MissingFields::Refuse);
    }
    if has(4) {
        reader = reader.limit(2);
    }
    let read = |reader: &Reader| match reader.read_from_with_report::<T>(text) {
        Ok((rows, report)) => Ok((shown(rows), report)),
        // The text that an error shows of a broken array ends with the block.
        Err(error) => Err(error.location().cloned()),
    };
    let whole = read(&reader);
    for bytes in [1, 10] {
        for other in on_pools(|| read(&reader.clone().block_bytes(bytes))) {
            assert_eq!(whole, other, "blocks of {bytes} bytes");
        }
    }
    let Ok(rows) = reader.read_slice::<T>(text) else { return };
    for (writer, reader) in [
        (Writer::new().lines(), Reader::new()),
        (Writer::new().array().pretty(), Reader::new()),
        (Writer::new().columns(), Reader::new().columns()),
    ] {
        // A value may have no JSON.
        let Ok(written) = writer.to_string(&rows) else { continue };
        match reader.read_slice::<T>(written.as_bytes()) {
            Ok(again) => assert_eq!(shown(again), whole.as_ref().expect("rows").0, "written as {written}"),
            Err(error) => panic!("{error}; written as {written}"),
        }
    }
}

/// What is JSON to one is JSON to the other, where no values are asked for.
fn objects_are_those_of_serde_json(text: &[u8]) {
    let is_array = text.trim_ascii_start().starts_with(b"[");
    let standard = if is_array {
        serde_json::from_slice::<Vec<HashMap<String, IgnoredAny>>>(text).map(|objects| objects.len())
    } else {
        serde_json::Deserializer::from_slice(text)
            .into_iter::<HashMap<String, IgnoredAny>>()
            .try_fold(0, |count, object| object.map(|_| count + 1))
    };
    let rows = Reader::new().read_slice::<Nothing>(text).map(|rows| rows.len());
    match (standard, rows) {
        (Ok(standard), Ok(rows)) => assert_eq!(standard, rows),
        (Err(error), Ok(rows)) => panic!("{rows} rows of what is none to serde_json: {error}"),
        (Ok(_), Err(error)) if is_array => panic!("{error}"),
        // Objects in lines need a line each.
        _ => {}
    }
}
