//! Numbers and `bool` as the text of cells.

use super::{Expected, ParseCell, Shape, WriteCell, digits};

macro_rules! integers {
    ($($integer:ty),*) => {$(
        impl ParseCell for $integer {
            const SHAPE: Shape = Shape::Number;

            fn expected() -> Expected {
                format!("expected an integer from {} to {}", <$integer>::MIN, <$integer>::MAX).into()
            }

            #[inline]
            fn parse_cell(text: &str) -> Option<Self> {
                Self::parse_at(text.as_bytes(), 0, text.len())
            }

            const READS_BYTES: bool = true;

            #[inline(always)]
            fn parse_at(block: &[u8], start: usize, end: usize) -> Option<Self> {
                match digits::integer(block, start, end).and_then(|value| Self::try_from(value).ok()) {
                    None => parse_otherwise(block, start, end),
                    value => value,
                }
            }
        }

        impl WriteCell for $integer {
            const SHAPE: Shape = Shape::Number;

            #[inline]
            fn write_cell(&self, out: &mut String) {
                out.push_str(itoa::Buffer::new().format(*self));
            }
        }
    )*};
}

integers! { i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize }

macro_rules! floats {
    ($($float:ty),*) => {$(
        impl ParseCell for $float {
            const SHAPE: Shape = Shape::Number;

            fn expected() -> Expected {
                "expected a number".into()
            }

            #[inline]
            fn parse_cell(text: &str) -> Option<Self> {
                Self::parse_at(text.as_bytes(), 0, text.len())
            }

            const READS_BYTES: bool = true;

            #[inline(always)]
            fn parse_at(block: &[u8], start: usize, end: usize) -> Option<Self> {
                match short_decimal(block, start, end) {
                    None => parse_otherwise(block, start, end).filter(|value| is_in_range(*value, block, start, end)),
                    value => value,
                }
            }
        }

        impl WriteCell for $float {
            const SHAPE: Shape = Shape::Number;

            /// The shortest text that reads back as the same number.
            #[inline]
            fn write_cell(&self, out: &mut String) {
                if self.is_finite() {
                    out.push_str(zmij::Buffer::new().format_finite(*self));
                } else {
                    out.push_str(if self.is_nan() { "NaN" } else if *self > 0.0 { "inf" } else { "-inf" });
                }
            }

            /// In quotes, where JSON has no number for it.
            fn write_item(&self, out: &mut String) {
                if self.is_finite() {
                    self.write_cell(out);
                } else {
                    out.push('"');
                    self.write_cell(out);
                    out.push('"');
                }
            }
        }
    )*};
}

floats! { f32, f64 }

/// What the standard library reads, blanks around it dropped.
#[inline(never)]
fn parse_otherwise<T: core::str::FromStr>(block: &[u8], start: usize, end: usize) -> Option<T> {
    str::from_utf8(block.get(start..end)?).ok()?.trim_ascii().parse().ok()
}

/// Whether a value is what its text says: digits that are infinite are a number that the type cannot hold, as 256 is for a
/// byte.
fn is_in_range<F: Into<f64>>(value: F, block: &[u8], start: usize, end: usize) -> bool {
    value.into().is_finite() || !block[start..end].iter().any(u8::is_ascii_digit)
}

impl ParseCell for bool {
    const SHAPE: Shape = Shape::Bool;

    fn expected() -> Expected {
        "expected `true` or `false`".into()
    }

    /// `true`, `false`, in any case; `1` and `0`.
    #[inline]
    fn parse_cell(text: &str) -> Option<Self> {
        match text {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            other if other.eq_ignore_ascii_case("true") => Some(true),
            other if other.eq_ignore_ascii_case("false") => Some(false),
            other => {
                let trimmed = other.trim_ascii();
                if trimmed.len() == other.len() { None } else { Self::parse_cell(trimmed) }
            }
        }
    }
}

impl WriteCell for bool {
    const SHAPE: Shape = Shape::Bool;

    fn write_cell(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
}

/// Powers of ten, which floats hold exactly.
const POWERS: [f64; 9] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];

