//! [`Aggregate`]: aggregates of the user's own.

use super::{Fold, Total};

/// An aggregate of your own, over values `T`.
///
/// Threads and groups come without more code: each task has a state, and states are merged in the order of the rows.
///
/// # Examples
///
/// The range of a column:
///
/// ```
/// # use soakit_runtime::query::Aggregate;
/// #[derive(Clone)]
/// struct Range;
///
/// impl Aggregate<f64> for Range {
///     type State = (f64, f64);
///     type Output = f64;
///
///     fn start(&self) -> (f64, f64) {
///         (f64::INFINITY, f64::NEG_INFINITY)
///     }
///
///     fn update(&self, state: &mut (f64, f64), value: f64) {
///         *state = (state.0.min(value), state.1.max(value));
///     }
///
///     fn merge(&self, state: &mut (f64, f64), later: (f64, f64)) {
///         *state = (state.0.min(later.0), state.1.max(later.1));
///     }
///
///     fn finish(&self, (least, greatest): (f64, f64)) -> f64 {
///         greatest - least
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not aggregate `{T}` values",
    label = "implement `Aggregate<{T}>` for it",
    note = "a column of text has values `&str`; missing values are skipped before an aggregate sees them"
)]
pub trait Aggregate<T>: Clone + Send + Sync {
    /// What is known so far.
    type State: Send;
    /// The answer.
    type Output;

    /// Nothing is known yet.
    fn start(&self) -> Self::State;

    /// Takes a value in.
    fn update(&self, state: &mut Self::State, value: T);

    /// Takes in what is known of later values.
    fn merge(&self, state: &mut Self::State, later: Self::State);

    /// The answer.
    fn finish(&self, state: Self::State) -> Self::Output;
}

/// An aggregate of the user's own, as a fold.
#[derive(Clone, Copy, Debug)]
pub struct Custom<A>(pub(crate) A);

impl<T, A: Aggregate<T>> Fold<T> for Custom<A> {
    type State = A::State;
    type Output = A::Output;
    type Emptiness = Total;

    #[inline]
    fn start(&self) -> A::State {
        self.0.start()
    }

    #[inline(always)]
    fn update(&self, state: &mut A::State, value: T) {
        self.0.update(state, value);
    }

    #[inline]
    fn merge(&self, state: &mut A::State, later: A::State) {
        self.0.merge(state, later);
    }

    #[inline]
    fn finish(&self, state: A::State) -> Option<A::Output> {
        Some(self.0.finish(state))
    }
}
