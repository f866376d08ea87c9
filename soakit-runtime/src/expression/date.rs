//! [`DateExpr`]: parts of dates and times.

use super::function::{Day, Function1, Hour, Minute, Month, OrdinalDay, Quarter, Second, Weekday, Year};
use super::node::Unary;
use super::{Apply1, Calc, Expr};

macro_rules! parts {
    ($($(#[$doc:meta])* $method:ident $part:ident;)*) => {
        /// Parts of dates and times. In the prelude.
        ///
        /// Dates are those of `jiff` and `chrono` (features of the same names), and of your own types with
        /// [`DateParts`](super::function::DateParts). Instants are read in UTC. Parts of a missing date are missing.
        pub trait DateExpr: Expr {
            $(
                $(#[$doc])*
                #[inline(always)]
                fn $method(self) -> Unary<$part, Self>
                where
                    $part: Function1<Self::Value>,
                {
                    Calc(Apply1($part, self))
                }
            )*
        }
    };
}

parts! {
    /// The year, an `i32`.
    year Year;
    /// The quarter of the year, a `u8` from 1.
    quarter Quarter;
    /// The month, a `u8` from 1.
    month Month;
    /// The day of the month, a `u8` from 1.
    day Day;
    /// The day of the week, a `u8` from Monday = 1 to Sunday = 7.
    weekday Weekday;
    /// The day of the year, a `u16` from 1.
    ordinal_day OrdinalDay;
    /// The hour, a `u8` from 0.
    hour Hour;
    /// The minute, a `u8` from 0.
    minute Minute;
    /// The second, a `u8` from 0.
    second Second;
}

impl<E: Expr> DateExpr for E {}
