//! Files and streams: what was written is read again, and bytes that lie are an error.

mod every_kind;

use std::fs;
use std::path::PathBuf;

use every_kind::{Every, Random};
use soakit::arrow::ipc::{self, Compression, Format, Reader, Writer};
use soakit::arrow::{ArrowError, Import};
use soakit::prelude::*;

/// A directory that goes with its test.
struct Directory(PathBuf);

impl Directory {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("soakit-arrow-{test}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a directory for the test");
        Self(path)
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Every form there is.
fn forms() -> Vec<(Format, Compression)> {
    let compressions = [Compression::None, Compression::Lz4, Compression::Zstd];
    [Format::File, Format::Stream].into_iter().flat_map(|format| compressions.map(|packed| (format, packed))).collect()
}

fn bytes_of<T: SoA>(bulk: &Bulk<T>, (format, compression): (Format, Compression), rows: usize) -> Vec<u8>
where
    T::Columns: soakit::arrow::ArrowColumn,
{
    let mut bytes = Vec::new();
    let writer = Writer::new().format(format).compression(compression).rows(rows);
    writer.write_to(&mut bytes, bulk).expect("memory takes everything");
    bytes
}

#[test]
fn what_was_written_is_read() {
    let directory = Directory::new("what_was_written_is_read");
    for rows in [0, 1, 100] {
        let bulk: Bulk<Every> = Random(rows as u64 + 1).rows(rows).into_iter().collect();
        for form in forms() {
            let bytes = bytes_of(&bulk, form, 33);
            assert_eq!(Reader::new().read_from(&bytes[..]).expect("our own bytes"), bulk, "{form:?}");
            let path = directory.0.join("every.arrow");
            Writer::new().format(form.0).compression(form.1).rows(33).write(&path, &bulk).expect("a file to write");
            assert_eq!(ipc::read::<Every>(&path).expect("our own file"), bulk, "{form:?}");
        }
    }
    let left: Vec<_> =
        fs::read_dir(&directory.0).expect("the directory").flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(left, ["every.arrow"], "temporary files are gone");
}

#[test]
fn chunks_are_the_rows_in_order() {
    let directory = Directory::new("chunks_are_the_rows_in_order");
    let path = directory.0.join("every.arrow");
    let expected = Random(21).rows(100);
    Writer::new().rows(30).write(&path, &expected.iter().cloned().collect()).expect("a file to write");
    for (rows, lengths) in
        [(30, vec![30, 30, 30, 10]), (20, vec![20, 10, 20, 10, 20, 10, 10]), (64, vec![30, 30, 30, 10])]
    {
        let chunks = Reader::new().read_chunks::<Every>(&path, rows).expect("our own file");
        let chunks: Vec<Bulk<Every>> = chunks.map(|chunk| chunk.expect("our own batch")).collect();
        assert_eq!(chunks.iter().map(|chunk| chunk.len()).collect::<Vec<_>>(), lengths);
        let rows: Vec<Every> = chunks.iter().flat_map(|chunk| (0..chunk.len()).map(|row| chunk.row(row))).collect();
        assert_eq!(rows, expected);
    }
}

#[test]
fn progress_counts_the_rows() {
    let bulk: Bulk<Every> = Random(22).rows(70).into_iter().collect();
    let mut told = Vec::new();
    Writer::new().rows(30).progress(|rows| told.push(rows)).write_to(std::io::sink(), &bulk).expect("a sink");
    assert_eq!(told, [30, 60, 70]);
}

#[derive(SoA, Clone, Debug, PartialEq)]
struct Reading {
    id: u32,
    station: String,
    gust: Option<f64>,
    #[soa(dict)]
    carrier: Option<String>,
    codes: Vec<u16>,
}

fn readings(rows: u32) -> Bulk<Reading> {
    let reading = |id: u32| Reading {
        id,
        station: format!("station {}", id / 3),
        gust: (!id.is_multiple_of(3)).then_some(f64::from(id)),
        carrier: (!id.is_multiple_of(4)).then(|| ["UA", "AA"][id as usize % 2].into()),
        codes: (0..id % 3).map(|code| code as u16).collect(),
    };
    (0..rows).map(reading).collect()
}

#[test]
fn columns_that_the_record_does_not_have_are_left_alone() {
    #[derive(SoA, Debug, PartialEq)]
    struct Part {
        gust: Option<f64>,
        id: u32,
    }
    for form in forms() {
        let part: Bulk<Part> = Reader::new().read_from(&bytes_of(&readings(50), form, 20)[..]).expect("our own bytes");
        let expected: Bulk<Part> =
            readings(50).iter().map(|row| Part { gust: row.gust.copied(), id: *row.id }).collect();
        assert_eq!(part, expected);
    }
}

#[test]
fn a_writer_that_fails_leaves_the_file_as_it_was() {
    #[derive(SoA, Clone)]
    struct Far {
        when: jiff::Timestamp,
    }
    let directory = Directory::new("a_writer_that_fails");
    let path = directory.0.join("readings.arrow");
    ipc::write(&path, &readings(5)).expect("a file to write");
    let far = jiff::Timestamp::MAX;
    let bulk = [jiff::Timestamp::UNIX_EPOCH, far].map(|when| Far { when }).into_iter().collect();
    let error = ipc::write(&path, &bulk).expect_err("an instant that Arrow does not count");
    assert!(error.to_string().contains("readings.arrow: row 1, column `when`"), "{error}");
    assert_eq!(ipc::read::<Reading>(&path).expect("the file as it was"), readings(5));
    assert_eq!(fs::read_dir(&directory.0).expect("the directory").count(), 1, "temporary files are gone");
}

#[test]
fn an_error_names_the_file_the_row_and_the_column() {
    #[derive(SoA, Debug)]
    struct Strict {
        gust: f64,
        #[soa(validate = |id| *id < 45, message = "too many")]
        id: u32,
    }
    let directory = Directory::new("an_error_names_the_file");
    let path = directory.0.join("readings.arrow");
    let mut rows = readings(50);
    rows.retain(|row| row.gust.is_some());
    let bulk: Bulk<Reading> = readings(2).into_iter().skip(1).chain(readings(50).into_iter().skip(45)).collect();
    Writer::new().rows(2).write(&path, &bulk).expect("a file to write");
    let error = ipc::read::<Strict>(&path).expect_err("a missing cell").to_string();
    assert!(
        error.ends_with("readings.arrow: row 1, column `gust`: the cell is missing; make the field an `Option`"),
        "{error}"
    );
    Writer::new().rows(7).write(&path, &rows).expect("a file to write");
    let error = ipc::read::<Strict>(&path).expect_err("values that the validator refuses").to_string();
    assert!(error.contains("readings.arrow: row 30, column `id`, value 46: too many"), "{error}");
    let chunks = Reader::new().read_chunks::<Strict>(&path, 100).expect("a file");
    let chunks: Vec<_> = chunks.collect();
    assert_eq!(chunks.len(), 5, "four batches before the error, and nothing after it");
    let error = chunks[4].as_ref().expect_err("values that the validator refuses").to_string();
    assert!(error.contains("readings.arrow: row 30, column `id`, value 46: too many"), "{error}");
}

#[test]
fn no_bytes_and_other_bytes_are_errors() {
    for bytes in
        [&b""[..], b"A", b"ARROW1", b"ARROW1\0\0", b"PAR1", b"id,temp\n1,2\n", &[0xFF; 4], &[0xFF; 100], &[0; 40]]
    {
        let error = Reader::new().read_from::<Reading>(bytes).expect_err("no Arrow");
        assert!(!error.to_string().is_empty());
    }
    assert!(matches!(ipc::read::<Reading>("nowhere/at/all"), Err(ArrowError::File { .. })));
}

/// Reads bytes that somebody has damaged; what matters is that it ends, and with an answer.
fn survives(bytes: &[u8]) -> bool {
    let import = Import::new().widen(true).fill_missing(true);
    Reader::new().import(import).read_from::<Reading>(bytes).is_ok()
}

#[test]
fn a_truncated_file_is_an_error() {
    std::panic::set_hook(Box::new(|_| {}));
    for form in forms() {
        let bytes = bytes_of(&readings(6), form, 4);
        for end in (0..bytes.len()).step_by(13).chain([bytes.len() - 1]) {
            let read = Reader::new().read_from::<Reading>(&bytes[..end]);
            match form.0 {
                Format::File => assert!(read.is_err(), "{form:?}, {end} of {} bytes", bytes.len()),
                // A stream may end between two batches.
                Format::Stream => assert!(read.is_err() || read.is_ok_and(|rows| rows.len() % 4 <= 2)),
            }
        }
    }
}

#[test]
fn flipped_bits_do_no_harm() {
    std::panic::set_hook(Box::new(|_| {}));
    for form in forms() {
        let mut bytes = bytes_of(&readings(6), form, 6);
        assert!(survives(&bytes));
        let mut errors = 0;
        // Neighbouring bytes have another bit flipped each; compressed forms differ from the others in their bodies only.
        let step = if form.1 == Compression::None { 1 } else { 7 };
        for byte in (0..bytes.len()).step_by(step) {
            bytes[byte] ^= 1 << (byte % 8);
            errors += usize::from(!survives(&bytes));
            bytes[byte] ^= 1 << (byte % 8);
        }
        assert!(errors > bytes.len() / step / 8, "{form:?}: {errors} errors");
    }
}

#[test]
fn lengths_that_lie_are_refused_before_memory_is_asked_for() {
    for compression in [Compression::Lz4, Compression::Zstd] {
        let bulk: Bulk<Reading> = readings(1000);
        let bytes = bytes_of(&bulk, (Format::Stream, compression), 1000);
        // The first compressed buffer is that of `id`: its 4000 bytes are said to be 2^52.
        let place = bytes.windows(8).position(|window| window == 4000_u64.to_le_bytes()).expect("a compressed buffer");
        let mut lying = bytes.clone();
        lying[place..place + 8].copy_from_slice(&(1_u64 << 52).to_le_bytes());
        let error = Reader::new().read_from::<Reading>(&lying[..]).expect_err("no so many bytes").to_string();
        assert!(error.contains("are said to have been 4503599627370496 before they were compressed"), "{error}");
    }
}
