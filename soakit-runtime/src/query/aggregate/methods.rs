//! [`AggregateExpr`]: the aggregates as methods of expressions.

use super::{Agg, All, Any, CountSome, Custom, First, Last, Max, Mean, Min, Sum};
use crate::expression::Expr;

macro_rules! methods {
    ($($(#[$doc:meta])* $method:ident $fold:ident;)*) => {
        /// The aggregates of an expression. In the prelude.
        ///
        /// Missing values are skipped. An answer that needs a value is an `Option` where there may be none: over columns whose cells
        /// may be missing, and over all rows of a query.
        pub trait AggregateExpr: Expr {
            $(
                $(#[$doc])*
                #[inline(always)]
                fn $method(self) -> Agg<$fold, Self> {
                    Agg($fold, self)
                }
            )*

            /// An aggregate of your own.
            #[inline(always)]
            fn aggregate<A>(self, aggregate: A) -> Agg<Custom<A>, Self> {
                Agg(Custom(aggregate), self)
            }
        }
    };
}

methods! {
    /// The number of values that are not missing.
    count_some CountSome;
    /// The sum; 0 of no values. Integers are summed in 64 bits (128 for 128-bit ones), and a sum that does not fit panics;
    /// floats in `f64`.
    sum Sum;
    /// The arithmetic mean, as `f64`.
    mean Mean;
    /// The least value. NaN is above all numbers.
    min Min;
    /// The greatest value. NaN is above all numbers.
    max Max;
    /// The first value that is not missing, in the order of the query.
    first First;
    /// The last value that is not missing, in the order of the query.
    last Last;
    /// Whether any value is true.
    any Any;
    /// Whether all values are true.
    all All;
}

impl<E: Expr> AggregateExpr for E {}
