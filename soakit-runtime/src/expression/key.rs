//! [`KeyCell`]: values as keys, that is as codes.

use alloc::string::String;
use alloc::vec::Vec;

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
    /// The type of the value when it is there; `String` for all text. Keys of one type can be compared.
    type Base;
    /// `E`, for an expression whose values are keys: after a mistake it is no type, and later steps of a query have nothing to
    /// complain about.
    type Same<E>;

    /// `expression`
    fn same<E>(expression: E) -> Self::Same<E>;

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

impl<T: Coded> KeyCell for T {
    type Base = T;
    type Same<E> = E;

    fn same<E>(expression: E) -> E {
        expression
    }

    const KIND: KeyKind = KeyKind::Code { bits: T::BITS };

    #[inline(always)]
    fn code(self) -> u64 {
        Coded::code(self)
    }
}

impl KeyCell for &str {
    type Base = String;
    type Same<E> = E;

    fn same<E>(expression: E) -> E {
        expression
    }

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
            type Same<E> = E;

            fn same<E>(expression: E) -> E {
                expression
            }

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
    type Same<E> = E;

    fn same<E>(expression: E) -> E {
        expression
    }

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

/// Nothing is impossible.
trait Impossible {}

// Lists have no codes, and the mistake is a common one. That there is a second way, which is barred too, makes rustc say that
// they are no keys, rather than that they have no codes, and not answer with a type.
macro_rules! no_keys {
    ($([$($parameters:tt)*] $list:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<T: Impossible, $($parameters)*> KeyCell for $list {
            type Base = Self;
            type Same<E> = E;

            const KIND: KeyKind = KeyKind::Code { bits: 0 };

            fn same<E>(expression: E) -> E {
                expression
            }
        }
    )*};
}

no_keys! {
    [] &Vec<T>;
    [const N: usize] &[T; N];
}
