#![allow(unsafe_code, reason = "drives the column primitives")]

use alloc::{borrow::ToOwned, format, string::String, string::ToString, vec, vec::Vec};

use super::*;
use crate::column::harness::{self, Random, Rows};
use crate::column::{Column, Growth, Nullable, PartsError};

/// Three rows, and loose: the first has been made longer.
fn loose() -> Rows<Text> {
    let mut rows = Rows::of(Text::from_iter(["one", "", "two"]));
    assert_eq!(rows.replace(0, "three".to_owned()), "one");
    assert!(rows.column.loose.is_some());
    rows
}

#[test]
fn text_behaves_like_a_vec_of_strings() {
    for seed in harness::SEEDS {
        harness::behaves_like_vec::<Text>(seed, Random::text);
    }
    harness::orders_like_items::<Text>(&["".to_owned(), "a".to_owned(), "é".to_owned(), "ab\"c".to_owned()]);
}

/// The capacities of a column of blank cells that grows by a row whenever it is full.
fn capacities<C: Column<Item: Default>>() -> Vec<usize> {
    let mut column = C::default();
    let mut capacities = Vec::new();
    for len in 0..300 {
        if len == column.capacity() {
            // SAFETY: rows 0..len are live.
            unsafe { column.try_reserve(len, if len == 0 { 16 } else { 1 }, Growth::Amortized) }
                .expect("there is memory");
            capacities.push(column.capacity());
        }
        // SAFETY: rows 0..len are live, and there is room.
        unsafe { column.push(len, C::Item::default()) };
    }
    capacities
}

#[test]
fn text_makes_room_for_as_many_rows_as_other_columns() {
    // It had room for one more, and a container with a text column grew twice whenever it doubled.
    assert_eq!(capacities::<Text>(), capacities::<Vec<i64>>());
    assert_eq!(capacities::<Nullable<Text>>(), capacities::<Vec<i64>>());
}

#[test]
fn settled_text_is_arrows() {
    let text = Text::from_iter(["one", "", "two"]);
    assert_eq!((text.offsets(), text.as_bytes()), (&[0, 3, 3, 6][..], &b"onetwo"[..]));
    let text = loose().settle();
    assert_eq!((text.offsets(), text.as_bytes()), (&[0, 5, 5, 8][..], &b"threetwo"[..]));
    assert_eq!(Text::new().offsets(), [0]);
    assert_eq!(Text::new().into_parts(), (vec![0], vec![]));
}

#[test]
fn loose_text_reads_and_grows_as_packed_text_does() {
    let mut rows = loose();
    rows.push("four".to_owned());
    assert_eq!(rows.slice(), ["three", "", "two", "four"]);
    assert_eq!(rows.replace(3, "for".to_owned()), "four");
    assert!(rows.column.loose.is_some());
    assert_eq!(rows.column.clone(), Text::from_iter(["three", "", "two", "for"]));
    assert_eq!(rows.column.clone().offsets(), [0, 5, 5, 8, 11]);
}

#[test]
fn changes_that_packed_memory_can_hold_do_not_loosen() {
    let mut rows = Rows::of(Text::from_iter(["one", "two", "three"]));
    rows.replace(0, "ONE".to_owned());
    rows.replace(2, "a longer last".to_owned());
    // SAFETY: both rows are live.
    unsafe { crate::column::Column::swap(&mut rows.column, 3, 0, 1) };
    assert!(rows.column.loose.is_none());
    assert_eq!(rows.slice(), ["two", "ONE", "a longer last"]);
}

#[test]
fn replaced_cells_leave_no_more_garbage_than_text() {
    let (rows_count, replaced) = if cfg!(miri) { (8, 300) } else { (1000, 100_000) };
    let mut rows = Rows::of(Text::from_iter((0..rows_count).map(|row| row.to_string())));
    let mut model: Vec<String> = (0..rows_count).map(|row| row.to_string()).collect();
    let random = &mut Random::new(3);
    for _ in 0..replaced {
        let (row, cell) = (random.below(rows_count), "x".repeat(random.below(90)));
        model[row].clone_from(&cell);
        rows.replace(row, cell);
        let live: usize = model.iter().map(String::len).sum();
        let floor = GARBAGE_FLOOR + 8 * rows_count + 90;
        assert!(rows.column.bytes.len() <= 2 * live + floor);
    }
    assert_eq!(rows.items(), model);
}

