//! `median`, `quantile` and `approx_quantile`.
//!
//! The exact ones keep every value, eight bytes each; the sketch keeps counts. NaN comes last in order.

use alloc::vec::Vec;

use super::{Fold, Partial, Real};
use crate::pipeline::Interpolation;
use crate::pipeline::states::{Merge, quantile::quantile, quantile_sketch::QuantileSketch};

/// A quantile, exactly.
#[derive(Clone, Copy, Debug)]
pub struct Quantile {
    q: f64,
    interpolation: Interpolation,
}

/// A quantile, within 1/256 of the value.
#[derive(Clone, Copy, Debug)]
pub struct ApproxQuantile {
    q: f64,
}

/// Refuses what is no quantile, at the line that asks for it.
#[track_caller]
fn checked(q: f64) -> f64 {
    assert!((0.0..=1.0).contains(&q), "a quantile is between 0 and 1, not {q}");
    q
}

impl Quantile {
    #[track_caller]
    pub(super) fn new(q: f64, interpolation: Interpolation) -> Self {
        Self { q: checked(q), interpolation }
    }
}

impl ApproxQuantile {
    #[track_caller]
    pub(super) fn new(q: f64) -> Self {
        Self { q: checked(q) }
    }
}

impl<T: Real> Fold<T> for Quantile {
    type State = Vec<f64>;
    type Output = f64;
    type Emptiness = Partial;

    #[inline]
    fn start(&self) -> Vec<f64> {
        Vec::new()
    }

    #[inline]
    fn update(&self, state: &mut Vec<f64>, value: T) {
        state.push(value.to_real());
    }

    #[inline]
    fn update_many(&self, state: &mut Vec<f64>, count: usize, value: impl Fn(usize) -> T) {
        state.extend((0..count).map(|index| value(index).to_real()));
    }

    fn merge(&self, state: &mut Vec<f64>, later: Vec<f64>) {
        state.extend(later);
    }

    fn finish(&self, mut state: Vec<f64>) -> Option<f64> {
        quantile(&mut state, self.q, self.interpolation)
    }
}

impl<T: Real> Fold<T> for ApproxQuantile {
    type State = QuantileSketch;
    type Output = f64;
    type Emptiness = Partial;

    #[inline]
    fn start(&self) -> QuantileSketch {
        QuantileSketch::default()
    }

    #[inline]
    fn update(&self, state: &mut QuantileSketch, value: T) {
        state.update(value.to_real());
    }

    fn merge(&self, state: &mut QuantileSketch, later: QuantileSketch) {
        state.merge(&later);
    }

    fn finish(&self, state: QuantileSketch) -> Option<f64> {
        state.quantile(self.q)
    }
}
