//! Derived columns are computed as seldom as promised, and the feed of changes names no more cells than have changed.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, MutexGuard, PoisonError};

use soakit::Selection;
use soakit::prelude::*;

const ROWS: u32 = if cfg!(miri) { 200 } else { 1_000_000 };
/// Where each row is asked on its own.
const FEW: u32 = 150;

static CALLS: [AtomicUsize; 8] = [const { AtomicUsize::new(0) }; 8];

fn count<V>(column: usize, value: V) -> V {
    CALLS[column].fetch_add(1, Relaxed);
    value
}

/// What a test does to a container.
type Work = fn(&mut Bulk<Counted>);

/// Functions run on whatever thread computes, so all tests count together, one after the other.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Calls since the last time: of `one`, `second`, `third`, `other`, `text`, `whole`, `of_whole`, `maybe`.
fn calls() -> [usize; 8] {
    CALLS.each_ref().map(|calls| calls.swap(0, Relaxed))
}

#[derive(SoA, Clone, Debug, PartialEq)]
#[soa(derived(
    one: u64 = |a| count(0, *a + 1),
    second: u64 = |one| count(1, one * 2),
    third: u64 = |second, one| count(2, second + one),
    other: u64 = |b| count(3, b + 7),
    text: String = |other, name| count(4, format!("{name}{other}")),
    whole: [u64] = |c| { let total: u64 = c.iter().sum(); count(5, vec![total; c.len()]) },
    of_whole: u64 = |whole, b| count(6, whole + b),
    maybe: Option<u64> = |third| count(7, third.is_multiple_of(2).then_some(*third)),
))]
struct Counted {
    a: u64,
    b: u64,
    c: u64,
    name: String,
    unrelated: u8,
}

fn row(number: u32) -> Counted {
    Counted { a: number.into(), b: 2, c: 3, name: String::new(), unrelated: 0 }
}

fn unread(rows: u32) -> Bulk<Counted> {
    (0..rows).map(row).collect()
}

/// Reads every column, the beginning of chains first. A column at a time, and first of few rows: so in this thread.
fn read(bulk: &Bulk<Counted>) {
    bulk.refresh_columns(|r| r.one);
    bulk.refresh_columns(|r| r.second);
    bulk.refresh_columns(|r| r.third);
    bulk.refresh_columns(|r| r.other);
    bulk.refresh_columns(|r| r.text);
    bulk.refresh_columns(|r| r.whole);
    bulk.refresh_columns(|r| r.of_whole);
    bulk.refresh_columns(|r| r.maybe);
}

/// A container whose columns are all read; the count is at zero.
fn fresh(rows: u32) -> Bulk<Counted> {
    let mut bulk = Bulk::<Counted>::new();
    // Below the number of rows that goes to the thread pool, whose threads count on their own.
    for start in (0..rows).step_by(50_000) {
        bulk.extend((start..rows.min(start + 50_000)).map(row));
        read(&bulk);
    }
    calls();
    bulk
}

#[test]
fn one_changed_row_of_a_million_is_one_computation_for_each_dependent() {
    let _alone = alone();
    let mut bulk = fresh(ROWS);
    let (middle, rows) = (ROWS as usize / 2, ROWS as usize);
    bulk.set_cell(middle, |r| r.a, 5);
    assert_eq!(bulk.maybe().get(middle).unwrap(), Some(&18));
    read(&bulk);
    assert_eq!(calls(), [1, 1, 1, 0, 0, 0, 0, 1]);
    bulk.set_cell(middle, |r| r.name, "n".into());
    read(&bulk);
    assert_eq!(calls(), [0, 0, 0, 0, 1, 0, 0, 0]);
    bulk.set_cell(middle, |r| r.unrelated, 1);
    read(&bulk);
    assert_eq!(calls(), [0; 8]);
    bulk.push(row(7));
    bulk.refresh_columns(|r| r.maybe);
    bulk.refresh_columns(|r| r.text);
    assert_eq!(calls(), [1, 1, 1, 1, 1, 0, 0, 1]);
    bulk.pop();
    read(&bulk);
    calls();
    bulk.set(middle, row(3));
    bulk.refresh_columns(|r| r.maybe);
    bulk.refresh_columns(|r| r.text);
    assert_eq!(calls(), [1, 1, 1, 1, 1, 0, 0, 1]);
    assert_eq!(bulk.len(), rows);
}

