//! Comparisons.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Function1, Function2, Function3};
use crate::record::Plain;

/// Values that can be compared.
///
/// Equality is that of `Option` where a value may be missing; order is false where a value is missing, or is NaN.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` column cannot be compared with `{B}`",
    label = "not comparable",
    note = "compare values of one type; turn one into the other with `widen`, `try_cast`, `lossy_cast` or `map`"
)]
pub trait Compare<B> {
    /// `bool`, what questions answer: no type where there is no answer, so that a mistake is reported once.
    type Truth;

    /// Whether comparing costs more than looking up the answer for a dictionary's word.
    const COSTLY: bool = false;
    /// Whether comparing cannot panic.
    const TOTAL: bool = false;

    /// `a == b`
    fn same(&self, b: &B) -> bool;
    /// `a < b`
    fn less(&self, b: &B) -> bool;
    /// `a <= b`
    fn at_most(&self, b: &B) -> bool;
}

macro_rules! comparisons {
    ($costly:literal [$($parameters:tt)*] $a:ty, $b:ty, |$x:ident, $y:ident| $pair:expr) => {
        #[diagnostic::do_not_recommend]
        impl<$($parameters)*> Compare<$b> for $a {
            type Truth = bool;

            const COSTLY: bool = $costly;
            const TOTAL: bool = true;

            #[inline(always)]
            fn same(&self, other: &$b) -> bool {
                let ($x, $y) = (self, other);
                let (a, b) = $pair;
                a == b
            }

            #[inline(always)]
            fn less(&self, other: &$b) -> bool {
                let ($x, $y) = (self, other);
                let (a, b) = $pair;
                a < b
            }

            #[inline(always)]
            fn at_most(&self, other: &$b) -> bool {
                let ($x, $y) = (self, other);
                let (a, b) = $pair;
                a <= b
            }
        }
    };
}

/// The same, when one may be missing: a missing value equals a missing value, and has no order.
macro_rules! optional_comparisons {
    ($([$($parameters:tt)*] $a:ty, $b:ty, |$x:ident, $y:ident| $pair:expr;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($parameters)*> Compare<$b> for $a {
            type Truth = bool;

            const COSTLY: bool = true;
            const TOTAL: bool = true;

            #[inline(always)]
            fn same(&self, other: &$b) -> bool {
                let ($x, $y) = (self, other);
                match $pair {
                    (Some(a), Some(b)) => a == b,
                    (a, b) => a.is_none() && b.is_none(),
                }
            }

            #[inline(always)]
            fn less(&self, other: &$b) -> bool {
                let ($x, $y) = (self, other);
                matches!($pair, (Some(a), Some(b)) if a < b)
            }

            #[inline(always)]
            fn at_most(&self, other: &$b) -> bool {
                let ($x, $y) = (self, other);
                matches!($pair, (Some(a), Some(b)) if a <= b)
            }
        }
    )*};
}

#[diagnostic::do_not_recommend]
impl<A: Plain + PartialOrd> Compare<A> for A {
    type Truth = bool;

    const TOTAL: bool = A::IS_HARMLESS;

    #[inline(always)]
    fn same(&self, b: &A) -> bool {
        self == b
    }

    #[inline(always)]
    fn less(&self, b: &A) -> bool {
        self.is_less(*b)
    }

    #[inline(always)]
    fn at_most(&self, b: &A) -> bool {
        self.is_at_most(*b)
    }
}

macro_rules! optional_scalars {
    ($($a:ty, $b:ty, |$x:ident, $y:ident| $pair:expr;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<A: Plain + PartialOrd> Compare<$b> for $a {
            type Truth = bool;

            const TOTAL: bool = A::IS_HARMLESS;

            #[inline(always)]
            fn same(&self, other: &$b) -> bool {
                let ($x, $y): (Self, $b) = (*self, *other);
                let (a, b): (Option<A>, Option<A>) = $pair;
                a == b
            }

            #[inline(always)]
            fn less(&self, other: &$b) -> bool {
                let ($x, $y): (Self, $b) = (*self, *other);
                matches!($pair, (Some(a), Some(b)) if a.is_less(b))
            }

            #[inline(always)]
            fn at_most(&self, other: &$b) -> bool {
                let ($x, $y): (Self, $b) = (*self, *other);
                matches!($pair, (Some(a), Some(b)) if a.is_at_most(b))
            }
        }
    )*};
}

