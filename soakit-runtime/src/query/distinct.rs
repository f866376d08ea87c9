//! `distinct`: one row of those with equal keys, or of those that are equal.
//!
//! # Shape
//! Rows keep their order. Missing values are equal, and so are NaNs; `-0.0` is `0.0`.

#![allow(unsafe_code, reason = "answers for rows that come from its input, and evaluates keys over them")]

use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::Query;
use super::alike::{Known, alike};
use super::keys::{Keys, text};
use super::strategy::Strategy;
use crate::codes::group::Grouped;
use crate::column::{HashColumn, TotalEqColumn};
use crate::expression::{Source, Tables};
use crate::pipeline::{Explanation, Listed, Plan, RowOf, RowSet, Run};
use crate::record::SoA;

/// One row of those that are alike.
pub struct Distinct<P, K> {
    input: P,
    key: K,
    keep_last: bool,
    strategy: Option<Strategy>,
}

/// In place of a key: rows are alike if all their fields are equal.
#[derive(Clone, Copy, Debug)]
pub struct WholeRows(());

/// What makes rows alike.
#[diagnostic::on_unimplemented(
    message = "the rows of this query cannot be compared as a whole",
    label = "a field is not `Hash` and `Eq`, or there are several tables",
    note = "say by which columns rows are alike: `distinct(|w| (w.origin, w.temp))`; keys may be floating-point numbers"
)]
trait Likeness<S: Source> {
    /// Groups the rows.
    ///
    /// # Safety
    /// - the rows are of the source.
    unsafe fn group(&self, source: S, rows: &RowSet<S::Row>, strategy: Option<Strategy>, run: &Run) -> Grouped;

    /// What must be equal, as text.
    fn text(&self) -> String;
}

impl<S: Source, K: Keys<S>> Likeness<S> for K {
    unsafe fn group(&self, source: S, rows: &RowSet<S::Row>, strategy: Option<Strategy>, run: &Run) -> Grouped {
        // SAFETY: the caller's promise.
        unsafe { alike(&self.bind(source), rows, strategy, run) }
    }

    fn text(&self) -> String {
        text(self)
    }
}

impl<'a, T: SoA<Columns: HashColumn + TotalEqColumn> + 'a> Likeness<Tables<'a, (T,)>> for WholeRows {
    unsafe fn group(&self, source: Tables<'a, (T,)>, rows: &RowSet<[u32; 1]>, _: Option<Strategy>, _: &Run) -> Grouped {
        let mut known = Known::new();
        known.extend(source.0, rows);
        Grouped::Whole(known.into_groups())
    }

    fn text(&self) -> String {
        "whole row".into()
    }
}

// SAFETY: the rows are some of the input's.
unsafe impl<P: Plan, K: Likeness<P::Source>> Plan for Distinct<P, K> {
    type Source = P::Source;
    type Ready = Listed<RowOf<P>>;

    fn source(&self) -> P::Source {
        self.input.source()
    }

    fn ready(&self, run: &Run) -> Self::Ready {
        let rows = RowSet::of(&self.input.ready(run), run);
        // SAFETY: the rows are of the input's source.
        let grouped = unsafe { self.key.group(self.source(), &rows, self.strategy, run) };
        let _grouped = run.hold(grouped.bytes());
        run.done(|| format!("found {} different of {} rows", grouped.firsts().len(), rows.len()));
        Listed(if self.keep_last {
            lasts(grouped, run).iter().map(|&position| rows.get(position as usize)).collect()
        } else {
            grouped.firsts().iter().map(|&position| rows.get(position as usize)).collect()
        })
    }

    fn explain(&self, out: &mut Explanation) {
        self.input.explain(out);
        let which = if self.keep_last { "last" } else { "first" };
        out.step(format_args!("the {which} row of each {}", self.key.text()));
    }
}

/// The last position of each group; ascending.
fn lasts(grouped: Grouped, run: &Run) -> Vec<u32> {
    let groups = grouped.into_groups(run);
    let mut met = vec![false; groups.firsts.len()];
    let mut lasts = Vec::with_capacity(met.len());
    for (position, &id) in groups.ids.iter().enumerate().rev() {
        if !core::mem::replace(&mut met[id as usize], true) {
            // No more positions than rows, which 32 bits number.
            lasts.push(position as u32);
        }
    }
    lasts.reverse();
    lasts
}

impl<P: Plan> Query<P> {
    /// Keeps the first row of each key: an expression, or a tuple of them.
    ///
    /// # Shape
    /// One row for each key, in the order of the query. [`keep_last`](Query::keep_last) keeps the last row of each instead.
    ///
    /// # Examples
    ///
    /// The last row of each name:
    ///
    /// ```
    /// use soakit_runtime::record::Bulk;
    ///
    /// let prices = Bulk::from([("a".to_owned(), 1), ("b".to_owned(), 2), ("a".to_owned(), 3)]);
    /// let last = prices.query().distinct(|(name, _)| name).keep_last().to_bulk();
    /// assert_eq!(last.field_1(), [2, 3]);
    /// ```
    pub fn distinct<K: Keys<P::Source>>(
        self,
        key: impl FnOnce(<P::Source as Source>::Tokens) -> K,
    ) -> Query<Distinct<P, K>> {
        let key = key(<P::Source as Source>::TOKENS);
        self.with_plan(|input| Distinct { input, key, keep_last: false, strategy: None })
    }

    /// [`distinct`](Self::distinct), as dataframes call it.
    pub fn unique_by<K: Keys<P::Source>>(
        self,
        key: impl FnOnce(<P::Source as Source>::Tokens) -> K,
    ) -> Query<Distinct<P, K>> {
        self.distinct(key)
    }

    /// Keeps the first of rows that are equal in all fields.
    ///
    /// # Complexity
    /// Rows are hashed and compared with the fields' own `Hash` and `Eq`, on one thread; a key is faster, where one will do.
    #[expect(private_bounds, reason = "whole rows can be alike in queries over one table")]
    pub fn distinct_rows(self) -> Query<Distinct<P, WholeRows>>
    where
        WholeRows: Likeness<P::Source>,
    {
        self.with_plan(|input| Distinct { input, key: WholeRows(()), keep_last: false, strategy: None })
    }
}

impl<P, K> Query<Distinct<P, K>> {
    /// Keeps the first row of each key, as is done unless something else is said.
    pub fn keep_first(mut self) -> Self {
        self.plan.keep_last = false;
        self
    }

    /// Keeps the last row of each key.
    pub fn keep_last(mut self) -> Self {
        self.plan.keep_last = true;
        self
    }

    /// Forces a way of finding equal keys; for tests.
    #[doc(hidden)]
    pub fn force(mut self, strategy: Strategy) -> Self {
        self.plan.strategy = Some(strategy);
        self
    }
}
