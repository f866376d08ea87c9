//! Missing values: asking for them, and filling in for them.

use alloc::string::String;

use super::{Function1, Function2};
use crate::record::Plain;

/// Whether there is a value.
#[derive(Clone, Copy, Debug)]
pub struct IsSome;

/// Whether there is none.
#[derive(Clone, Copy, Debug)]
pub struct IsNone;

/// The value, or another if there is none.
#[derive(Clone, Copy, Debug)]
pub struct UnwrapOr;

impl<A> Function1<Option<A>> for IsSome {
    type Out = bool;

    #[inline(always)]
    fn call(&self, a: Option<A>) -> bool {
        a.is_some()
    }
}

impl<A> Function1<Option<A>> for IsNone {
    type Out = bool;

    #[inline(always)]
    fn call(&self, a: Option<A>) -> bool {
        a.is_none()
    }
}

impl<A: Plain> Function2<Option<A>, A> for UnwrapOr {
    type Out = A;

    #[inline(always)]
    fn call(&self, a: Option<A>, b: A) -> A {
        a.unwrap_or(b)
    }
}

impl<A: Plain> Function2<Option<A>, Option<A>> for UnwrapOr {
    type Out = Option<A>;

    #[inline(always)]
    fn call(&self, a: Option<A>, b: Option<A>) -> Option<A> {
        a.or(b)
    }
}

impl Function2<Option<String>, String> for UnwrapOr {
    type Out = String;

    fn call(&self, a: Option<String>, b: String) -> String {
        a.unwrap_or(b)
    }
}

impl<'a> Function2<Option<&'a str>, &'a str> for UnwrapOr {
    type Out = &'a str;

    #[inline(always)]
    fn call(&self, a: Option<&'a str>, b: &'a str) -> &'a str {
        a.unwrap_or(b)
    }
}

/// The value, or none if it equals another.
#[derive(Clone, Copy, Debug)]
pub struct NullIf;

impl<A: Plain + PartialEq> Function2<A, A> for NullIf {
    type Out = Option<A>;

    #[inline(always)]
    fn call(&self, a: A, b: A) -> Option<A> {
        (a != b).then_some(a)
    }
}

impl<A: Plain + PartialEq> Function2<Option<A>, A> for NullIf {
    type Out = Option<A>;

    #[inline(always)]
    fn call(&self, a: Option<A>, b: A) -> Option<A> {
        a.filter(|a| *a != b)
    }
}

macro_rules! null_text {
    ($($a:ty, $b:ty => $text:ty;)*) => {$(
        impl<'a, 'b> Function2<$a, $b> for NullIf {
            type Out = Option<$text>;

            const ONCE_PER_WORD: bool = true;

            fn call(&self, a: $a, b: $b) -> Self::Out {
                Option::from(a).filter(|a: &$text| *a != b)
            }
        }
    )*};
}

// As cells, and as values. The literal may be of any lifetime.
null_text! {
    String, &'b str => String;
    Option<String>, &'b str => String;
    &'a str, &'b str => &'a str;
    Option<&'a str>, &'b str => &'a str;
}
