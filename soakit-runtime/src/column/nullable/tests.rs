#![allow(unsafe_code, reason = "drives the column primitives")]

use alloc::{borrow::ToOwned, format, rc::Rc, string::String, vec, vec::Vec};
use core::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::*;
use crate::column::harness::{self, Random, Rows};
use crate::column::{BitMut, PartsError, Reborrow};

type Floats = Nullable<Vec<f64>>;

#[test]
fn nullable_numbers_behave_like_a_vec_of_options() {
    for seed in harness::SEEDS {
        harness::behaves_like_vec::<Nullable<Vec<u32>>>(seed, |random| {
            random.chance(70).then(|| random.below(1000) as u32)
        });
    }
    harness::orders_like_items::<Nullable<Vec<u32>>>(&[None, Some(0), Some(7)]);
}

#[test]
fn nullable_boxes_behave_like_a_vec_of_options() {
    for seed in harness::SEEDS {
        harness::behaves_like_vec::<Nullable<Vec<Rc<String>>>>(seed, |random| {
            random.chance(70).then(|| Rc::new(random.text()))
        });
    }
}

#[test]
fn nullable_text_behaves_like_a_vec_of_options() {
    for seed in harness::SEEDS {
        harness::behaves_like_vec::<Nullable<Text>>(seed, |random| random.chance(70).then(|| random.text()));
        harness::behaves_like_vec::<Nullable<Dict>>(seed, |random| random.chance(70).then(|| random.text()));
    }
    harness::orders_like_items::<Nullable<Text>>(&[None, Some("".to_owned()), Some("b".to_owned())]);
    harness::orders_like_items::<Nullable<Dict>>(&[None, Some("".to_owned()), Some("b".to_owned())]);
}

#[test]
fn trees_and_empty_types_are_columns_too() {
    harness::behaves_like_vec::<(Nullable<Vec<()>>, (Text, Vec<Rc<u8>>))>(5, |random| {
        (random.chance(50).then_some(()), (random.text(), Rc::new(1)))
    });
}

#[test]
fn missing_values_are_zero() {
    let mut column = Floats::from_iter([Some(1.5), None, Some(2.0)]);
    column.as_mut_slice().set(0, None);
    assert_eq!(column.as_slice().values(), [0.0, 0.0, 2.0]);
    assert_eq!(column.as_slice(), [None, None, Some(2.0)]);
    assert_eq!((column.len(), column.null_count(), column.validity().count_ones()), (3, 2, 1));
    assert_eq!((column.get(2), column.get(0), column.get(3)), (Some(Some(&2.0)), Some(None), None));
    assert!(column.as_slice().is_valid(2) && !column.as_slice().is_valid(0));
}

#[test]
fn buffers_go_out_and_come_back_checked() {
    let validity = Bits::from(&[true, false][..]);
    let column = Floats::from_parts(vec![1.0, f64::NAN], validity.clone()).expect("valid");
    assert_eq!(column.clone(), column);
    assert_eq!(column.into_parts(), (vec![1.0, 0.0], validity.clone()));
    let short = PartsError::Validity { bits: 2, values: 1 };
    assert_eq!(Floats::from_parts(vec![1.0], validity.clone()), Err(short));

    let column = Nullable::<Text>::from_parts(Text::from_iter(["a", "hidden"]), validity.clone()).expect("valid");
    assert_eq!(column.as_slice(), [Some("a"), None]);
    assert_eq!(column.into_parts(), (Text::from_iter(["a", ""]), validity.clone()));

    let words = Text::from_iter(["a"]);
    let column = Nullable::<Dict>::from_parts(vec![0, 77], words.clone(), validity.clone()).expect("valid");
    assert_eq!(column.as_slice(), [Some("a"), None]);
    assert_eq!(column.as_slice().values().codes(), [0, u32::MAX]);
    assert_eq!(column.into_parts(), (vec![0, 0], words.clone(), validity.clone()));
    let code = PartsError::Code { row: 0, code: 1, words: 1 };
    assert_eq!(Nullable::<Dict>::from_parts(vec![1, 0], words, validity), Err(code));
}