#[test]
fn a_mutable_column_is_computed_again_for_exactly_its_dependents() {
    let _alone = alone();
    let rows = FEW as usize;
    let mut bulk = fresh(FEW);
    let _ = bulk.a_mut();
    read(&bulk);
    assert_eq!(calls(), [rows, rows, rows, 0, 0, 0, 0, rows]);
    let _ = bulk.b_mut();
    read(&bulk);
    assert_eq!(calls(), [0, 0, 0, rows, rows, 0, rows, 0]);
    let _ = bulk.c_mut();
    read(&bulk);
    assert_eq!(calls(), [0, 0, 0, 0, 0, 1, rows, 0]);
    let _ = bulk.unrelated_mut();
    let _ = bulk.columns_mut(|r| (r.unrelated,));
    read(&bulk);
    assert_eq!(calls(), [0; 8]);
    let _ = bulk.columns_mut(|r| (r.unrelated, r.a));
    read(&bulk);
    assert_eq!(calls(), [rows, rows, rows, 0, 0, 0, 0, rows]);
    let _ = bulk.get_mut(3);
    bulk.refresh_columns(|r| r.maybe);
    assert_eq!(calls(), [1, 1, 1, 0, 0, 0, 0, 1]);
    let _ = bulk.view_mut();
    read(&bulk);
    assert_eq!(calls(), [rows, rows, rows, rows, rows, 1, rows, rows]);
}

/// The row-wise columns alone: a column-wise one is computed whole when rows move.
fn read_row_wise(bulk: &Bulk<Counted>) {
    bulk.refresh_columns(|r| r.maybe);
    bulk.refresh_columns(|r| r.text);
}

#[test]
fn rows_that_move_or_leave_are_not_computed_again() {
    let _alone = alone();
    type Move = Work;
    let moves: [(&str, Move); 21] = [
        ("sort", |bulk| bulk.sort_by_key(|row| std::cmp::Reverse(*row.a % 7))),
        ("sort_unstable_by", |bulk| bulk.sort_unstable_by(|a, b| b.third().cmp(a.third()))),
        ("retain", |bulk| bulk.retain(|row| *row.third() % 3 != 0)),
        ("dedup", |bulk| bulk.dedup_by_key(|row| *row.a / 4)),
        ("remove", |bulk| drop(bulk.remove(5))),
        ("remove the last", |bulk| drop(bulk.remove(bulk.len() - 1))),
        ("swap_remove", |bulk| drop(bulk.swap_remove(5))),
        ("pop", |bulk| drop(bulk.pop())),
        ("truncate", |bulk| bulk.truncate(20)),
        ("swap", |bulk| bulk.swap(3, 90)),
        ("reverse", |bulk| bulk.reverse()),
        ("rotate", |bulk| bulk.rotate_left(40)),
        ("shuffle", |bulk| bulk.shuffle(4)),
        ("drain", |bulk| drop(bulk.drain(10..90))),
        ("clone", |bulk| *bulk = bulk.clone()),
        ("gather", |bulk| *bulk = bulk.gather(&[5, 5, 1, 99])),
        ("select", |bulk| *bulk = bulk.select(&Selection::from_rows(bulk.len(), vec![4, 9]))),
        ("sample", |bulk| *bulk = bulk.sample(30, 3)),
        ("split_off", |bulk| *bulk = bulk.split_off(60)),
        ("shrink_to_fit", |bulk| bulk.shrink_to_fit()),
        ("split_off and append", |bulk| {
            let mut rest = bulk.split_off(30);
            read_row_wise(&rest);
            rest.append(bulk);
            *bulk = rest;
        }),
    ];
    for (name, work) in moves {
        let mut bulk = fresh(FEW);
        work(&mut bulk);
        read_row_wise(&bulk);
        assert_eq!(calls(), [0; 8], "{name}");
        // The same with three rows that are not right, one of them at the end: at most these are computed.
        let mut bulk = fresh(FEW);
        bulk.set_cell(7, |r| r.a, 99);
        bulk.set_cell(70, |r| r.a, 98);
        bulk.push(row(4));
        work(&mut bulk);
        read_row_wise(&bulk);
        let counted = calls();
        let duplicates = if name == "gather" { 1 } else { 0 };
        assert!(counted.iter().all(|&calls| calls <= 3 + duplicates), "{name}: {counted:?}");
    }
}

