//! Attacks on what reads text files: readers that lie, code of the user's that panics, inputs that do not end, texts with a
//! mark at every place, paths that lead nowhere.
#![cfg(feature = "io")]
#![allow(clippy::result_large_err, reason = "closures answer with what readers answer with")]

use std::fs;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use soakit::csv::{Dialect, Reader, Writer};
use soakit::io::{Any, Expected, OnError, ParseCell, ReadError, RecordProblem, Shape, WriteError};
use soakit::json;
use soakit::prelude::*;

/// A directory that is there for one test.
struct Directory(PathBuf);

impl Directory {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("soakit-attack-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
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
    id: u32,
    name: String,
}

fn rows(count: u32) -> Bulk<Row> {
    (0..count).map(|id| Row { id, name: format!("a \"name\", number {id}\n") }).collect()
}

fn text(rows: &Bulk<Row>) -> String {
    Writer::new().to_string(rows).unwrap()
}

/// Hands out what it has in pieces of one to three bytes, and is interrupted before each.
struct Stutter<'a> {
    rest: &'a [u8],
    step: usize,
}

impl Read for Stutter<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.step += 1;
        if self.step.is_multiple_of(2) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let count = (self.step % 3 + 1).min(self.rest.len()).min(buffer.len());
        buffer[..count].copy_from_slice(&self.rest[..count]);
        self.rest = &self.rest[count..];
        Ok(count)
    }
}

#[test]
fn a_reader_may_stutter() {
    let rows = rows(500);
    let text = text(&rows);
    assert_eq!(Reader::new().read_from::<Row>(Stutter { rest: text.as_bytes(), step: 0 }).unwrap(), rows);
}

/// What it has, and then no end but something else.
struct Then<'a, F> {
    rest: &'a [u8],
    last: F,
}

impl<F: FnMut() -> io::Result<usize>> Read for Then<'_, F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.rest.is_empty() { (self.last)() } else { self.rest.read(buffer) }
    }
}

#[test]
fn a_reader_that_fails_leaves_no_rows() {
    let text = text(&rows(5));
    for length in 0..text.len() {
        let source = Then { rest: &text.as_bytes()[..length], last: || Err(io::Error::other("the line is cut")) };
        let error = Reader::new().read_from::<Row>(source).unwrap_err();
        assert_eq!(error.to_string(), "input: the line is cut");
    }
}

#[test]
fn a_reader_that_panics_leaves_no_file_of_rejects() {
    let directory = Directory::new("reader-panics");
    let rejects = directory.file("rejects.csv", "what was there");
    let reader = Reader::new().on_error(OnError::Reject(rejects.clone()));
    let source = Then { rest: b"id,name\n1,a\nx,b\n", last: || panic!("out of paper") };
    assert!(catch_unwind(AssertUnwindSafe(|| reader.read_from::<Row>(source))).is_err());
    assert_eq!(directory.names(), ["rejects.csv"]);
    assert_eq!(fs::read_to_string(rejects).unwrap(), "what was there");
}

/// A number; reading 13 panics.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Superstitious(u32);

impl ParseCell for Superstitious {
    const SHAPE: Shape = Shape::Number;

    fn expected() -> Expected {
        "expected a number".into()
    }

    fn parse_cell(text: &str) -> Option<Self> {
        assert_ne!(text, "13");
        text.parse().ok().map(Self)
    }
}

#[derive(Debug, PartialEq, SoA)]
struct Guarded {
    parsed: Superstitious,
    #[soa(validate = |value| { assert_ne!(value, "13"); true }, message = "a text")]
    judged: String,
}

#[test]
fn code_of_the_users_that_panics_leaves_no_file_of_rejects() {
    let directory = Directory::new("user-panics");
    let reader = Reader::new().on_error(OnError::Reject(directory.0.join("rejects.csv"))).block_bytes(8);
    for bad in ["13,a", "1,13"] {
        let text = format!("parsed,judged\n1,a\nx,y\n{bad}\n2,b\n");
        assert!(catch_unwind(AssertUnwindSafe(|| reader.read_slice::<Guarded>(text.as_bytes()))).is_err());
        assert_eq!(directory.names(), [""; 0]);
    }
    let sound = reader.read_slice::<Guarded>(b"parsed,judged\n1,a\nx,y\n2,b\n").unwrap();
    assert_eq!(sound.len(), 2);
    assert_eq!(directory.names(), ["rejects.csv"]);
}

