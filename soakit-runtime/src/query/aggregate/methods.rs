//! [`AggregateExpr`]: the aggregates as methods of expressions.

use super::cells::{IdentityCell, OrderedCell, RealCell, RoundedCell, SummableCell, TruthCell, WholeCell};
use super::{
    Agg, All, Any, ApproxNUnique, ApproxQuantile, ArgMax, ArgMin, Beside, CheckedSum, CollectList, CompensatedSum,
    Corr, CountSome, Cov, Custom, First, FreqCount, Last, Max, Mean, Min, Mode, NUnique, Quantile, Std, Sum, Var,
};
use crate::expression::Expr;
use crate::pipeline::Interpolation;

/// A fold over the numbers of two expressions.
type OfBoth<F, A, B> = Agg<RealOf<A, RealOf<B, F>>, Beside<A, B>>;
/// A fold over the numbers of an expression.
type RealOf<E, F> = <<E as Expr>::Value as RealCell>::Of<F>;

/// Methods without arguments, each with what it asks of a column.
macro_rules! methods {
    (
        $(#[$trait_doc:meta])*
        $name:ident;
        $($(#[$doc:meta])* $method:ident $fold:ident $(: $cell:ident)?;)*
        { $($others:tt)* }
    ) => {
        $(#[$trait_doc])*
        pub trait $name: Expr {
            $(
                $(#[$doc])*
                #[inline(always)]
                fn $method(self) -> methods!(@answer $fold $($cell)?)
                $(
                    where
                        Self::Value: $cell,
                )?
                {
                    methods!(@make self $fold $($cell)?)
                }
            )*

            $($others)*
        }
    };
    (@answer $fold:ident) => { Agg<$fold, Self> };
    (@answer $fold:ident $cell:ident) => { Agg<<Self::Value as $cell>::Of<$fold>, Self> };
    (@make $self:ident $fold:ident) => { Agg($fold, $self) };
    (@make $self:ident $fold:ident $cell:ident) => { Agg(<Self::Value as $cell>::of($fold), $self) };
}

methods! {
    /// The aggregates of an expression. In the prelude.
    ///
    /// Missing values are skipped. An answer that needs a value is an `Option` where there may be none: over columns whose cells
    /// may be missing, and over all rows of a query. [`only_if`](Agg::only_if) makes each an aggregate of some of the rows.
    AggregateExpr;

    /// The number of values that are not missing.
    count_some CountSome;
    /// The sum; 0 of no values. Integers are summed in 64 bits (128 for 128-bit ones), and a sum that does not fit panics;
    /// floats in `f64`.
    sum Sum: SummableCell;
    /// The sum of integers or decimals; missing if its type cannot hold it.
    checked_sum CheckedSum: WholeCell;
    /// The sum of floats as if it were rounded once: the error is at most 2^-53 of the sum, unless values almost cancel each
    /// other.
    compensated_sum CompensatedSum: RoundedCell;
    /// The arithmetic mean, as `f64`.
    mean Mean: SummableCell;
    /// The least value. NaN is above all numbers.
    min Min: OrderedCell;
    /// The greatest value. NaN is above all numbers.
    max Max: OrderedCell;
    /// The first value that is not missing, in the order of the query.
    first First;
    /// The last value that is not missing, in the order of the query.
    last Last;
    /// Whether any value is true.
    any Any: TruthCell;
    /// Whether all values are true.
    all All: TruthCell;
    /// The number of different values. Every NaN is one value, and `-0.0` is `0.0`. A missing value is none.
    n_unique NUnique: IdentityCell;
    /// About the number of different values, in 16 KiB at most: HyperLogLog. The standard error is 0.81 %; few values are counted
    /// almost exactly.
    approx_n_unique ApproxNUnique: IdentityCell;
    /// The value that occurs most often; of several, the one that appeared first.
    mode Mode: IdentityCell;
    /// Each different value and how often it occurs, in order of first appearance: a `Vec<(value, u64)>`.
    freq_count FreqCount: IdentityCell;
    /// All values that are not missing, in the order of the query: a `Vec`.
    collect_list CollectList;

    {
        /// The variance: squared distances from the mean, divided by the number of values less `ddof`. 0 is for the values
        /// themselves, 1 for what they are a sample of. Missing unless there are more than `ddof` values.
        #[inline(always)]
        fn var(self, ddof: u32) -> Agg<<Self::Value as RealCell>::Of<Var>, Self>
        where
            Self::Value: RealCell,
        {
            Agg(Self::Value::of(Var(ddof)), self)
        }

        /// The standard deviation: the root of the variance.
        #[inline(always)]
        fn std(self, ddof: u32) -> Agg<<Self::Value as RealCell>::Of<Std>, Self>
        where
            Self::Value: RealCell,
        {
            Agg(Self::Value::of(Std(ddof)), self)
        }

        /// The value in the middle, or the mean of the two there, as `f64`. Keeps all values until it answers.
        #[inline]
        fn median(self) -> Agg<<Self::Value as RealCell>::Of<Quantile>, Self>
        where
            Self::Value: RealCell,
        {
            Agg(Self::Value::of(Quantile::new(0.5, Interpolation::Linear)), self)
        }

        /// The value below which a share `q` of the values lies, as `f64`; between two values, in proportion. NaN comes last.
        /// Keeps all values until it answers.
        ///
        /// # Panics
        /// When `q` is not between 0 and 1.
        #[inline]
        #[track_caller]
        fn quantile(self, q: f64) -> Agg<<Self::Value as RealCell>::Of<Quantile>, Self>
        where
            Self::Value: RealCell,
        {
            Agg(Self::Value::of(Quantile::new(q, Interpolation::Linear)), self)
        }

        /// [`quantile`](Self::quantile), which says what to answer between two values.
        ///
        /// # Panics
        /// When `q` is not between 0 and 1.
        #[inline]
        #[track_caller]
        fn quantile_with(self, q: f64, interpolation: Interpolation) -> Agg<<Self::Value as RealCell>::Of<Quantile>, Self>
        where
            Self::Value: RealCell,
        {
            Agg(Self::Value::of(Quantile::new(q, interpolation)), self)
        }

        /// A quantile without keeping the values: at most 1/256 (0.39 %) away from the value it stands for, relative to that
        /// value. The least and the greatest value are exact.
        ///
        /// # Panics
        /// When `q` is not between 0 and 1.
        #[inline]
        #[track_caller]
        fn approx_quantile(self, q: f64) -> Agg<<Self::Value as RealCell>::Of<ApproxQuantile>, Self>
        where
            Self::Value: RealCell,
        {
            Agg(Self::Value::of(ApproxQuantile::new(q)), self)
        }

        /// The value in the row where `by` is least; of several, the first. Rows without `by` are skipped:
        /// `w.origin.arg_min(w.temp)` is the coldest place.
        #[inline(always)]
        fn arg_min<B: Expr<Value: OrderedCell>>(self, by: B) -> Agg<<B::Value as OrderedCell>::Of<ArgMin>, Beside<Self, B>> {
            Agg(B::Value::of(ArgMin), Beside(self, by))
        }

        /// The value in the row where `by` is greatest; of several, the first. NaN is above all numbers.
        #[inline(always)]
        fn arg_max<B: Expr<Value: OrderedCell>>(self, by: B) -> Agg<<B::Value as OrderedCell>::Of<ArgMax>, Beside<Self, B>> {
            Agg(B::Value::of(ArgMax), Beside(self, by))
        }

        /// The covariance with another expression, over the rows that have both; missing unless there are more than `ddof`.
        #[inline(always)]
        fn cov<B: Expr<Value: RealCell>>(self, other: B, ddof: u32) -> OfBoth<Cov, Self, B>
        where
            Self::Value: RealCell,
        {
            Agg(Self::Value::of(B::Value::of(Cov(ddof))), Beside(self, other))
        }

        /// Pearson's correlation with another expression, over the rows that have both; missing if there are fewer than two, or
        /// one side is always the same.
        #[inline(always)]
        fn corr<B: Expr<Value: RealCell>>(self, other: B) -> OfBoth<Corr, Self, B>
        where
            Self::Value: RealCell,
        {
            Agg(Self::Value::of(B::Value::of(Corr())), Beside(self, other))
        }

        /// An aggregate of your own.
        #[inline(always)]
        fn aggregate<A>(self, aggregate: A) -> Agg<Custom<A>, Self> {
            Agg(Custom(aggregate), self)
        }
    }
}

impl<E: Expr> AggregateExpr for E {}
