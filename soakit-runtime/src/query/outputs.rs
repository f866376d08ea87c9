//! [`Outputs`]: expressions that become the columns of a result.
//!
//! A column is filled on its own, from the list of rows that a query has come to: so its loop reads as few columns as can be,
//! and every task writes its cells where they belong, without a copy. Columns whose cells have no places of their own (text,
//! bitmaps) are filled in parts.

#![allow(unsafe_code, reason = "evaluates expressions over the rows of a plan, and writes cells where they belong")]

use crate::expression::{Bound, Calc, Eval, Expr, Handle, IntoCell, Mark, Source};
use crate::pipeline::{Batch, RowSet, Run, map_tasks};
use crate::record::derived::Computed;
use crate::record::{Bulk, Cell, Field, Growing, Path, SoA};

/// Expressions that become the columns of a result: one, or a tuple of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a column of a result",
    label = "neither an expression nor a tuple of expressions",
    note = "answer with expressions: `|w| (w.origin, w.temp * 1.8 + 32.0)`",
    note = "aggregates go into `agg`, after `group_by`, or into `aggregate`"
)]
pub trait Outputs<S: Source> {
    /// One row of them.
    type Value;
    /// The columns.
    type Part;

    /// Fills the columns from the rows.
    ///
    /// # Safety
    /// - the rows are of the source.
    unsafe fn fill(&self, source: S, rows: &RowSet<S::Row>, run: &Run) -> Self::Part;
}

/// The values of an expression over a source.
type OutOf<S, E> = <<E as Eval<S>>::Bound as Bound<<S as Source>::Row>>::Out;

macro_rules! outputs {
    ($([$($parameters:tt)*] $expression:ty;)*) => {$(
        impl<S: Source, $($parameters)*> Outputs<S> for $expression
        where
            Self: Eval<S>,
            OutOf<S, Self>: IntoCell<Cell: Cell<Column: Send> + Send>,
        {
            type Value = <OutOf<S, Self> as IntoCell>::Cell;
            type Part = <<OutOf<S, Self> as IntoCell>::Cell as Cell>::Column;

            unsafe fn fill(&self, source: S, rows: &RowSet<S::Row>, run: &Run) -> Self::Part {
                // SAFETY: the caller's promise.
                unsafe { column(&self.bind(source), rows, run) }
            }
        }
    )*};
}

outputs! {
    [R: Mark, P: Path, V: Cell] Field<R, P, V>;
    [R: Mark, D, const N: usize, V: Cell] Computed<R, D, N, V>;
    [N: Expr] Calc<N>;
}

macro_rules! tuples {
    ($($output:ident $index:tt),+) => {
        impl<S: Source, $($output: Outputs<S>),+> Outputs<S> for ($($output,)+)
        where
            ($($output::Value,)+): SoA<Parts = ($($output::Part,)+)>,
        {
            type Value = ($($output::Value,)+);
            type Part = Bulk<($($output::Value,)+)>;

            unsafe fn fill(&self, source: S, rows: &RowSet<S::Row>, run: &Run) -> Self::Part {
                // SAFETY: the caller's promise.
                bulk(($(unsafe { self.$index.fill(source, rows, run) },)+))
            }
        }
    };
}

tuples! { A 0 }
tuples! { A 0, B 1 }
tuples! { A 0, B 1, C 2 }
tuples! { A 0, B 1, C 2, D 3 }
tuples! { A 0, B 1, C 2, D 3, E 4 }
tuples! { A 0, B 1, C 2, D 3, E 4, F 5 }
tuples! { A 0, B 1, C 2, D 3, E 4, F 5, G 6 }
tuples! { A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7 }
tuples! { A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8 }
tuples! { A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9 }
tuples! { A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10 }
tuples! { A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11 }

/// Puts columns together that were filled from the same rows.
pub(super) fn bulk<T: SoA>(columns: T::Parts) -> Bulk<T> {
    match Bulk::from_columns(columns) {
        Ok(bulk) => bulk,
        Err(mismatch) => unreachable!("{mismatch}"),
    }
}

/// A pointer to cells that tasks share.
struct Places<T>(*mut T);

// SAFETY: each task writes places of its own.
unsafe impl<T: Send> Sync for Places<T> {}

/// Fills a column.
///
/// # Safety
/// - the rows are of the source that the expression was bound to.
unsafe fn column<R: Handle, B, V>(bound: &B, rows: &RowSet<R>, run: &Run) -> V::Column
where
    B: Bound<R, Out: IntoCell<Cell = V>>,
    V: Cell<Column: Send> + Send,
{
    let count = rows.len();
    let tasks = run.tasks(count);
    let mut all = Growing::<V::Column>::new();
    if let Some(places) = all.places(count) {
        let places = Places(places);
        let places = &places;
        run.each(tasks, count, &|task| {
            let range = run.task_rows(task, count);
            // SAFETY: the range lies within the cells that there is room for.
            let mut place = unsafe { places.0.add(range.start) };
            rows.batches(range, &mut |batch: Batch<'_, R>| {
                batch.for_each(|row| {
                    // SAFETY: the caller's promise; a place for each row of the range, which is this task's.
                    unsafe {
                        place.write(bound.at(row).into_cell());
                        place = place.add(1);
                    }
                });
            });
        });
        // SAFETY: every task has written its range; together they are all cells.
        unsafe { all.written(count) };
        return all.finish();
    }
    let parts = map_tasks(run, tasks, count, &|task| {
        let range = run.task_rows(task, count);
        let mut part = Growing::<V::Column>::new();
        part.reserve(range.len());
        rows.batches(range, &mut |batch: Batch<'_, R>| {
            batch.for_each(|row| {
                // SAFETY: the caller's promise.
                part.push(unsafe { bound.at(row) }.into_cell());
            });
        });
        part
    });
    for part in parts {
        all.append(part);
    }
    all.finish()
}
