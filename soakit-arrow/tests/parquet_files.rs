//! Parquet files: what is written is read back; only the record's columns are read; errors name what is wrong.

use std::path::PathBuf;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time, date};
use soakit::arrow::parquet::{self, Bytes, Compression, Reader, Writer};
use soakit::arrow::{ArrowError, Import};
use soakit::prelude::*;
use soakit::{Decimal, WideDecimal};

#[derive(SoA, Clone, Debug, PartialEq)]
struct Everything {
    small: i8,
    number: i64,
    big: u64,
    size: usize,
    wide: i128,
    float: f32,
    maybe: Option<f64>,
    flag: bool,
    letter: char,
    text: String,
    note: Option<String>,
    #[soa(dict)]
    word: String,
    #[soa(dict)]
    maybe_word: Option<String>,
    position: [f32; 3],
    list: Vec<u16>,
    price: Decimal<2>,
    total: WideDecimal<6>,
    fee: Option<Decimal<4>>,
    day: Date,
    noon: Time,
    local: DateTime,
    instant: Timestamp,
    #[soa(nested)]
    place: Place,
}

#[derive(SoA, Clone, Debug, PartialEq)]
struct Place {
    latitude: f64,
    #[soa(rename = "The name")]
    name: Option<String>,
}

fn row(i: usize) -> Everything {
    let n = i as i64;
    Everything {
        small: (i % 251) as u8 as i8,
        number: n * 1_000_003 - 77,
        big: u64::MAX - i as u64,
        size: i,
        wide: i128::from(n) << 60,
        float: [1.5, -0.0, f32::INFINITY][i % 3],
        maybe: (!i.is_multiple_of(3)).then_some(n as f64 / 8.0),
        flag: i.is_multiple_of(2),
        letter: ['a', 'ß', '\u{10FFFF}'][i % 3],
        text: "x".repeat(i % 5) + &i.to_string(),
        note: (!i.is_multiple_of(4)).then(|| format!("note {}", i % 10)),
        word: ["JFK", "LGA", ""][i % 3].into(),
        maybe_word: (!i.is_multiple_of(5)).then(|| ["a", "b"][i % 2].into()),
        position: [i as f32, 1.0, -2.0],
        list: (0..i % 4).map(|k| k as u16).collect(),
        price: Decimal::new(n * 7 - 100),
        total: WideDecimal::new(-i128::from(n)),
        fee: i.is_multiple_of(2).then(|| Decimal::new(n)),
        day: date(1970, 1, 1).saturating_add(jiff::Span::new().days(n % 5000 - 2500)),
        noon: Time::constant(12, 0, 0, (i % 1000) as i32 * 1000),
        local: date(2013, 1, 1).at(5, 0, 0, 0),
        instant: Timestamp::from_second(n * 60).expect("a time"),
        place: Place { latitude: -n as f64, name: i.is_multiple_of(2).then(|| format!("p{i}")) },
    }
}

fn rows(count: usize) -> Bulk<Everything> {
    (0..count).map(row).collect()
}

/// A path that nobody else has; the file is removed in the end.
struct Temporary(PathBuf);

impl Temporary {
    fn new(name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("soakit-parquet-{}-{name}", std::process::id())))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn what_is_written_is_read_back() {
    for compression in
        [Compression::None, Compression::Snappy, Compression::Lz4, Compression::Zstd(1), Compression::Zstd(9)]
    {
        for (count, group) in [(0, 1), (1, 1), (1000, 64), (1000, 1 << 20)] {
            let written = rows(count);
            let writer = Writer::new().compression(compression).row_group_rows(group);
            let bytes = writer.write_to(Vec::new(), &written).expect("every column has a type");
            let read = Reader::<Everything>::new().read_from(Bytes::from(bytes)).expect("the record's own file");
            assert_eq!(read, written, "{compression:?}, {count} rows");
        }
    }
}

#[test]
fn chunks_are_the_whole_in_pieces() {
    let written = rows(1000);
    let bytes = Bytes::from(Writer::new().row_group_rows(300).write_to(Vec::new(), &written).expect("a file"));
    for chunk_rows in [1, 7, 299, 300, 301, 1000, 5000] {
        let reader = Reader::<Everything>::new();
        let chunks = reader.read_chunks_from(bytes.clone(), chunk_rows).expect("the record's own file");
        let chunks: Vec<_> = chunks.collect::<Result<_, _>>().expect("the record's own file");
        let (last, before) = chunks.split_last().expect("there are rows");
        assert!(before.iter().all(|chunk| chunk.len() == chunk_rows) && last.len() <= chunk_rows);
        assert_eq!(Bulk::concat(chunks.iter().map(Bulk::view)), written);
    }
}

