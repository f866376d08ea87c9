//! Missing values: asking for them, and filling in for them.

use alloc::string::String;

use super::{Function1, Function2, Test};
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

/// A value that may be missing.
#[diagnostic::on_unimplemented(
    message = "a value of `{Self}` is never missing",
    label = "always there",
    note = "`is_some` and `is_none` are for columns of `Option`, and for the tables of a join whose rows may be missing"
)]
pub trait MayMiss {
    /// `bool`, what questions answer: no type where there is no answer, so that a mistake is reported once.
    type Truth;

    /// Whether what is not there is missing for everybody, in stored columns too. Only `Option` says so.
    const IS_OPTION: bool = false;

    /// Whether it is there.
    fn is_there(&self) -> bool;
}

impl<A> MayMiss for Option<A> {
    type Truth = bool;

    const IS_OPTION: bool = true;

    #[inline(always)]
    fn is_there(&self) -> bool {
        self.is_some()
    }
}

impl<A: MayMiss<Truth = bool>> Function1<A> for IsSome {
    type Out = A::Truth;

    #[inline(always)]
    fn call(&self, a: A) -> bool {
        a.is_there()
    }

    fn requires(&self) -> Option<Test> {
        A::IS_OPTION.then_some(Test::There)
    }
}

impl<A: MayMiss<Truth = bool>> Function1<A> for IsNone {
    type Out = A::Truth;

    #[inline(always)]
    fn call(&self, a: A) -> bool {
        !a.is_there()
    }

    fn requires(&self) -> Option<Test> {
        A::IS_OPTION.then_some(Test::Missing)
    }
}

/// What fills in for a missing `A`.
#[diagnostic::on_unimplemented(
    message = "a value of `{Self}` cannot fill in for a missing `{A}`",
    label = "not what fills in here",
    note = "`unwrap_or` goes from a column of `Option<T>` to one of `T`, with a `T`; what is not an `Option` needs no filling in"
)]
pub trait FillsIn<A> {
    /// The type of a value that is there, or was filled in.
    type Filled;

    /// The value, or this.
    fn or(self, a: A) -> Self::Filled;
}

impl<A, B: FillsIn<A>> Function2<A, B> for UnwrapOr {
    type Out = B::Filled;

    #[inline(always)]
    fn call(&self, a: A, b: B) -> B::Filled {
        b.or(a)
    }
}

impl<A: Plain> FillsIn<Self> for Option<A> {
    type Filled = Self;

    #[inline(always)]
    fn or(self, a: Self) -> Self {
        a.or(self)
    }
}

macro_rules! fills_in {
    ($([$($parameters:tt)*] $value:ty;)*) => {$(
        impl<$($parameters)*> FillsIn<Option<$value>> for $value {
            type Filled = Self;

            #[inline(always)]
            fn or(self, a: Option<Self>) -> Self {
                a.unwrap_or(self)
            }
        }
    )*};
}

fills_in! {
    [A: Plain] A;
    [] String;
    ['a] &'a str;
}

/// The value, or none if it equals another.
#[derive(Clone, Copy, Debug)]
pub struct NullIf;

impl<A: Plain + PartialEq> Function2<A, A> for NullIf {
    type Out = Option<A>;

    const TOTAL: bool = A::IS_HARMLESS;

    #[inline(always)]
    fn call(&self, a: A, b: A) -> Option<A> {
        (a != b).then_some(a)
    }
}

impl<A: Plain + PartialEq> Function2<Option<A>, A> for NullIf {
    type Out = Option<A>;

    const TOTAL: bool = A::IS_HARMLESS;

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
