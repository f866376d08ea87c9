//! CSV in files: which ones a path means, what is in them and what is not, in parts, and with bad rows left out.
#![cfg(feature = "io")]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use soakit::csv::{self, Reader, Writer};
use soakit::io::{Bad, OnError, ReadError, RecordProblem};
use soakit::prelude::*;

/// A directory that is there for one test.
struct Directory(PathBuf);

impl Directory {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("soakit-csv-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        path
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[derive(Clone, Debug, PartialEq, SoA)]
struct Row {
    #[soa(validate = |id| *id != 13, message = "not 13")]
    id: u32,
    name: String,
}

fn row(id: u32, name: &str) -> Row {
    Row { id, name: name.into() }
}

fn ids(rows: &Bulk<Row>) -> &[u32] {
    rows.id()
}

#[test]
fn a_directory_is_its_files_in_the_order_of_their_names() {
    let directory = Directory::new("directory");
    directory.file("b.csv", "name,id\nb,2\n");
    directory.file("a.txt", "id,name\n1,a\n");
    directory.file("c", "");
    directory.file("d.csv", "id,extra,name\n4,x,d\n5,x,e");
    directory.file(".hidden.csv", "id\nnot a number\n");
    fs::create_dir(directory.path("inner")).unwrap();
    directory.file("inner/e.csv", "id,name\n9,z\n");
    let rows: Bulk<Row> = csv::read(&directory.0).unwrap();
    assert_eq!(rows, [row(1, "a"), row(2, "b"), row(4, "d"), row(5, "e")]);
    // A name without a pattern means itself, hidden or not.
    assert!(
        csv::read::<Row>(directory.path(".hidden.csv"))
            .unwrap_err()
            .to_string()
            .contains(".hidden.csv: no column `name`")
    );
}

#[test]
fn a_pattern_means_files_and_nothing_hidden() {
    let directory = Directory::new("pattern");
    for (name, id) in [("x2.csv", 2), ("x1.csv", 1), ("y1.csv", 3), (".x0.csv", 4), ("x[1].csv", 5)] {
        directory.file(name, format!("id,name\n{id},n\n"));
    }
    fs::create_dir(directory.path("xdir.csv")).unwrap();
    let read = |pattern: &str| csv::read::<Row>(directory.path(pattern)).map(|rows| ids(&rows).to_vec());
    assert_eq!(read("x?.csv").unwrap(), [1, 2]);
    assert_eq!(read("*1.csv").unwrap(), [1, 3]);
    assert_eq!(read("[!x]*").unwrap(), [3]);
    // What is there under this very name is no pattern.
    assert_eq!(read("x[1].csv").unwrap(), [5]);
    assert!(matches!(read("z*.csv"), Err(ReadError::NoFiles(pattern)) if pattern.ends_with("z*.csv")));
    assert!(matches!(read("z.csv"), Err(ReadError::Io { file: Some(file), .. }) if file.ends_with("z.csv")));
    assert!(read("***").unwrap_err().to_string().contains("***: "));
    let empty = Directory::new("empty");
    assert!(matches!(csv::read::<Row>(&empty.0), Err(ReadError::NoFiles(_))));
}

#[test]
fn a_written_file_replaces_the_old_one_or_leaves_it() {
    let directory = Directory::new("replace");
    let path = directory.path("rows.csv");
    csv::write(&path, &Bulk::from([row(1, "a")])).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "id,name\n1,a\n");
    let error = Writer::new().quote(None).write(&path, &Bulk::from([row(1, "a"), row(2, "a,b")])).unwrap_err();
    let message =
        format!("{}: row 1, column `name`: `a,b`: the text needs quotes, and the dialect has none", path.display());
    assert_eq!(error.to_string(), message);
    assert_eq!(fs::read_to_string(&path).unwrap(), "id,name\n1,a\n");
    csv::write(&path, &Bulk::from([row(2, "b")])).unwrap();
    assert_eq!(csv::read::<Row>(&path).unwrap(), [row(2, "b")]);
    assert!(
        csv::write(directory.path("no/rows.csv"), &Bulk::<Row>::new())
            .unwrap_err()
            .to_string()
            .contains("no/rows.csv: ")
    );
    assert_eq!(directory.names(), ["rows.csv"]);
}

/// Reads one byte at a time, and is interrupted before each.
struct Slowly<'a>(&'a [u8], bool);

