//! `sum` and `mean`.
//!
//! Integers are added in a type that cannot overflow, and the answer is of a wider type than the column, or of the widest,
//! whose overflow panics with the column's type and the sum. Floats are added in eight lanes within a batch, in an order that
//! does not depend on threads.

use super::fold::sealed;
use super::{Fold, Partial, Total};
use crate::record::Plain;
use crate::words::{Decimal, WideDecimal};

/// A number that can be added up.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` column cannot be summed or averaged",
    label = "not a number",
    note = "sums are of integers, floats and decimals, also of those that may be missing; `count()` counts rows"
)]
pub trait Summable: sealed::Summable + Plain {
    /// What is added up so far.
    type Total: Copy + Send;
    /// The sum.
    type Sum: Plain;

    /// Nothing.
    const ZERO: Self::Total;

    /// Adds a number.
    fn add(total: &mut Self::Total, value: Self);

    /// Adds many numbers.
    #[inline(always)]
    fn add_many(total: &mut Self::Total, count: usize, value: impl Fn(usize) -> Self) {
        for index in 0..count {
            Self::add(total, value(index));
        }
    }

    /// Adds the numbers whose flag is set.
    #[inline(always)]
    fn add_kept(total: &mut Self::Total, keep: &[bool], value: impl Fn(usize) -> Self) {
        for (index, &keep) in keep.iter().enumerate() {
            if keep {
                Self::add(total, value(index));
            }
        }
    }

    /// Adds a later total.
    fn merge(total: &mut Self::Total, later: Self::Total);

    /// The sum.
    ///
    /// # Panics
    /// When its type cannot hold it.
    fn sum(total: Self::Total) -> Self::Sum;

    /// The mean of so many numbers.
    fn mean(total: Self::Total, count: u64) -> f64;
}

/// Adds totals. So many rows as there can be do not make them overflow, but for 128-bit numbers; those panic in any program,
/// whether it checks for overflow or not.
macro_rules! plus {
    ($number:ty, $total:expr, $more:expr) => {
        if size_of::<$number>() < 16 {
            $total + $more
        } else {
            match $total.checked_add($more) {
                Some(sum) => sum,
                None => {
                    panic!("the sum of a `{}` column does not fit 128 bits: use `checked_sum`", stringify!($number))
                }
            }
        }
    };
}

macro_rules! integers {
    ($($integer:ty => $total:ty => $sum:ty),*) => {$(
        impl sealed::Summable for $integer {}

        impl Summable for $integer {
            type Total = $total;
            type Sum = $sum;

            const ZERO: $total = 0;

            #[inline(always)]
            fn add(total: &mut $total, value: Self) {
                *total = plus!($integer, *total, value as $total);
            }

            #[inline(always)]
            fn add_kept(total: &mut $total, keep: &[bool], value: impl Fn(usize) -> Self) {
                for (index, &keep) in keep.iter().enumerate() {
                    *total = plus!($integer, *total, (if keep { value(index) } else { 0 }) as $total);
                }
            }

            #[inline]
            fn merge(total: &mut $total, later: $total) {
                *total = plus!($integer, *total, later);
            }

            fn sum(total: $total) -> $sum {
                match total.try_into() {
                    Ok(sum) => sum,
                    Err(_) => panic!("the sum of a `{}` column is {total}, which does not fit `{}`: use `widen`, or `checked_sum`", stringify!($integer), stringify!($sum)),
                }
            }

            fn mean(total: $total, count: u64) -> f64 {
                total as f64 / count as f64
            }
        }
    )*};
}

integers! {
    i8 => i64 => i64, i16 => i64 => i64, i32 => i64 => i64, i64 => i128 => i64, i128 => i128 => i128,
    u8 => u64 => u64, u16 => u64 => u64, u32 => u64 => u64, u64 => u128 => u64, u128 => u128 => u128,
    isize => i128 => i64, usize => u128 => u64
}

macro_rules! decimals {
    ($($decimal:ident)*) => {$(
        impl<const SCALE: u32> sealed::Summable for $decimal<SCALE> {}

        impl<const SCALE: u32> Summable for $decimal<SCALE> {
            type Total = i128;
            type Sum = WideDecimal<SCALE>;

            const ZERO: i128 = 0;

            #[inline(always)]
            fn add(total: &mut i128, value: Self) {
                *total = plus!($decimal<SCALE>, *total, i128::from(value.mantissa()));
            }

            #[inline]
            fn merge(total: &mut i128, later: i128) {
                *total = plus!($decimal<SCALE>, *total, later);
            }

            fn sum(total: i128) -> WideDecimal<SCALE> {
                WideDecimal::new(total)
            }

            fn mean(total: i128, count: u64) -> f64 {
                WideDecimal::<SCALE>::new(total).to_f64() / count as f64
            }
        }
    )*};
}

