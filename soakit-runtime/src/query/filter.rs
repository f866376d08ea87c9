//! `filter`: rows for which an expression is true, or a closure over the row.
//!
//! # Shape
//! Rows keep their order.
//!
//! A batch of neighbouring rows becomes a mask first, in a loop without branches. If nearly all rows stay, the mask travels on
//! and later steps skip the few; otherwise the rows that stay are listed.

#![allow(unsafe_code, reason = "evaluates expressions over the rows of a plan")]

use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use core::ops::Range;

use super::Query;
use crate::expression::{Bound, Eval, Handle, Source, Tables};
use crate::pipeline::{BATCH_ROWS, Batch, Drive, Explanation, Form, Passed, Plan, Run};
use crate::record::{ProxyOf, Rows, SoA};
use crate::words::RowIndex;

/// A truth value.
#[diagnostic::on_unimplemented(
    message = "a filter needs a true-or-false expression, not one of `{Self}`",
    label = "neither true nor false",
    note = "compare with something: `w.temp.gt(30.0)`, `w.gust.is_some()`; a truth value that may be missing becomes one with `unwrap_or(false)`"
)]
pub trait Truth: Copy {
    /// `E`, for an expression whose values are such: see [`Predicate::Checked`].
    type Same<E>;

    /// `expression`
    fn same<E>(expression: E) -> Self::Same<E>;

    /// Whether it is true.
    fn is_true(self) -> bool;
}

impl Truth for bool {
    type Same<E> = E;

    #[inline(always)]
    fn same<E>(expression: E) -> E {
        expression
    }

    #[inline(always)]
    fn is_true(self) -> bool {
        self
    }
}

/// An expression that a filter can use.
#[diagnostic::on_unimplemented(
    message = "a filter needs a true-or-false expression over the query's columns, not `{Self}`",
    label = "not a filter",
    note = "compare with something: `w.temp.gt(30.0)`; put several conditions together with `&` and `|`"
)]
pub trait Predicate<S: Source>: Eval<S, Bound: Bound<S::Row, Out: Truth>> {
    /// The expression itself. Steps of a query answer with this: after a mistake it is no type, and later steps have nothing
    /// to complain about.
    type Checked;

    /// The expression itself.
    fn checked(self) -> Self::Checked;
}

impl<S: Source, E: Eval<S, Bound: Bound<S::Row, Out: Truth>>> Predicate<S> for E {
    type Checked = <<E::Bound as Bound<S::Row>>::Out as Truth>::Same<E>;

    #[inline(always)]
    fn checked(self) -> Self::Checked {
        <E::Bound as Bound<S::Row>>::Out::same(self)
    }
}

/// Rows for which an expression is true.
pub struct Filter<P, E> {
    input: P,
    predicate: E,
}

/// What a filter asks about rows.
///
/// # Safety
/// - as [`Bound::at`]'s, for the rows of one source.
unsafe trait Ask<R>: Sync {
    /// The answer for a row.
    ///
    /// # Safety
    /// - the row is one of the source.
    unsafe fn ask(&self, row: R) -> bool;
}

/// An expression, as a question.
pub struct Expression<B>(B);

// SAFETY: the row is passed on.
unsafe impl<R: Handle, B: Bound<R, Out: Truth>> Ask<R> for Expression<B> {
    #[inline(always)]
    unsafe fn ask(&self, row: R) -> bool {
        // SAFETY: the caller's promise.
        unsafe { self.0.at(row) }.is_true()
    }
}

/// Rows that flow through a question.
pub struct Filtered<I, Q> {
    input: I,
    question: Q,
    passed: Passed,
    form: Form,
}

/// An expression as text.
fn text<S: Source>(expression: &impl Eval<S>) -> String {
    let mut text = String::new();
    expression.describe(&mut text);
    text
}

// SAFETY: the rows are some of the input's.
unsafe impl<P: Plan, E: Predicate<P::Source>> Plan for Filter<P, E> {
    type Source = P::Source;
    type Ready = Filtered<P::Ready, Expression<E::Bound>>;

    fn source(&self) -> P::Source {
        self.input.source()
    }

    fn ready(&self, run: &Run) -> Self::Ready {
        let input = self.input.ready(run);
        let question = Expression(self.predicate.bind(self.source()));
        Filtered {
            input,
            question,
            form: run.form,
            passed: run.passing(|| format!("filter {}", text(&self.predicate))),
        }
    }

    fn explain(&self, out: &mut Explanation) {
        self.input.explain(out);
        out.step(format_args!("filter {}; a mask where most rows stay, else a list", text(&self.predicate)));
    }
}

impl<R: Handle, I: Drive<R>, Q: Ask<R>> Drive<R> for Filtered<I, Q> {
    fn extent(&self) -> usize {
        self.input.extent()
    }

    fn is_exact(&self) -> bool {
        false
    }

