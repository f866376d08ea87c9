//! [`Constant`]: a value with an order of its own, for those who know a column's values but not its Rust type.
//!
//! A [`Value`](super::Value) is what people and formats see, and has no order: a decimal's is its text. A constant is what can be
//! compared with the least and the greatest value of a block of stored data, whatever stored it.

use alloc::string::String;
use core::cmp::Ordering;
use core::fmt;

/// A value, in a form that can be compared without its type.
///
/// Values of one type have constants of one kind, in the order of `<` between the values themselves. Constants of different
/// kinds do not compare, but for whole numbers and decimals: whoever asks gets no answer, rather than a wrong one.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Constant {
    /// A truth value; `false` is less.
    Bool(bool),
    /// A whole number of any width.
    Int(i128),
    /// A floating-point number, compared by IEEE 754: NaN is neither equal, less nor greater.
    Float(f64),
    /// A mantissa and the number of digits behind the point. Scales may differ.
    Decimal {
        /// The number without its point.
        mantissa: i128,
        /// The digits behind the point.
        scale: u32,
    },
    /// Text, in the order of its bytes, which is that of its characters.
    Text(String),
    /// Days since 1970-01-01.
    Date(i32),
    /// Nanoseconds since midnight.
    Time(i64),
    /// Nanoseconds since 1970-01-01T00:00 on some clock on the wall.
    DateTime(i128),
    /// Nanoseconds since 1970-01-01T00:00Z.
    Instant(i128),
}

impl fmt::Display for Constant {
    /// As an explanation shows it: text in quotes, dates and times as their numbers.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(truth) => truth.fmt(f),
            Self::Float(number) => number.fmt(f),
            Self::Text(text) => write!(f, "{text:?}"),
            Self::Int(number) => number.fmt(f),
            Self::Decimal { mantissa, scale } => write!(f, "{mantissa}e-{scale}"),
            Self::Date(days) => write!(f, "day {days}"),
            Self::Time(nanoseconds) => write!(f, "{nanoseconds} ns"),
            Self::DateTime(nanoseconds) | Self::Instant(nanoseconds) => write!(f, "1970 + {nanoseconds} ns"),
        }
    }
}

impl PartialEq for Constant {
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl PartialOrd for Constant {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Bool(a), Self::Bool(b)) => Some(a.cmp(b)),
            (Self::Float(a), Self::Float(b)) => a.partial_cmp(b),
            (Self::Text(a), Self::Text(b)) => Some(a.cmp(b)),
            (Self::Date(a), Self::Date(b)) => Some(a.cmp(b)),
            (Self::Time(a), Self::Time(b)) => Some(a.cmp(b)),
            (Self::Int(a), Self::Int(b))
            | (Self::DateTime(a), Self::DateTime(b))
            | (Self::Instant(a), Self::Instant(b)) => Some(a.cmp(b)),
            _ => {
                let ((a, digits), (b, others)) = self.exact().zip(other.exact())?;
                // Both get the longer of the two scales. What does not fit is not guessed.
                let raised = |mantissa: i128, by: u32| mantissa.checked_mul(10_i128.checked_pow(by)?);
                Some(raised(a, others.saturating_sub(digits))?.cmp(&raised(b, digits.saturating_sub(others))?))
            }
        }
    }
}

impl Constant {
    /// Mantissa and scale of a number that is exact.
    fn exact(&self) -> Option<(i128, u32)> {
        match *self {
            Self::Int(number) => Some((number, 0)),
            Self::Decimal { mantissa, scale } => Some((mantissa, scale)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_compare_across_scales() {
        let decimal = |mantissa, scale| Constant::Decimal { mantissa, scale };
        assert_eq!(decimal(125, 1), decimal(1250, 2));
        assert!(decimal(-1, 0) < decimal(-99, 2) && decimal(1, 18) > decimal(0, 0));
        assert!(Constant::Int(2) > decimal(19, 1) && Constant::Int(2) == decimal(200, 2));
        assert_eq!(decimal(i128::MAX, 0).partial_cmp(&decimal(1, 1)), None);
        assert_eq!(decimal(0, 40).partial_cmp(&decimal(1, 1)), None);
    }

    #[test]
    fn kinds_do_not_compare() {
        assert_eq!(Constant::Int(1).partial_cmp(&Constant::Float(1.0)), None);
        assert_eq!(Constant::DateTime(1).partial_cmp(&Constant::Instant(1)), None);
        assert_ne!(Constant::Float(f64::NAN), Constant::Float(f64::NAN));
        assert_eq!(Constant::Float(-0.0), Constant::Float(0.0));
    }
}