impl Read for Slowly<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.1 = !self.1;
        if self.1 {
            return Err(std::io::ErrorKind::Interrupted.into());
        }
        let count = self.0.len().min(buffer.len()).min(1);
        let (now, later) = self.0.split_at(count);
        buffer[..count].copy_from_slice(now);
        self.0 = later;
        Ok(count)
    }
}

fn many(count: u32) -> (Bulk<Row>, String) {
    // Long enough for several blocks of input.
    let long = "n".repeat(100);
    let name = |id| if id % 7 == 0 { "two\nlines, \"quoted\"" } else { &long };
    let rows: Bulk<Row> = (100..100 + count).map(|id| row(id, name(id))).collect();
    let text = Writer::new().to_string(&rows).unwrap();
    (rows, text)
}

#[test]
fn chunks_have_the_rows_of_the_whole_and_their_exact_number() {
    let (all, text) = many(40_000);
    for rows in [1_000, 16_384, 39_999, 40_000, 40_001] {
        let mut chunks = Reader::new().read_chunks_from::<Row>(text.as_bytes(), rows);
        let parts: Vec<Bulk<Row>> = chunks.by_ref().map(Result::unwrap).collect();
        assert!(parts.iter().rev().skip(1).all(|part| part.len() == rows));
        assert_eq!(parts.len(), 40_000_usize.div_ceil(rows));
        assert!(Bulk::concat(parts.iter().map(Bulk::view)) == all);
        assert_eq!((chunks.report().rows, chunks.report().skipped), (40_000, 0));
        assert!(chunks.next().is_none());
    }
    let limited = Reader::new().limit(2_500).read_chunks_from::<Row>(text.as_bytes(), 1_000);
    assert_eq!(limited.map(|chunk| chunk.unwrap().len()).collect::<Vec<_>>(), [1_000, 1_000, 500]);
    assert!(Reader::new().read_chunks_from::<Row>(&b"id,name\n"[..], 1).next().is_none());
    let (_, text) = many(100);
    let slow = Slowly(text.as_bytes(), false);
    assert!(Reader::new().read_chunks_from::<Row>(slow, 7).all(|chunk| chunk.is_ok_and(|chunk| chunk.len() <= 7)));
}

#[test]
fn chunks_run_through_files() {
    let directory = Directory::new("chunks");
    for file in 0..5 {
        directory.file(&format!("{file}.csv"), format!("id,name\n{}", format!("{file},n\n").repeat(3)));
    }
    let chunks: Vec<Vec<u32>> =
        Reader::new().read_chunks::<Row>(&directory.0, 4).map(|chunk| ids(&chunk.unwrap()).to_vec()).collect();
    assert_eq!(chunks, [&[0, 0, 0, 1][..], &[1, 1, 2, 2], &[2, 3, 3, 3], &[4, 4, 4]]);
    let mut missing = Reader::new().read_chunks::<Row>(directory.path("5.csv"), 4);
    assert!(matches!(missing.next(), Some(Err(ReadError::Io { .. }))));
    assert!(missing.next().is_none());
}

/// The same row without end, and how many bytes of it were read.
struct Endless(Arc<AtomicU64>);

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let row = b"1,n\n";
        let count = buffer.len() / row.len() * row.len();
        buffer[..count].chunks_exact_mut(row.len()).for_each(|bytes| bytes.copy_from_slice(row));
        self.0.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

#[test]
fn chunks_of_an_endless_input_are_read_as_they_are_asked_for() {
    let bytes = Arc::new(AtomicU64::new(0));
    let mut chunks = Reader::new().header(false).read_chunks_from::<Row>(Endless(bytes.clone()), 1_000);
    assert_eq!(bytes.load(Ordering::Relaxed), 0);
    assert_eq!(chunks.next().unwrap().unwrap().len(), 1_000);
    // What was read for the first chunk serves the next ones.
    let read = bytes.load(Ordering::Relaxed);
    assert_eq!(chunks.next().unwrap().unwrap().len(), 1_000);
    assert_eq!(bytes.load(Ordering::Relaxed), read);
    // A record without an end is refused before memory is full.
    let endless = (&b"id,name\n"[..]).chain(std::io::repeat(b'1'));
    let mut chunks = Reader::new().record_limit(1 << 20).read_chunks_from::<Row>(endless, 10);
    assert!(matches!(chunks.next(), Some(Err(ReadError::Record(_)))));
}

