//! `count`, `count_some`, `first`, `last`, `any`, `all`.

#![allow(unsafe_code, reason = "passes rows on to expressions")]

use super::{AggExpr, BoundAgg, Fold, Partial, Total};
use crate::expression::{Handle, Source};
use crate::pipeline::Batch;
use crate::record::Growing;

/// The number of rows.
#[derive(Clone, Copy, Debug)]
pub struct Count;

/// The number of rows, as an aggregate: `agg(|w| (count(), w.temp.mean()))`.
#[must_use]
pub fn count() -> Count {
    Count
}

// SAFETY: reads no row.
unsafe impl<S: Source> AggExpr<S> for Count {
    type Bound = Self;

    fn bind(&self, _: S) -> Self {
        Self
    }
}

// SAFETY: no row is read.
unsafe impl<R: Handle> BoundAgg<R> for Count {
    type State = u64;
    type Overall = u64;
    type Grouped = u64;
    type Columns = Growing<alloc::vec::Vec<u64>>;
    type Value = u64;
    type Part = alloc::vec::Vec<u64>;

    #[inline]
    fn start(&self) -> u64 {
        0
    }

    #[inline(always)]
    unsafe fn feed(&self, state: &mut u64, _: R) {
        *state += 1;
    }

    #[inline]
    unsafe fn feed_batch(&self, state: &mut u64, batch: Batch<'_, R>) {
        *state += batch.rows() as u64;
    }

    #[inline]
    fn merge(&self, state: &mut u64, later: u64) {
        *state += later;
    }

    #[inline]
    fn finish(&self, state: u64) -> u64 {
        state
    }

    #[inline]
    fn finish_group(&self, state: u64) -> u64 {
        state
    }

    fn columns(&self, groups: usize) -> Self::Columns {
        let mut columns = Growing::new();
        columns.reserve(groups);
        columns
    }

    #[inline]
    fn put(answer: u64, columns: &mut Self::Columns) {
        columns.push(answer);
    }

    fn append(columns: &mut Self::Columns, later: Self::Columns) {
        columns.append(later);
    }

    fn part(columns: Self::Columns) -> Self::Part {
        columns.finish()
    }
}

/// The number of values that are not missing.
#[derive(Clone, Copy, Debug)]
pub struct CountSome;

impl<T> Fold<T> for CountSome {
    type State = u64;
    type Output = u64;
    type Emptiness = Total;

    #[inline]
    fn start(&self) -> u64 {
        0
    }

    #[inline(always)]
    fn update(&self, state: &mut u64, _: T) {
        *state += 1;
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

macro_rules! ends {
    ($($(#[$doc:meta])* $end:ident |$state:ident, $value:ident| $keep:expr, |$before:ident, $later:ident| $merged:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $end;

        impl<T: Send> Fold<T> for $end {
            type State = Option<T>;
            type Output = T;
            type Emptiness = Partial;

            #[inline]
            fn start(&self) -> Option<T> {
                None
            }

            #[inline(always)]
            fn update(&self, $state: &mut Option<T>, $value: T) {
                $keep;
            }

            #[inline]
            fn merge(&self, $before: &mut Option<T>, $later: Option<T>) {
                $merged;
            }

            #[inline]
            fn finish(&self, state: Option<T>) -> Option<T> {
                state
            }
        }
    )*};
}

ends! {
    /// The first value that is not missing.
    First |state, value| if state.is_none() { *state = Some(value) }, |before, later| if before.is_none() { *before = later };
    /// The last value that is not missing.
    Last |state, value| *state = Some(value), |before, later| if later.is_some() { *before = later };
}

macro_rules! truths {
    ($($(#[$doc:meta])* $truth:ident $start:literal $operator:tt;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $truth;

        impl Fold<bool> for $truth {
            type State = bool;
            type Output = bool;
            type Emptiness = Total;

            #[inline]
            fn start(&self) -> bool {
                $start
            }

            #[inline(always)]
            fn update(&self, state: &mut bool, value: bool) {
                *state $operator value;
            }

            #[inline]
            fn merge(&self, state: &mut bool, later: bool) {
                *state $operator later;
            }

            #[inline]
            fn finish(&self, state: bool) -> Option<bool> {
                Some(state)
            }
        }
    )*};
}

truths! {
    /// Whether a value is true; of none, no.
    Any false |=;
    /// Whether every value is true; of none, yes.
    All true &=;
}
