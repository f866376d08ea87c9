//! Decimals from text and to text. Both are exact: parsing refuses digits that it could not keep, and printing shows all of them.
//!
//! The grammar is `[+-] digits [. digits]`, where digits may be absent on one side of the point: what Rust's own numbers
//! accept, without exponents.

use core::{fmt, str::FromStr};

use super::{Decimal, DecimalError, MAX_SCALE, WideDecimal};

/// The mantissa that a text stands for, with `scale` digits after the point.
///
/// Works on the negative side, which reaches one further, and stops before anything wraps.
const fn parse(text: &[u8], scale: u32) -> Result<i128, DecimalError> {
    let negative = matches!(text, [b'-', ..]);
    let mut at = if matches!(text, [b'-' | b'+', ..]) { 1 } else { 0 };
    let mut mantissa: i128 = 0;
    let mut digits = 0;
    let mut fraction: Option<u32> = None;
    while at < text.len() {
        match text[at] {
            b'.' if fraction.is_none() => fraction = Some(0),
            digit @ b'0'..=b'9' => {
                digits += 1;
                // A zero beyond the last digit that is kept changes nothing.
                let kept = match fraction {
                    None => true,
                    Some(count) if count < scale => {
                        fraction = Some(count + 1);
                        true
                    }
                    Some(_) if digit == b'0' => false,
                    Some(_) => return Err(DecimalError::Digits { scale }),
                };
                if kept {
                    mantissa = match append(mantissa, digit) {
                        Some(mantissa) => mantissa,
                        None => return Err(DecimalError::Overflow { scale }),
                    };
                }
            }
            _ => return Err(DecimalError::Character { at, found: character(text, at) }),
        }
        at += 1;
    }
    if digits == 0 {
        return Err(DecimalError::NoDigits);
    }
    let mut missing = scale - if let Some(count) = fraction { count } else { 0 };
    while missing > 0 {
        mantissa = match append(mantissa, b'0') {
            Some(mantissa) => mantissa,
            None => return Err(DecimalError::Overflow { scale }),
        };
        missing -= 1;
    }
    if negative {
        return Ok(mantissa);
    }
    match mantissa.checked_neg() {
        Some(mantissa) => Ok(mantissa),
        None => Err(DecimalError::Overflow { scale }),
    }
}

/// A negative number with one more digit.
const fn append(negative: i128, digit: u8) -> Option<i128> {
    match negative.checked_mul(10) {
        Some(tens) => tens.checked_sub((digit - b'0') as i128),
        None => None,
    }
}

/// The character that begins at a byte of a text; bytes before it are ASCII.
const fn character(text: &[u8], at: usize) -> char {
    let (_, rest) = text.split_at(at);
    let first = rest[0];
    let length = match first {
        0..=0x7f => return first as char,
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    };
    // The lead byte keeps 7 - length bits of the character, each other byte six.
    let mut code = first as u32 & (0x7f >> length);
    let mut byte = 1;
    while byte < length && byte < rest.len() {
        code = code << 6 | (rest[byte] & 0x3f) as u32;
        byte += 1;
    }
    match char::from_u32(code) {
        Some(character) => character,
        None => char::REPLACEMENT_CHARACTER,
    }
}

/// A mantissa and its scale, to be printed; one type for all decimals, so that printing is compiled once.
pub(super) struct Digits(pub(super) i128, pub(super) u32);

impl fmt::Display for Digits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // 39 digits and a point; no scale asks for more zeros in front than there is room for.
        let mut text = [b'0'; 40];
        let mut start = text.len();
        let (mut rest, mut printed) = (self.0.unsigned_abs(), 0);
        while rest > 0 || printed <= self.1 {
            if printed == self.1 && printed > 0 {
                start -= 1;
                text[start] = b'.';
            }
            start -= 1;
            text[start] = b'0' + (rest % 10) as u8;
            rest /= 10;
            printed += 1;
        }
        let digits = str::from_utf8(&text[start..]).map_err(|_| fmt::Error)?;
        f.pad_integral(self.0 >= 0, "", digits)
    }
}

macro_rules! text {
    ($decimal:ident of $mantissa:ty) => {
        impl<const SCALE: u32> $decimal<SCALE> {
            /// The number that a text stands for; in a constant, known when the program is compiled.
            ///
            /// # Errors
            /// When the text is no number, or one that the type cannot hold exactly.
            pub const fn parse(text: &str) -> Result<Self, DecimalError> {
                const { assert!(SCALE <= MAX_SCALE, "a decimal has at most 18 digits after the point") };
                match parse(text.as_bytes(), SCALE) {
                    Ok(mantissa) if mantissa as $mantissa as i128 == mantissa => Ok(Self(mantissa as $mantissa)),
                    Ok(_) => Err(DecimalError::Overflow { scale: SCALE }),
                    Err(error) => Err(error),
                }
            }

            /// The number that a literal stands for: `const RATE: Decimal<2> = Decimal::literal("0.05")`.
            ///
            /// # Panics
            /// When [`parse`](Self::parse) would answer an error; in a constant, the program does not compile then.
            #[must_use]
            #[track_caller]
            pub const fn literal(text: &str) -> Self {
                match Self::parse(text) {
                    Ok(number) => number,
                    Err(DecimalError::NoDigits) => panic!("a decimal literal needs a digit"),
                    Err(DecimalError::Character { .. }) => panic!("a decimal literal is digits with at most one point"),
                    Err(DecimalError::Digits { .. }) => {
                        panic!("a decimal literal has more digits after the point than its type")
                    }
                    Err(DecimalError::Overflow { .. }) => panic!("a decimal literal is too large for its type"),
                }
            }
        }

        impl<const SCALE: u32> FromStr for $decimal<SCALE> {
            type Err = DecimalError;

            fn from_str(text: &str) -> Result<Self, DecimalError> {
                Self::parse(text)
            }
        }

        /// All digits, whatever precision is asked for: `12.30`.
        impl<const SCALE: u32> fmt::Display for $decimal<SCALE> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&Digits(self.0.into(), SCALE), f)
            }
        }

        impl<const SCALE: u32> fmt::Debug for $decimal<SCALE> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&Digits(self.0.into(), SCALE), f)
            }
        }
    };
}

text! { Decimal of i64 }
text! { WideDecimal of i128 }