/// The same bytes for ever; counts how many were asked for.
struct Endless<'c> {
    bytes: &'static [u8],
    count: &'c AtomicUsize,
}

impl Read for Endless<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let start = self.count.fetch_add(buffer.len(), Ordering::Relaxed);
        for (place, byte) in buffer.iter_mut().enumerate() {
            *byte = self.bytes[(start + place) % self.bytes.len()];
        }
        Ok(buffer.len())
    }
}

fn dialect(mut dialect: Dialect, delimiter: &str, terminator: &str) -> Dialect {
    dialect.delimiter = delimiter.into();
    dialect.terminator = terminator.into();
    dialect.escape = Some(b'\\');
    dialect
}

#[test]
fn a_record_without_an_end_is_an_error_in_bounded_memory() {
    for bytes in [&b"a"[..], b"\"", b",", b"[", b"{", b"[[1", b"\\", b"#", b"\"\\", b"\"a\n", b"\xFF", b" "] {
        for dialect in [Dialect::default(), Dialect::sframe(), dialect(Dialect::sframe(), ",", "")] {
            let count = AtomicUsize::new(0);
            let reader = Reader::new().dialect(dialect.clone()).record_limit(1 << 14);
            let source = b"id,name\n1,".chain(Endless { bytes, count: &count });
            match reader.read_from::<Row>(source).unwrap_err() {
                ReadError::Record(record) => {
                    assert!(!matches!(record.problem, RecordProblem::Syntax(_)), "{record}, {dialect:?}");
                }
                error => panic!("{error}, {dialect:?}"),
            }
            let count = count.into_inner();
            assert!(count < 1 << 24, "{count} bytes of {bytes:?} were read, {dialect:?}");
        }
    }
}

#[test]
fn rows_without_an_end_can_be_read_in_part() {
    let source = || b"id,name\n".chain(Endless { bytes: b"1,a\nx,b\n", count: &NOBODY_COUNTS });
    static NOBODY_COUNTS: AtomicUsize = AtomicUsize::new(0);
    let reader = Reader::new().on_error(OnError::Skip);
    assert_eq!(reader.clone().limit(3).read_from::<Row>(source()).unwrap().id(), [1; 3]);
    assert_eq!(reader.clone().limit(0).read_from::<Row>(source()).unwrap().len(), 0);
    let chunks: Vec<_> = reader.read_chunks_from::<Row>(source(), 7).take(3).map(Result::unwrap).collect();
    assert!(chunks.iter().all(|chunk| chunk.id() == [1; 7]));
}

#[test]
fn a_limit_holds_behind_a_record_that_is_longer_than_a_block() {
    // Reading the long record brings several blocks into memory, and each has rows enough.
    let text = format!("id,name\n0,{}\n{}", "a".repeat(300 << 10), "1,b\n".repeat(200_000));
    for limit in [1, 2, 3, 100_000] {
        let read = Reader::new().limit(limit).read_slice::<Row>(text.as_bytes()).unwrap();
        assert_eq!(read.len(), limit);
        assert_eq!(read.id()[1..], vec![1; limit - 1]);
    }
}

#[test]
fn ten_thousand_columns_are_two_if_two_are_wanted() {
    let header: Vec<String> = (0..10_000).map(|column| format!("c{column}")).collect();
    let cells: Vec<String> = (0..10_000).map(|column| column.to_string()).collect();
    let header = header.join(",").replace("c7,", "id,").replace("c9999", "name");
    let text = format!("{header}\n{}\n", cells.join(","));
    let read = Reader::new().read_slice::<Row>(text.as_bytes()).unwrap();
    assert_eq!(read, Bulk::from([Row { id: 7, name: "9999".into() }]));
}