/// A sign, digits, a point and digits, few enough that the digits as a number are exact: one division then rounds once, to
/// the nearest number. `None` for anything else.
///
/// # Source
/// Clinger, "How to read floating point numbers accurately", 1990: the fast path, which the standard library has too, behind
/// four times the instructions.
#[inline(always)]
fn short_decimal<F: ShortDecimal>(block: &[u8], start: usize, end: usize) -> Option<F> {
    let (is_negative, digits, places) = digits::decimal(block, start, end)?;
    F::divide(digits, places).map(|value| if is_negative { -value } else { value })
}

/// Floats that are made of an integer and a power of ten by one exact operation.
trait ShortDecimal: Sized + core::ops::Neg<Output = Self> {
    /// `digits / 10^places`, if both are exact.
    fn divide(digits: u64, places: usize) -> Option<Self>;
}

impl ShortDecimal for f64 {
    #[inline(always)]
    #[expect(clippy::cast_precision_loss, reason = "exact below 2^53")]
    fn divide(digits: u64, places: usize) -> Option<Self> {
        if digits >= 1 << 53 { None } else { POWERS.get(places).map(|power| digits as Self / power) }
    }
}

impl ShortDecimal for f32 {
    #[inline(always)]
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "exact below 2^24; powers up to 10^10 are"
    )]
    fn divide(digits: u64, places: usize) -> Option<Self> {
        if digits >= 1 << 24 { None } else { POWERS.get(places).map(|power| digits as Self / *power as Self) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_the_standard_library_reads_them() {
        let mut texts: Vec<String> = [
            "0",
            "-0",
            "+5",
            "-",
            "+",
            "",
            ".",
            "-.",
            "1.",
            ".5",
            "-.5",
            "1e5",
            "1E-3",
            "inf",
            "-inf",
            "NaN",
            "nan",
            "infinity",
            "127",
            "128",
            "-128",
            "-129",
            "255",
            "256",
            "999999999999999999",
            "1000000000000000000",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "18446744073709551615",
            "00012",
            "9007199254740993",
            "9007199254740992.5",
            "16777217",
            "16777216.1",
            "0.1",
            "0.30000000000000004",
            "1.2.3",
            "12abc",
            "0x10",
            "1_000",
            "123456789.123456789",
            "0.000000000000000001",
            "179.769313486231570",
            "١",
        ]
        .map(String::from)
        .to_vec();
        let mut state = 1_u64;
        for _ in 0..20_000 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let digits = (state >> 11) >> (state % 50);
            texts.push(format!("{}{}", if state & 64 == 0 { "-" } else { "" }, digits));
            let mut text = digits.to_string();
            text.insert((state % 7) as usize % (text.len() + 1), '.');
            texts.push(text);
        }
        for text in &texts {
            macro_rules! same {
                ($($integer:ty)*) => {$(assert_eq!(<$integer>::parse_cell(text), text.parse().ok(), "{text}");)*};
            }
            same! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }
            assert_eq!(f64::parse_cell(text).map(f64::to_bits), text.parse::<f64>().ok().map(f64::to_bits), "{text}");
            assert_eq!(f32::parse_cell(text).map(f32::to_bits), text.parse::<f32>().ok().map(f32::to_bits), "{text}");
        }
    }

    #[test]
    fn numbers_beyond_the_type_are_none() {
        assert_eq!(
            (f64::parse_cell("1e308"), f64::parse_cell("1e309"), f64::parse_cell("-1e309")),
            (Some(1e308), None, None)
        );
        assert_eq!((f32::parse_cell("1e38"), f32::parse_cell("1e39")), (Some(1e38), None));
        assert_eq!((f32::parse_cell(" -inf "), f32::parse_cell("1e-99")), (Some(f32::NEG_INFINITY), Some(0.0)));
    }

    #[test]
    fn what_is_written_reads_back_with_the_same_bits() {
        let mut out = String::new();
        for value in [0.0, -0.0, 1.5, f64::MIN_POSITIVE, 5e-324, f64::MAX, f64::INFINITY, f64::NEG_INFINITY, 0.1 + 0.2]
        {
            out.clear();
            value.write_cell(&mut out);
            assert_eq!(f64::parse_cell(&out).map(f64::to_bits), Some(value.to_bits()), "{out}");
        }
        out.clear();
        f64::NAN.write_cell(&mut out);
        assert!(f64::parse_cell(&out).is_some_and(f64::is_nan));
    }
}
