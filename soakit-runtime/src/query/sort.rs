//! `sort_by` and `top_k`: rows in the order of keys.
//!
//! # Shape
//! The rows of the query, each once; rows with equal keys keep their order.
//!
//! Keys become columns of codes, and from there on everything is a sort of numbers (`codes::sort`). Where
//! only the first rows are asked for, as in `sort_by(…).limit(10)`, only those are found (`codes::top`).

#![allow(unsafe_code, reason = "answers for rows that come from its input, and evaluates keys over them")]

use alloc::format;
use alloc::vec;
use alloc::vec::Vec;

use super::Query;
use super::order::{BoundSortKeys, SortKeys, order_columns, text};
use crate::codes::each::each_mut;
use crate::codes::pack::CodeColumn;
use crate::codes::{sort, top};
use crate::expression::{Handle, Source};
use crate::pipeline::{Explanation, Listed, Plan, RowOf, RowSet, Run};

/// Rows in the order of keys.
pub struct Sorted<P, K> {
    input: P,
    keys: K,
    limit: Option<usize>,
    strategy: Option<SortStrategy>,
}

/// How rows are sorted. Which one is chosen follows from the data; tests force each.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortStrategy {
    /// Column by column, row against row.
    Comparison,
    /// One pass that sends each row where rows of its key go; wide keys as `Radix`.
    Counting,
    /// By digits.
    Radix,
    /// As far as rows are asked for, by a bound.
    Bound,
}

impl SortStrategy {
    /// Every strategy.
    pub const ALL: [Self; 4] = [Self::Comparison, Self::Counting, Self::Radix, Self::Bound];

    fn of_codes(self) -> Option<sort::SortStrategy> {
        match self {
            Self::Comparison => Some(sort::SortStrategy::Comparison),
            Self::Counting => Some(sort::SortStrategy::Counting),
            Self::Radix => Some(sort::SortStrategy::Radix),
            Self::Bound => None,
        }
    }
}

// SAFETY: the rows are some of the input's.
unsafe impl<P: Plan, K: SortKeys<P::Source>> Plan for Sorted<P, K> {
    type Source = P::Source;
    type Ready = Listed<RowOf<P>>;

    fn source(&self) -> P::Source {
        self.input.source()
    }

    fn ready(&self, run: &Run) -> Self::Ready {
        let rows = RowSet::of(&self.input.ready(run), run);
        let keys = self.keys.bind(self.source());
        // SAFETY: rows and keys are of the input's source.
        Listed(unsafe { sorted(&keys, &rows, self.limit, self.strategy, run) })
    }

    fn explain(&self, out: &mut Explanation) {
        self.input.explain(out);
        let keys = text(&self.keys);
        match self.limit {
            None => out.step(format_args!("sort by {keys}: codes of all rows, stable")),
            Some(rows) => out.step(format_args!("the first {rows} rows by {keys}: codes of all rows, stable")),
        }
    }

    fn limit(&mut self, rows: usize) {
        self.limit = Some(self.limit.map_or(rows, |limit| limit.min(rows)));
    }
}

/// The rows, or the first of them, in the order of keys.
///
/// # Safety
/// - the rows are of the source that the keys were bound to.
unsafe fn sorted<R: Handle>(
    keys: &dyn BoundSortKeys<R>,
    rows: &RowSet<R>,
    limit: Option<usize>,
    strategy: Option<SortStrategy>,
    run: &Run,
) -> Vec<R> {
    if rows.is_empty() || limit == Some(0) {
        return Vec::new();
    }
    // SAFETY: the caller's promise.
    let columns = unsafe { order_columns(keys, rows, run) };
    let _codes = run.hold(columns.len() * rows.len() * size_of::<u64>());
    let columns: Vec<CodeColumn<'_>> = columns.iter().map(|column| column.as_codes()).collect();
    let order = first_of_order(&columns, rows.len(), limit, strategy, run);
    run.done(|| format!("ordered {} of {} rows by {} columns of codes", order.len(), rows.len(), columns.len()));
    let _order = run.hold(order.len() * size_of::<u32>());
    let mut list = vec![rows.get(0); order.len()];
    let morsel = run.task_rows(0, order.len()).len().max(1);
    let mut tasks: Vec<&mut [R]> = list.chunks_mut(morsel).collect();
    each_mut(run, order.len(), &mut tasks, &|task, places| {
        for (place, &position) in places.iter_mut().zip(&order[task * morsel..]) {
            *place = rows.get(position as usize);
        }
    });
    list
}

