//! Arrow's files and streams: the first byte says how columns are found, the rest is the file.
#![no_main]

use std::fmt::Debug;

use fuzz::arrow::{Every, Few};
use fuzz::{panics, shown};
use libfuzzer_sys::fuzz_target;
use soakit::arrow::ipc::{Compression, Format, Reader, Writer};
use soakit::arrow::{ArrowColumn, Import};
use soakit::prelude::*;

fuzz_target!(init: panics::keep_quiet(), |bytes: &[u8]| {
    let Some((option, file)) = bytes.split_first() else { return };
    panics::watched(|| {
        let has = |bit: u8| option & 1 << bit != 0;
        let import = Import::new().widen(has(0)).by_position(has(1)).fill_missing(has(2));
        check::<Few>(import, has(3), file);
        check::<Every>(import, has(3), file);
    });
});

fn check<T: SoA<Columns: ArrowColumn> + Debug>(import: Import, is_stream: bool, file: &[u8]) {
    let Ok(rows) = Reader::new().import(import).read_from::<T>(file) else { return };
    let mut written = Vec::new();
    let format = if is_stream { Format::Stream } else { Format::File };
    Writer::new()
        .format(format)
        .compression(Compression::Lz4)
        .rows(7)
        .write_to(&mut written, &rows)
        .expect("rows that were read");
    let again = Reader::new().read_from::<T>(&written[..]).expect("rows that were written");
    assert_eq!(shown(rows), shown(again));
}
