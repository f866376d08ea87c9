//! Numbers of rows within their partition: `row_number`, `rank`, `dense_rank`, `percent_rank`, `cume_dist`, `ntile`.
//!
//! Rows whose order keys are equal are ties; only `row_number` and `ntile` tell them apart, by the order of the query.

#![allow(unsafe_code, reason = "promises an answer for each position")]

use alloc::string::String;
use core::ops::Range;

use super::answers::{Answers, Sink};
use super::layout::Places;
use super::source::{InWindow, TableSource};
use crate::expression::{Calc, Eval, Expr};
use crate::pipeline::Run;

/// A number of each row.
pub trait Ranking: Copy {
    /// The type of the number.
    type Number: Copy + Send + Sync;

    /// What it is called.
    const NAME: &'static str;

    /// The numbers.
    #[doc(hidden)]
    fn numbers(self, places: Numbered<'_>) -> Answers<Self::Number>;
}

/// What a ranking numbers.
#[doc(hidden)]
pub struct Numbered<'w>(&'w Places, &'w Run);

/// A ranking, as an expression.
#[derive(Clone, Copy, Debug)]
pub struct Ranked<F>(F);

impl<F: Ranking> Expr for Ranked<F> {
    type Value = F::Number;
}

// SAFETY: there is an answer for each position of the window.
unsafe impl<'w, S: TableSource, O, F: Ranking> Eval<InWindow<'w, S, O>> for Ranked<F> {
    type Bound = Answers<F::Number>;

    fn bind(&self, window: InWindow<'w, S, O>) -> Self::Bound {
        self.0.numbers(Numbered(&window.layout().places, window.run()))
    }

    fn describe(&self, out: &mut String) {
        out.push_str(F::NAME);
    }
}

macro_rules! rankings {
    ($(
        $(#[$doc:meta])*
        $function:ident($($argument:ident: $type:ty)?) $ranking:ident -> $number:ty,
        |$self:ident, $places:ident, $whole:ident, $own:ident, $sink:ident| $work:block;
    )*) => {$(
        $(#[$doc])*
        #[must_use]
        #[track_caller]
        pub fn $function($($argument: $type)?) -> Calc<Ranked<$ranking>> {
            $(assert!($argument > 0, "rows are divided into one bucket or more, not {}", $argument);)?
            Calc(Ranked($ranking $(($argument))?))
        }

        #[doc = concat!("See [`", stringify!($function), "`].")]
        #[derive(Clone, Copy, Debug)]
        pub struct $ranking $(($type))?;

        impl Ranking for $ranking {
            type Number = $number;

            const NAME: &'static str = stringify!($function);

            fn numbers($self, Numbered(places, run): Numbered<'_>) -> Answers<$number> {
                Answers::new(places, run, None, |$whole: Range<usize>, $own: Range<usize>, $sink: &mut Sink<'_, $number>| {
                    let $places = places;
                    $work
                })
            }
        }
    )*};
}

rankings! {
    /// The number of the row in its partition, from 1; ties are numbered in the order of the query.
    ///
    /// # Examples
    ///
    /// Three ways to number ties:
    ///
    /// ```
    /// # use soakit_runtime::record::Bulk;
    /// # use soakit_runtime::query::*;
    /// let scores: Bulk<(char, u32)> = [('a', 7), ('b', 5), ('c', 7), ('d', 9)].into_iter().collect();
    /// let ranked = scores.query().window(|_| (), |(_, score)| score).select(|(name, _)| {
    ///     (name, row_number(), rank(), dense_rank())
    /// });
    /// let ranked: Vec<_> = ranked.into();
    /// assert_eq!(ranked, [('a', 2, 2, 2), ('b', 1, 1, 1), ('c', 3, 2, 2), ('d', 4, 4, 3)]);
    /// ```
    row_number() RowNumber -> u64, |self, _places, whole, own, sink| {
        own.for_each(|place| sink.push((place - whole.start) as u64 + 1));
    };

    /// One more than the number of rows that come before all ties of this one: 1, 2, 2, 4.
    rank() Rank -> u64, |self, places, whole, own, sink| {
        let mut rank = 1;
        for place in own {
            if !places.ties[place] {
                rank = (place - whole.start) as u64 + 1;
            }
            sink.push(rank);
        }
    };

    /// The number of different order keys up to this row's: 1, 2, 2, 3.
    dense_rank() DenseRank -> u64, |self, places, _whole, own, sink| {
        let mut rank = 0;
        for place in own {
            rank += u64::from(!places.ties[place]);
            sink.push(rank);
        }
    };

    /// The share of the other rows that come before all ties of this one: `(rank - 1) / (rows - 1)`; 0 in a partition of one row.
    percent_rank() PercentRank -> f64, |self, places, whole, own, sink| {
        let mut before = 0;
        for place in own {
            if !places.ties[place] {
                before = place - whole.start;
            }
            sink.push(before as f64 / (whole.len() - 1).max(1) as f64);
        }
    };

    /// The share of rows that come before this one or are ties of it.
    cume_dist() CumeDist -> f64, |self, places, whole, own, sink| {
        let mut end = own.start;
        for place in own {
            if place >= end {
                end = (place + 1..whole.end).find(|&next| !places.ties[next]).unwrap_or(whole.end);
            }
            sink.push((end - whole.start) as f64 / whole.len() as f64);
        }
    };

    /// The number, from 1, of the row's bucket, when the rows of a partition are dealt into `buckets` in order. The first buckets
    /// have one row more if the rows do not come out even.
    ///
    /// # Panics
    /// Without a bucket.
    ntile(buckets: u64) Ntile -> u64, |self, _places, whole, own, sink| {
        let (rows, buckets) = (whole.len() as u64, self.0);
        let (even, more) = (rows / buckets, rows % buckets);
        for place in own {
            let row = (place - whole.start) as u64;
            let larger = more * (even + 1);
            // Beyond the larger buckets there is a row only if buckets have one.
            sink.push(if row < larger { row / (even + 1) } else { more + (row - larger) / even } + 1);
        }
    };
}