#[test]
fn a_file_is_there_whole_or_not_at_all() {
    let file = Temporary::new("whole");
    parquet::write(&file.0, &rows(10)).expect("a directory for temporary files");
    let failing = [Ok(rows(5)), Err(ArrowError::Corrupt("the source failed".into()))];
    let error = Writer::new().write_chunks(&file.0, failing).expect_err("the second chunk");
    assert_eq!(error.to_string(), format!("{}: the source failed", file.0.display()));
    assert_eq!(parquet::read::<Everything>(&file.0).expect("the first file"), rows(10));
    let told = std::cell::Cell::new(0);
    let done = std::sync::atomic::AtomicUsize::new(0);
    let chunks = (0..4).map(|part| {
        told.set(part);
        Ok((part * 100..part * 100 + 100).map(row).collect())
    });
    let progress = |rows| done.store(rows, std::sync::atomic::Ordering::Relaxed);
    Writer::new().progress(progress).write_chunks(&file.0, chunks).expect("a file");
    assert_eq!((told.get(), done.into_inner()), (3, 400));
    assert_eq!(parquet::read::<Everything>(&file.0).expect("the second file"), rows(400));
    let beside = std::fs::read_dir(std::env::temp_dir()).expect("a directory");
    let name = file.0.file_name().expect("a name").to_string_lossy().into_owned();
    let left = beside.filter(|entry| entry.as_ref().is_ok_and(|e| e.file_name().to_string_lossy().contains(&name)));
    assert_eq!(left.count(), 1, "nothing but the file is left");
}

#[test]
fn other_columns_are_not_read() {
    #[derive(SoA, Debug, PartialEq)]
    struct Part {
        number: i64,
    }
    let bytes = Bytes::from(Writer::new().write_to(Vec::new(), &rows(20_000)).expect("a file"));
    let reported = |chunks: &mut dyn Iterator<Item = Result<usize, ArrowError>>| {
        chunks.map(|rows| rows.expect("rows")).sum::<usize>()
    };
    let (all, part) = (Reader::<Everything>::new(), Reader::<Part>::new());
    let mut everything = all.read_chunks_from(bytes.clone(), 20_000).expect("a file");
    let mut numbers = part.read_chunks_from(bytes.clone(), 20_000).expect("a file");
    assert_eq!(reported(&mut everything.by_ref().map(|rows| rows.map(|rows| rows.len()))), 20_000);
    assert_eq!(reported(&mut numbers.by_ref().map(|rows| rows.map(|rows| rows.len()))), 20_000);
    let (everything, numbers) = (everything.report().bytes, numbers.report().bytes);
    assert!(everything > bytes.len() as u64 / 10 * 9, "{everything} of {}", bytes.len());
    assert!(numbers < everything / 3, "{numbers} of {everything}");
    let read: Bulk<Part> = part.read_from(bytes).expect("a file");
    assert!(read.number().iter().zip(0..).all(|(&number, i)| number == i * 1_000_003 - 77));
}

#[test]
fn a_record_without_fields_is_refused_and_takes_any_file() {
    #[derive(SoA, Clone, Debug, PartialEq)]
    struct Nothing;
    let error =
        Writer::new().write_to(Vec::new(), &Bulk::from([Nothing, Nothing])).expect_err("rows that would be lost");
    assert!(
        error.to_string().ends_with("Parquet has no rows without columns, and this record has no fields"),
        "{error}"
    );
    let bytes = Writer::new().row_group_rows(7).write_to(Vec::new(), &rows(40)).expect("a file");
    assert_eq!(Reader::<Nothing>::new().read_from(Bytes::from(bytes)).expect("rows").len(), 40);
}