#[test]
fn chunks_before_an_error_are_whole_and_end_with_it() {
    let (_, text) = many(40_000);
    let bad = format!("{text}x,n\n{text}");
    let mut chunks = Reader::new().read_chunks_from::<Row>(bad.as_bytes(), 12_000);
    for _ in 0..3 {
        assert_eq!(chunks.next().unwrap().unwrap().len(), 12_000);
    }
    assert!(matches!(chunks.next(), Some(Err(ReadError::Cell(cell))) if cell.text == "x"));
    assert!(chunks.next().is_none());
    assert_eq!(chunks.report().rows, 40_000);
}

#[test]
#[should_panic(expected = "chunks of 0 rows")]
fn chunks_of_no_rows_are_refused() {
    let _ = Reader::new().read_chunks_from::<Row>(&b""[..], 0);
}

const WITH_FAULTS: &str = "# skipped\nid,name\n1,a\nx,b\n3,c\n4\n13,d\ny,\"e\ne\"\n7,f\n-1,\"g\n";

#[test]
fn bad_rows_are_left_out_with_their_reasons_in_order() {
    let reader = Reader::new().skip_records(1).on_error(OnError::Skip);
    let (rows, report) = reader.read_from_with_report::<Row>(WITH_FAULTS.as_bytes()).unwrap();
    assert_eq!(rows, [row(1, "a"), row(3, "c"), row(7, "f")]);
    assert_eq!((report.rows, report.skipped), (3, 5));
    let reasons: Vec<String> = report.reasons.iter().map(ToString::to_string).collect();
    assert_eq!(
        reasons,
        [
            "input:4 (byte 22): column `id`: `x`: expected an integer from 0 to 4294967295",
            "input:6 (byte 30): 1 cells where the file has 2 columns, in `4`",
            "input:7 (byte 32): column `id`: `13`: not 13",
            "input:8 (byte 37): column `id`: `y`: expected an integer from 0 to 4294967295",
            "input:11 (byte 49): a quote is never closed, in `-1,\"g\n`",
        ]
    );
    assert!(matches!(&report.reasons[2], Bad::Refused(cell) if cell.text == "13"));
    // Stopping, the first of them is the error.
    let error = reader.on_error(OnError::Stop).read_from::<Row>(WITH_FAULTS.as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), reasons[0]);
}

#[test]
fn rejected_rows_can_be_mended_and_read_with_the_same_options() {
    let directory = Directory::new("rejects");
    let path = directory.path("rejects.csv");
    let input = directory.file("input.csv", format!("\u{FEFF}{WITH_FAULTS}"));
    let reader = Reader::new().skip_records(1);
    let rejecting = reader.clone().on_error(OnError::Reject(path.clone()));
    assert_eq!(rejecting.read::<Row>(&input).unwrap().len(), 3);
    let rejects = fs::read_to_string(&path).unwrap();
    assert_eq!(rejects, "# skipped\nid,name\nx,b\n4\n13,d\ny,\"e\ne\"\n-1,\"g\n\n");
    let mended = rejects
        .replace("x,", "20,")
        .replace("4\n", "4,z\n")
        .replace("13,", "12,")
        .replace("y,", "21,")
        .replace("-1,\"g\n", "1,g");
    fs::write(&path, mended).unwrap();
    assert_eq!(
        reader.read::<Row>(&path).unwrap(),
        [row(20, "b"), row(4, "z"), row(12, "d"), row(21, "e\ne"), row(1, "g")]
    );
    // Chunk by chunk, the file is there when the last chunk is.
    fs::remove_file(&path).unwrap();
    let mut chunks = rejecting.read_chunks::<Row>(&input, 2);
    assert_eq!(chunks.next().unwrap().unwrap().len(), 2);
    assert_eq!(chunks.by_ref().count(), 1);
    assert_eq!(chunks.report().skipped, 5);
    assert_eq!(fs::read_to_string(&path).unwrap(), rejects);
}

#[test]
fn an_error_leaves_neither_rows_nor_rejects() {
    let directory = Directory::new("no-rejects");
    directory.file("1.csv", "id,name\nx,a\n1,b\n");
    directory.file("2.csv", "id\n1\n");
    let rejecting = Reader::new().on_error(OnError::Reject(directory.path("rejects")));
    assert!(matches!(rejecting.read::<Row>(directory.path("*.csv")), Err(ReadError::Columns(_))));
    // Under the first file's header the second's rows would be taken for others.
    directory.file("2.csv", "name,id\n1,x\n");
    let error = rejecting.read::<Row>(directory.path("*.csv")).unwrap_err().to_string();
    assert!(error.contains("2.csv: the header differs"), "{error}");
    assert_eq!(directory.names(), ["1.csv", "2.csv"]);
    // Dropped half way, chunks leave nothing either.
    let mut chunks = rejecting.read_chunks::<Row>(directory.path("1.csv"), 1);
    drop(chunks.next());
    drop(
        Reader::new()
            .on_error(OnError::Reject(directory.path("rejects")))
            .read_chunks::<Row>(directory.path("1.csv"), 1),
    );
}

