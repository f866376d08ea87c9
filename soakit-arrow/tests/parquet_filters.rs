//! Filters of readers: the rows are those of reading all and filtering then; what cannot match is not read.

use std::sync::Arc;

use ::parquet::arrow::ArrowWriter;
use ::parquet::file::properties::{EnabledStatistics, WriterProperties};
use jiff::civil::{Date, date};
use jiff::{Span, Timestamp};
use soakit::arrow::arrow::array::RecordBatch;
use soakit::arrow::parquet::{Bytes, Reader, Report, Share, Writer};
use soakit::arrow::{Import, into_record_batch};
use soakit::prelude::*;
use soakit::query::RowFilter;
use soakit::{Cell, Decimal, WideDecimal};

#[derive(Cell, Clone, Copy, Debug, PartialEq, PartialOrd)]
enum Airport {
    Newark,
    #[cell(rename = "JFK")]
    Kennedy,
    LaGuardia,
}

#[derive(SoA, Clone, Debug, PartialEq)]
#[soa(derived(double: i64 = |n| 2 * i64::from(*n)))]
struct Row {
    n: i32,
    unsigned: u32,
    huge: u64,
    wide: i128,
    float: f64,
    maybe: Option<i16>,
    maybe_float: Option<f32>,
    flag: bool,
    text: String,
    #[soa(dict)]
    word: String,
    name: Option<String>,
    price: Decimal<2>,
    total: WideDecimal<4>,
    day: Date,
    instant: Timestamp,
    airport: Airport,
    stop: Option<Airport>,
    list: Vec<u8>,
    #[soa(nested)]
    place: Place,
}

#[derive(SoA, Clone, Debug, PartialEq)]
struct Place {
    #[soa(rename = "Lat.itude")]
    latitude: f64,
}

struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// A number around `center`: rows that are near each other have values that are.
    fn near(&mut self, center: usize) -> i64 {
        center as i64 / 4 + self.below(12) as i64 - 200
    }

    /// A text that is longer than statistics are, now and then.
    fn text(&mut self, center: usize) -> String {
        let head = ["", "a", "ab", "Zürich ", "\u{10FFFF}"][self.below(5)];
        let tail = if self.below(4) == 0 { "ü".repeat(60) } else { String::new() };
        format!("{}{head}{}{tail}", ['a', 'g', 'm', 't', 'é'][center / 200 % 5], self.below(4))
    }

    fn row(&mut self, i: usize) -> Row {
        let floats = [0.0, -0.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.5, -1.0, 3.0];
        // Whole pages of NaN, and of missing values.
        let float = if i / 64 % 5 == 1 { f64::NAN } else { self.pick(&floats) + self.near(i) as f64 };
        let is_there = i / 64 % 7 != 2 && self.below(4) > 0;
        Row {
            n: self.near(i) as i32,
            unsigned: (self.near(i) as u32).rotate_right(4),
            huge: u64::MAX / 300 * self.below(300) as u64,
            wide: i128::from(self.near(i)) << 70,
            float,
            maybe: is_there.then(|| self.near(i) as i16),
            maybe_float: is_there.then_some(float as f32),
            flag: (i / 256).is_multiple_of(2),
            text: self.text(i),
            word: self.text(i),
            name: is_there.then(|| self.text(i)),
            price: Decimal::new(self.near(i)),
            total: WideDecimal::new(i128::from(self.near(i)) << 64),
            day: date(1970, 1, 1).saturating_add(Span::new().days(self.near(i))),
            instant: Timestamp::from_millisecond(self.near(i) * 100).expect("a time"),
            airport: [Airport::Newark, Airport::Kennedy, Airport::LaGuardia][i / 300 % 3],
            stop: is_there.then(|| self.pick(&[Airport::Kennedy, Airport::LaGuardia])),
            list: vec![7; self.below(3)],
            place: Place { latitude: self.near(i) as f64 },
        }
    }

    /// A filter as a reader takes it and as a container does, the two being one.
    fn filter(&mut self) -> Filter {
        let near = self.below(1600);
        let (n, m) = (self.near(near) as i32, self.near(near));
        let float = self.pick(&[f64::NAN, 0.0, f64::INFINITY, m as f64, m as f64 + 0.5]);
        let text = self.text(near);
        let day = date(1970, 1, 1).saturating_add(Span::new().days(m));
        let instant = Timestamp::from_millisecond(m * 100).expect("a time");
        let airport = self.pick(&[Airport::Newark, Airport::Kennedy, Airport::LaGuardia]);
        macro_rules! filter {
            ($expression:expr) => {
                Filter(Reader::<Row>::new().filter($expression), RowFilter::<Row>::new($expression))
            };
        }
        match self.below(30) {
            0 => filter!(move |r| r.n.eq(n)),
            1 => filter!(move |r| r.n.gt(n) & r.flag.eq(true)),
            2 => filter!(move |r| r.n.between(n, n + 9) & r.price.ge(Decimal::new(m))),
            3 => filter!(move |r| r.unsigned.lt((n as u32).rotate_right(4))),
            4 => filter!(move |r| r.unsigned.ge((n as u32).rotate_right(4)) & r.huge.gt(u64::MAX / 3 * 2)),
            5 => filter!(move |r| r.huge.le(u64::MAX / 200)),
            6 => filter!(move |r| r.wide.gt(i128::from(m) << 70)),
            7 => filter!(move |r| r.float.gt(float)),
            8 => filter!(move |r| r.float.le(float) & r.n.ne(n)),
            9 => filter!(move |r| r.float.ne(float) & r.n.le(n)),
            10 => filter!(move |r| r.float.is_nan()),
            11 => filter!(move |r| r.float.is_in([float, m as f64])),
            12 => filter!(move |r| r.maybe.eq(n as i16)),
            13 => filter!(move |r| r.maybe.ne(n as i16) & r.n.lt(n)),
            14 => filter!(move |r| r.maybe.is_none()),
            15 => filter!(move |r| r.maybe.is_some() & r.maybe.lt(n as i16)),
            16 => filter!(move |r| r.maybe_float.ge(float as f32)),
            17 => filter!(move |r| r.flag.eq(false)),
            18 => filter!(move |r| r.text.map(str::len).gt(100)),
            19 => filter!(move |r| r.total.lt(WideDecimal::new(i128::from(m) << 64))),
            20 => filter!(move |r| r.day.lt(day)),
            21 => filter!(move |r| r.day.between(day, day.saturating_add(Span::new().days(3)))),
            22 => filter!(move |r| r.instant.ge(instant)),
            23 => filter!(move |r| r.airport.eq(airport)),
            24 => filter!(move |r| r.airport.gt(airport) & r.stop.ne(airport)),
            25 => filter!(move |r| r.stop.is_none() & r.airport.ne(airport)),
            26 => filter!(move |r| r.place.latitude.gt(m as f64)),
            27 => filter!(move |r| r.double.gt(2 * m) & r.n.lt(n + 20)),
            28 => filter!(move |r| r.n.gt(n) | r.flag),
            _ => self.text_filter(text),
        }
    }

    /// A filter by text. What it is compared with lives as long as the program: a hundred short texts do no harm.
    fn text_filter(&mut self, text: String) -> Filter {
        let text: &'static str = text.leak();
        macro_rules! filter {
            ($expression:expr) => {
                Filter(Reader::<Row>::new().filter($expression), RowFilter::<Row>::new($expression))
            };
        }
        match self.below(6) {
            0 => filter!(move |r| r.text.ge(text)),
            1 => filter!(move |r| r.text.lt(text) & r.name.ne(text)),
            2 => filter!(move |r| r.word.eq(text)),
            3 => filter!(move |r| r.text.starts_with(text.trim_end_matches('ü'))),
            4 => filter!(move |r| r.name.starts_with("g")),
            _ => filter!(move |r| r.name.le(text)),
        }
    }
}

struct Filter(Reader<'static, Row>, RowFilter<'static, Row>);

/// Rows as text, comparable although NaN is among them.
fn shown(rows: &Bulk<Row>) -> Vec<String> {
    rows.iter().map(|row| format!("{row:?}")).collect()
}

/// A file of several row groups and many pages.
fn file(batch: &RecordBatch, properties: impl FnOnce(Properties) -> Properties) -> Bytes {
    let small = WriterProperties::builder()
        .set_max_row_group_row_count(Some(500))
        .set_write_batch_size(16)
        .set_data_page_row_count_limit(64);
    let mut writer =
        ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties(small).build())).expect("a writer");
    writer.write(batch).expect("a batch");
    writer.into_inner().expect("a file").into()
}

type Properties = ::parquet::file::properties::WriterPropertiesBuilder;