#[test]
fn text_of_other_writers_is_taken_as_the_record_has_it() {
    use ::parquet::arrow::ArrowWriter;
    use soakit::arrow::arrow::array::{ArrayRef, RecordBatch, StringArray, StringViewArray};
    use std::sync::Arc;

    #[derive(SoA, Debug, PartialEq)]
    struct Names {
        first: String,
        #[soa(dict)]
        last: String,
        #[soa(dict)]
        middle: Option<String>,
    }
    let first: ArrayRef = Arc::new(StringArray::from(vec!["a", "", "c"]));
    let last: ArrayRef = Arc::new(StringViewArray::from(vec!["x", "y", "x"]));
    let middle: ArrayRef = Arc::new(StringArray::from(vec![Some("m"), None, Some("m")]));
    let batch = RecordBatch::try_from_iter([("last", last), ("middle", middle), ("first", first)]).expect("a batch");
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), None).expect("a writer");
    writer.write(&batch).expect("a batch");
    let bytes = Bytes::from(writer.into_inner().expect("a file"));
    let read: Bulk<Names> = Reader::new().read_from(bytes).expect("names");
    let name = |first: &str, last: &str, middle: Option<&str>| Names {
        first: first.into(),
        last: last.into(),
        middle: middle.map(Into::into),
    };
    assert_eq!(Vec::from(read), [name("a", "x", Some("m")), name("", "y", None), name("c", "x", Some("m"))]);
}

#[test]
fn what_is_not_the_records_is_refused_with_its_place() {
    #[derive(SoA)]
    struct Loose {
        id: u32,
        temp: Option<f64>,
        origin: String,
    }
    #[derive(SoA, Debug)]
    struct Strict {
        id: u32,
        temp: f64,
    }
    #[derive(SoA, Debug)]
    struct Wide {
        id: u64,
    }
    #[derive(SoA, Debug)]
    struct Absent {
        idd: u32,
    }
    #[derive(SoA, Debug)]
    struct Valid {
        #[soa(validate = |id| *id < 700, message = "ids end at 699")]
        id: u32,
    }
    let loose: Bulk<Loose> =
        (0..1000).map(|id| Loose { id, temp: (id != 777).then_some(1.0), origin: "JFK".into() }).collect();
    let bytes = Bytes::from(Writer::new().row_group_rows(100).write_to(Vec::new(), &loose).expect("a file"));
    let text = |error: Option<ArrowError>| error.expect("an error").to_string();

    let strict = Reader::<Strict>::new();
    assert_eq!(
        text(strict.read_from(bytes.clone()).err()),
        "row 777, column `temp`: the cell is missing; make the field an `Option`"
    );
    let mut chunks = strict.read_chunks_from(bytes.clone(), 70).expect("a file");
    let read: usize = chunks.by_ref().take(11).map(|chunk| chunk.expect("rows before the missing cell").len()).sum();
    assert_eq!((read, text(chunks.next().and_then(Result::err)).starts_with("row 777, ")), (770, true));
    assert!(chunks.next().is_none(), "an error is told once");
    // A row is counted in the file, however many were skipped before it.
    let late = Reader::<Strict>::new().filter(|r| r.id.ge(650));
    assert!(text(late.read_from(bytes.clone()).err()).starts_with("row 777, column `temp`"));
    // What is not read is not checked.
    let early = Reader::<Strict>::new().filter(|r| r.id.lt(650));
    assert_eq!(early.read_from(bytes.clone()).expect("rows without a missing cell").len(), 650);

    assert_eq!(
        text(Reader::<Wide>::new().read_from(bytes.clone()).err()),
        "column `id` is of type UInt32, not UInt64; `Import::widen` takes it"
    );
    let widened = Reader::<Wide>::new().import(Import::new().widen(true)).filter(|r| r.id.between(250, 260));
    assert_eq!(widened.read_from(bytes.clone()).expect("ids").id(), &(250..=260).collect::<Vec<u64>>());
    assert_eq!(
        text(Reader::<Absent>::new().read_from(bytes.clone()).err()),
        "there is no column `idd`; there is `id`, `temp`, `origin`"
    );
    let invalid = text(Reader::<Valid>::new().read_from(bytes.clone()).err());
    assert!(invalid.contains("row 700") && invalid.contains("ids end at 699"), "{invalid}");
    let file = Temporary::new("absent");
    let missing = text(parquet::read::<Strict>(&file.0).err());
    assert!(missing.starts_with(&file.0.display().to_string()), "{missing}");
}
