//! Decimals as cells of results, as keys, and as values known at run time.
//!
//! A decimal's [`Value`] is its text: a double would lose digits, and a mantissa its scale. A text or a whole number becomes a
//! decimal if no digit is lost; a double never does.

use alloc::{string::ToString, vec::Vec};

use super::{Cell, Coded, ColumnKind, Constant, Plain, Scalar, Value};
use crate::words::{Decimal, WideDecimal};

/// The names of a decimal type by its scale: a name is a constant, and cannot be put together from a parameter.
macro_rules! names {
    ($($decimal:ident: $($scale:literal)*),*) => {$(
        impl<const SCALE: u32> Cell for $decimal<SCALE> {
            type Column = Vec<Self>;
            type Read<'a> = Self;
            type Optional = Option<Self>;

            const KIND: ColumnKind = ColumnKind::Plain;
            const NAME: &'static str = [$(concat!(stringify!($decimal), "<", $scale, ">")),*][SCALE as usize];

            #[inline(always)]
            fn optional<'a>(read: Option<Self::Read<'a>>) -> <Self::Optional as Cell>::Read<'a>
            where
                Self: 'a,
            {
                read
            }

            crate::record::cell::values!();
        }

        impl<const SCALE: u32> Plain for $decimal<SCALE> {
            const IS_HARMLESS: bool = true;

            fn constant(self) -> Option<Constant> {
                Some(Constant::Decimal { mantissa: self.mantissa().into(), scale: SCALE })
            }
        }

        impl<const SCALE: u32> Scalar for $decimal<SCALE> {
            fn to_value(&self) -> Value {
                Value::Text(self.to_string())
            }

            fn from_value(value: Value) -> Option<Self> {
                match value {
                    Value::Text(text) => text.parse().ok(),
                    Value::Int(whole) => whole.try_into().ok().and_then(Self::checked_from_int),
                    _ => None,
                }
            }
        }
    )*};
}

names! {
    Decimal: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18,
    WideDecimal: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18
}

impl<const SCALE: u32> Coded for Decimal<SCALE> {
    const BITS: u32 = 64;

    #[inline(always)]
    fn code(self) -> u64 {
        self.mantissa().code()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_keeps_every_digit() {
        let price = Decimal::<2>::literal("92233720368547758.07");
        assert_eq!(price.to_value(), Value::Text("92233720368547758.07".into()));
        assert_eq!(Decimal::from_value(price.to_value()), Some(price));
        assert_eq!(Decimal::from_value(Value::Int(12)), Some(Decimal::<2>::literal("12")));
        for lost in [Value::Text("0.125".into()), Value::Int(i128::MAX), Value::Float(1.0), Value::Null] {
            assert_eq!(Decimal::<2>::from_value(lost), None);
        }
    }

    #[test]
    fn codes_are_ordered_as_decimals_are() {
        let numbers = ["-0.10", "-0.01", "0", "0.01", "7.00"].map(Decimal::<2>::literal);
        assert!(numbers.is_sorted_by_key(|number| number.code()));
        assert_eq!((Decimal::<4>::NAME, WideDecimal::<18>::NAME), ("Decimal<4>", "WideDecimal<18>"));
    }
}
