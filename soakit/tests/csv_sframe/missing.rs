//! Texts that stand for a missing value.

use soakit::prelude::*;

use crate::harness::{Case, records, some};

records! {
    Numbers { a: f64, b: i64, c: i64 }
    NumbersHalf { b: i64 }
    Real { word: String, real: f64 }
    RealHalf { real: f64 }
    Pair { word: String, number: i64 }
    PairHalf { number: i64 }
}

fn with(texts: &[&str]) -> Case {
    Case::new(|dialect| dialect.na = texts.iter().map(|text| (*text).into()).collect())
}

#[test]
fn several_texts_stand_for_missing_values() {
    let rows = [Numbers { a: None, b: None, c: None }, Numbers { a: Some(1.0), b: Some(2), c: Some(3) }];
    with(&["NA", "AB", "CD"]).check("a,b,c\nNA,AB,CD\n1.0,2,3\n", &rows);
}

#[test]
fn a_number_can_stand_for_missing_values_as_it_is_written() {
    let rows = [Pair { word: some("c"), number: None }, Pair { word: None, number: Some(8) }];
    with(&["-8"]).check("word,number\nc,-8\n-8,8\n", &rows);
    let rows = [Real { word: some("c"), real: None }, Real { word: some("d"), real: Some(-8.0) }];
    with(&["-8"]).check("word,real\nc,-8\nd,-8.0\n", &rows);
}

#[test]
fn a_missing_text_is_missing_in_quotes_unless_the_dialect_says_otherwise() {
    let text = "word,number\n\"NA\",\"NA\"\n";
    with(&["NA"]).check(text, &[Pair { word: None, number: None }]);
    let mut case = with(&["NA"]);
    case.dialect.quoted_na = false;
    case.check(
        "word,number\n\"NA\",NA\nNA,\n",
        &[Pair { word: some("NA"), number: None }, Pair { word: None, number: None }],
    );
    let error = case.reader().read_slice::<Pair>(text.as_bytes()).unwrap_err();
    assert!(error.to_string().contains("column `number`: `NA`: expected an integer"), "{error}");
}