#[test]
fn an_empty_text_is_not_a_missing_one() {
    let text = Nullable::<Text>::from_iter([Some(""), None]);
    let dict = Nullable::<Dict>::from_iter([None, Some(""), None]);
    assert_eq!((text.get(0), text.get(1)), (Some(Some("")), Some(None)));
    assert_eq!((dict.get(0), dict.get(1)), (Some(None), Some(Some(""))));
    assert_eq!(format!("{text:?} {dict:?}"), r#"[Some(""), None] [None, Some(""), None]"#);
    let owned = Nullable::<Text>::from_iter([Some(String::new()), None]);
    assert_eq!(owned, text);
}

#[test]
fn slices_print_compare_and_sum() {
    let column: Nullable<Vec<u64>> = (0..200).map(|row| (row < 70 || row % 3 == 0).then_some(row)).collect();
    let expected: u64 = (0..200).filter(|row| *row < 70 || row % 3 == 0).sum();
    assert_eq!(column.iter().flatten().sum::<u64>(), expected);
    assert_eq!(column.iter().skip(3).flatten().sum::<u64>(), expected - 3);
    assert_eq!((&column).into_iter().count(), 200);
    let short = Nullable::<Vec<u64>>::from_iter([Some(1), None]);
    assert_eq!(format!("{:?} {short:?}", short.as_slice()), "[Some(1), None] [Some(1), None]");
    assert!(short.as_slice() != column.as_slice() && short.as_slice() == [Some(1), None]);
}

#[test]
fn cells_are_written_in_place() {
    let mut column = Nullable::<Vec<String>>::from_iter([Some("a".to_owned()), None]);
    let mut slice = column.as_mut_slice();
    let mut cell = slice.get_mut(0).expect("there are two rows");
    cell.get_mut().expect("it is there").push('b');
    assert_eq!((cell.is_some(), cell.take(), cell.is_none()), (true, Some("ab".to_owned()), true));
    cell.set("c".to_owned());
    assert_eq!(cell.replace(Some("d".to_owned())), Some("c".to_owned()));
    assert_eq!((format!("{cell:?}"), cell == Some("d".to_owned())), ("Some(\"d\")".to_owned(), true));
    slice.set(1, Some("e".to_owned()));
    slice.iter_mut().for_each(|mut cell| cell.get_mut().expect("it is there").push('!'));
    assert_eq!(slice.as_shared(), [Some("d!".to_owned()), Some("e!".to_owned())]);
    assert_eq!(slice.get(2), None);
}

#[test]
fn halves_that_share_a_byte_may_be_written_by_two_threads() {
    const ROWS: usize = if cfg!(miri) { 11 } else { 70 };
    for row in 0..=ROWS {
        let mut column: Nullable<Vec<String>> = (0..ROWS).map(|row| (row % 2 == 0).then(String::new)).collect();
        let (low, mut high) = column.as_mut_slice().split_at_mut(row);
        std::thread::scope(|scope| {
            scope.spawn(move || low.into_iter().for_each(|mut cell| cell.set("low".to_owned())));
            high.reborrow().into_iter().for_each(|mut cell| cell.set(None));
            assert_eq!(high.as_shared().null_count(), ROWS - row);
        });
        assert_eq!(column.null_count(), ROWS - row);
        assert!(column.iter().flatten().all(|cell| cell == "low"));
    }
}

/// Counts its drops; cloning and dropping may panic.
struct Counted<'a> {
    drops: &'a Cell<usize>,
    clone_panics: bool,
    drop_panics: bool,
}

impl Clone for Counted<'_> {
    fn clone(&self) -> Self {
        assert!(!self.clone_panics, "cannot be cloned");
        Self { ..*self }
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.drops.set(self.drops.get() + 1);
        assert!(!self.drop_panics, "cannot be dropped");
    }
}

/// A cell that panics as told.
fn counted(drops: &Cell<usize>, clone_panics: bool, drop_panics: bool) -> Option<Counted<'_>> {
    Some(Counted { drops, clone_panics, drop_panics })
}

#[test]
fn every_value_is_dropped_once() {
    let drops = &Cell::new(0);
    let mut rows = Rows::<Nullable<Vec<Counted<'_>>>>::new();
    for row in 0..20 {
        rows.push(if row % 4 == 3 { None } else { counted(drops, false, false) });
    }
    rows.truncate(16);
    assert_eq!(drops.get(), 3);
    rows.replace(0, None);
    assert_eq!(drops.get(), 4);
    rows.retain(&core::array::from_fn::<_, 16, _>(|row| row >= 8));
    assert_eq!(drops.get(), 9);
    drop(rows.take_range(0, 2));
    assert_eq!(drops.get(), 11);
    rows.permute(&[5, 4, 3, 2, 1, 0]);
    drop(rows.settle());
    assert_eq!(drops.get(), 15);
}

#[test]
fn truncated_rows_are_dropped_by_nobody_else() {
    let drops = &Cell::new(0);
    let mut rows = Rows::<Nullable<Vec<Counted<'_>>>>::new();
    (0..5).for_each(|row| rows.push(counted(drops, false, row == 4)));
    // Right after a panic: nothing else has told the column how many rows there are.
    assert!(catch_unwind(AssertUnwindSafe(|| rows.truncate(3))).is_err());
    assert_eq!(drops.get(), 2);
    drop(rows.column);
    assert_eq!(drops.get(), 5);
}

