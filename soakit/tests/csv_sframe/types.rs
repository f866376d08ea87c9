//! Values of every type: typed, inferred, in quotes.

use soakit::io::Any;
use soakit::prelude::*;

use crate::harness::{AnyMap, Case, records, some, text};

records! {
    Typed {
        float: f64, integer: i64, word: String, vector: Vec<f64>, map: AnyMap, list: Vec<Any>
    }
    TypedHalf { word: String, list: Vec<Any>, float: f64 }

    Untyped {
        float: Any, integer: Any, word: Any, vector: Any, map: Any, list: Any
    }
    UntypedHalf { integer: Any, map: Any }
}

const HEADER: &str = "float¦integer¦word¦vector¦map¦list¶";

fn rows() -> [Typed; 3] {
    [
        Typed {
            float: Some(7.5),
            integer: Some(4),
            word: some("hat"),
            vector: Some(vec![9.0, 8.0]),
            map: Some(vec![(Any::Integer(5), Any::Integer(6)), (text("k"), text("z"))]),
            list: Some(vec![text("p"), text("q")]),
        },
        Typed {
            float: Some(-1250.0),
            integer: Some(-3),
            word: some("it's"),
            vector: Some(vec![]),
            map: Some(vec![]),
            list: Some(vec![text("1abc"), Any::Missing, Any::List(vec![Any::Integer(1), Any::Integer(2)])]),
        },
        Typed {
            float: Some(0.25),
            integer: Some(i64::MIN),
            word: some("ünï"),
            vector: Some(vec![1.5, -2.0, 1e300]),
            map: Some(vec![(text("a"), Any::Map(vec![(Any::Float(0.5), text("x,y"))])), (text("a"), text("1"))]),
            list: Some(vec![Any::Integer(-1), text("two words")]),
        },
    ]
}

fn untyped() -> Vec<Untyped> {
    let untyped = |row: Typed| Untyped {
        float: row.float.map(Any::Float),
        integer: row.integer.map(Any::Integer),
        word: row.word.map(Any::Text),
        vector: row.vector.map(Any::Vector),
        map: row.map.map(Any::Map),
        list: row.list.map(Any::List),
    };
    rows().into_iter().map(untyped).collect()
}

fn bare() -> String {
    let rows = [
        r#"7.5¦4¦hat¦[9,8]¦{5:6,"k":"z"}¦[p,q]"#,
        r#"-1.25e3¦-3¦it's¦[]¦{}¦[1abc,,[1,2]]"#,
        r#"+.25¦-9223372036854775808¦ünï¦[1.5;-2 1e300]¦{a:{.5:'x,y'}  "a" : "1"}¦[-1,"two words"]"#,
    ];
    format!("{HEADER}{}¶", rows.join("¶"))
}

fn quoted() -> String {
    let rows = [
        r#""7.5"¦"4"¦"hat"¦"[9,8]"¦"{5:6,\"k\":\"z\"}"¦"[p,q]""#,
        r#""-1250."¦"-3"¦"it's"¦"[ ]"¦"{ }"¦"[1abc, null, [1, 2]]""#,
        r#""0.25"¦" -9223372036854775808"¦"ünï"¦"[1.5 -2,1e300]"¦"{a:{.5:\"x,y\"},a:\"1\"}"¦"[-1 , two words]""#,
    ];
    let header: Vec<String> = HEADER.trim_end_matches('¶').split('¦').map(|name| format!("\"{name}\"")).collect();
    format!("{}¶{}", header.join("¦"), rows.join("¶"))
}

#[test]
fn every_type_is_read_in_every_dialect() {
    Case::for_all(|case, spelled| case.check(&spelled(&bare()), &rows()));
}

#[test]
fn every_type_is_read_in_quotes() {
    Case::for_all(|case, spelled| case.check(&spelled(&quoted()), &rows()));
}

#[test]
fn types_are_inferred() {
    Case::for_all(|case, spelled| case.check(&spelled(&bare()), &untyped()));
}

#[test]
fn types_are_inferred_in_quotes() {
    Case::for_all(|case, spelled| case.check(&spelled(&quoted()), &untyped()));
}

records! {
    Numbered { number: Any, cell: Any }
    NumberedHalf { cell: Any }
}

fn numbered(number: i64, cell: Any) -> Numbered {
    Numbered { number: Some(Any::Integer(number)), cell: Some(cell) }
}

#[test]
fn quotes_inside_quotes_make_a_number_a_text() {
    let rows = [numbered(1, text("\"7\"")), numbered(2, text("\"8\""))];
    Case::new(|_| ()).check("number,cell\n1,\"\"\"7\"\"\"\n2,\"\\\"8\\\"\"\n", &rows);
}

#[test]
fn a_number_in_quotes_is_a_number() {
    Case::new(|_| ()).check("number,cell\n1,\"7\"\n", &[numbered(1, Any::Integer(7))]);
}

#[test]
fn numbers_with_an_exponent_are_numbers_and_integers_keep_their_digits() {
    let rows = [numbered(1, Any::Float(1e5)), numbered(2, text("9223372036854775808")), numbered(3, text("12abc"))];
    Case::new(|_| ()).check("number,cell\n1,1e5\n2,9223372036854775808\n3,12abc\n", &rows);
}
