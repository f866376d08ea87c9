//! JSON: what is read, and what is refused.
#![cfg(feature = "io")]

use soakit::io::{OnError, ReadError};
use soakit::json::{MissingFields, Reader, UnknownFields};
use soakit::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Cell)]
enum Airport {
    #[cell(rename = "EWR")]
    Newark,
    #[cell(rename = "JFK")]
    Kennedy,
}

#[derive(Clone, Debug, PartialEq, SoA)]
struct Nothing {}

#[derive(Clone, Debug, PartialEq, SoA)]
struct Place {
    latitude: f64,
    name: Option<String>,
    #[soa(nested)]
    nothing: Nothing,
}

#[derive(Clone, Debug, PartialEq, SoA)]
struct Hour {
    origin: Airport,
    #[soa(validate = |hour| *hour < 24, message = "an hour is 0 to 23")]
    hour: u8,
    #[soa(rename = "température \"°C\"")]
    temp: Option<f64>,
    #[soa(dict)]
    carrier: String,
    #[soa(column = soakit::column::Bits)]
    foggy: bool,
    #[soa(nested)]
    place: Place,
}

fn read(text: &str) -> Result<Bulk<Hour>, String> {
    Reader::new().read_slice(text.as_bytes()).map_err(|error| error.to_string())
}

fn hour(hour: u8, temp: Option<f64>, carrier: &str, name: Option<&str>) -> Hour {
    let place = Place { latitude: 40.5, name: name.map(Into::into), nothing: Nothing {} };
    Hour { origin: Airport::Kennedy, hour, temp, carrier: carrier.into(), foggy: hour > 3, place }
}

/// The same record in four ways of writing.
const RECORDS: [&str; 4] = [
    r#"{"origin":"JFK","hour":1,"température \"°C\"":-1.5,"carrier":"UA","foggy":false,"place":{"latitude":40.5,"name":null}}"#,
    r#"{"place" : {"name":"New\nark\ud834\udd1e","nothing":{},"latitude":4.05e+1}, "x": [1, {"y": "\\\"}"}], "foggy":true,"carrier":"U\"A" , "hour":4,"or\u0069gin":"JFK","temp\u00e9rature \"\u00b0C\"":null}"#,
    r#"{"hour":23,"foggy":true,"carrier":"","place":{"latitude":40.5},"origin":"\u004aFK","température \"°C\"":"NaN"}"#,
    r#"{	"hour" :0 ,"foggy":false,"carrier":"\/","place":{"latitude":40.5,"name":"null"},"origin":"JFK","température \"°C\"":1e2 }"#,
];

fn expected() -> Vec<Hour> {
    vec![
        hour(1, Some(-1.5), "UA", None),
        hour(4, None, "U\"A", Some("New\nark\u{1D11E}")),
        hour(23, Some(f64::NAN), "", None),
        hour(0, Some(100.0), "/", Some("null")),
    ]
}

#[track_caller]
fn assert_expected(text: &str) {
    let rows = read(text).unwrap_or_else(|error| panic!("{error}"));
    // NaN is no equal of itself.
    assert_eq!(format!("{:?}", rows.iter().collect::<Vec<_>>()), {
        let expected: Bulk<Hour> = expected().into_iter().collect();
        format!("{:?}", expected.iter().collect::<Vec<_>>())
    });
}

#[test]
fn lines_and_arrays_are_told_apart_by_their_first_character() {
    for separator in ["\n", "\r\n", "\n \r\n\t\n"] {
        assert_expected(&RECORDS.join(separator));
        assert_expected(&format!("\u{feff}{separator}  {}{separator}", RECORDS.join(separator)));
    }
    for (open, separator, close) in [("[", ",", "]"), (" [\n  ", "\n,\r\n\t", "\n]\n\n")] {
        assert_expected(&format!("{open}{}{close}", RECORDS.join(separator)));
    }
    for empty in ["", "  \n", "[]", " [ \n] \n"] {
        assert_eq!(read(empty), Ok(Bulk::new()), "{empty:?}");
    }
}