#[test]
fn a_limit_counts_rows_that_are_there() {
    let text: String =
        (20..5_000).map(|id| if id % 3 == 0 { "bad,row\n".into() } else { format!("{id},n\n") }).collect();
    let text = format!("id,name\n{text}");
    let good: Vec<u32> = (20..5_000).filter(|id| id % 3 != 0).collect();
    for limit in [0, 1, 2, 3, 100, 3_319, 3_320, 3_321] {
        let reader = Reader::new().limit(limit).on_error(OnError::Skip);
        let (rows, report) = reader.read_from_with_report::<Row>(text.as_bytes()).unwrap();
        assert_eq!(ids(&rows), &good[..limit.min(good.len())]);
        let last = rows.id().last().copied().unwrap_or(20);
        if limit < good.len() {
            assert_eq!(report.skipped, (20..last).filter(|id| id % 3 == 0).count() as u64);
        }
    }
    // What comes behind the last row is nobody's fault.
    assert_eq!(ids(&Reader::new().limit(1).read_slice::<Row>(text.as_bytes()).unwrap()), [20]);
    assert!(Reader::new().limit(2).read_slice::<Row>(text.as_bytes()).is_err());
}

#[test]
fn a_record_has_a_longest_length() {
    let text = format!("id,name\n1,a\n2,\"{}\n", "endless\n".repeat(20_000));
    let error =
        Reader::new().record_limit(100_000).on_error(OnError::Skip).read_slice::<Row>(text.as_bytes()).unwrap_err();
    match &error {
        ReadError::Record(record) => {
            assert_eq!(record.problem, RecordProblem::TooLong { limit: 100_000 });
            assert_eq!((record.location.line, record.location.byte_offset), (3, 12));
            assert!(record.text.len() < 300);
        }
        other => panic!("{other}"),
    }
    // A long one within the limit is no error.
    let long = format!("id,name\n1,\"{}\"\n", "long\n".repeat(200_000));
    assert_eq!(Reader::new().read_slice::<Row>(long.as_bytes()).unwrap().name().get(0).unwrap().len(), 1_000_000);
}

#[test]
fn other_encodings_are_refused_and_marks_skipped() {
    let text = "id,name\n1,caf\u{e9}\n2,b\n";
    let read = |bytes: &[u8]| Reader::new().read_slice::<Row>(bytes).map_err(|error| error.to_string());
    assert_eq!(read(format!("\u{FEFF}{text}").as_bytes()).unwrap(), [row(1, "caf\u{e9}"), row(2, "b")]);
    let latin1: Vec<u8> = text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    assert_eq!(read(&latin1).unwrap_err(), "input:2 (byte 10): column `name`: `caf\u{FFFD}`: expected a text");
    let skipping = Reader::new().on_error(OnError::Skip);
    assert_eq!(skipping.read_slice::<Row>(&latin1).unwrap(), [row(2, "b")]);
    let units: Vec<u16> = text.encode_utf16().collect();
    for bytes in [
        units.iter().flat_map(|unit| unit.to_le_bytes()).collect::<Vec<u8>>(),
        units.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
        [0xFEFF].iter().chain(&units).flat_map(|unit| unit.to_le_bytes()).collect(),
        [0xFEFF].iter().chain(&units).flat_map(|unit| unit.to_be_bytes()).collect(),
    ] {
        assert_eq!(read(&bytes).unwrap_err(), "input: the text is UTF-16; only UTF-8 can be read");
    }
    assert_eq!(
        read(b"id,name\n1\0,a\n").unwrap_err(),
        "input:2 (byte 8): column `id`: `1\0`: expected an integer from 0 to 4294967295"
    );
    assert_eq!(read(b"id,name\n1,a\0\n").unwrap(), [row(1, "a\0")]);
}

#[test]
fn a_truncated_text_gives_its_first_rows_or_an_error() {
    let (all, text) = many(20);
    for end in 0..text.len() {
        match Reader::new().read_slice::<Row>(&text.as_bytes()[..end]) {
            Ok(rows) => {
                // The last row may have lost its end, and nobody can see that.
                let whole = rows.len().saturating_sub(1);
                assert!(rows.view().slice(..whole).iter().eq(all.view().slice(..whole).iter()));
                assert!(all.len() >= rows.len());
            }
            Err(error) => assert!(matches!(error, ReadError::Cell(_) | ReadError::Record(_) | ReadError::Columns(_))),
        }
    }
}

