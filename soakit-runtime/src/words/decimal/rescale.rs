//! Other scales: more digits are exact, fewer round.

use super::text::Digits;
use super::{Decimal, MAX_SCALE, WideDecimal};

/// How digits that are not kept round a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest; a half goes away from zero, as in SQL: `0.125` to `0.13`, `-0.125` to `-0.13`.
    #[default]
    HalfAwayFromZero,
    /// To the nearest; a half goes to the even digit, so that many roundings do not drift: `0.125` to `0.12`, `0.135` to `0.14`.
    HalfEven,
    /// Digits are cut off.
    TowardsZero,
}

/// A mantissa of `from` digits after the point, with `to` digits.
const fn rescaled(mantissa: i128, from: u32, to: u32, rounding: Rounding) -> Option<i128> {
    if from <= to {
        return mantissa.checked_mul(10_i128.pow(to - from));
    }
    let unit = 10_i128.pow(from - to);
    let (kept, lost) = (mantissa / unit, mantissa % unit);
    let away = match rounding {
        Rounding::TowardsZero => false,
        // `unit` is even, so a half is exactly `unit / 2`.
        Rounding::HalfAwayFromZero => lost.unsigned_abs() >= unit.unsigned_abs() / 2,
        Rounding::HalfEven => {
            let half = unit.unsigned_abs() / 2;
            lost.unsigned_abs() > half || (lost.unsigned_abs() == half && kept % 2 != 0)
        }
    };
    Some(if away { kept + lost.signum() } else { kept })
}

/// Panics, at the caller's line, because a number is too large for another scale.
#[cold]
#[inline(never)]
#[track_caller]
fn too_large(mantissa: i128, from: u32, type_name: &str, to: u32) -> ! {
    panic!("{} overflows {type_name}<{to}>", Digits(mantissa, from))
}

macro_rules! rescale {
    ($decimal:ident of $mantissa:ty) => {
        impl<const SCALE: u32> $decimal<SCALE> {
            /// The number with `TO` digits after the point: exact if these are more, to the nearest if they are fewer, where a
            /// half goes away from zero as in SQL.
            ///
            /// # Panics
            /// When more digits after the point leave too few before it.
            #[must_use]
            #[track_caller]
            pub fn rescale<const TO: u32>(self) -> $decimal<TO> {
                self.rescale_with(Rounding::default())
            }

            /// The number with `TO` digits after the point, rounded as you say if these are fewer.
            ///
            /// # Panics
            /// When more digits after the point leave too few before it.
            #[must_use]
            #[track_caller]
            pub fn rescale_with<const TO: u32>(self, rounding: Rounding) -> $decimal<TO> {
                match self.checked_rescale(rounding) {
                    Some(number) => number,
                    None => too_large(self.0.into(), SCALE, stringify!($decimal), TO),
                }
            }

            /// The number with `TO` digits after the point, unless it is too large.
            #[must_use]
            pub const fn checked_rescale<const TO: u32>(self, rounding: Rounding) -> Option<$decimal<TO>> {
                const { assert!(SCALE <= MAX_SCALE && TO <= MAX_SCALE, "a decimal has at most 18 digits after the point") };
                match rescaled(self.0 as i128, SCALE, TO, rounding) {
                    Some(mantissa) if mantissa as $mantissa as i128 == mantissa => Some($decimal(mantissa as $mantissa)),
                    _ => None,
                }
            }
        }
    };
}

rescale! { Decimal of i64 }
rescale! { WideDecimal of i128 }
