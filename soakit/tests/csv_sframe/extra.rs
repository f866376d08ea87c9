//! What is refused, and how it is told.

use soakit::csv::{Dialect, Reader};
use soakit::io::{Any, OnError};
use soakit::prelude::*;

#[derive(Clone, Debug, PartialEq, SoA)]
struct Item {
    size: i64,
    sides: [f64; 2],
    tags: Vec<String>,
    more: Option<Vec<(String, Any)>>,
}

fn item(size: i64, tags: &[&str]) -> Item {
    Item { size, sides: [1.0, 2.0], tags: tags.iter().map(|tag| (*tag).into()).collect(), more: None }
}

#[test]
fn cells_that_are_no_values_are_errors() {
    for (row, message) in [
        (
            "12abc,[1 2],[],",
            "column `size`: `12abc`: expected an integer from -9223372036854775808 to 9223372036854775807",
        ),
        ("9223372036854775808,[1 2],[],", "column `size`: `9223372036854775808`: expected an integer"),
        ("1.7,[1 2],[],", "column `size`: `1.7`: expected an integer"),
        ("1,[1],[],", "column `sides`: `[1]`: expected a list in brackets of 2 items, each a number"),
        ("1,[1 x],[],", "column `sides`: `[1 x]`: expected a list in brackets of 2 items, each a number"),
        ("1,[1 2],[a;b],", "column `tags`: `[a;b]`: expected a list in brackets, each item a text"),
        ("1,[1 2],a,", "column `tags`: `a`: expected a list in brackets, each item a text"),
        ("1,[1 2],,", "column `tags`: ``: expected a list in brackets, each item a text"),
        ("1,[1 2],[],{a}", "column `more`: `{a}`: expected a map in braces, each key a text, each value anything"),
        ("1,[1,2,[],", "5 cells where the file has 4 columns, in `1,[1,2,[],`"),
        ("1,[1,2],[]", "3 cells where the file has 4 columns, in `1,[1,2],[]`"),
    ] {
        for dialect in [Dialect::sframe(), Dialect::default()] {
            let text = format!("size,sides,tags,more\n0,[1,2],[p,q],\n{row}\n");
            let error = Reader::new().dialect(dialect).read_slice::<Item>(text.as_bytes()).unwrap_err().to_string();
            assert!(error.starts_with("input:3 (byte "), "{error}");
            assert!(error.contains(message), "{error}");
        }
    }
}

#[test]
fn bad_rows_are_left_out_one_by_one() {
    let text = b"size,sides,tags,more\n1,[1,2],[a],\n2,[1,2],[a\n3,[1;2],\"[\"\"b\"\",c]\",\n4,[1],[x],\n\xFF,[1 2],[],\n6,[1 2],[],\n";
    let reader = Reader::new().on_error(OnError::Skip);
    let (rows, report) = reader.read_from_with_report::<Item>(&text[..]).unwrap();
    assert_eq!(rows, Bulk::from([item(1, &["a"]), item(3, &["b", "c"]), item(6, &[])]));
    assert_eq!((report.rows, report.skipped), (3, 3));
    let lines: Vec<u64> = report.reasons.iter().map(|bad| bad.location().line).collect();
    assert_eq!(lines, [3, 5, 6]);
}

/// The default dialect has no brackets, but columns of lists and maps have, wherever the header puts them.
#[test]
fn columns_of_lists_keep_their_delimiters_together() {
    let text = b"more,tags,other,sides,size\n{a:1,b:[2,3]},[x,\"y,z\"],[p],[1,2],5\n,[],\"[q,r]\",[1 2],6\n";
    let rows = Reader::new().read_slice::<Item>(text).unwrap();
    let more =
        vec![("a".to_owned(), Any::Integer(1)), ("b".to_owned(), Any::List(vec![Any::Integer(2), Any::Integer(3)]))];
    assert_eq!(rows, Bulk::from([Item { more: Some(more), ..item(5, &["x", "y,z"]) }, item(6, &[])]));
}
