//! The table in the guide to derived columns: which operation has what computed again.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::mem;

use soakit::prelude::*;
use soakit::{Recomputation, Selection, Value};

/// `a` and `b` are row-wise over one field each, `total` is column-wise over `x`, `part` row-wise over `total`.
#[derive(SoA, Clone, Debug, PartialEq)]
#[soa(derived(
    #[soa(after = count)]
    a: f64 = |x| x + 1.0,
    #[soa(after = count)]
    b: f64 = |y| y + 1.0,
    #[soa(after = count)]
    total: [f64] = |x| running(x),
    #[soa(after = count)]
    part: f64 = |y, total| y / total,
))]
struct Row {
    x: f64,
    y: f64,
}

thread_local! {
    static COUNTED: RefCell<BTreeMap<&'static str, usize>> = RefCell::default();
}

fn count(recomputation: &Recomputation) {
    COUNTED.with_borrow_mut(|counted| *counted.entry(recomputation.column).or_default() += recomputation.computed);
}

fn running(x: &[f64]) -> Vec<f64> {
    let sums = x.iter().scan(0.0, |sum, x| {
        *sum += x;
        Some(*sum)
    });
    sums.collect()
}

fn row(index: usize) -> Row {
    Row { x: index as f64, y: 1.0 }
}

/// Twenty rows, all right.
fn rows() -> Bulk<Row> {
    let rows: Bulk<Row> = (0..20).map(row).collect();
    read(&rows);
    rows
}

/// Reads every derived column, on this thread.
fn read(rows: &Bulk<Row>) {
    let _cells = (rows.a(), rows.b(), rows.total(), rows.part());
}

/// How many rows of `a`, `b`, `total` and `part` are computed when they are read.
fn computed(rows: &Bulk<Row>) -> [usize; 4] {
    COUNTED.take();
    read(rows);
    let counted = COUNTED.take();
    let fresh: Bulk<Row> = rows.iter().map(|row| row.to_record()).collect();
    assert_eq!((rows.a(), rows.b()), (fresh.a(), fresh.b()));
    assert_eq!((rows.total(), rows.part()), (fresh.total(), fresh.part()));
    ["a", "b", "total", "part"].map(|column| counted.get(column).copied().unwrap_or(0))
}

#[track_caller]
fn after(change: impl FnOnce(&mut Bulk<Row>), expected: [usize; 4]) {
    let mut rows = rows();
    change(&mut rows);
    assert_eq!(computed(&rows), expected);
}

#[test]
fn one_row_is_computed_after_a_push_and_after_a_change_by_row_number() {
    after(|rows| rows.push(row(7)), [1, 1, 21, 21]);
    after(|rows| rows.extend((0..3).map(row)), [3, 3, 23, 23]);
    after(|rows| rows.insert(4, row(7)), [1, 1, 21, 21]);
    after(|rows| rows.set(4, row(7)), [1, 1, 20, 20]);
    after(|rows| _ = rows.replace(4, row(7)), [1, 1, 20, 20]);
    after(|rows| rows.set_cell(4, |r| r.x, 9.0), [1, 0, 20, 20]);
    after(|rows| rows.set_cell(4, |r| r.y, 9.0), [0, 1, 0, 1]);
    after(|rows| rows.set_value(4, "y", Value::Float(9.0)).unwrap(), [0, 1, 0, 1]);
    after(|rows| *rows.get_mut(4).unwrap().y = 9.0, [1, 1, 20, 20]);
    after(|rows| assert!(!rows.set_cell_if_changed(4, |r| r.x, 4.0)), [0, 0, 0, 0]);
    after(|rows| assert!(!rows.set_if_changed(4, row(4))), [0, 0, 0, 0]);
}

#[test]
fn a_borrowed_column_has_its_own_dependents_computed() {
    after(|rows| rows.x_mut()[0] = 5.0, [20, 0, 20, 20]);
    after(|rows| rows.y_mut()[0] = 5.0, [0, 20, 0, 20]);
    after(|rows| rows.columns_mut(|r| (r.y,)).0[0] = 5.0, [0, 20, 0, 20]);
    after(|rows| rows.view_mut().y[0] = 5.0, [20; 4]);
    after(|rows| *rows.iter_mut().next().unwrap().y = 5.0, [20; 4]);
    after(|rows| rows.retain_mut(|_| true), [20; 4]);
    after(|rows| rows.fill(row(1)), [20; 4]);
    after(|rows| rows.apply(&Selection::from_rows(20, vec![3, 5]), |row| *row.y = 5.0), [2, 2, 20, 20]);
}

#[test]
fn rows_that_move_take_their_cells_along() {
    after(|rows| rows.sort_by_key(|row| -(*row.x as i64)), [0, 0, 20, 20]);
    after(|rows| rows.swap(1, 5), [0, 0, 20, 20]);
    after(|rows| _ = rows.remove(1), [0, 0, 19, 19]);
    after(|rows| _ = rows.swap_remove(1), [0, 0, 19, 19]);
    after(|rows| rows.retain(|row| *row.x < 10.0), [0, 0, 10, 10]);
    after(|rows| _ = rows.drain(3..6), [0, 0, 17, 17]);
    after(|rows| rows.reverse(), [0, 0, 20, 20]);
    after(|rows| rows.rotate_left(3), [0, 0, 20, 20]);
    after(|rows| rows.dedup_by_key(|row| (*row.x / 2.0) as u32), [0, 0, 10, 10]);
    after(|rows| rows.truncate(3), [0, 0, 3, 3]);
    after(|rows| _ = rows.pop(), [0, 0, 19, 19]);
    after(|rows| *rows = rows.split_off(5), [0, 0, 15, 15]);
    after(|bulk| bulk.append(&mut rows()), [0, 0, 40, 40]);
    after(|rows| *rows = rows.gather(&[3, 4, 4]), [0, 0, 3, 3]);
    after(|bulk| *bulk = bulk.select(&Selection::from_flags(&[true; 20])), [0, 0, 20, 20]);
    after(|rows| *rows = rows.clone(), [0, 0, 0, 0]);
    after(|rows| rows.extend_from_within(2..5), [3, 3, 23, 23]);
    after(|bulk| bulk.extend_from_view(rows().view()), [20, 20, 40, 40]);
    after(|rows| *rows = rows.drain(3..6).collect(), [3, 3, 3, 3]);
    after(|rows| rows.shuffle(7), [0, 0, 20, 20]);
    after(|rows| rows.shrink_to_fit(), [0; 4]);
    after(|rows| *rows = rows.sample(5, 1), [0, 0, 5, 5]);
}

#[test]
fn columns_that_leave_come_back_alone() {
    after(|rows| *rows = Bulk::from_columns(mem::take(rows).into_columns()).unwrap(), [20; 4]);
    after(|rows| rows.forget_derived(), [20; 4]);
    after(|rows| rows.clear(), [0; 4]);
}

#[test]
fn rows_that_were_pushed_and_move_among_the_others_are_computed_once() {
    after(
        |rows| {
            rows.push(row(3));
            rows.sort_by_key(|row| -(*row.x as i64));
        },
        [1, 1, 21, 21],
    );
    after(
        |rows| {
            rows.push(row(3));
            rows.retain(|row| *row.x > 1.0);
        },
        [1, 1, 19, 19],
    );
}