    fn drive(&self, range: Range<usize>, sink: &mut dyn FnMut(Batch<'_, R>)) {
        let mut list: Box<[R]> = Box::default();
        self.input.drive(range, &mut |batch| {
            self.filter(batch, &mut list, &mut |batch| {
                self.passed.add(batch.rows());
                sink(batch);
            });
        });
    }
}

impl<I, Q> Filtered<I, Q> {
    /// Passes on the rows of a batch for which the answer is yes.
    fn filter<R: Handle>(&self, batch: Batch<'_, R>, list: &mut Box<[R]>, sink: &mut dyn FnMut(Batch<'_, R>))
    where
        Q: Ask<R>,
    {
        let mut keep = [false; BATCH_ROWS];
        match batch {
            Batch::Span { start, len } => {
                let keep = &mut keep[..len];
                let mut kept = 0;
                for (offset, flag) in (0..).zip(&mut *keep) {
                    // SAFETY: a row of the plan's source.
                    *flag = unsafe { self.question.ask(R::only(start + offset)) };
                    kept += usize::from(*flag);
                }
                pass_on(start, keep, kept, self.form, list, sink);
            }
            Batch::Masked { start, keep: before, .. } => {
                let keep = &mut keep[..before.len()];
                let mut kept = 0;
                for (offset, (flag, &before)) in (0..).zip(keep.iter_mut().zip(before)) {
                    // SAFETY: a row of the plan's source.
                    *flag = before && unsafe { self.question.ask(R::only(start + offset)) };
                    kept += usize::from(*flag);
                }
                pass_on(start, keep, kept, self.form, list, sink);
            }
            Batch::Listed(rows) => {
                let list = room(list, rows[0]);
                let mut kept = 0;
                for &row in rows {
                    list[kept % BATCH_ROWS] = row;
                    // SAFETY: a row of the plan's source.
                    kept += usize::from(unsafe { self.question.ask(row) });
                }
                if kept > 0 {
                    sink(Batch::Listed(&list[..kept]));
                }
            }
        }
    }
}

/// Passes on neighbouring rows: whole, as a mask, or as a list.
fn pass_on<R: Handle>(
    start: RowIndex,
    keep: &[bool],
    kept: usize,
    form: Form,
    list: &mut Box<[R]>,
    sink: &mut dyn FnMut(Batch<'_, R>),
) {
    if kept == 0 {
        return;
    }
    let masked = match form {
        Form::ByDensity if kept == keep.len() => return sink(Batch::Span { start, len: kept }),
        Form::ByDensity => kept >= keep.len() / 8 * 7,
        Form::Masked => true,
        Form::Listed => false,
    };
    if masked {
        return sink(Batch::Masked { start, keep, kept });
    }
    let list = room(list, R::only(start));
    let mut listed = 0;
    for (offset, &keep) in (0..).zip(keep) {
        // Every row is written, and the next one over it if it does not stay: no branch to guess.
        list[listed % BATCH_ROWS] = R::only(start + offset);
        listed += usize::from(keep);
    }
    sink(Batch::Listed(&list[..listed]));
}

/// Room for a batch of rows, made when it is first needed.
fn room<R: Handle>(list: &mut Box<[R]>, blank: R) -> &mut [R; BATCH_ROWS] {
    if list.is_empty() {
        *list = vec![blank; BATCH_ROWS].into();
    }
    match list.first_chunk_mut() {
        Some(room) => room,
        None => unreachable!("the list has room for a batch"),
    }
}

/// Rows for which a closure over the row is true.
pub struct FilterRows<P, F> {
    input: P,
    keep: F,
}

/// A closure, as a question.
pub struct Closure<'a, T: SoA + 'a, F> {
    rows: Rows<'a, T>,
    keep: F,
}

// SAFETY: the row is below the length of the table.
unsafe impl<'a, T: SoA + 'a, F> Ask<[RowIndex; 1]> for Closure<'a, T, F>
where
    F: Fn(ProxyOf<'a, T>) -> bool + Sync,
    Rows<'a, T>: Sync,
{
    #[inline(always)]
    unsafe fn ask(&self, [row]: [RowIndex; 1]) -> bool {
        // SAFETY: the caller's promise.
        (self.keep)(unsafe { self.rows.get_unchecked(row as usize) })
    }
}

// SAFETY: the rows are some of the input's.
unsafe impl<'a, T: SoA + 'a, P, F> Plan for FilterRows<P, F>
where
    P: Plan<Source = Tables<'a, (T,)>>,
    F: Fn(ProxyOf<'a, T>) -> bool + Clone + Sync,
    Rows<'a, T>: Sync,
{
    type Source = P::Source;
    type Ready = Filtered<P::Ready, Closure<'a, T, F>>;

    fn source(&self) -> P::Source {
        self.input.source()
    }

    fn ready(&self, run: &Run) -> Self::Ready {
        let input = self.input.ready(run);
        let question = Closure { rows: self.source().0, keep: self.keep.clone() };
        Filtered { input, question, form: run.form, passed: run.passing(|| "filter by a closure over rows".into()) }
    }

    fn explain(&self, out: &mut Explanation) {
        self.input.explain(out);
        out.step(format_args!("filter by a closure over rows, fused with the scan"));
    }
}

impl<P: Plan> Query<P> {
    /// Keeps the rows for which an expression is true. Several filters are as good as one with `&`.
    pub fn filter<E: Predicate<P::Source>>(
        self,
        predicate: impl FnOnce(<P::Source as Source>::Tokens) -> E,
    ) -> Query<Filter<P, E::Checked>> {
        let predicate = predicate(<P::Source as Source>::TOKENS).checked();
        self.with_plan(|input| Filter { input, predicate })
    }
}

impl<'a, T: SoA + 'a, P> Query<P>
where
    P: Plan<Source = Tables<'a, (T,)>>,
{
    /// Keeps the rows for which a closure over the row is true: any code, on any types. A filter by an expression is faster.
    pub fn filter_rows<F>(self, keep: F) -> Query<FilterRows<P, F>>
    where
        F: Fn(ProxyOf<'a, T>) -> bool + Clone + Sync,
        Rows<'a, T>: Sync,
    {
        self.with_plan(|input| FilterRows { input, keep })
    }
}
