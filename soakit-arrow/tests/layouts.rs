//! The same cells in other layouts of Arrow's are the same cells.

use std::sync::Arc;

use soakit::arrow::arrow::array::types::*;
use soakit::arrow::arrow::array::*;
use soakit::arrow::arrow::buffer::{NullBuffer, OffsetBuffer};
use soakit::arrow::arrow::schema::{DataType, Field};
use soakit::arrow::{Import, from_record_batch};
use soakit::prelude::*;
use soakit::{Decimal, WideDecimal};

/// A record of one column, `cell`, which takes each of the arrays as the same cells.
macro_rules! taken {
    ($(#[$attribute:meta])? $kind:ty, $expected:expr, $arrays:expr) => {{
        #[derive(SoA, Clone, Debug, PartialEq)]
        struct One {
            $(#[$attribute])?
            cell: $kind,
        }
        let expected: Bulk<One> = $expected.into_iter().map(|cell| One { cell }).collect();
        let arrays: Vec<ArrayRef> = $arrays;
        for array in arrays {
            let batch = RecordBatch::try_from_iter([("cell", array.clone())]).expect("a column");
            assert_eq!(from_record_batch::<One>(batch).expect("the same cells"), expected, "{}", array.data_type());
        }
    }};
}

/// A dictionary whose cells are `a`, nothing because of the key, `b`, nothing because of the word, `a`.
fn dictionary<K: ArrowDictionaryKeyType>(words: ArrayRef) -> ArrayRef
where
    K::Native: From<u8>,
{
    let keys = [0, 0, 2, 1, 0].map(K::Native::from).to_vec();
    let nulls = NullBuffer::from(vec![true, false, true, true, true]);
    Arc::new(DictionaryArray::<K>::new(PrimitiveArray::new(keys.into(), Some(nulls)), words))
}

/// Every layout of `a`, nothing, `b`, nothing, `a`.
fn texts() -> Vec<ArrayRef> {
    let cells = [Some("a"), None, Some("b"), None, Some("a")];
    let words = [Some("a"), None, Some("b")];
    let large: ArrayRef = Arc::new(LargeStringArray::from_iter(words));
    let small: ArrayRef = Arc::new(StringArray::from_iter(words));
    let views: ArrayRef = Arc::new(StringViewArray::from_iter(words));
    vec![
        Arc::new(StringArray::from_iter(cells)),
        Arc::new(LargeStringArray::from_iter(cells)),
        Arc::new(StringViewArray::from_iter(cells)),
        dictionary::<UInt8Type>(large.clone()),
        dictionary::<UInt16Type>(small.clone()),
        dictionary::<UInt32Type>(large.clone()),
        dictionary::<UInt32Type>(views.clone()),
        dictionary::<UInt64Type>(small.clone()),
        dictionary::<Int16Type>(views),
        dictionary::<Int32Type>(small),
        dictionary::<Int64Type>(large),
    ]
}

#[test]
fn text_is_text_in_every_layout() {
    let cells = || [Some("a"), None, Some("b"), None, Some("a")].map(|cell| cell.map(String::from));
    taken!(Option<String>, cells(), texts());
    taken!(#[soa(dict)] Option<String>, cells(),
        texts()
    );
    taken!(Option<char>, [Some('a'), None, Some('b'), None, Some('a')], texts());
}

#[test]
fn variants_are_text_in_every_layout() {
    #[derive(Clone, Copy, Debug, PartialEq, Cell)]
    #[allow(non_camel_case_types, reason = "named as the cells are")]
    enum Letter {
        b,
        a,
    }
    taken!(Option<Letter>, [Some(Letter::a), None, Some(Letter::b), None, Some(Letter::a)], texts());
}

#[test]
fn a_hidden_value_of_a_missing_cell_is_not_seen() {
    let hidden = StringArray::new(
        OffsetBuffer::from_lengths([1, 6, 1]),
        "ahiddenb".as_bytes().to_vec().into(),
        Some(NullBuffer::from(vec![true, false, true])),
    );
    let hidden: ArrayRef = Arc::new(hidden);
    let cells = || [Some("a"), None, Some("b")].map(|cell| cell.map(String::from));
    taken!(Option<String>, cells(), vec![hidden.clone()]);
    taken!(#[soa(dict)] Option<String>, cells(),
        vec![hidden.clone()]
    );

    #[derive(SoA)]
    struct Words {
        #[soa(dict)]
        cell: Option<String>,
    }
    let batch = RecordBatch::try_from_iter([("cell", hidden)]).expect("a column");
    let bulk = from_record_batch::<Words>(batch).expect("text");
    assert_eq!(bulk.cell().values().words().iter().collect::<Vec<_>>(), ["a", "b"]);
    let numbers = Int64Array::new(vec![1, 7, 2].into(), Some(NullBuffer::from(vec![true, false, true])));
    taken!(Option<i64>, [Some(1), None, Some(2)], vec![Arc::new(numbers)]);
}

#[test]
fn lists_are_lists_in_every_layout() {
    let elements: ArrayRef = Arc::new(Int16Array::from(vec![9, 1, 2, 3, 4, 9]));
    let field = || Arc::new(Field::new("element", DataType::Int16, true));
    let offsets = [1, 3, 5];
    let large =
        LargeListArray::new(field(), OffsetBuffer::new(offsets.map(i64::from).to_vec().into()), elements.clone(), None);
    let small = ListArray::new(field(), OffsetBuffer::new(offsets.to_vec().into()), elements.clone(), None);
    let fixed = FixedSizeListArray::new(field(), 2, elements.slice(1, 4), None);
    let arrays =
        || -> Vec<ArrayRef> { vec![Arc::new(large.clone()), Arc::new(small.clone()), Arc::new(fixed.clone())] };
    taken!([i16; 2], [[1, 2], [3, 4]], arrays());
    taken!(Vec<i16>, [vec![1, 2], vec![3, 4]], arrays());
}

#[test]
fn lists_of_another_length_and_with_missing_elements_are_refused() {
    #[derive(SoA, Debug)]
    struct Point {
        cell: [i16; 2],
    }
    let refusal = |list: ListArray| {
        let batch = RecordBatch::try_from_iter([("cell", Arc::new(list) as ArrayRef)]).expect("a column");
        from_record_batch::<Point>(batch).expect_err("no points").to_string()
    };
    let list = |lists: Vec<Option<Vec<Option<i16>>>>| ListArray::from_iter_primitive::<Int16Type, _, _>(lists);
    let longer = list(vec![Some(vec![Some(1), Some(2)]), Some(vec![Some(1); 3])]);
    assert_eq!(refusal(longer), "row 1, column `cell`, value a list of 3: has not 2 elements");
    let holes = list(vec![Some(vec![Some(1), Some(2)]), Some(vec![Some(1), None])]);
    assert_eq!(refusal(holes), "row 1, column `cell`, value a list: has an element that is missing");
    let missing = list(vec![Some(vec![Some(1), Some(2)]), None]);
    assert!(refusal(missing).starts_with("row 1, column `cell`: the cell is missing"));
}

#[test]
fn decimals_are_numbers_of_any_width() {
    let cells = [Decimal::<2>::literal("12.30"), Decimal::literal("-0.01")];
    let with_scale = |scale| -> Vec<ArrayRef> {
        let unit = 10_i32.pow(scale as u32);
        let mantissas = [1230 / 100 * unit + 30 * unit / 100, -unit / 100];
        vec![
            Arc::new(Decimal32Array::from(mantissas.to_vec()).with_precision_and_scale(9, scale).expect("digits")),
            Arc::new(
                Decimal64Array::from(mantissas.map(i64::from).to_vec())
                    .with_precision_and_scale(18, scale)
                    .expect("digits"),
            ),
            Arc::new(
                Decimal128Array::from(mantissas.map(i128::from).to_vec())
                    .with_precision_and_scale(38, scale)
                    .expect("digits"),
            ),
        ]
    };
    taken!(Decimal<2>, cells, with_scale(2));
    taken!(WideDecimal<2>, cells.map(WideDecimal::from), with_scale(2));

    #[derive(SoA, Debug)]
    struct Fine {
        cell: Decimal<4>,
    }
    for array in with_scale(2) {
        let batch = RecordBatch::try_from_iter([("cell", array)]).expect("a column");
        let error = from_record_batch::<Fine>(batch.clone()).expect_err("another scale").to_string();
        assert!(error.ends_with("`Import::widen` takes it"), "{error}");
        let fine: Bulk<Fine> = Import::new().widen(true).batch(batch).expect("more digits than there are");
        assert_eq!(fine.cell(), [Decimal::literal("12.30"), Decimal::literal("-0.01")]);
    }
    #[derive(SoA, Debug)]
    struct Coarse {
        cell: Decimal<1>,
    }
    let batch = RecordBatch::try_from_iter([("cell", with_scale(2).remove(0))]).expect("a column");
    let error = Import::new().widen(true).batch::<Coarse>(batch).expect_err("a digit would be lost").to_string();
    assert_eq!(error, "column `cell` is of type Decimal32(9, 2), not Decimal128(18, 1)");
}

#[test]
fn instants_are_counted_in_any_unit() {
    let seconds = [0, -3600, 1_700_000_000];
    let instants = || seconds.map(|second| jiff::Timestamp::from_second(second).expect("within jiff's years"));
    let zones = |zone: Option<&'static str>| -> Vec<ArrayRef> {
        let zone = zone.map(Arc::<str>::from);
        vec![
            Arc::new(TimestampSecondArray::from(seconds.to_vec()).with_timezone_opt(zone.clone())),
            Arc::new(
                TimestampMillisecondArray::from(seconds.map(|second| second * 1000).to_vec())
                    .with_timezone_opt(zone.clone()),
            ),
            Arc::new(
                TimestampMicrosecondArray::from(seconds.map(|second| second * 1_000_000).to_vec())
                    .with_timezone_opt(zone.clone()),
            ),
            Arc::new(
                TimestampNanosecondArray::from(seconds.map(|second| second * 1_000_000_000).to_vec())
                    .with_timezone_opt(zone),
            ),
        ]
    };
    taken!(jiff::Timestamp, instants(), zones(Some("Europe/Vienna")));
    let clocks = || instants().map(|instant| instant.to_zoned(jiff::tz::TimeZone::UTC).datetime());
    taken!(jiff::civil::DateTime, clocks(), zones(None));
    #[derive(SoA, Debug)]
    struct Clock {
        cell: jiff::civil::DateTime,
    }
    for array in zones(Some("UTC")) {
        let batch = RecordBatch::try_from_iter([("cell", array)]).expect("a column");
        assert!(from_record_batch::<Clock>(batch).is_err(), "an instant is no time on a clock");
    }
}