#[test]
fn arrows_buffers_are_taken_back_checked() {
    let from = |offsets: &[i64], bytes: &[u8]| Text::from_parts(offsets.to_vec(), bytes.to_vec());
    assert_eq!(from(&[0, 1, 3], "aé".as_bytes()).expect("valid"), Text::from_iter(["a", "é"]));
    assert_eq!(from(&[0], b"cut"), Ok(Text::new()));
    assert_eq!(from(&[], b""), Err(PartsError::NoOffsets));
    assert_eq!(from(&[-1, 0], b""), Err(PartsError::Offsets { row: 0, start: -1, end: 0 }));
    assert_eq!(from(&[0, 2, 1], b"ab"), Err(PartsError::Offsets { row: 1, start: 2, end: 1 }));
    assert_eq!(from(&[0, 1, 9], b"ab"), Err(PartsError::OffsetBeyond { row: 1, end: 9, bytes: 2 }));
    assert_eq!(from(&[9], b"ab"), Err(PartsError::OffsetBeyond { row: 0, end: 9, bytes: 2 }));
    assert_eq!(from(&[0, 1, 2], "é".as_bytes()), Err(PartsError::NotUtf8 { row: 0 }));
    assert_eq!(from(&[0, 1, 2], b"a\xFF"), Err(PartsError::NotUtf8 { row: 1 }));
    // A character cut by the first or the last offset.
    assert_eq!(from(&[1, 2], "é".as_bytes()), Err(PartsError::NotUtf8 { row: 0 }));
    assert_eq!(from(&[0, 1], "é".as_bytes()), Err(PartsError::NotUtf8 { row: 0 }));
    // No row covers the odd bytes.
    assert_eq!(from(&[1, 1], "é".as_bytes()), Ok(Text::from_iter([""])));
}

#[test]
fn rows_that_stay_keep_their_text_whatever_lies_between() {
    let mut random = Random::new(3);
    // Shorter and longer than what moves in one go, with gaps that begin smaller than that.
    let cells: Vec<String> = (0..400).map(|row| format!("{row}é").repeat(random.below(9))).collect();
    for percent in [2, 50, 98] {
        let keep: Vec<bool> = cells.iter().map(|_| random.chance(percent)).collect();
        let mut rows = Rows::of(Text::from_iter(&cells));
        rows.retain(&keep);
        let kept: Vec<&str> = cells.iter().zip(&keep).filter(|(_, keep)| **keep).map(|(cell, _)| &**cell).collect();
        assert_eq!(rows.slice(), kept[..]);
        assert_eq!(rows.settle().as_bytes(), kept.concat().as_bytes());
    }
}

#[test]
fn a_slice_of_arrows_array_works_as_a_column() {
    let bytes = b"??one".to_vec();
    let mut rows = Rows::of(Text::from_parts(vec![2, 5], [bytes, b"!!".to_vec()].concat()).expect("valid"));
    rows.push("two".to_owned());
    rows.retain(&[true, true]);
    assert_eq!(rows.slice(), ["one", "two"]);
    rows.replace(0, "three".to_owned());
    assert_eq!(rows.column.clone().into_parts(), (vec![0, 5, 8], b"threetwo".to_vec()));
    rows.truncate(0);
    rows.push("x".to_owned());
    assert_eq!(rows.slice(), ["x"]);
    let mut text = Text::from_parts(vec![2], b"??".to_vec()).expect("valid");
    text.push("y");
    assert_eq!(text, ["y"]);
}

#[test]
fn owned_text_reads_like_a_list() {
    let mut text = Text::from(vec!["a".to_owned(), "b".to_owned()]);
    text.push("c");
    text.extend(["d"]);
    assert_eq!((&text[3], text.get(4), text.len(), Text::new().is_empty()), ("d", None, 4, true));
    assert_eq!(format!("{text:?}"), r#"["a", "b", "c", "d"]"#);
    assert!(text.iter().rev().eq(["d", "c", "b", "a"]));
    assert!(Text::from_iter(["a"]) < text);
}

#[test]
#[should_panic(expected = "row 1 out of range for 1 rows")]
fn a_text_beyond_the_end_cannot_be_read() {
    let _ = &Text::from_iter(["a"])[1];
}
