//! Escapes inside quotes, and backslashes elsewhere.

use soakit::io::Any;
use soakit::prelude::*;

use crate::harness::{AnyMap, Case, records, some, text};

records! {
    Free { a: Any, b: Any }
    FreeHalf { b: Any }
    Words { a: String, b: String }
    WordsHalf { b: String }
    Sign { sign: AnyMap }
    SignHalf { sign: AnyMap }
    Word { word: String }
    WordHalf { word: String }
}

fn blank() -> Case {
    Case::new(|dialect| dialect.delimiter = " ".into())
}

const ESCAPES: &str = "a b\n\"\\n\"  \"\\t\"\n\"\\0abf\" \"\\\"a\"\n";

#[test]
fn escapes_are_decoded_in_quotes() {
    let rows = [
        Free { a: Some(text("\n")), b: Some(text("\t")) },
        Free { a: Some(text("\\0abf")), b: Some(text("\"a")) },
        Free { a: Some(Any::Map(vec![(text("a"), text("\""))])), b: Some(Any::List(vec![text("a"), text("\"c")])) },
    ];
    blank().check(&format!("{ESCAPES}{}", r#"{"a":"\""} [a,"\"c"]"#), &rows);
}

#[test]
fn escapes_are_decoded_in_texts() {
    let rows = [Words { a: some("\n"), b: some("\t") }, Words { a: some("\\0abf"), b: some("\"a") }];
    blank().check(ESCAPES, &rows);
}

#[test]
fn backslashes_without_quotes_are_letters() {
    blank().check("a b\n\\n  \\t\n", &[Words { a: some("\\n"), b: some("\\t") }]);
}

#[test]
fn surrogates_make_a_character_in_pairs_only() {
    let row = |sign| Sign { sign: Some(vec![(text("g"), text(sign))]) };
    let rows = [
        row("\u{1D11E}"),
        row("\u{10FC00}"),
        row("\\uD834x"),
        row("\\uD834"),
        row("\\uD834\\uDD"),
        row("\\uDD1E"),
        row("\\u442G"),
    ];
    let escapes = ["\\uD834\\uDD1E", "\\uDBFF\\uDC00", "\\uD834x", "\\uD834", "\\uD834\\uDD", "\\uDD1E", "\\u442G"];
    let lines = escapes.map(|escape| format!("{{\"g\":\"{escape}\"}}\n"));
    Case::new(|dialect| dialect.delimiter = "\n".into()).check(&format!("sign\n{}", lines.concat()), &rows);
}

#[test]
fn quoted_texts_are_unescaped() {
    for (quoted, expected) in [
        (r#""say \"hi\"""#, "say \"hi\""),
        (r#""a\\b""#, "a\\b"),
        (r#""lone \ backslash \q""#, "lone \\ backslash \\q"),
        (r#""""doubled"" and \"escaped\"""#, "\"doubled\" and \"escaped\""),
        (r#""\/\b\r\n\t\f\'""#, "/\u{8}\r\n\t\u{c}'"),
        (r#""\u0041\\u0041""#, "A\\u0041"),
    ] {
        Case::new(|_| ()).check(&format!("word\n{quoted}\n"), &[Word { word: some(expected) }]);
    }
}
