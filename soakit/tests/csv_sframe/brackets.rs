//! Brackets that begin lists and maps, and brackets that are letters like others.

use soakit::io::Any;
use soakit::prelude::*;

use crate::harness::{AnyMap, Case, records, some, text};

records! {
    Tagged { tag: String, vector: Vec<f64> }
    TaggedHalf { tag: String }
}

fn tagged() -> [Tagged; 4] {
    let row = |tag, numbers: &[f64]| Tagged { tag: some(tag), vector: Some(numbers.to_vec()) };
    [row("[foo", &[4.0, 4.0]), row("bar]", &[5.0]), row("x[y]z", &[6.0]), row("[1,2]", &[7.0])]
}

#[test]
fn brackets_inside_texts_are_letters() {
    let bare = "tag¦vector¶[foo¦[4,4]¶bar]¦[5]¶x[y]z¦[6]¶[1,2]¦[7]¶";
    let quoted = "tag¦vector¶\"[foo\"¦\"[4,4]\"¶\"bar]\"¦\"[5]\"¶\"x[y]z\"¦\"[6]\"¶\"[1,2]\"¦\"[7]\"¶";
    Case::for_all(|case, spelled| {
        case.check(&spelled(bare), &tagged());
        case.check(&spelled(quoted), &tagged());
    });
}

#[test]
fn brackets_inside_quotes_inside_quotes_are_letters() {
    let row = |tag, numbers: &[f64]| Tagged { tag: some(tag), vector: Some(numbers.to_vec()) };
    let rows = [row("\"[foo\"", &[4.0, 4.0]), row("\"]\",", &[])];
    let text = r#"tag¦vector¶"\"[foo\""¦"[4,4]"¶"\"]\","¦"[]"¶"#;
    Case::for_all(|case, spelled| case.check(&spelled(text), &rows));
}

records! {
    Three { a: String, b: String, c: String }
    ThreeHalf { b: String, c: String }
}

fn three([a, b, c]: [&str; 3]) -> Three {
    Three { a: some(a), b: some(b), c: some(c) }
}

#[test]
fn brackets_that_stand_alone_between_blanks_are_words() {
    let text = "a b c\n{    }    }\n[    :    ]\n[1,2] {} {a:'b c'}\n";
    let rows = [three(["{", "}", "}"]), three(["[", ":", "]"]), three(["[1,2]", "{}", "{a:'b c'}"])];
    Case::new(|dialect| dialect.delimiter = " ".into()).check(text, &rows);
}

records! {
    Seven { a: String, b: String, c: String, d: String, e: String, f: String, g: String }
    SevenHalf { a: String, b: String, c: String }
}

#[test]
fn brackets_that_never_match_are_words() {
    let case = Case { has_header: false, ..Case::new(|dialect| dialect.delimiter = "\t".into()) };
    let row =
        Seven { a: some("1"), b: some("{"), c: some("()"), d: some("{}"), e: some("(}"), f: some("})"), g: some("}") };
    case.check("1\t{\t()\t{}\t(}\t})\t}\n", &[row]);
}

#[test]
fn text_behind_a_structure_makes_all_of_it_text() {
    let rows = [three(["[1", "2]x", "[1,2]"]), three(["{a:[1,2]}", "[1;2] [3", "]"])];
    Case::new(|_| ()).check("a,b,c\n[1,2]x,[1,2]  \n{a:[1,2]},[1;2] [3,]\n", &rows);
}

records! {
    Line { line: String }
    LineHalf { line: String }
    Json { json: AnyMap }
    JsonHalf { json: AnyMap }
}

#[test]
fn a_line_can_be_one_cell() {
    let case = Case::new(|dialect| dialect.delimiter = "\n".into());
    let rows = [Line { line: some("") }, Line { line: some("{\"a\":\"b\"}") }, Line { line: some("1, \"2\" [") }];
    case.check("line\n\"\"\n{\"a\":\"b\"}\n1, \"2\" [\n", &rows);
}

#[test]
fn a_file_can_be_one_cell() {
    let case = Case::new(|dialect| {
        dialect.delimiter = String::new();
        dialect.terminator = String::new();
    });
    let case = Case { has_header: false, ..case };
    let row = Json {
        json: Some(vec![
            (text("name"), text("a, \"b\"\n")),
            (text("sizes"), Any::List(vec![Any::Integer(1), Any::Float(2.5), Any::Missing])),
        ]),
    };
    case.check("{\n  \"name\": \"a, \\\"b\\\"\\n\",\r\n  \"sizes\": [1, 2.5,\n    null]\n}\n", &[row]);
}

records! {
    Lists { name: String, first: Vec<Any>, second: Vec<Any> }
    ListsHalf { name: String, first: Vec<Any> }
}

#[test]
fn numbers_in_brackets_are_a_list_where_a_list_is_wanted() {
    let case = Case { has_header: false, ..Case::new(|dialect| dialect.delimiter = "\t".into()) };
    let row = Lists {
        name: some("xxx"),
        first: Some(vec![Any::Integer(1), Any::Integer(2)]),
        second: Some(vec![Any::Integer(3)]),
    };
    case.check("xxx\t[1,2]\t[3]\n", &[row]);
}
