//! `min` and `max`.
//!
//! The order is that of keys: NaN is above all numbers, so it is the least only if there is nothing else, and the greatest as soon
//! as there is one.

use super::{Fold, Partial};
use crate::record::Coded;
use crate::words::WideDecimal;

/// A value that has an order.
#[diagnostic::on_unimplemented(
    message = "`{Self}` values have no order",
    label = "no least and no greatest",
    note = "`min` and `max` are of numbers, truth values, characters, text, dates, and enums with `#[derive(Cell)]`"
)]
pub trait Ordered: Copy + Send {
    /// Whether this comes before another.
    fn precedes(self, other: Self) -> bool;
}

impl<T: Coded> Ordered for T {
    #[inline(always)]
    fn precedes(self, other: Self) -> bool {
        self.code() < other.code()
    }
}

impl Ordered for &str {
    #[inline(always)]
    fn precedes(self, other: Self) -> bool {
        self < other
    }
}

macro_rules! wide_order {
    ($($(#[$when:meta])* [$($parameters:tt)*] $wide:ty;)*) => {$(
        $(#[$when])*
        impl<$($parameters)*> Ordered for $wide {
            #[inline(always)]
            fn precedes(self, other: Self) -> bool {
                self < other
            }
        }
    )*};
}

wide_order! {
    [] u128;
    [] i128;
    [const SCALE: u32] WideDecimal<SCALE>;
    #[cfg(feature = "jiff")] [] jiff::civil::DateTime;
    #[cfg(feature = "jiff")] [] jiff::Timestamp;
    #[cfg(feature = "chrono")] [] chrono::NaiveDateTime;
    #[cfg(feature = "chrono")] [] chrono::DateTime<chrono::Utc>;
}

macro_rules! extremes {
    ($($(#[$doc:meta])* $extreme:ident |$new:ident, $old:ident| $better:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $extreme;

        impl<T: Ordered> Fold<T> for $extreme {
            type State = Option<T>;
            type Output = T;
            type Emptiness = Partial;

            #[inline]
            fn start(&self) -> Option<T> {
                None
            }

            #[inline(always)]
            fn update(&self, state: &mut Option<T>, $new: T) {
                match *state {
                    Some($old) if !$better => {}
                    _ => *state = Some($new),
                }
            }

            #[inline(always)]
            fn update_many(&self, state: &mut Option<T>, count: usize, value: impl Fn(usize) -> T) {
                if count == 0 {
                    return;
                }
                let mut best = state.unwrap_or_else(|| value(0));
                for index in 0..count {
                    let ($new, $old) = (value(index), best);
                    best = if $better { $new } else { $old };
                }
                *state = Some(best);
            }

            #[inline]
            fn merge(&self, state: &mut Option<T>, later: Option<T>) {
                if let Some(later) = later {
                    self.update(state, later);
                }
            }

            #[inline]
            fn finish(&self, state: Option<T>) -> Option<T> {
                state
            }
        }
    )*};
}

extremes! {
    /// The least value; of equal ones, the first.
    Min |new, old| new.precedes(old);
    /// The greatest value; of equal ones, the first.
    Max |new, old| old.precedes(new);
}