#[test]
fn a_filtered_file_is_what_reading_all_and_filtering_gives() {
    let mut random = Random(1);
    let rows: Bulk<Row> = (0..1600).map(|i| random.row(i)).collect();
    let batch = into_record_batch(rows.clone()).expect("every cell has a form in Arrow");
    let files = [
        file(&batch, |properties| properties),
        file(&batch, |properties| properties.set_statistics_enabled(EnabledStatistics::Chunk)),
        file(&batch, |properties| properties.set_statistics_enabled(EnabledStatistics::None)),
        file(&batch, |properties| {
            properties.set_statistics_truncate_length(Some(1)).set_column_index_truncate_length(Some(1))
        }),
        file(&batch, |properties| properties.set_offset_index_disabled(true)),
        file(&batch, |properties| properties.set_dictionary_enabled(false)),
    ];
    let mut skipped = [Report::default(); 6];
    for seed in 0..90 {
        let Filter(reader, filter) = Random(seed).filter();
        let want = shown(&filter.keep(rows.clone()));
        for (bytes, skipped) in files.iter().zip(&mut skipped) {
            let mut chunks = reader.read_chunks_from(bytes.clone(), 1 << 20).expect("the record's own file");
            let got = chunks.next().transpose().expect("the record's own file").unwrap_or_default();
            assert_eq!(shown(&got), want, "seed {seed}, {filter:?} requires {}", filter.requirements());
            assert_eq!(chunks.report().rows.read + chunks.report().rows.skipped, 1600);
            *skipped += chunks.report();
        }
    }
    // Each kind of statistics was of use, and only where it is there.
    let [all, groups, none, cut, no_places, plain] = skipped;
    assert!(all.rows.skipped > 25_000 && all.row_groups.skipped > 60 && all.pages.skipped > 6_000, "{all:?}");
    assert!(groups.rows.skipped < all.rows.skipped && groups.row_groups.skipped > 60, "{groups:?}");
    // What nothing can stand, such as an airport behind the last one, is skipped without them.
    assert!(none.rows.skipped < 9000 && none.rows.skipped.is_multiple_of(1600), "{none:?}");
    assert!(cut.rows.skipped > 20_000 && cut.rows.skipped <= all.rows.skipped, "{cut:?}");
    assert_eq!((no_places.row_groups, no_places.rows.skipped), (groups.row_groups, groups.rows.skipped));
    assert_eq!(plain.rows, all.rows);
}

#[derive(SoA, Clone, Debug, PartialEq)]
struct Reading {
    day: u32,
    temp: f64,
    station: String,
}

fn readings() -> Bulk<Reading> {
    let station = |day: u32| format!("station {}", day.wrapping_mul(2_654_435_761) % 100_000);
    (0..100_000).map(|day| Reading { day, temp: f64::from(day % 40), station: station(day) }).collect()
}

#[test]
fn row_groups_and_pages_that_cannot_match_are_not_read() {
    let readings = readings();
    let bytes = Bytes::from(Writer::new().row_group_rows(50_000).write_to(Vec::new(), &readings).expect("a file"));
    let report = |reader: Reader<'_, Reading>| {
        let mut chunks = reader.read_chunks_from(bytes.clone(), 1 << 20).expect("a file");
        let rows = chunks.next().transpose().expect("a file").unwrap_or_default();
        (rows, chunks.report())
    };
    let (all, whole) = report(Reader::new());
    assert_eq!(
        (all, whole.row_groups, whole.rows),
        (readings.clone(), Share { read: 2, skipped: 0 }, Share { read: 100_000, skipped: 0 })
    );
    assert!(whole.bytes as usize > bytes.len() / 10 * 9);

    // One row group, and of it one page of each column.
    let (rows, few) = report(Reader::<Reading>::new().filter(|r| r.day.eq(70_123)));
    assert_eq!(rows, readings.query().filter(|r| r.day.eq(70_123)).to_bulk());
    assert_eq!(few.row_groups, Share { read: 1, skipped: 1 });
    assert_eq!(few.pages.read, 3);
    assert!(few.rows.read < 21_000 && few.rows.read + few.rows.skipped == 100_000, "{few:?}");
    // The dictionary of the days of a row group is read whole, so it is more than three pages.
    assert!(few.bytes < whole.bytes / 2, "{} of {}", few.bytes, whole.bytes);

    // Nothing at all, not even the columns' dictionaries.
    let (rows, none) = report(Reader::<Reading>::new().filter(|r| r.day.gt(100_000) & r.temp.gt(1.0)));
    assert_eq!((rows.len(), none.row_groups, none.rows.read), (0, Share { read: 0, skipped: 2 }, 0));
    assert!(none.bytes < 100_000, "{}", none.bytes);

    // A filter that is not understood reads everything, and is right.
    let (rows, opaque) = report(Reader::<Reading>::new().filter(|r| r.day.map(|day: u32| day * 2).eq(140_246)));
    assert_eq!((rows.len(), opaque.rows.skipped), (1, 0));
}