#[test]
fn blocks_of_any_size_give_the_same_rows() {
    let rows = 10_000;
    let lines: String =
        (0..rows).map(|row| format!("{{\"0\": {row}, \"1\": \"]}},{{\\\"\\\\{}\"}}\n", row % 7)).collect();
    let array = format!("[{}]", lines.trim_end().replace('\n', " ,\n"));
    for text in [lines, array] {
        assert!(text.len() > 256 << 10, "one block would not show much");
        let read = Reader::new().read_slice::<(u64, String)>(text.as_bytes()).unwrap();
        assert_eq!(read.len(), rows);
        for (row, (number, name)) in read.iter().enumerate() {
            assert_eq!((*number, name), (row as u64, &*format!("]}},{{\"\\{}", row % 7)));
        }
    }
}

#[test]
fn errors_name_line_byte_field_and_text() {
    let good = RECORDS[0];
    let start = good.len() + 1;
    for (from, to, message) in [
        ("\"hour\":1", "\"hour\":300", "column `hour`: `300`: expected an integer from 0 to 255".to_owned()),
        ("\"hour\":1", "\"hour\":1.5", "column `hour`: `1.5`: expected an integer from 0 to 255".into()),
        ("\"hour\":1", "\"hour\":\"1\"", "column `hour`: `1`: expected an integer from 0 to 255".into()),
        ("\"hour\":1", "\"hour\":null", "column `hour`: `null`: expected an integer from 0 to 255".into()),
        ("\"hour\":1", "\"hour\":[1]", "column `hour`: `[1]`: expected an integer from 0 to 255".into()),
        ("\"hour\":1", "\"hour\":24", "column `hour`: `24`: an hour is 0 to 23".into()),
        ("\"hour\":1,", "", "column `hour`: ``: missing; expected an integer from 0 to 255".into()),
        ("-1.5", "true", "column `température \"°C\"`: `true`: expected a number".into()),
        ("-1.5", "1e999", "column `température \"°C\"`: `1e999`: expected a number".into()),
        ("-1.5", "\"1.5\"", "column `température \"°C\"`: `1.5`: expected a number".into()),
        ("\"UA\"", "7", "column `carrier`: `7`: expected a text".into()),
        ("\"UA\"", "null", "column `carrier`: `null`: expected a text".into()),
        ("false", "0", "column `foggy`: `0`: expected `true` or `false`".into()),
        ("false", "\"false\"", "column `foggy`: `false`: expected `true` or `false`".into()),
        ("\"JFK\"", "\"SFO\"", "column `origin`: `SFO`: expected one of EWR, JFK".into()),
        ("40.5", "\"40.5\"", "column `place.latitude`: `40.5`: expected a number".into()),
        ("{\"latitude\":40.5,\"name\":null}", "null", "column `place.latitude`: ``: missing; expected a number".into()),
        ("{\"latitude\":40.5,\"name\":null}", "[]", "expected an object, at byte 90 of the record".into()),
        ("\"hour\":1", "\"hour\":1,\"h\\u006fur\":1", "the field `hour` is there twice".into()),
        ("\"foggy\":false", "\"foggy\":false,\"place\":{}", "the field `place` is there twice".into()),
        ("\"hour\":1", "\"hour\":01", "a number that begins with 0, at byte 23 of the record".into()),
        ("\"hour\":1", "\"hour\":+1", "expected a value, at byte 23 of the record".into()),
        ("\"hour\":1", "\"hour\":1.", "expected a digit, at byte 25 of the record".into()),
        ("\"hour\":1", "\"hour\":nul", "expected `true`, `false` or `null`, at byte 23 of the record".into()),
        ("\"hour\":1", "\"hour\"=1", "expected `:`, at byte 22 of the record".into()),
        ("\"hour\":1", "hour:1", "expected the name of a field, in quotes, at byte 16 of the record".into()),
        ("\"UA\"", "\"U\\A\"", "an escape that JSON does not have, at byte 65 of the record".into()),
        ("\"UA\"", "\"U\\ud834A\"", "an escape for half of a character, at byte 65 of the record".into()),
        (
            "\"UA\"",
            "\"U\tA\"",
            "a control character in a text, where an escape is needed, at byte 65 of the record".into(),
        ),
        ("}}", "}", "expected `,` or `}`, at byte 119 of the record".into()),
        ("}}", "}} {}", "expected the end of the line, at byte 121 of the record".into()),
        ("}}", ",}}", "expected the name of a field, in quotes, at byte 119 of the record".into()),
    ] {
        assert!(good.contains(from), "{from}");
        let error = read(&format!("{good}\n{}\n{good}", good.replacen(from, to, 1))).unwrap_err();
        assert!(error.starts_with("input:2 (byte "), "{error}");
        assert!(error.contains(&message), "{from} -> {to}: {error}, expected {message}");
        let place: usize = error["input:2 (byte ".len()..].split(')').next().unwrap().parse().unwrap();
        assert!(place >= start && place < start + good.len() + 20, "{error}");
    }
}