#[test]
fn a_cell_may_be_large() {
    let name = "long \"name\"\n".repeat(1 << 20);
    let rows = Bulk::from([Row { id: 1, name: "a".into() }, Row { id: 2, name }, Row { id: 3, name: "b".into() }]);
    assert_eq!(Reader::new().read_slice::<Row>(text(&rows).as_bytes()).unwrap(), rows);
}

#[derive(Debug, PartialEq, SoA)]
struct Structured {
    list: Vec<Any>,
}

#[test]
fn brackets_are_no_deeper_than_the_stack() {
    let reader = Reader::new().header(false);
    for deep in ["[".repeat(100_000), "{".repeat(100_000), "[".repeat(100_000) + &"]".repeat(100_000)] {
        assert!(matches!(reader.read_slice::<Structured>(deep.as_bytes()).unwrap_err(), ReadError::Cell(_)));
    }
    let wide = format!("[{}]", "[],".repeat(100_000));
    assert_eq!(reader.read_slice::<Structured>(wide.as_bytes()).unwrap().list()[0].len(), 100_001);
}

#[derive(Clone, Debug, PartialEq, SoA)]
struct Mixed {
    a: Option<String>,
    b: Vec<Option<String>>,
    c: Option<f64>,
}

fn dialects() -> Vec<Dialect> {
    let mut dialects = vec![Dialect::default(), Dialect::sframe()];
    for (delimiter, terminator) in [("::", "zzz"), (" ", "\n"), ("\t", "aab"), (";", "\r\n"), (",", "")] {
        for initial in [Dialect::default(), Dialect::sframe()] {
            dialects.push(dialect(initial, delimiter, terminator));
        }
    }
    dialects
}