#[test]
fn rows_that_come_are_computed_alone() {
    let _alone = alone();
    let come: [(&str, usize, Work); 8] = [
        ("push", 1, |bulk| bulk.push(row(1))),
        ("insert", 1, |bulk| bulk.insert(4, row(1))),
        ("extend", 3, |bulk| bulk.extend([row(1), row(2), row(3)])),
        ("extend_from_slice", 2, |bulk| bulk.extend_from_slice(&[row(1), row(2)])),
        ("resize", 4, |bulk| bulk.resize(bulk.len() + 4, row(1))),
        ("append unread", 5, |bulk| bulk.append(&mut unread(5))),
        ("append read", 0, |bulk| {
            let mut other = fresh(5);
            bulk.append(&mut other);
        }),
        ("splice", 2, |bulk| drop(bulk.splice(10..20, [row(1), row(2)]))),
    ];
    for (name, computed, work) in come {
        let mut bulk = fresh(FEW);
        work(&mut bulk);
        read_row_wise(&bulk);
        assert_eq!(calls(), [computed, computed, computed, computed, computed, 0, 0, computed], "{name}");
    }
}

#[test]
fn links_that_nobody_reads_are_computed_once_for_each_row() {
    let _alone = alone();
    static LINKS: AtomicUsize = AtomicUsize::new(0);

    fn link(value: u64) -> u64 {
        LINKS.fetch_add(1, Relaxed);
        value + 1
    }

    #[derive(SoA)]
    #[soa(derived(
        l1: u64 = |a| link(*a),
        l2: u64 = |l1| link(*l1),
        l3: u64 = |l2| link(*l2),
        l4: u64 = |l3| link(*l3),
    ))]
    struct Linked {
        a: u64,
    }

    let mut bulk: Bulk<Linked> = (0..50).map(|a| Linked { a }).collect();
    assert_eq!(bulk.l4()[49], 53);
    assert_eq!(LINKS.swap(0, Relaxed), 4 * 50);
    bulk.set_cell(3, |r| r.a, 100);
    assert_eq!(bulk.l4()[3], 104);
    assert_eq!(LINKS.swap(0, Relaxed), 4);
    // From the first reading on, the middle is kept.
    assert_eq!(bulk.l2()[3], 102);
    assert_eq!(LINKS.swap(0, Relaxed), 2 * 50);
    // A link behind it is no longer computed on the way, so it is computed whole, once.
    assert_eq!(bulk.l4()[3], 104);
    bulk.set_cell(3, |r| r.a, 200);
    assert_eq!(bulk.l4()[3], 204);
    LINKS.swap(0, Relaxed);
    bulk.set_cell(3, |r| r.a, 300);
    assert_eq!((bulk.l4()[3], bulk.l2()[3]), (304, 302));
    assert_eq!(LINKS.swap(0, Relaxed), 4);
}