#[test]
fn an_array_must_be_whole() {
    let record = RECORDS[0];
    for (text, message) in [
        (format!("[{record}"), "the array is never closed"),
        (format!("[{record},"), "the array is never closed"),
        (format!("[{record},{record}\n"), "the array is never closed"),
        ("[".into(), "expected an object"),
        (format!("[{record},]"), "expected an object"),
        (format!("[,{record}]"), "expected an object"),
        (format!("[{record}{record}]"), "expected `,` or `]`"),
        (format!("[{record}]]"), "expected the end of the input behind `]`"),
        (format!("[{record}]\n[{record}]"), "expected the end of the input behind `]`"),
        (format!("[[{record}]]"), "expected an object"),
        (format!("[{record},1]"), "expected an object"),
    ] {
        let error = read(&text).unwrap_err();
        assert!(error.contains(message), "{text}: {error}");
    }
}

#[test]
fn bad_objects_are_left_out_and_told_of() {
    let (good, bad) = (RECORDS[0], RECORDS[0].replace("false", "0"));
    let broken = good.replace("\"UA\"", "UA");
    for (text, skipped) in [
        (format!("{good}\n{bad}\n{broken}\n{good}\n}}{{\n{good}"), 3),
        (format!("[{good},\n{bad},\n{broken},\n{good},{good}]"), 2),
        (format!("[{good},{good},{good}"), 1),
    ] {
        let (rows, report) =
            Reader::new().on_error(OnError::Skip).read_from_with_report::<Hour>(text.as_bytes()).unwrap();
        assert_eq!((rows.len(), report.rows, report.skipped), (3, 3, skipped), "{:?}", report.reasons);
        assert_eq!(report.reasons.len() as u64, skipped);
        assert!(rows.iter().all(|row| *row.hour == 1));
    }
}