fn outcome(reader: &Reader, text: &[u8]) -> String {
    match reader.read_from_with_report::<Mixed>(text) {
        Ok((rows, report)) => format!("{rows:?}, {report:?}"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn a_mark_at_any_place_is_read_the_same_in_blocks_of_any_size() {
    for dialect in dialects() {
        let Dialect { delimiter, terminator, .. } = &dialect;
        let records = ["a,b,c", "\"x, y\",\"[1,\"\"two\"\"]\",1", "NA,[a b],", "# no,,", ",[],-0.5"];
        let text = records.map(|record| record.replace(',', delimiter)).join(terminator).into_bytes();
        for place in 0..=text.len() {
            for mark in
                [&b"\""[..], b"\\", b"\n", b"\r", b"\r\n", b",", b"[", b"}", b"#", b" ", b"\0", b"\xFF", b"z", b"a"]
            {
                let mut text = text.clone();
                text.splice(place..place, mark.iter().copied());
                let on_error = if place % 2 == 0 { OnError::Stop } else { OnError::Skip };
                let reader = Reader::new().dialect(dialect.clone()).on_error(on_error);
                let parts = outcome(&reader.clone().block_bytes([1, 7, 20][place % 3]), &text);
                assert_eq!(parts, outcome(&reader, &text), "{:?}, {dialect:?}", String::from_utf8_lossy(&text));
            }
        }
    }
}

#[derive(Debug, SoA)]
struct Nothing {}

#[test]
fn records_of_nothing_are_no_rows() {
    for text in ["", "\n", "\n\r\n \n", "\u{FEFF}", "\u{FEFF}\n"] {
        assert_eq!(Reader::new().read_slice::<Row>(text.as_bytes()).unwrap().len(), 0);
        assert_eq!(Reader::new().read_slice::<Nothing>(text.as_bytes()).unwrap().len(), 0);
    }
    for text in ["id,name", "id,name\n", "name,id\r\n\r\n", "x,id,name\n\n"] {
        assert_eq!(Reader::new().read_slice::<Row>(text.as_bytes()).unwrap().len(), 0);
    }
    let read = |skipped| Reader::new().skip_records(skipped).read_slice::<Row>(b"id,name\n1,a\n");
    assert!(matches!(read(1), Err(ReadError::Columns(_))));
    for beyond in [2, 3, usize::MAX] {
        assert_eq!(read(beyond).unwrap().len(), 0);
    }
}

#[test]
fn what_stands_between_objects_is_an_error_however_large_blocks_are() {
    let object = r#"{"id":1,"name":"a"}"#;
    let texts = ["[{}] , {}]", "[{} {},{}]", "[]{}", "[1, {}, {}]", "[{}, null, {}]", "[{},]"];
    for text in texts.map(|text| text.replace("{}", object)) {
        for bytes in [1, 20, 1000] {
            for on_error in [OnError::Stop, OnError::Skip] {
                let reader = json::Reader::new().on_error(on_error).block_bytes(bytes);
                let Err(ReadError::Record(record)) = reader.read_slice::<Row>(text.as_bytes()) else {
                    panic!("{text} was read in blocks of {bytes} bytes");
                };
                assert!(matches!(record.problem, RecordProblem::Between(_)), "{record}");
            }
        }
    }
}

#[test]
fn rows_without_fields_are_written_where_they_can_be_counted() {
    let rows: Bulk<Nothing> = [Nothing {}, Nothing {}].into_iter().collect();
    for writer in [json::Writer::new().lines(), json::Writer::new().array()] {
        let text = writer.to_string(&rows).unwrap();
        assert_eq!(json::Reader::new().read_slice::<Nothing>(text.as_bytes()).unwrap().len(), 2, "{text}");
    }
    let columns = json::Writer::new().columns();
    assert!(matches!(columns.to_string(&rows), Err(WriteError::Options(_))));
    assert_eq!(columns.to_string(&Bulk::<Nothing>::new()).unwrap(), "{}");
}

#[test]
fn paths_that_lead_nowhere_are_errors() {
    let directory = Directory::new("nowhere");
    fs::create_dir(directory.0.join("inner")).unwrap();
    let read = |path: PathBuf| Reader::new().read::<Row>(path);
    assert!(matches!(read(directory.0.clone()), Err(ReadError::NoFiles(_))), "a directory in a directory is no file");
    assert!(matches!(read(directory.0.join("*.csv")), Err(ReadError::NoFiles(_))));
    assert!(matches!(read(directory.0.join("no.csv")), Err(ReadError::Io { .. })));
    assert!(matches!(read(directory.0.join("a[")), Err(ReadError::Io { .. })));
    assert!(matches!(read(PathBuf::new()), Err(ReadError::Io { .. })));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(directory.0.join("b"), directory.0.join("a")).unwrap();
        std::os::unix::fs::symlink(directory.0.join("a"), directory.0.join("b")).unwrap();
        for path in ["a", "", "*"] {
            assert!(matches!(read(directory.0.join(path)), Err(ReadError::Io { .. })), "links in a circle: {path}");
        }
    }
}

#[test]
fn a_file_that_shrinks_while_it_is_read_has_the_rows_that_were_there() {
    let directory = Directory::new("shrinks");
    let rows = rows(200_000);
    let path = directory.file("a.csv", &text(&rows));
    let mut chunks = Reader::new().read_chunks::<Row>(&path, 10);
    let mut seen = chunks.next().unwrap().unwrap();
    fs::write(&path, "").unwrap();
    for chunk in chunks {
        // What was read of the last record may be half of it.
        let Ok(mut chunk) = chunk else { break };
        seen.append(&mut chunk);
    }
    assert!(seen.len() < rows.len());
    assert_eq!(seen.id()[..seen.len() - 1], rows.id()[..seen.len() - 1]);
}

#[test]
fn bad_rows_do_not_replace_the_file_that_they_come_from() {
    let directory = Directory::new("rejects-are-input");
    let text = "id,name\n1,a\nx,b\n";
    let path = directory.file("a.csv", text);
    for rejects in [path.clone(), directory.0.join("../").join(directory.0.file_name().unwrap()).join("a.csv")] {
        let reader = Reader::new().on_error(OnError::Reject(rejects));
        assert!(matches!(reader.read::<Row>(&path), Err(ReadError::Options(_))));
        assert!(matches!(reader.read::<Row>(&directory.0), Err(ReadError::Options(_))));
        assert!(matches!(reader.read_chunks::<Row>(&path, 1).next(), Some(Err(ReadError::Options(_)))));
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
        assert_eq!(directory.names(), ["a.csv"]);
    }
}