optional_scalars! {
    Option<A>, A, |a, b| (a, Some(b));
    A, Option<A>, |a, b| (Some(a), b);
    Option<A>, Option<A>, |a, b| (a, b);
}

// Text, as cells and as values. Cells of text are never compared: they only say that it can be done.
comparisons! { true [] String, String, |a, b| (a, b) }
comparisons! { true [] &str, &str, |a, b| (*a, *b) }
comparisons! { true [] String, &str, |a, b| (a.as_str(), *b) }
comparisons! { true [] &str, String, |a, b| (*a, b.as_str()) }

optional_comparisons! {
    [] Option<String>, Option<String>, |a, b| (a.as_deref(), b.as_deref());
    [] Option<String>, String, |a, b| (a.as_deref(), Some(b.as_str()));
    [] String, Option<String>, |a, b| (Some(a.as_str()), b.as_deref());
    [] Option<&str>, Option<&str>, |a, b| (*a, *b);
    [] Option<&str>, &str, |a, b| (*a, Some(*b));
    [] &str, Option<&str>, |a, b| (Some(*a), *b);
    [] Option<String>, &str, |a, b| (a.as_deref(), Some(*b));
    [] Option<String>, Option<&str>, |a, b| (a.as_deref(), *b);
}

macro_rules! comparison_functions {
    ($($(#[$doc:meta])* $function:ident [$left:ident $right:ident] |$a:ident, $b:ident| $call:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $function;

        impl<$left: Compare<$right, Truth = bool>, $right> Function2<A, B> for $function {
            comparison_functions! { @body $left $right A B |$a, $b| $call }
        }
    )*};
    (@body $left:ident $right:ident $first:ident $second:ident |$a:ident, $b:ident| $call:expr) => {
        type Out = $left::Truth;

        const TOTAL: bool = $left::TOTAL;
        const ONCE_PER_WORD: bool = $left::COSTLY;

        #[inline(always)]
        fn call(&self, $a: $first, $b: $second) -> bool {
            $call
        }
    };
}

comparison_functions! {
    /// `a == b`, and equal if both are missing.
    Eq [A B] |a, b| a.same(&b);
    /// `a != b`
    Ne [A B] |a, b| !a.same(&b);
    /// `a < b`, false if one is missing.
    Lt [A B] |a, b| a.less(&b);
    /// `a <= b`, false if one is missing.
    Le [A B] |a, b| a.at_most(&b);
    /// `a > b`, false if one is missing.
    Gt [B A] |a, b| b.less(&a);
    /// `a >= b`, false if one is missing.
    Ge [B A] |a, b| b.at_most(&a);
}

/// `low <= a && a <= high`, false if one is missing.
#[derive(Clone, Copy, Debug)]
pub struct Between;

impl<A: Compare<C>, B, C> Function3<A, B, C> for Between
where
    B: Compare<A, Truth = bool>,
{
    type Out = B::Truth;

    const TOTAL: bool = A::TOTAL && B::TOTAL;

    #[inline(always)]
    fn call_lazily(&self, a: impl FnOnce() -> A, low: impl FnOnce() -> B, high: impl FnOnce() -> C, _: bool) -> bool {
        let a = a();
        low().at_most(&a) & a.at_most(&high())
    }
}

/// Whether a value is one of a list.
#[derive(Clone, Debug)]
pub struct IsIn<V>(pub(crate) Vec<V>);

impl<A: Compare<V, Truth = bool>, V> Function1<A> for IsIn<V> {
    type Out = A::Truth;

    const TOTAL: bool = A::TOTAL;
    const ONCE_PER_WORD: bool = true;

    #[inline(always)]
    fn call(&self, a: A) -> bool {
        self.0.iter().any(|value| a.same(value))
    }
}
