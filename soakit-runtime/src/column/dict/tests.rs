use alloc::{borrow::ToOwned, format, vec};

use super::*;
use crate::column::harness::{self, Random, Rows};

#[test]
fn dict_behaves_like_a_vec_of_strings() {
    for seed in harness::SEEDS {
        harness::behaves_like_vec::<Dict>(seed, Random::text);
    }
    harness::orders_like_items::<Dict>(&["".to_owned(), "a".to_owned(), "é".to_owned()]);
}

#[test]
fn words_stand_once_in_order_of_first_appearance() {
    let dict = Dict::from_iter(["LGA", "JFK", "LGA", "EWR", "JFK"]);
    assert_eq!((dict.codes(), dict.words()), (&[0, 1, 0, 2, 1][..], Text::from_iter(["LGA", "JFK", "EWR"]).as_slice()));
    assert_eq!((dict.code_of("EWR"), dict.code_of("SFO")), (Some(2), None));
    assert_eq!((dict.as_slice().code_of("EWR"), dict.as_slice().code_of("SFO")), (Some(2), None));
    assert_eq!((&dict[3], dict.get(5)), ("EWR", None));
    assert_eq!(format!("{dict:?}"), r#"["LGA", "JFK", "LGA", "EWR", "JFK"]"#);
}

#[test]
fn unused_words_stay_until_compact() {
    let mut rows = Rows::of(Dict::from_iter(["a", "b", "c", "b"]));
    rows.retain(&[false, true, true, true]);
    let mut dict = rows.settle();
    assert_eq!(dict.words().len(), 3);
    dict.compact();
    assert_eq!((dict.words().len(), dict.codes()), (2, &[0, 1, 0][..]));
    assert_eq!(dict, ["b", "c", "b"]);
    assert_eq!((dict.code_of("a"), dict.code_of("c")), (None, Some(1)));
}

#[test]
fn a_range_takes_its_own_words_along() {
    let mut rows = Rows::of(Dict::from_iter(["a", "b", "c", "b"]));
    let taken = rows.take_range(1, 3).settle();
    assert_eq!((taken.codes(), taken.words()), (&[0, 1][..], Text::from_iter(["b", "c"]).as_slice()));
}

#[test]
fn few_rows_of_a_large_dictionary_need_no_table() {
    let large: Dict = (0..100).map(|row| format!("{row}")).collect();
    let mut rows = Rows::<Dict>::new();
    rows.gather(large.as_slice(), &[99, 3, 99]);
    assert_eq!((rows.slice().codes(), rows.slice().words().len()), (&[0, 1, 0][..], 2));
    assert_eq!(rows.slice(), ["99", "3", "99"]);
}

#[test]
fn arrows_buffers_are_taken_back_checked() {
    let dict = Dict::from_parts(vec![1, 0, 1], Text::from_iter(["a", "b"])).expect("valid");
    assert_eq!(dict, ["b", "a", "b"]);
    assert_eq!(dict.code_of("b"), Some(1));
    assert_eq!(dict.into_parts(), (vec![1, 0, 1], Text::from_iter(["a", "b"])));
    let code = PartsError::Code { row: 1, code: 2, words: 2 };
    assert_eq!(Dict::from_parts(vec![0, 2], Text::from_iter(["a", "b"])), Err(code));
}

#[test]
fn words_that_occur_twice_are_merged() {
    let dict = Dict::from_parts(vec![0, 1, 2], Text::from_iter(["a", "b", "a"])).expect("valid");
    assert_eq!((dict.codes(), dict.words().len(), dict.code_of("a")), (&[0, 1, 0][..], 2, Some(0)));
    assert_eq!(dict, ["a", "b", "a"]);
}

#[test]
fn clones_find_their_words() {
    let mut dict = Dict::from_iter(["a", "b"]).clone();
    dict.push("b");
    dict.extend(["c"]);
    assert_eq!((dict.codes(), Dict::new().is_empty()), (&[0, 1, 1, 2][..], true));
}