/// The positions of rows in the order of columns, as far as they are asked for.
fn first_of_order(
    columns: &[CodeColumn<'_>],
    rows: usize,
    limit: Option<usize>,
    strategy: Option<SortStrategy>,
    run: &Run,
) -> Vec<u32> {
    let by = strategy.and_then(SortStrategy::of_codes);
    match (limit, strategy) {
        (limit, Some(SortStrategy::Bound)) => {
            top::top(run, columns, limit.unwrap_or(rows), Some(top::TopStrategy::Bound))
        }
        (Some(limit), None) => top::top(run, columns, limit, None),
        (limit, _) => {
            let mut order = sort::argsort(run, columns, by);
            order.truncate(limit.unwrap_or(rows));
            order
        }
    }
}

impl<P: Plan> Query<P> {
    /// Puts rows in the order of a key, or of a tuple of up to twelve, the first before the others.
    ///
    /// A key is an expression, ascending unless it says [`desc`](super::OrderExpr::desc); missing values are last in both
    /// directions unless it says [`nulls_first`](super::OrderExpr::nulls_first). NaN is above all numbers, and `-0.0` is `0.0`.
    /// Text is in the order of its bytes.
    ///
    /// # Shape
    /// All rows, once; rows with equal keys keep their order.
    ///
    /// # Examples
    ///
    /// The heaviest first, and by name among equals:
    ///
    /// ```
    /// use soakit_runtime::query::OrderExpr as _;
    /// use soakit_runtime::record::Bulk;
    ///
    /// let boxes = Bulk::from([("b".to_owned(), 3_u32), ("a".to_owned(), 3), ("c".to_owned(), 5)]);
    /// let names = boxes.query().sort_by(|(name, kilos)| (kilos.desc(), name)).select(|(name, _)| (name,));
    /// assert!(names.iter().map(|(name,)| name).eq(["c", "a", "b"]));
    /// ```
    pub fn sort_by<K: SortKeys<P::Source>>(
        self,
        keys: impl FnOnce(<P::Source as Source>::Tokens) -> K,
    ) -> Query<Sorted<P, K::Checked>> {
        let keys = keys(<P::Source as Source>::TOKENS).checked();
        self.with_plan(|input| Sorted { input, keys, limit: None, strategy: None })
    }

    /// The first `rows` rows in the order of keys: `sort_by(keys).limit(rows)`.
    ///
    /// # Shape
    /// At most `rows` rows; of rows with equal keys, the earlier ones.
    ///
    /// # Complexity
    /// Where few are asked for, one look at each row, without a sort.
    pub fn top_k<K: SortKeys<P::Source>>(
        self,
        rows: usize,
        keys: impl FnOnce(<P::Source as Source>::Tokens) -> K,
    ) -> Query<Sorted<P, K::Checked>> {
        self.sort_by(keys).with_sorted(|sorted| sorted.limit = Some(rows))
    }
}

impl<P, K> Query<Sorted<P, K>> {
    /// Forces a way of sorting; for tests.
    #[doc(hidden)]
    pub fn force(self, strategy: SortStrategy) -> Self {
        self.with_sorted(|sorted| sorted.strategy = Some(strategy))
    }

    fn with_sorted(mut self, change: impl FnOnce(&mut Sorted<P, K>)) -> Self {
        change(&mut self.plan);
        self
    }
}