#[test]
fn filters_add_up() {
    let readings = readings();
    let bytes = Bytes::from(Writer::new().row_group_rows(10_000).write_to(Vec::new(), &readings).expect("a file"));
    let limit = 70_000_u32;
    let reader = Reader::<Reading>::new().filter(|r| r.day.ge(limit)).filter(|r| r.temp.is_in([1.0, 2.0]));
    let mut chunks = reader.read_chunks_from(bytes, 100).expect("a file");
    assert_eq!(chunks.report().row_groups, Share { read: 3, skipped: 7 });
    let chunks: Vec<_> = chunks.by_ref().collect::<Result<_, _>>().expect("a file");
    assert!(chunks.iter().all(|chunk| chunk.len() == 100));
    let want = readings.query().filter(|r| r.day.ge(limit) & r.temp.is_in([1.0, 2.0])).to_bulk();
    assert_eq!(Bulk::concat(chunks.iter().map(Bulk::view)), want);
}

#[test]
fn a_requirement_is_held_against_the_column_it_means() {
    #[derive(SoA, Clone, Debug, PartialEq)]
    struct Swapped {
        low: i32,
        high: i32,
    }
    #[derive(SoA, Clone, Debug, PartialEq)]
    struct Named {
        high: i32,
        low: i32,
    }
    let swapped: Bulk<Swapped> = (0..100).map(|i| Swapped { low: i, high: 1000 + i }).collect();
    let bytes = Bytes::from(Writer::new().row_group_rows(10).write_to(Vec::new(), &swapped).expect("a file"));
    let by_name = Reader::<Named>::new().filter(|r| r.high.gt(1094));
    assert_eq!(by_name.read_from(bytes.clone()).expect("a file").high(), [1095, 1096, 1097, 1098, 1099]);
    let by_position = Reader::<Named>::new().import(Import::new().by_position(true)).filter(|r| r.high.lt(5));
    assert_eq!(by_position.read_from(bytes).expect("a file").high(), [0, 1, 2, 3, 4]);

    // A column that is not there is missing in every row, whatever the file says of others.
    #[derive(SoA, Clone, Debug, PartialEq)]
    struct More {
        low: i32,
        extra: Option<i32>,
    }
    let bytes = Bytes::from(Writer::new().write_to(Vec::new(), &swapped).expect("a file"));
    let filled = || Reader::<More>::new().import(Import::new().fill_missing(true));
    assert_eq!(filled().filter(|r| r.extra.is_none()).read_from(bytes.clone()).expect("a file").len(), 100);
    assert_eq!(filled().filter(|r| r.extra.gt(0)).read_from(bytes).expect("a file").len(), 0);
}

#[test]
fn a_derived_column_is_computed_before_it_is_asked() {
    let rows: Bulk<Row> = (0..600).map(|i| Random(i as u64).row(i)).collect();
    let batch = into_record_batch(rows.clone()).expect("every cell has a form in Arrow");
    // A column of the derived one's name, which holds something else.
    let mut columns = batch.columns().to_vec();
    let mut fields: Vec<_> = batch.schema().fields().iter().cloned().collect();
    columns.push(Arc::new(soakit::arrow::arrow::array::Int64Array::from(vec![0; 600])));
    fields.push(Arc::new(soakit::arrow::arrow::schema::Field::new(
        "double",
        soakit::arrow::arrow::schema::DataType::Int64,
        false,
    )));
    let schema = Arc::new(soakit::arrow::arrow::schema::Schema::new(fields));
    let bytes = file(&RecordBatch::try_new(schema, columns).expect("a batch"), |properties| properties);
    let reader = Reader::<Row>::new().filter(|r| r.double.lt(-300));
    let want = rows.query().filter(|r| r.double.lt(-300)).to_bulk();
    assert!(!want.is_empty());
    assert_eq!(shown(&reader.read_from(bytes).expect("a file")), shown(&want));
}
