//! [`DecimalError`]: why a text or a number is no decimal of a type.

use core::fmt;

/// Why a text or a number is no [`Decimal`](super::Decimal) of the type that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecimalError {
    /// There is no digit.
    NoDigits,
    /// Something stands where a digit should.
    Character {
        /// The byte where it stands, from 0.
        at: usize,
        /// What stands there.
        found: char,
    },
    /// Digits after the point that the type does not keep, and that are not zeros.
    Digits {
        /// The digits after the point that the type keeps.
        scale: u32,
    },
    /// The number is too large for the type.
    Overflow {
        /// The digits after the point that the type keeps.
        scale: u32,
    },
}

impl fmt::Display for DecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDigits => f.write_str("a decimal number needs a digit"),
            Self::Character { at, found } => write!(f, "{found:?} at byte {at} is no digit of a decimal number"),
            Self::Digits { scale } => {
                write!(f, "more than {scale} digits after the point; round the number first, or keep more of them")
            }
            Self::Overflow { scale } => write!(f, "too large for a decimal with {scale} digits after the point"),
        }
    }
}

impl core::error::Error for DecimalError {}