decimals! { Decimal WideDecimal }

/// The lanes in which floats are added.
const LANES: usize = 8;

macro_rules! floats {
    ($($float:ty)*) => {$(
        impl sealed::Summable for $float {}

        impl Summable for $float {
            type Total = f64;
            type Sum = f64;

            const ZERO: f64 = 0.0;

            #[inline(always)]
            fn add(total: &mut f64, value: Self) {
                *total += f64::from(value);
            }

            #[inline(always)]
            fn add_many(total: &mut f64, count: usize, value: impl Fn(usize) -> Self) {
                let mut lanes = [0.0; LANES];
                let whole = count - count % LANES;
                for start in (0..whole).step_by(LANES) {
                    for (lane, sum) in lanes.iter_mut().enumerate() {
                        *sum += f64::from(value(start + lane));
                    }
                }
                for index in whole..count {
                    lanes[index - whole] += f64::from(value(index));
                }
                *total += combined(lanes);
            }

            #[inline(always)]
            fn add_kept(total: &mut f64, keep: &[bool], value: impl Fn(usize) -> Self) {
                Self::add_many(total, keep.len(), |index| if keep[index] { value(index) } else { 0.0 });
            }

            #[inline]
            fn merge(total: &mut f64, later: f64) {
                *total += later;
            }

            fn sum(total: f64) -> f64 {
                total
            }

            fn mean(total: f64, count: u64) -> f64 {
                total / count as f64
            }
        }
    )*};
}

floats! { f32 f64 }

/// The sum of the lanes, in pairs.
#[inline(always)]
fn combined(lanes: [f64; LANES]) -> f64 {
    let [a, b, c, d, e, f, g, h] = lanes;
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}

/// The sum.
#[derive(Clone, Copy, Debug)]
pub struct Sum;

impl<T: Summable> Fold<T> for Sum {
    type State = T::Total;
    type Output = T::Sum;
    type Emptiness = Total;

    #[inline]
    fn start(&self) -> T::Total {
        T::ZERO
    }

    #[inline(always)]
    fn update(&self, state: &mut T::Total, value: T) {
        T::add(state, value);
    }

    #[inline(always)]
    fn update_many(&self, state: &mut T::Total, count: usize, value: impl Fn(usize) -> T) {
        T::add_many(state, count, value);
    }

    #[inline(always)]
    fn update_kept(&self, state: &mut T::Total, keep: &[bool], value: impl Fn(usize) -> T) {
        T::add_kept(state, keep, value);
    }

    #[inline]
    fn merge(&self, state: &mut T::Total, later: T::Total) {
        T::merge(state, later);
    }

    #[inline]
    fn finish(&self, state: T::Total) -> Option<T::Sum> {
        Some(T::sum(state))
    }
}

/// The arithmetic mean.
#[derive(Clone, Copy, Debug)]
pub struct Mean;

impl<T: Summable> Fold<T> for Mean {
    type State = (T::Total, u64);
    type Output = f64;
    type Emptiness = Partial;

    #[inline]
    fn start(&self) -> Self::State {
        (T::ZERO, 0)
    }

    #[inline(always)]
    fn update(&self, state: &mut Self::State, value: T) {
        T::add(&mut state.0, value);
        state.1 += 1;
    }

    #[inline(always)]
    fn update_many(&self, state: &mut Self::State, count: usize, value: impl Fn(usize) -> T) {
        T::add_many(&mut state.0, count, value);
        state.1 += count as u64;
    }

    #[inline(always)]
    fn update_kept(&self, state: &mut Self::State, keep: &[bool], value: impl Fn(usize) -> T) {
        T::add_kept(&mut state.0, keep, value);
        state.1 += keep.iter().filter(|keep| **keep).count() as u64;
    }

    #[inline]
    fn merge(&self, state: &mut Self::State, later: Self::State) {
        T::merge(&mut state.0, later.0);
        state.1 += later.1;
    }

    #[inline]
    fn finish(&self, (total, count): Self::State) -> Option<f64> {
        (count > 0).then(|| T::mean(total, count))
    }
}
