//! Numbers and `bool` as the text of cells.

use super::{Expected, ParseCell, Shape, WriteCell};

macro_rules! integers {
    ($($integer:ty),*) => {$(
        impl ParseCell for $integer {
            const SHAPE: Shape = Shape::Number;

            fn expected() -> Expected {
                format!("expected an integer from {} to {}", <$integer>::MIN, <$integer>::MAX).into()
            }

            #[inline]
            fn parse_cell(text: &str) -> Option<Self> {
                text.parse().ok().or_else(|| parse_trimmed(text))
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
                text.parse().ok().or_else(|| parse_trimmed(text))
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

/// Once more without blanks around the text, if there are any.
#[cold]
fn parse_trimmed<T: core::str::FromStr>(text: &str) -> Option<T> {
    let trimmed = text.trim_ascii();
    if trimmed.len() == text.len() { None } else { trimmed.parse().ok() }
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
