//! Blanks, comments, skipped records.

use soakit::io::Any;
use soakit::prelude::*;

use crate::harness::{AnyMap, Case, records, some, text};

records! {
    Row { float: f64, word: String, vector: Vec<f64>, map: AnyMap, list: Vec<Any> }
    RowHalf { float: f64, vector: Vec<f64>, map: AnyMap }
    Whole { a: i64, b: i64, c: i64 }
    WholeHalf { a: i64, c: i64 }
    Free { a: Any, b: Any, c: Any }
    FreeHalf { b: Any, c: Any }
    Mixed { a: f64, b: i64, v: Vec<f64>, s: String }
    MixedHalf { b: i64, s: String }
}

#[test]
fn excess_blanks_between_cells_are_no_cells() {
    let text_of_file = concat!(
        "   float word    vector  map list   \n",
        " 1.5    hat  [1,2]  {1 : 1 , \"a\"  : \"a\"}   [p,q]  \t\n",
        "2.5 \"a  cap\" [1 2 ;  3]   {}   [\"p q\" ,r ]\n",
    );
    let rows = [
        Row {
            float: Some(1.5),
            word: some("hat"),
            vector: Some(vec![1.0, 2.0]),
            map: Some(vec![(Any::Integer(1), Any::Integer(1)), (text("a"), text("a"))]),
            list: Some(vec![text("p"), text("q")]),
        },
        Row {
            float: Some(2.5),
            word: some("a  cap"),
            vector: Some(vec![1.0, 2.0, 3.0]),
            map: Some(vec![]),
            list: Some(vec![text("p q"), text("r")]),
        },
    ];
    Case::new(|dialect| dialect.delimiter = " ".into()).check(text_of_file, &rows);
}

fn whole(a: i64, b: i64, c: i64) -> Whole {
    Whole { a: Some(a), b: Some(b), c: Some(c) }
}

#[test]
fn comments_and_skipped_records_are_no_rows() {
    let text = "first\nsecond \"record\n # note\n\n#,,\na,b,c\n# x\n1,2,3 # four\n   # y\n4,5,6\n";
    let case = Case { skipped_records: 2, ..Case::new(|dialect| dialect.comment = Some(b'#')) };
    case.check(text, &[whole(1, 2, 3), whole(4, 5, 6)]);
}

#[test]
fn a_word_can_end_a_record() {
    let case = Case::new(|dialect| {
        dialect.delimiter = " ".into();
        dialect.terminator = "zzz".into();
    });
    case.check("a b czzz 1 2 3zzz\n", &[whole(1, 2, 3)]);
}

#[test]
fn a_terminator_is_found_behind_its_own_beginning() {
    let case = Case::new(|dialect| {
        dialect.delimiter = " ".into();
        dialect.terminator = "223".into();
    });
    case.check("a b c2231 1 22232 2 2223", &[whole(1, 1, 2), whole(2, 2, 2)]);
}

#[test]
fn empty_cells_between_tabs_are_missing() {
    let cells = |[a, b, c]: [Option<Any>; 3]| Free { a, b, c };
    let rows = [
        cells([Some(Any::Integer(1)), None, Some(text("b"))]),
        cells([Some(Any::Integer(2)), None, None]),
        cells([Some(Any::Integer(3)), Some(text("c")), Some(text("d"))]),
    ];
    let case = Case::new(|dialect| dialect.delimiter = "\t".into());
    case.check("a\tb\tc\n1\t\t  b\n2\t\t\n3\t  c\t d \n", &rows);
}

#[test]
fn blanks_comments_quotes_and_missing_texts_meet() {
    let case = Case::new(|dialect| {
        dialect.delimiter = ";".into();
        dialect.comment = Some(b'#');
        dialect.na = ["NA", "Mew", ""].map(Into::into).to_vec();
    });
    let text = concat!(
        "#c\n",
        "a;b;v;s #c\n",
        "2.5 ;1;[1 2];\"x\\\\\"\n",
        "-0.5;-1;[3;4];\"p;q\" # r\n",
        " 3.5; 3;[9];\"\"\"w\"\"\"\n",
        "Mew  ;;; NA ",
    );
    let row = |a, b, v: &[f64], s| Mixed { a: Some(a), b: Some(b), v: Some(v.to_vec()), s: some(s) };
    let rows = [
        row(2.5, 1, &[1.0, 2.0], "x\\"),
        row(-0.5, -1, &[3.0, 4.0], "p;q"),
        row(3.5, 3, &[9.0], "\"w\""),
        Mixed { a: None, b: None, v: None, s: None },
    ];
    case.check(text, &rows);
}
