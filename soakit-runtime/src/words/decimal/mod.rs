//! [`Decimal`]: an exact number with a fixed count of digits after the point, for money and quantities.
//!
//! A decimal is a whole number of units of the last digit, its *mantissa*: `12.30` is 1230 hundredths. `SCALE`, the number of
//! digits after the point, is part of the type, so adding cents to thousandths does not compile, and nothing is stored but
//! the mantissa: a column of decimals is a column of `i64`. What sums of a column widen to is [`WideDecimal`].
//!
//! The invariant: a result is exact, or it is not there. Operators panic with both operands, `checked_…` methods answer `None`,
//! and what rounds ([`rescale`](Decimal::rescale), [`to_f64`](Decimal::to_f64)) says so in its name and its documentation.
//!
//! Deliberately absent: a scale known at run time, division to a decimal (a quotient has no last digit; see
//! [`ratio`](Decimal::ratio)), wrapping and saturating arithmetic, exponents in text.
//!
//! Two structs made by macros rather than one with a type parameter for the mantissa: arithmetic of primitive integers behind
//! a trait is not `const`, and literals should be ([`Decimal::literal`]).

mod arithmetic;
mod error;
mod product;
mod rescale;
mod text;

#[cfg(feature = "serde")]
mod serde;

#[cfg(test)]
mod tests;

pub use error::DecimalError;
pub use product::{Product, Scales};
pub use rescale::Rounding;

/// The most digits after the point: 10 to this power still fits a mantissa.
const MAX_SCALE: u32 = 18;

/// An exact number with `SCALE` digits after the point, up to 18 digits in all.
///
/// Addition keeps the scale and multiplication adds the scales; both panic rather than round or wrap. Literals are parsed
/// when the program is compiled.
///
/// # When to choose something else
/// Measurements are `f64`. Amounts that together exceed 9·10^18 units of the last digit are [`WideDecimal`]s.
///
/// # Examples
///
/// A discount and a tax, to the last digit:
///
/// ```
/// use soakit_runtime::words::Decimal;
///
/// let price: Decimal<2> = "21168.23".parse()?;
/// let discount: Decimal<2> = Decimal::literal("0.04");
/// let tax = Decimal::<2>::literal("0.02");
///
/// let discounted: Decimal<4> = price * (Decimal::ONE - discount);
/// let charge: Decimal<6> = discounted * (Decimal::ONE + tax);
/// assert_eq!(charge.to_string(), "20727.930816");
/// assert_eq!(charge.rescale::<2>().to_string(), "20727.93");
/// # Ok::<(), soakit_runtime::words::DecimalError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct Decimal<const SCALE: u32>(i64);

/// What sums of [`Decimal`]s are: an exact number with `SCALE` digits after the point, up to 38 digits in all.
///
/// # When to choose something else
/// Columns of rows are `Decimal`s: half the memory, and quicker to multiply.
///
/// # Examples
///
/// A sum that a `Decimal` could not hold:
///
/// ```
/// use soakit_runtime::words::{Decimal, WideDecimal};
///
/// let prices = [Decimal::<2>::MAX, Decimal::<2>::MAX];
/// let sum: WideDecimal<2> = prices.iter().sum();
/// assert_eq!(sum.to_string(), "184467440737095516.14");
/// assert_eq!(Decimal::try_from(sum).ok(), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct WideDecimal<const SCALE: u32>(i128);

macro_rules! fixed_point {
    ($decimal:ident of $mantissa:ty) => {
        impl<const SCALE: u32> $decimal<SCALE> {
            /// Units of the last digit in a one.
            const UNITS: $mantissa = {
                assert!(SCALE <= MAX_SCALE, "a decimal has at most 18 digits after the point");
                10_i64.pow(SCALE) as $mantissa
            };

            /// Nothing.
            pub const ZERO: Self = Self(0);
            /// A one.
            pub const ONE: Self = Self(Self::UNITS);
            /// The least number.
            pub const MIN: Self = Self(<$mantissa>::MIN);
            /// The greatest number.
            pub const MAX: Self = Self(<$mantissa>::MAX);

            /// The number with this many units of the last digit.
            #[inline(always)]
            #[must_use]
            pub const fn new(mantissa: $mantissa) -> Self {
                Self(mantissa)
            }

            /// The number of units of the last digit.
            #[inline(always)]
            #[must_use]
            pub const fn mantissa(self) -> $mantissa {
                self.0
            }

            /// A whole number.
            ///
            /// # Panics
            /// When it is too large.
            #[must_use]
            #[track_caller]
            pub const fn from_int(whole: $mantissa) -> Self {
                match Self::checked_from_int(whole) {
                    Some(number) => number,
                    None => panic!("a whole number overflows its decimal type"),
                }
            }

            /// A whole number, unless it is too large.
            #[must_use]
            pub const fn checked_from_int(whole: $mantissa) -> Option<Self> {
                match whole.checked_mul(Self::UNITS) {
                    Some(mantissa) => Some(Self(mantissa)),
                    None => None,
                }
            }

            /// The number as a double, which has about 16 digits.
            ///
            /// Rounded once, to the nearest double, while the mantissa is below 2^53; twice beyond.
            #[inline]
            #[must_use]
            pub const fn to_f64(self) -> f64 {
                // Powers of ten up to 10^22 are doubles, so the division is the only rounding of a mantissa that is one.
                self.0 as f64 / Self::UNITS as f64
            }

            /// This number divided by another, as a double.
            ///
            /// A zero divides as doubles do: to an infinity, or, zero by zero, to NaN.
            #[inline]
            #[must_use]
            pub fn ratio<const OTHER: u32>(self, other: $decimal<OTHER>) -> f64 {
                self.to_f64() / other.to_f64()
            }

            /// This number divided by a double, as a double.
            #[inline]
            #[must_use]
            pub fn div_f64(self, divisor: f64) -> f64 {
                self.to_f64() / divisor
            }

            /// How far from zero.
            ///
            /// # Panics
            /// For [`MIN`](Self::MIN), which has no opposite.
            #[must_use]
            #[track_caller]
            pub fn abs(self) -> Self {
                if self.0 < 0 { -self } else { self }
            }
        }
    };
}

fixed_point! { Decimal of i64 }
fixed_point! { WideDecimal of i128 }

impl<const SCALE: u32> From<Decimal<SCALE>> for WideDecimal<SCALE> {
    #[inline(always)]
    fn from(narrow: Decimal<SCALE>) -> Self {
        Self(narrow.0.into())
    }
}

impl<const SCALE: u32> TryFrom<WideDecimal<SCALE>> for Decimal<SCALE> {
    type Error = DecimalError;

    #[inline]
    fn try_from(wide: WideDecimal<SCALE>) -> Result<Self, DecimalError> {
        i64::try_from(wide.0).map(Self).map_err(|_| DecimalError::Overflow { scale: SCALE })
    }
}