#[test]
fn skipped_records_count_blank_ones() {
    let read = |count, text: &str| {
        Reader::new().skip_records(count).read_slice::<Row>(text.as_bytes()).map(|rows| ids(&rows).to_vec())
    };
    assert_eq!(read(3, "\n\nnote\nid,name\n1,a\n").unwrap(), [1]);
    assert_eq!(read(2, "\r\n\"two\nlines\"\r\nid,name\r\n1,a\r\n").unwrap(), [1]);
    assert_eq!(read(5, "a\nb\n").unwrap(), Vec::<u32>::new());
    let long = format!("{}id,name\n1,a\n", "note\n".repeat(100_000));
    assert_eq!(read(100_000, &long).unwrap(), [1]);
}

#[test]
fn a_record_of_missing_cells_is_no_blank_line() {
    let rows = Bulk::from([(None::<i32>, None::<i32>), (Some(1), None)]);
    for delimiter in [",", "\t", " "] {
        let text = Writer::new().delimiter(delimiter).header(false).to_string(&rows).unwrap();
        let reader = Reader::new().delimiter(delimiter).header(false);
        assert_eq!(reader.read_slice::<(Option<i32>, Option<i32>)>(text.as_bytes()).unwrap(), rows);
    }
}

#[cfg(all(feature = "gzip", feature = "zstd"))]
#[test]
fn packed_files_are_unpacked_and_written_packed() {
    let directory = Directory::new("packed");
    let (all, text) = many(20_000);
    for name in ["rows.csv.gz", "rows.csv.zst"] {
        let path = directory.path(name);
        csv::write(&path, &all).unwrap();
        let packed = fs::read(&path).unwrap();
        assert!(packed.len() < text.len() / 4);
        assert!(csv::read::<Row>(&path).unwrap() == all);
        // The name says nothing about what is read: its bytes do.
        assert!(Reader::new().read_from::<Row>(&packed[..]).unwrap() == all);
        // Several packed pieces, one behind the other, are one text.
        let rest = Writer::new().header(false);
        rest.write(&path, &Bulk::from([row(1, "a")])).unwrap();
        let both = [packed.clone(), fs::read(&path).unwrap()].concat();
        assert_eq!(Reader::new().read_slice::<Row>(&both).unwrap().len(), 20_001);
    }
    assert!(csv::read::<Row>(directory.path("*.gz")).is_err(), "without a header");
}

#[cfg(all(feature = "gzip", feature = "zstd"))]
#[test]
fn damaged_packed_files_are_an_error() {
    let directory = Directory::new("damaged");
    for name in ["rows.csv.gz", "rows.csv.zst"] {
        let path = directory.path(name);
        csv::write(&path, &many(300).0).unwrap();
        let packed = fs::read(&path).unwrap();
        for end in (5..packed.len()).step_by(7) {
            let error = csv::read::<Row>(directory.file(name, &packed[..end])).unwrap_err();
            assert!(matches!(&error, ReadError::Io { file: Some(file), .. } if file.ends_with(name)), "{error}");
        }
        for place in (20..packed.len()).step_by(3) {
            let mut flipped = packed.clone();
            flipped[place] ^= 1 << (place % 8);
            assert!(Reader::new().read_slice::<Row>(&flipped).is_err(), "byte {place} of {name}");
        }
    }
}

#[cfg(not(feature = "gzip"))]
#[test]
fn packed_files_name_the_feature_that_unpacks_them() {
    let error = Reader::new().read_slice::<Row>(b"\x1F\x8B\x08\0").unwrap_err();
    assert_eq!(error.to_string(), "input: the file is packed with gzip, which needs feature `gzip` of `soakit`");
    let directory = Directory::new("features");
    let error = csv::write(directory.path("a.csv.gz"), &Bulk::<Row>::new()).unwrap_err();
    assert!(error.to_string().ends_with("which needs feature `gzip` of `soakit`"));
    assert!(directory.names().is_empty());
}

/// What `Path` says of a name is used for its file, not for a pattern.
#[test]
fn rows_are_written_where_the_path_says() {
    let directory = Directory::new("name");
    let path = directory.path("a*b.csv");
    csv::write(&path, &Bulk::from([row(1, "a")])).unwrap();
    assert_eq!(csv::read::<Row>(Path::new(&path)).unwrap(), [row(1, "a")]);
}