#[test]
fn one_written_cell_is_one_named_row_of_its_column_and_its_dependents() {
    let _alone = alone();
    let mut bulk = unread(100);
    let mark = bulk.mark();
    bulk.set_cell(7, |r| r.a, 5);
    let changes = bulk.changes_since(mark);
    let row = std::slice::from_ref(&(7..8));
    assert_eq!(changes.rows(), row);
    assert_eq!(changes.column(|r| r.a), row);
    assert_eq!(changes.column(|r| r.one), row);
    assert_eq!(changes.column(|r| r.second), row);
    assert_eq!(changes.column(|r| r.third), row);
    assert_eq!(changes.column(|r| r.maybe), row);
    assert!(changes.column(|r| r.b).is_empty());
    assert!(changes.column(|r| r.c).is_empty());
    assert!(changes.column(|r| r.name).is_empty());
    assert!(changes.column(|r| r.other).is_empty());
    assert!(changes.column(|r| r.text).is_empty());
    assert!(changes.column(|r| r.whole).is_empty());
    assert!(changes.column(|r| r.of_whole).is_empty());
    let mark = bulk.mark();
    bulk.set_cell(9, |r| r.c, 5);
    let changes = bulk.changes_since(mark);
    let all = std::slice::from_ref(&(0..100));
    assert_eq!(changes.column(|r| r.c), std::slice::from_ref(&(9..10)));
    assert_eq!((&*changes.column(|r| r.whole), &*changes.column(|r| r.of_whole)), (all, all));
    assert!(changes.column(|r| r.maybe).is_empty());
    let mark = bulk.mark();
    bulk.push(self::row(3));
    let changes = bulk.changes_since(mark);
    assert_eq!(changes.rows(), std::slice::from_ref(&(100..101)));
    assert_eq!(changes.column(|r| r.maybe), std::slice::from_ref(&(100..101)));
    assert_eq!(changes.column(|r| r.whole), std::slice::from_ref(&(0..101)));
}

#[test]
fn what_changes_nothing_names_nothing() {
    let _alone = alone();
    use soakit::Value;

    let nothing: [(&str, Work); 17] = [
        ("swap of a row with itself", |bulk| bulk.swap(4, 4)),
        ("drain of no rows at the end", |bulk| drop(bulk.drain(20..))),
        ("a split at the end", |bulk| assert!(bulk.split_off(20).is_empty())),
        ("nothing", |_| ()),
        ("reading", |bulk| read(bulk)),
        ("reserve", |bulk| bulk.reserve(1000)),
        ("shrink_to_fit", Bulk::shrink_to_fit),
        ("truncate to more", |bulk| bulk.truncate(1000)),
        ("retain all", |bulk| bulk.retain(|_| true)),
        ("sort what is sorted", |bulk| bulk.sort_by_key(|row| *row.a)),
        ("extend by none", |bulk| bulk.extend([])),
        ("append none", |bulk| bulk.append(&mut Bulk::new())),
        ("set_if_changed to the same", |bulk| assert!(!bulk.set_if_changed(3, row(3)))),
        ("set_cell_if_changed to the same", |bulk| assert!(!bulk.set_cell_if_changed(3, |r| r.a, 3))),
        ("set_value of a wrong type", |bulk| assert!(bulk.set_value(3, "a", Value::Text(String::new())).is_err())),
        ("set_value of a derived column", |bulk| assert!(bulk.set_value(3, "maybe", Value::Int(3)).is_err())),
        ("forget_derived", Bulk::forget_derived),
    ];
    for (name, work) in nothing {
        let mut bulk = fresh(20);
        let mark = bulk.mark();
        work(&mut bulk);
        let changes = bulk.changes_since(mark);
        assert!(changes.rows().is_empty(), "{name}");
        assert!(changes.is_empty(), "{name}: {changes:?}");
    }
}

#[test]
fn no_rows_that_come_or_leave_are_nothing_to_compute() {
    let _alone = alone();
    let nothing: [Work; 6] = [
        |bulk| drop(bulk.drain(5..5)),
        |bulk| drop(bulk.split_off(20)),
        |bulk| drop(bulk.splice(5..5, [])),
        |bulk| bulk.append(&mut Bulk::new()),
        |bulk| bulk.extend_from_within(3..3),
        |bulk| bulk.truncate(20),
    ];
    for work in nothing {
        let mut bulk = fresh(20);
        work(&mut bulk);
        read(&bulk);
        // A splice takes the rows behind apart and together again, which is too much for a column-wise column.
        let calls = calls();
        assert!(calls == [0; 8] || calls == [0, 0, 0, 0, 0, 1, 20, 0], "{calls:?}");
    }
}