#[test]
fn unknown_and_missing_fields_are_errors_by_option() {
    let reader = Reader::new().unknown_fields(UnknownFields::Refuse).missing_fields(MissingFields::Refuse);
    let read = |text: &str| reader.read_slice::<(u8, Option<u8>)>(text.as_bytes()).map_err(|error| error.to_string());
    assert_eq!(read(r#"{"0":1,"1":null}"#).unwrap().len(), 1);
    assert_eq!(
        read(r#"{"0":1,"2":null}"#).unwrap_err(),
        r#"input:1 (byte 0): an unknown field `2`, in `{"0":1,"2":null}`"#
    );
    assert_eq!(read(r#"{"0":1}"#).unwrap_err(), r#"input:1 (byte 0): the field `1` is missing, in `{"0":1}`"#);
    let rows = Reader::new().read_slice::<(u8, Option<u8>)>(br#"{"0":1,"2":null}"#).unwrap();
    assert_eq!(rows, Bulk::from([(1, None)]));
}

#[derive(Clone, Debug, PartialEq, SoA)]
#[soa(derived(double: u16 = |first| 2 * u16::from(*first)))]
struct Named {
    #[soa(alias = "zero")]
    first: u8,
    #[soa(nested, alias = "tuple")]
    second: (u8,),
}

#[test]
fn a_field_may_have_other_names() {
    let reader = Reader::new().unknown_fields(UnknownFields::Refuse);
    let expected = Bulk::from([Named { first: 1, second: (2,) }]);
    for text in [r#"{"zero":1,"tuple":{"0":2}}"#, r#"{"second":{"0":2},"first":1,"double":2}"#] {
        assert_eq!(reader.read_slice::<Named>(text.as_bytes()).unwrap(), expected);
    }
    assert!(reader.read_slice::<Named>(br#"{"zero":1,"first":1,"tuple":{"0":2}}"#).is_err());
}

#[test]
fn a_limit_counts_rows() {
    for text in ["{\"0\":1}\n{\"0\":2}\n{\"0\":x}", "[{\"0\":1},{\"0\":2},{\"0\":x}]"] {
        let rows = Reader::new().limit(2).read_slice::<(u8,)>(text.as_bytes()).unwrap();
        assert_eq!(rows, Bulk::from([(1,), (2,)]));
    }
}

#[test]
fn nesting_ends_somewhere() {
    let nested = |depth: usize| format!("{{\"0\":1,\"x\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
    let read = |text: String| Reader::new().read_slice::<(u8,)>(text.as_bytes()).map_err(|error| error.to_string());
    assert_eq!(read(nested(127)).unwrap().len(), 1);
    assert!(read(nested(128)).unwrap_err().contains("more than 128 levels"));
    assert!(read(format!("{{\"x\":{}", "[".repeat(1_000_000))).unwrap_err().contains("more than 128 levels"));
}

#[test]
fn bytes_that_are_no_utf_8_are_no_text() {
    let error = Reader::new().read_slice::<(String,)>(b"{\"0\":\"a\"}\n{\"0\":\"b\xFC\"}\n").unwrap_err();
    assert_eq!(error.to_string(), "input:2 (byte 16): column `0`: `b\u{fffd}`: expected a text");
}

type Columns = Bulk<(u8, Option<String>, (f64,))>;

fn columns(text: &str) -> Result<Columns, String> {
    Reader::new().columns().read_slice(text.as_bytes()).map_err(|error| error.to_string())
}

#[test]
fn columns_become_rows() {
    let rows =
        columns(" {\"2\":{\"0\":[1,2.5]}, \"x\":[[1],{}],\n\"1\":[null,\"\\u00fc\"],\"0\":[ 7 , 8 ]}\n").unwrap();
    assert_eq!(rows, Bulk::from([(7, None, (1.0,)), (8, Some("ü".into()), (2.5,))]));
    assert_eq!(columns("{\"0\":[7],\"2\":{\"0\":[1]}}").unwrap(), Bulk::from([(7, None, (1.0,))]));
    for empty in ["", " ", "{}", "{\"0\":[],\"1\":[ ]}"] {
        assert_eq!(columns(empty), Ok(Bulk::new()));
    }
}

#[test]
fn errors_in_columns_name_row_and_column() {
    for (text, message) in [
        (r#"{"0":[1,2],"1":[null]}"#, "column `1` has 1 cells, where `0` has 2"),
        (r#"{"0":[1,2],"2":{"0":[1]}}"#, "column `2.0` has 1 cells, where `0` has 2"),
        ("{\"0\":[1,\n256],\"2\":{\"0\":[1,2]}}", "input:2 (byte 9): row 1, column `0`: `256`: expected an integer"),
        (r#"{"0":[1,2],"2":{"0":[1,"2"]}}"#, "row 1, column `2.0`: `2`: expected a number"),
        (r#"{"0":[1,2]}"#, "row 0, column `2.0`: ``: missing; expected a number"),
        (r#"{"0":[1],"0":[1]}"#, "the field `0` is there twice"),
        (r#"{"0":[1],"2":{},"2":{}}"#, "the field `2` is there twice"),
        (r#"{"0":[1"#, "expected `,` or `]`"),
        (r#"{"0":[1,]}"#, "input:1 (byte 8): expected a value"),
        (r#"{"0":1}"#, "input:1 (byte 5): expected the list of a column"),
        (r#"{"2":[1]}"#, "expected an object of columns"),
        (r#"[{"0":1}]"#, "expected an object of columns"),
        (r#"{"0":[1]} {}"#, "expected the end of the input behind `}`"),
        (r#"{"0":[1]"#, "expected `,` or `}`"),
    ] {
        let error = columns(text).unwrap_err();
        assert!(error.contains(message), "{text}: {error}");
    }
    let reader = Reader::new().columns().unknown_fields(UnknownFields::Refuse).missing_fields(MissingFields::Refuse);
    let error = |text: &str| reader.read_slice::<(u8, Option<u8>)>(text.as_bytes()).unwrap_err().to_string();
    assert!(error(r#"{"0":[1],"1":[null],"3":[]}"#).contains("an unknown field `3`"));
    assert!(error(r#"{"0":[1]}"#).contains("the field `1` is missing"));
}

#[test]
fn bad_rows_of_columns_are_left_out() {
    let text = br#"{"0":[1,-2,3,4],"1":["a","b",3,"d"]}"#;
    let reader = Reader::new().columns().on_error(OnError::Skip);
    let (rows, report) = reader.read_from_with_report::<(u8, String)>(&text[..]).unwrap();
    assert_eq!(rows, Bulk::from([(1, "a".into()), (4, "d".into())]));
    assert_eq!(report.skipped, 2);
    let rejects = Reader::new().columns().on_error(OnError::Reject(std::env::temp_dir().join("never written")));
    assert!(matches!(rejects.read_slice::<(u8,)>(b"{}"), Err(ReadError::Options(_))));
}

#[test]
fn chunks_have_the_rows_that_were_asked_for() {
    let text: String = (0..10_000).map(|row| format!("{{\"0\": {row}}},\n")).collect();
    let array = format!("[{}]", text.trim_end().trim_end_matches(','));
    let chunks: Vec<Bulk<(u64,)>> =
        Reader::new().read_chunks_from(array.as_bytes(), 4096).collect::<Result<_, _>>().unwrap();
    assert_eq!(chunks.iter().map(Bulk::len).collect::<Vec<_>>(), [4096, 4096, 1808]);
    assert!(chunks.iter().flat_map(|chunk| chunk.field_0().iter().copied()).eq(0..10_000));
}

#[test]
fn rejects_stand_a_line_each_and_can_be_read_again() {
    let path = std::env::temp_dir().join(format!("soakit-json-rejects-{}", std::process::id()));
    let text = "[{\"0\": 1}, {\"0\":\r\n  -2\n}, {\"0\" 3}, {\"0\": 4}]";
    let reader = Reader::new().on_error(OnError::Reject(path.clone()));
    assert_eq!(reader.read_slice::<(u8,)>(text.as_bytes()).unwrap(), Bulk::from([(1,), (4,)]));
    let rejected = std::fs::read_to_string(&path).unwrap();
    assert_eq!(rejected, "{\"0\":    -2 }\n{\"0\" 3}\n");
    let repaired = rejected.replace('-', "").replace("\" 3", "\": 3");
    assert_eq!(Reader::new().read_slice::<(u8,)>(repaired.as_bytes()).unwrap(), Bulk::from([(2,), (3,)]));
    std::fs::remove_file(&path).unwrap();
}
