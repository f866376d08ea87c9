//! Parquet files: the first byte says what is asked of them, the rest is the file.
#![no_main]

use std::fmt::Debug;

use fuzz::arrow::{Every, Few};
use fuzz::{panics, shown};
use libfuzzer_sys::fuzz_target;
use soakit::arrow::parquet::{Bytes, Reader, Writer};
use soakit::arrow::{ArrowColumn, Import};
use soakit::prelude::*;

fuzz_target!(init: panics::keep_quiet(), |bytes: &[u8]| {
    let Some((option, file)) = bytes.split_first() else { return };
    panics::watched(|| {
        let has = |bit: u8| option & 1 << bit != 0;
        let import = Import::new().widen(has(0)).by_position(has(1)).fill_missing(has(2));
        let file = Bytes::copy_from_slice(file);
        check(&Reader::<Every>::new().import(import), &file);
        let few = Reader::<Few>::new().import(import);
        check(&if has(3) { few.filter(|few| few.id.gt(2) & few.class.ne("b")) } else { few }, &file);
    });
});

fn check<T: SoA<Columns: ArrowColumn> + Debug>(reader: &Reader<'_, T>, file: &Bytes) {
    let whole = reader.read_from(file.clone());
    let chunks = reader.read_chunks_from(file.clone(), 3).and_then(|chunks| chunks.collect::<Result<Vec<_>, _>>());
    if let (Ok(rows), Ok(chunks)) = (&whole, &chunks) {
        assert_eq!(rows.len(), chunks.iter().map(Bulk::len).sum::<usize>());
    }
    let Ok(rows) = whole else { return };
    let written = Writer::new().row_group_rows(7).write_to(Vec::new(), &rows).expect("rows that were read");
    let again = Reader::<T>::new().read_from(Bytes::from(written)).expect("rows that were written");
    assert_eq!(shown(rows), shown(again));
}
