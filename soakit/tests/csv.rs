//! CSV in the default dialect: what is read, and what is refused.
#![cfg(feature = "io")]

use soakit::csv::Reader;
use soakit::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Cell)]
enum Airport {
    #[cell(rename = "EWR")]
    Newark,
    #[cell(rename = "JFK")]
    Kennedy,
}

#[derive(Clone, Copy, Debug, PartialEq, Cell)]
struct Celsius(f64);

#[derive(Clone, Debug, PartialEq, SoA)]
struct Place {
    latitude: f64,
    name: String,
}

#[derive(Clone, Debug, PartialEq, SoA)]
struct Hour {
    origin: Airport,
    #[soa(validate = |hour| *hour < 24, message = "an hour is 0 to 23")]
    hour: u8,
    temp: Option<Celsius>,
    #[soa(dict)]
    carrier: String,
    note: Option<String>,
    #[soa(nested)]
    place: Place,
}

const HEADER: &str = "hour,origin,ignored,temp,carrier,note,place.name,place.latitude\n";

fn read(rows: &str) -> Result<Bulk<Hour>, String> {
    Reader::new().read_slice(format!("{HEADER}{rows}").as_bytes()).map_err(|error| error.to_string())
}

fn hour(origin: Airport, hour: u8, temp: Option<f64>, carrier: &str, note: Option<&str>, name: &str) -> Hour {
    Hour {
        origin,
        hour,
        temp: temp.map(Celsius),
        carrier: carrier.into(),
        note: note.map(Into::into),
        place: Place { latitude: 40.5, name: name.into() },
    }
}

#[test]
fn columns_are_found_by_name_and_cells_by_type() {
    let rows = read("5,EWR,x,-1.5,UA,\"a \"\"b\"\", c\",Newark,40.5\n\r\n23,JFK,,NA,AA,,\"two\nlines\",40.5\r\n0,JFK,,,AA,\"\",NA,40.5").unwrap();
    let expected = [
        hour(Airport::Newark, 5, Some(-1.5), "UA", Some("a \"b\", c"), "Newark"),
        hour(Airport::Kennedy, 23, None, "AA", None, "two\nlines"),
        hour(Airport::Kennedy, 0, None, "AA", Some(""), "NA"),
    ];
    assert_eq!(rows, Bulk::from(expected));
}

#[test]
fn errors_name_line_column_and_text() {
    let good = "5,EWR,x,1,UA,,n,40.5\n";
    for (row, message) in [
        ("300,EWR,x,1,UA,,n,40.5", "input:3 (byte 85): column `hour`: `300`: expected an integer from 0 to 255"),
        ("24,EWR,x,1,UA,,n,40.5", "input:3 (byte 85): column `hour`: `24`: an hour is 0 to 23"),
        ("5,SFO,x,1,UA,,n,40.5", "input:3 (byte 87): column `origin`: `SFO`: expected one of EWR, JFK"),
        ("5,EWR,x,1,UA,,n", "input:3 (byte 85): 7 cells where the file has 8 columns, in `5,EWR,x,1,UA,,n`"),
        ("5,EWR,x,1,UA,,n,4,5", "input:3 (byte 85): 9 cells where the file has 8 columns, in `5,EWR,x,1,UA,,n,4,5`"),
        ("5,EWR,x,1,UA,,n,", "input:3 (byte 101): column `place.latitude`: ``: expected a number"),
        ("5,EWR,x,1,UA,,\"n,4\n,5", "input:3 (byte 85): a quote is never closed, in `5,EWR,x,1,UA,,\"n,4\n,5`"),
    ] {
        assert_eq!(read(&format!("{good}{row}")).unwrap_err(), message);
    }
}

#[test]
fn a_file_without_a_column_is_refused() {
    let error = Reader::new().read_slice::<Hour>(b"hour,origin\n5,EWR\n").unwrap_err();
    assert_eq!(
        error.to_string(),
        "input: no column `temp`, `carrier`, `note`, `place.latitude`, `place.name` for `Hour`; the file has `hour`, `origin`"
    );
}

#[derive(Debug, PartialEq, SoA)]
struct Gust {
    #[soa(rename = "Wind gust", alias = "gust", alias = "wind_gust_mph")]
    mph: f64,
    #[soa(nested, alias = "where")]
    place: Place,
}

#[test]
fn columns_have_further_names_and_case_by_option() {
    let read = |reader: Reader, header: &str| reader.read_slice::<Gust>(format!("{header}\n1,2,x\n").as_bytes());
    let expected = || Bulk::from([Gust { mph: 1.0, place: Place { latitude: 2.0, name: "x".into() } }]);
    for header in [
        "Wind gust,place.latitude,place.name",
        "gust,where.latitude,place.name",
        "wind_gust_mph,place.latitude,where.name",
    ] {
        assert_eq!(read(Reader::new(), header).unwrap(), expected());
    }
    let header = "WIND-GUST,Where.Latitude,PLACE.name";
    assert!(read(Reader::new(), header).is_err());
    assert_eq!(read(Reader::new().name_case(soakit::csv::NameCase::Ignore), header).unwrap(), expected());
    let error = read(Reader::new(), "gust,place.latitude,place.name,wind_gust_mph").unwrap_err().to_string();
    assert_eq!(error, "input: `gust` and `wind_gust_mph` are both column `Wind gust`");
}