#[test]
fn missing_cells_of_a_dictionary_use_no_word() {
    let mut rows = Rows::of(Nullable::<Dict>::from_iter([Some("a"), Some("b")]));
    rows.reserve(1);
    // SAFETY: two rows are live, and there is room.
    unsafe { Column::insert(&mut rows.column, 2, 0, None) };
    rows.len = 3;
    rows.replace(1, None);
    rows.push(None);
    assert_eq!(rows.slice().values().codes(), [u32::MAX, u32::MAX, 1, u32::MAX]);
    let taken = rows.take_range(0, 2);
    assert_eq!((taken.slice().values().words().len(), taken.slice().null_count()), (0, 2));
}

#[test]
fn a_panic_while_cloning_leaves_the_rows_before() {
    let drops = &Cell::new(0);
    let source: Nullable<Vec<_>> =
        [counted(drops, false, false), None, counted(drops, true, false)].into_iter().collect();
    let mut rows = Rows::<Nullable<Vec<Counted<'_>>>>::new();
    rows.push(counted(drops, false, false));
    assert!(catch_unwind(AssertUnwindSafe(|| rows.extend(source.as_slice()))).is_err());
    assert_eq!(rows.len, 1);
    assert!(catch_unwind(AssertUnwindSafe(|| rows.gather(source.as_slice(), &[0, 2]))).is_err());
    // The column owns what was cloned beyond its rows, and drops that too.
    drop(rows.column);
    assert!(catch_unwind(AssertUnwindSafe(|| source.clone().len())).is_err());
    // Kept: 1 row and the clone of row 0, 1 more of the second try, 1 of `clone`. Where a row of a failed try was written
    // over by the next, its value is lost, not dropped twice.
    assert_eq!(drops.get(), 3);
}

#[test]
fn a_panic_while_dropping_drops_the_others() {
    let drops = &Cell::new(0);
    let mut rows = Rows::<Nullable<Vec<Counted<'_>>>>::new();
    for row in 0..6 {
        rows.push(counted(drops, false, row == 3));
    }
    assert!(catch_unwind(AssertUnwindSafe(|| rows.truncate(2))).is_err());
    assert_eq!((drops.get(), rows.len), (4, 2));
    rows.push(counted(drops, false, true));
    let column = rows.settle();
    assert!(catch_unwind(AssertUnwindSafe(|| drop(column))).is_err());
    assert_eq!(drops.get(), 7);
    let mut column: Nullable<Vec<_>> = [counted(drops, false, true)].into_iter().collect();
    assert!(catch_unwind(AssertUnwindSafe(|| column.as_mut_slice().set(0, None))).is_err());
    assert_eq!(column.null_count(), 1);
}

#[test]
fn a_panic_of_a_plain_clone_is_harmless() {
    #[derive(PartialEq, Debug)]
    struct Plain(u8);
    impl Clone for Plain {
        fn clone(&self) -> Self {
            assert!(self.0 < 9, "cannot be cloned");
            Self(self.0)
        }
    }
    let source: Nullable<Vec<_>> = [Some(Plain(1)), None, Some(Plain(9))].into_iter().collect();
    let mut rows = Rows::<Nullable<Vec<Plain>>>::new();
    rows.push(None);
    assert!(catch_unwind(AssertUnwindSafe(|| rows.extend(source.as_slice()))).is_err());
    rows.push(Some(Plain(2)));
    assert_eq!(rows.settle().as_slice(), [None, Some(Plain(2))]);
}

#[test]
fn slices_are_covariant_and_go_to_other_threads() {
    fn shorter<'s>(slice: NullableVecSlice<'static, u8>) -> NullableVecSlice<'s, u8> {
        slice
    }
    fn shorter_text<'s>(slice: NullableTextSlice<'static>) -> NullableTextSlice<'s> {
        slice
    }
    fn send_and_sync<T: Send + Sync>() {}
    let _ = (shorter, shorter_text);
    send_and_sync::<NullableVecSlice<'_, u8>>();
    send_and_sync::<NullableVecSliceMut<'_, u8>>();
    send_and_sync::<NullableDictSliceMut<'_>>();
    send_and_sync::<NullableMut<'_, u8>>();
    send_and_sync::<BitMut<'_>>();
    send_and_sync::<Nullable<Dict>>();
    let _ = Random::new(1);
}

#[test]
fn a_vec_becomes_a_column_without_missing_cells_in_its_place() {
    let names: Vec<String> = ["a", "", "c"].map(ToOwned::to_owned).into();
    let before = names.as_ptr().addr();
    let mut column = Nullable::from(names);
    assert_eq!(
        (column.null_count(), column.get(0).flatten().map(core::ptr::from_ref).map(|name| name.addr())),
        (0, Some(before))
    );
    column.push(None);
    assert_eq!(
        column.iter().map(|name| name.map(String::as_str)).collect::<Vec<_>>(),
        [Some("a"), Some(""), Some("c"), None]
    );
    assert!(Nullable::from(Vec::<f64>::new()).is_empty());
}
