//! Records inferred from files, and files read without a record.
#![cfg(feature = "io")]

use std::collections::BTreeMap;

use soakit::csv::{self, InferredKind, Reader};
use soakit::io::Any;
use soakit::prelude::*;

const WEATHER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/data/weather.csv");

/// Defines a struct, and its text.
macro_rules! printed {
    ($(#[$attribute:meta])* struct $name:ident { $($(#[$field_attribute:meta])* $field:ident: $kind:ty,)* }) => {
        $(#[$attribute])*
        struct $name {
            $($(#[$field_attribute])* $field: $kind,)*
        }

        const PRINTED: &str = concat!(
            $("#[", stringify!($attribute), "]\n",)*
            "struct ", stringify!($name), " {\n",
            $($("    #[", stringify!($field_attribute), "]\n",)* "    ", stringify!($field), ": ", stringify!($kind), ",\n",)*
            "}\n"
        );
    };
}

printed! {
    #[derive(SoA, Clone, Debug, PartialEq)]
    struct Weather {
        origin: String,
        year: i64,
        month: i64,
        day: i64,
        hour: i64,
        temp: Option<f64>,
        dewp: Option<f64>,
        humid: Option<f64>,
        wind_dir: Option<i64>,
        wind_speed: Option<f64>,
        wind_gust: Option<f64>,
        precip: f64,
        pressure: Option<f64>,
        visib: f64,
        time_hour: String,
    }
}

#[test]
fn the_printed_struct_reads_the_file() {
    let inferred = Reader::new().limit(usize::MAX).infer(WEATHER).unwrap();
    assert_eq!(inferred.to_string(), PRINTED);
    let weather: Bulk<Weather> = csv::read(WEATHER).unwrap();
    assert_eq!(weather.len(), 26_115);
    // A hundred rows say less.
    assert_ne!(csv::infer(WEATHER).unwrap().to_string(), PRINTED);
}

mod awkward {
    use super::{Bulk, Reader, SoA};

    printed! {
        #[derive(SoA, Clone, Debug, PartialEq)]
        struct Row {
            #[soa(rename = "Wind gust")]
            wind_gust: f64,
            r#type: bool,
            #[soa(rename = "self")]
            self_: Option<i64>,
            #[soa(rename = "X4")]
            x4: Option<String>,
            a: Vec<f64>,
            #[soa(rename = "a.1")]
            a_1: Vec<soakit::io::Any>,
            #[soa(rename = "a.2")]
            a_2: Vec<(soakit::io::Any, soakit::io::Any)>,
            #[soa(rename = "quote\"d")]
            quote_d: String,
            x: Option<String>,
            #[soa(rename = "x_mut")]
            x_mut_: Option<String>,
        }
    }

    #[test]
    fn awkward_names_and_cells_of_every_kind_make_a_struct_that_reads_them() {
        let text = "Wind gust,type,self,,a,a,a,\"quote\"\"d\",x,x_mut\n\
                    1,true,\"\",007,[1;2],[3],{a:1},2013-01-01,,\n\
                    .5,FALSE,2,,\"[]\",\"[x,1]\",{},1e,\"\",NA\n";
        let inferred = Reader::new().infer_from(text.as_bytes()).unwrap();
        // The longest type is broken over lines by the formatter of this file.
        let squeeze = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(squeeze(&inferred.to_string()), squeeze(PRINTED));
        let rows: Bulk<Row> = Reader::new().read_slice(text.as_bytes()).unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows.columns().self_().iter().collect::<Vec<_>>(), [None, Some(&2)]);
        assert_eq!(rows.a(), [vec![1.0, 2.0], vec![]]);
        assert_eq!((rows.a_1()[0].len(), rows.a_1()[1].len()), (1, 2));
    }
}

#[test]
fn kinds_combine_by_rule() {
    use InferredKind::{Bool, Float, Integer, List, Map, Text, Vector};

    for (cells, kind, is_nullable) in [
        (&["1", "-2"][..], Integer, false),
        (&["1", "2.5"], Float, false),
        (&["1e5"], Float, false),
        (&["inf", "nan"], Float, false),
        (&["1", "NA"], Integer, true),
        (&["1", "\"\""], Integer, true),
        (&["\"1\"", "2"], Integer, false),
        (&["9223372036854775808"], Text, false),
        (&["0", "-0"], Integer, false),
        (&["1", "01"], Text, false),
        (&["true", "False"], Bool, false),
        (&["true", "1"], Text, false),
        (&["[1 2]"], Vector, false),
        (&["[1 2]", "[a]"], List, false),
        (&["[1 2]", "3"], Text, false),
        (&["{}"], Map, false),
        (&["2013-01-01"], Text, false),
        (&["x", "\"\""], Text, false),
        (&["x", "NA"], Text, true),
        (&["NA", "NA"], Text, true),
        (&[], Text, false),
    ] {
        let text = format!("cell,other\n{}", cells.iter().map(|cell| format!("{cell},\n")).collect::<String>());
        let inferred = Reader::new().infer_from(text.as_bytes()).unwrap();
        assert_eq!((inferred.columns[0].kind, inferred.columns[0].is_nullable), (kind, is_nullable), "{cells:?}");
    }
}

#[test]
fn what_is_inferred_from_nothing_is_nothing() {
    let infer = |reader: &Reader, text: &str| reader.infer_from(text.as_bytes());
    let reader = Reader::new();
    assert_eq!(infer(&reader, "").unwrap().to_string(), "#[derive(SoA, Clone, Debug, PartialEq)]\nstruct Row {\n}\n");
    let nameless = infer(&reader.clone().header(false), "1;x\n2;y\n").unwrap();
    assert!(nameless.to_string().ends_with("struct Row {\n    x1: String,\n}\n"));
    // Rows behind those that are looked at may be anything.
    let text = format!("id\n{}not a number\n", "1\n".repeat(100));
    assert_eq!(infer(&reader, &text).unwrap().columns[0].kind, InferredKind::Integer);
    assert_eq!(infer(&reader.clone().limit(101), &text).unwrap().columns[0].kind, InferredKind::Text);
    let error = infer(&reader, "id,name\n1\n").unwrap_err().to_string();
    assert_eq!(error, "input:2 (byte 8): 1 cells where the file has 2 columns, in `1`");
    assert!(infer(&reader.clone().limit(0), "id,name\n1\n").is_ok());
}

#[test]
fn a_file_without_a_record_is_read_into_columns_of_anything() {
    let table = csv::read_any(WEATHER).unwrap();
    assert_eq!((table.len(), table.names().len()), (26_115, 15));
    assert_eq!(table.column("origin").unwrap()[0], Any::Text("EWR".into()));
    assert_eq!(table.column("wind_gust").unwrap()[0], Any::Missing);
    assert!(table.column("gust").is_none());
    let weather: Bulk<Weather> = csv::read(WEATHER).unwrap();
    let temps = table.column("temp").unwrap().iter().map(|cell| match cell {
        Any::Integer(number) => Some(*number as f64),
        Any::Float(number) => Some(*number),
        _ => None,
    });
    assert!(temps.eq(weather.temp().iter().map(Option::<&f64>::copied)));
}

#[test]
fn files_of_a_table_have_the_same_columns_in_any_order() {
    let directory = std::env::temp_dir().join(format!("soakit-any-{}", std::process::id()));
    std::fs::create_dir_all(&directory).unwrap();
    let file = |name: &str, text: &str| std::fs::write(directory.join(name), text).unwrap();
    file("1.csv", "a,b\n1,x\n");
    file("2.csv", "b,a\ny,2\nz,3\n");
    let read = |limit| Reader::new().limit(limit).read_any(&directory).unwrap();
    let columns: BTreeMap<String, Vec<Any>> =
        read(9).columns().map(|(name, cells)| (name.to_owned(), cells.to_vec())).collect();
    assert_eq!(columns["a"], [1, 2, 3].map(Any::Integer));
    assert_eq!(columns["b"], ["x", "y", "z"].map(|text| Any::Text(text.into())));
    assert_eq!((read(2).len(), read(0).len()), (2, 0));
    for (text, problem) in [
        ("b\ny\n", "no column `a` for `the first file`; the file has `b`"),
        ("a,b,c\n1,2,3\n", "columns that the first file does not have"),
    ] {
        file("2.csv", text);
        let error = csv::read_any(&directory).unwrap_err().to_string();
        assert!(error.ends_with(problem), "{error}");
    }
    file("2.csv", "a,b\n1,2\n3\n");
    let error = csv::read_any(&directory).unwrap_err().to_string();
    assert!(error.contains("2.csv:3 (byte 8): 1 cells where the file has 2 columns"), "{error}");
    std::fs::remove_dir_all(&directory).unwrap();
}

#[test]
fn a_second_column_of_a_name_is_read_by_its_number() {
    #[derive(Clone, Debug, PartialEq, SoA)]
    struct Both {
        a: u8,
        #[soa(rename = "a.1")]
        second: u8,
    }
    #[derive(Clone, Debug, PartialEq, SoA)]
    struct One {
        a: u8,
    }
    let text = b"a,a\n1,2\n";
    assert_eq!(Reader::new().read_slice::<Both>(text).unwrap(), [Both { a: 1, second: 2 }]);
    // Which of them is meant, nobody can know.
    let error = Reader::new().read_slice::<One>(text).unwrap_err();
    assert_eq!(error.to_string(), "input: `a` and `a` are both column `a`");
}
