//! [`KeyCell`]: values as keys, that is as codes.

use crate::record::{Coded, WideCoded};
use crate::words::WideDecimal;

/// How values of a key become codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// One code below `1 << bits`.
    Code {
        /// How many bits a code has.
        bits: u32,
    },
    /// Two codes, the more significant first.
    Wide {
        /// How many bits each has.
        bits: [u32; 2],
    },
    /// Text, which is numbered.
    Text,
}

/// A value that rows can be sorted, grouped and joined by.
///
/// A missing value is a key like any other: it equals a missing value. NaN equals NaN, and `-0.0` equals `0.0`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a key",
    label = "rows cannot be sorted, grouped or joined by this",
    note = "keys are numbers, truth values, characters, text, dates, and enums with `#[derive(Cell)]`"
)]
pub trait KeyCell: Copy {
    /// The type of the value when it is there; [`Text`] for all text. Keys of one type can be compared.
    type Base;

    /// How the value becomes codes.
    const KIND: KeyKind;
    /// Whether the value can be missing.
    const NULLABLE: bool = false;

    /// Whether the value is missing.
    #[inline(always)]
    fn is_missing(self) -> bool {
        false
    }

    /// The code, or the more significant of two; any of a missing value.
    #[inline(always)]
    fn code(self) -> u64 {
        0
    }

    /// The less significant of two codes.
    #[inline(always)]
    fn low_code(self) -> u64 {
        0
    }

    /// The text, if it is one.
    #[inline(always)]
    fn text<'s>(self) -> Option<&'s str>
    where
        Self: 's,
    {
        None
    }
}

/// The type of keys that are text.
#[derive(Clone, Copy, Debug)]
pub struct Text;

impl<T: Coded> KeyCell for T {
    type Base = T;

    const KIND: KeyKind = KeyKind::Code { bits: T::BITS };

    #[inline(always)]
    fn code(self) -> u64 {
        Coded::code(self)
    }
}

impl KeyCell for &str {
    type Base = Text;

    const KIND: KeyKind = KeyKind::Text;

    #[inline(always)]
    fn text<'s>(self) -> Option<&'s str>
    where
        Self: 's,
    {
        Some(self)
    }
}

macro_rules! wide_keys {
    ($($(#[$when:meta])* [$($parameters:tt)*] $wide:ty;)*) => {$(
        $(#[$when])*
        impl<$($parameters)*> KeyCell for $wide {
            type Base = Self;

            const KIND: KeyKind = KeyKind::Wide { bits: <Self as WideCoded>::BITS };

            #[inline(always)]
            fn code(self) -> u64 {
                self.codes()[0]
            }

            #[inline(always)]
            fn low_code(self) -> u64 {
                self.codes()[1]
            }
        }
    )*};
}

wide_keys! {
    [] u128;
    [] i128;
    [const SCALE: u32] WideDecimal<SCALE>;
    #[cfg(feature = "jiff")] [] jiff::civil::DateTime;
    #[cfg(feature = "jiff")] [] jiff::Timestamp;
    #[cfg(feature = "chrono")] [] chrono::NaiveDateTime;
    #[cfg(feature = "chrono")] [] chrono::DateTime<chrono::Utc>;
}

impl<K: KeyCell> KeyCell for Option<K> {
    type Base = K::Base;

    const KIND: KeyKind = K::KIND;
    const NULLABLE: bool = true;

    #[inline(always)]
    fn is_missing(self) -> bool {
        self.is_none()
    }

    #[inline(always)]
    fn code(self) -> u64 {
        self.map_or(0, K::code)
    }

    #[inline(always)]
    fn low_code(self) -> u64 {
        self.map_or(0, K::low_code)
    }

    #[inline(always)]
    fn text<'s>(self) -> Option<&'s str>
    where
        Self: 's,
    {
        self.and_then(K::text)
    }
}
