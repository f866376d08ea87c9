//! `compensated_sum`, `var`, `std`, `cov` and `corr`: folds over floats, on states that take many at once.

use super::real::{kept, many};
use super::{Feedable, Fold, Real, Total, Uncertain};
use crate::pipeline::states::{Merge, comoments::Comoments, moments::Moments, sum};

/// A float.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` column has no compensated sum",
    label = "not a float",
    note = "only sums of `f32` and `f64` are rounded; `sum()` is exact for integers and decimals"
)]
pub trait Rounded: Real {}

impl Rounded for f32 {}
impl Rounded for f64 {}

/// The sum of floats, with what additions round away.
#[derive(Clone, Copy, Debug)]
pub struct CompensatedSum;

/// The variance, with the delta degrees of freedom.
#[derive(Clone, Copy, Debug)]
pub struct Var(pub(super) u32);

/// The standard deviation, with the delta degrees of freedom.
#[derive(Clone, Copy, Debug)]
pub struct Std(pub(super) u32);

macro_rules! folds {
    ($([$bound:ident] $fold:ident $state:ty => $emptiness:ident, |$self:ident, $last:ident| $answer:expr;)*) => {$(
        impl<T: $bound> Fold<T> for $fold {
            type State = $state;
            type Output = f64;
            type Emptiness = $emptiness;

            #[inline]
            fn start(&self) -> Self::State {
                Self::State::default()
            }

            #[inline]
            fn update(&self, state: &mut Self::State, value: T) {
                state.update(value.to_real());
            }

            #[inline]
            fn update_many(&self, state: &mut Self::State, count: usize, value: impl Fn(usize) -> T) {
                many(count, value, |values| state.update_all(values));
            }

            #[inline]
            fn update_kept(&self, state: &mut Self::State, keep: &[bool], value: impl Fn(usize) -> T) {
                kept(keep, value, |values| state.update_all(values));
            }

            fn merge(&self, state: &mut Self::State, later: Self::State) {
                state.merge(&later);
            }

            fn finish(&$self, $last: Self::State) -> Option<f64> {
                $answer
            }
        }
    )*};
}

folds! {
    [Rounded] CompensatedSum sum::CompensatedSum => Total, |self, state| Some(state.finish());
    [Real] Var Moments => Uncertain, |self, state| state.variance(self.0);
    [Real] Std Moments => Uncertain, |self, state| state.deviation(self.0);
}

/// How two columns vary together.
macro_rules! pairs {
    ($($(#[$doc:meta])* $fold:ident($($field:ty)?) |$self:ident, $state:ident| $answer:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $fold($(pub(super) $field)?);

        impl<A: Feedable<Value: Real>, B: Real> Fold<(A, B)> for $fold {
            type State = Comoments;
            type Output = f64;
            type Emptiness = Uncertain;

            #[inline]
            fn start(&self) -> Comoments {
                Comoments::default()
            }

            #[inline]
            fn update(&self, state: &mut Comoments, (left, right): (A, B)) {
                if let Some(left) = left.value() {
                    state.update(left.to_real(), right.to_real());
                }
            }

            fn merge(&self, state: &mut Comoments, later: Comoments) {
                state.merge(&later);
            }

            fn finish(&$self, $state: Comoments) -> Option<f64> {
                $answer
            }
        }
    )*};
}

pairs! {
    /// The covariance, with the delta degrees of freedom.
    Cov(u32) |self, state| state.covariance(self.0);
    /// Pearson's correlation.
    Corr() |self, state| state.correlation();
}
