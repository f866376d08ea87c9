//! [`Query`]: what all operations hang on.

use alloc::string::ToString;
#[cfg(feature = "std")]
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::column::CloneColumn;
#[cfg(feature = "std")]
use crate::pipeline::{Analysis, Trace};
use crate::pipeline::{Control, Explanation, Form, Parallel, Picked, Plan, RowOf, RowSet, Run, Scan};
use crate::record::{Bulk, Key, Partition, Rows, Selection, SoA, Store, Stored, View};
use crate::words::RowIndex;

/// A query: rows of one table or of several joined, and what is to happen to them.
///
/// Methods add steps; nothing runs until one of them answers with a result ([`to_bulk`](Self::to_bulk), `select`, `agg`, `aggregate`,
/// `count`).
#[must_use = "a query does nothing until it is asked for a result"]
pub struct Query<P> {
    pub(crate) plan: P,
    pub(crate) run: Run,
}

impl<P> Query<P> {
    /// Goes on with another plan.
    pub(crate) fn with_plan<Q>(self, next: impl FnOnce(P) -> Q) -> Query<Q> {
        Query { plan: next(self.plan), run: self.run }
    }
}

impl<P: Plan> Query<P> {
    /// Starts with a plan.
    pub(crate) fn new(plan: P) -> Self {
        Self { plan, run: Run::default() }
    }

    /// Says how the query uses threads.
    pub fn parallel(mut self, parallel: Parallel) -> Self {
        self.run.parallel = parallel;
        self
    }

    /// Lets `control` stop the query, hear of its progress and see its memory.
    pub fn control(mut self, control: &Control) -> Self {
        self.run.control = Some(control.clone());
        self
    }

    /// Forces the form in which filters pass rows on; for tests.
    #[doc(hidden)]
    pub fn force_form(mut self, form: Form) -> Self {
        self.run.form = form;
        self
    }

    /// The plan as text, first things first.
    #[must_use]
    pub fn explain(&self) -> alloc::string::String {
        let mut explanation = Explanation::default();
        self.plan.explain(&mut explanation);
        explanation.to_string()
    }

    /// Runs a query and tells what it did: each step, when it was done, how many rows passed, which tables and strategies were
    /// chosen.
    ///
    /// # Examples
    ///
    /// ```
    /// use soakit_runtime::query::count;
    /// # use soakit_runtime::record::Bulk;
    /// let numbers: Bulk<(u8, f64)> = (0..100).map(|i| (i % 7, f64::from(i))).collect();
    /// let (groups, analysis) = numbers.query().explain_analyze(|query| query.group_by(|(key, _)| key).agg(|_| count()));
    /// assert_eq!(groups.len(), 7);
    /// assert!(analysis.to_string().contains("7 groups"));
    /// ```
    #[cfg(feature = "std")]
    pub fn explain_analyze<A>(mut self, answer: impl FnOnce(Self) -> A) -> (A, Analysis) {
        let trace = Arc::new(Trace::new());
        self.run.trace = Some(Arc::clone(&trace));
        let answer = answer(self);
        (answer, Analysis::new(trace))
    }

    /// The rows that come out.
    pub(crate) fn rows(&self) -> RowSet<RowOf<P>> {
        RowSet::of(&self.plan.ready(&self.run), &self.run)
    }

    /// The number of rows.
    #[must_use]
    pub fn count(self) -> usize {
        let ready = self.plan.ready(&self.run);
        count(&ready, &self.run)
    }
}

/// Counts the rows that flow.
fn count<R: crate::expression::Handle>(ready: &dyn crate::pipeline::Drive<R>, run: &Run) -> usize {
    let extent = ready.extent();
    if ready.is_exact() {
        return extent;
    }
    let counts = crate::pipeline::map_tasks(run, run.tasks(extent), extent, &|task| {
        let mut rows = 0;
        ready.drive(run.task_rows(task, extent), &mut |batch| rows += batch.rows());
        rows
    });
    counts.into_iter().sum()
}

impl<'a, T: SoA + 'a, P> Query<P>
where
    P: Plan<Source = crate::expression::Tables<'a, (T,)>>,
{
    /// The rows that come out, as a selection of the table.
    ///
    /// # Panics
    /// When rows come in another order than the table has them, or one comes twice: after a sort, for example.
    #[must_use]
    #[track_caller]
    pub fn selection(self) -> Selection {
        let rows = self.plan.source().0.len();
        let listed = self.rows().into_list().into_flattened();
        Selection::from_rows(rows, listed)
    }

    /// The rows that come out, in a container of their own.
    ///
    /// # Shape
    /// One row for each, in the order of the query.
    #[must_use]
    pub fn to_bulk(self) -> Bulk<T>
    where
        <T as Stored>::Columns: CloneColumn,
    {
        copied(self.plan.source().0, &self.rows())
    }
}

/// Copies rows of a table into a container of their own.
pub(super) fn copied<'a, T: SoA<Columns: CloneColumn> + 'a>(
    table: Rows<'a, T>,
    rows: &RowSet<[RowIndex; 1]>,
) -> Bulk<T> {
    match rows {
        &RowSet::Span { start, len } => {
            let start = start as usize;
            View::to_bulk(table.slice(start..start + len).view())
        }
        RowSet::Listed(rows) => {
            let rows: Vec<RowIndex> = rows.iter().map(|&[row]| row).collect();
            let mut store = Store::default();
            store.gather(table.cells(), &rows);
            Bulk::of_rows(store)
        }
    }
}

impl<T: SoA> Bulk<T> {
    /// A query over all rows.
    ///
    /// # Panics
    /// Beyond 4,294,967,295 rows.
    #[track_caller]
    pub fn query(&self) -> Query<Scan<'_, T>> {
        Query::new(Scan::new(self.rows()))
    }
}

impl<'a, T: SoA + 'a, K: Key<T>> Partition<'_, 'a, T, K> {
    /// A query over the rows of the partition.
    pub fn query(&self) -> Query<Picked<'a, T>> {
        Query::new(Picked::new(self.all_rows(), self.rows(), "partition"))
    }
}

/// Queries over views. In the prelude.
pub trait QueryView<'a>: View<'a> {
    /// A query over all rows of the view.
    ///
    /// # Panics
    /// Beyond 4,294,967,295 rows, and if the view was put together by hand from slices of different lengths.
    #[track_caller]
    fn query(self) -> Query<Scan<'a, Self::Record>> {
        Query::new(Scan::new(Rows::of(self)))
    }
}

impl<'a, V: View<'a>> QueryView<'a> for V {}

impl<'a, T: SoA + 'a> Query<Scan<'a, T>> {
    /// Keeps the rows of a selection.
    ///
    /// # Panics
    /// When the selection is of a container with another number of rows.
    #[track_caller]
    pub fn within(self, selection: &Selection) -> Query<Picked<'a, T>> {
        let rows = self.plan.source().0;
        selection.assert_rows(rows.len());
        self.with_plan(|_| Picked::new(rows, &selection.to_vec(), "selection"))
    }
}