#[test]
fn days_may_be_counted_in_milliseconds_if_they_are_whole() {
    let days = || [0, -1, 20_000].map(|day| chrono::NaiveDate::from_epoch_days(day).expect("within chrono's years"));
    let milliseconds: ArrayRef = Arc::new(Date64Array::from(vec![0, -86_400_000, 1_728_000_000_000]));
    taken!(chrono::NaiveDate, days(), vec![milliseconds, Arc::new(Date32Array::from(vec![0, -1, 20_000]))]);
    #[derive(SoA, Debug)]
    struct Day {
        cell: jiff::civil::Date,
    }
    let refusal = |array: ArrayRef| {
        let batch = RecordBatch::try_from_iter([("cell", array)]).expect("a column");
        from_record_batch::<Day>(batch).expect_err("no day").to_string()
    };
    assert!(
        refusal(Arc::new(Date64Array::from(vec![0, 1]))).starts_with("row 1, column `cell`, value 1 ms: is not a day")
    );
    let error = refusal(Arc::new(Date32Array::from(vec![0, i32::MAX])));
    assert_eq!(error, "row 1, column `cell`, value 2147483647 days: lies outside of what jiff has");
}

#[test]
fn a_leap_second_has_no_number() {
    #[derive(SoA)]
    struct Moment {
        time: chrono::NaiveTime,
    }
    let time = chrono::NaiveTime::from_hms_milli_opt(23, 59, 59, 1500).expect("a leap second");
    let error = soakit::arrow::into_record_batch(Bulk::from([Moment { time }])).expect_err("a leap second").to_string();
    assert_eq!(error, "row 0, column `time`, value 23:59:60.500: lies in a leap second");
}
