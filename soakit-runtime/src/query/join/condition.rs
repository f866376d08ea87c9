//! What else two rows must satisfy to be partners, beside equal keys.

#![allow(unsafe_code, reason = "evaluates expressions over the rows of a plan")]

use super::super::filter::{Predicate, Truth};
use crate::expression::{Bound, Handle, Source};

/// A condition on a pair of rows.
///
/// # Safety
///
/// - what [`bind`](Condition::bind) answers is bound to the source that it was given.
pub unsafe trait Condition<S: Source> {
    /// The condition, bound.
    type Bound: BoundCondition<S::Row>;

    /// Whether there is one.
    const IS_SOME: bool;

    /// Fixes the condition to the rows of a source.
    fn bind(&self, source: S) -> Self::Bound;
}

/// A condition, bound to the rows of a source.
///
/// # Safety
/// - rows are only passed on to the expression.
pub unsafe trait BoundCondition<R>: Send + Sync {
    /// Whether a pair satisfies the condition.
    ///
    /// # Safety
    /// - a row of the source that the condition was bound to.
    unsafe fn holds(&self, row: R) -> bool;
}

/// Equal keys are enough.
#[derive(Clone, Copy, Debug)]
pub struct NoCondition;

/// An expression that must be true, too.
#[derive(Clone, Copy, Debug)]
pub struct On<E>(pub(crate) E);

// SAFETY: reads no row.
unsafe impl<S: Source> Condition<S> for NoCondition {
    type Bound = Self;

    const IS_SOME: bool = false;

    fn bind(&self, _: S) -> Self {
        Self
    }
}

// SAFETY: no row is read.
unsafe impl<R> BoundCondition<R> for NoCondition {
    #[inline(always)]
    unsafe fn holds(&self, _: R) -> bool {
        true
    }
}

// SAFETY: the expression is bound to the source.
unsafe impl<S: Source, E: Predicate<S>> Condition<S> for On<E> {
    type Bound = On<E::Bound>;

    const IS_SOME: bool = true;

    fn bind(&self, source: S) -> Self::Bound {
        On(self.0.bind(source))
    }
}

// SAFETY: the row is passed on.
unsafe impl<R: Handle, B: Bound<R, Out: Truth>> BoundCondition<R> for On<B> {
    #[inline(always)]
    unsafe fn holds(&self, row: R) -> bool {
        // SAFETY: the caller's promise.
        unsafe { self.0.at(row) }.is_true()
    }
}
