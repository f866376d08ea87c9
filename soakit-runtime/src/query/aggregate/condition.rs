//! `only_if`: an aggregate of the rows for which a condition holds.

#![allow(unsafe_code, reason = "passes a row on to an expression and its condition")]

use alloc::string::String;

use super::{Agg, Count, Feedable, Fold, Total};
use crate::expression::{Bound, Eval, Expr, Handle, Source};

/// A truth value, as the condition of an aggregate.
#[diagnostic::on_unimplemented(
    message = "`only_if` needs a true-or-false expression, not one of `{Self}`",
    label = "neither true nor false",
    note = "compare with something: `w.month.eq(7)`; a truth value that may be missing becomes one with `unwrap_or(false)`"
)]
pub trait Condition {
    /// The aggregate itself; see `cells.rs`.
    type Of<A>;

    /// The aggregate itself.
    fn of<A>(aggregate: A) -> Self::Of<A>;
}

impl Condition for bool {
    type Of<A> = A;

    #[inline(always)]
    fn of<A>(aggregate: A) -> A {
        aggregate
    }
}

/// An expression whose value is there only in rows for which a condition holds.
#[derive(Clone, Copy, Debug)]
pub struct OnlyIf<E, P>(E, P);

impl<E: Expr, P> Expr for OnlyIf<E, P> {
    type Value = E::Value;
}

// SAFETY: both parts are bound to the source.
unsafe impl<S: Source, E: Eval<S>, P: Eval<S>> Eval<S> for OnlyIf<E, P>
where
    E::Bound: Bound<S::Row, Out: Feedable>,
    P::Bound: Bound<S::Row, Out = bool>,
{
    type Bound = OnlyIf<E::Bound, P::Bound>;

    fn bind(&self, source: S) -> Self::Bound {
        OnlyIf(self.0.bind(source), self.1.bind(source))
    }

    fn describe(&self, out: &mut String) {
        self.0.describe(out);
        out.push_str(" where ");
        self.1.describe(out);
    }
}

// SAFETY: the row is passed on.
unsafe impl<R: Handle, E: Bound<R, Out: Feedable>, P: Bound<R, Out = bool>> Bound<R> for OnlyIf<E, P> {
    type Out = Option<<E::Out as Feedable>::Value>;

    const TOTAL: bool = E::TOTAL && P::TOTAL;

    #[inline(always)]
    unsafe fn at(&self, row: R) -> Self::Out {
        // SAFETY: the caller's promise.
        if unsafe { self.1.at(row) } { unsafe { self.0.at(row) }.value() } else { None }
    }
}

/// The number of truth values that are true.
#[derive(Clone, Copy, Debug)]
pub struct CountTrue;

impl Fold<bool> for CountTrue {
    type State = u64;
    type Output = u64;
    type Emptiness = Total;

    #[inline]
    fn start(&self) -> u64 {
        0
    }

    #[inline(always)]
    fn update(&self, state: &mut u64, value: bool) {
        *state += u64::from(value);
    }

    #[inline(always)]
    fn update_kept(&self, state: &mut u64, keep: &[bool], value: impl Fn(usize) -> bool) {
        for (index, keep) in keep.iter().enumerate() {
            *state += u64::from(keep & value(index));
        }
    }

    #[inline]
    fn merge(&self, state: &mut u64, later: u64) {
        *state += later;
    }

    #[inline]
    fn finish(&self, state: u64) -> Option<u64> {
        Some(state)
    }
}

impl<F, E> Agg<F, E> {
    /// The same aggregate of those rows for which a condition holds: `w.temp.mean().only_if(w.month.eq(7))`.
    ///
    /// An answer that needs a value is an `Option` then, in groups too: the condition may hold nowhere.
    #[inline]
    pub fn only_if<P: Expr<Value: Condition>>(self, condition: P) -> <P::Value as Condition>::Of<Agg<F, OnlyIf<E, P>>> {
        P::Value::of(Agg(self.0, OnlyIf(self.1, condition)))
    }
}

impl Count {
    /// The number of rows for which a condition holds: `count().only_if(w.gust.is_some())`.
    #[inline]
    pub fn only_if<P: Expr<Value: Condition>>(self, condition: P) -> <P::Value as Condition>::Of<Agg<CountTrue, P>> {
        P::Value::of(Agg(CountTrue, condition))
    }
}
