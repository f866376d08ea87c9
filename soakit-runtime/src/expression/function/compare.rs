//! Comparisons.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Function1, Function2, Function3, Relation, Test, TextLike};
use crate::record::{Constant, Plain, Value};

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

    /// What a value of this type must stand for the relation to `b` to hold; none if that cannot be said without the types.
    fn beside(relation: Relation, b: &B) -> Option<Test> {
        let _ = (relation, b);
        None
    }

    /// What a `B` must stand for this value to have the relation to it.
    fn before(&self, relation: Relation) -> Option<Test> {
        let _ = relation;
        None
    }
}

/// What a text must stand beside another.
fn text_beside(relation: Relation, text: Option<&str>) -> Option<Test> {
    Some(text.map_or_else(|| relation.to_missing(), |text| relation.to(Constant::Text(text.into()))))
}

/// What a scalar must stand beside another that is there.
fn scalar_beside<A: Plain + PartialOrd>(relation: Relation, b: A) -> Option<Test> {
    if A::VALUES.is_empty() {
        return b.constant().map(|constant| relation.to(constant));
    }
    let holding = A::VALUES.iter().filter(|a| match relation {
        Relation::Equal => **a == b,
        Relation::NotEqual => **a != b,
        Relation::Less => a.is_less(b),
        Relation::AtMost => a.is_at_most(b),
        Relation::Greater => b.is_less(**a),
        Relation::AtLeast => b.is_at_most(**a),
    });
    let names = holding.map(|a| match A::value_of(a) {
        Ok(Value::Text(name)) => Some(Constant::Text(name)),
        _ => None,
    });
    names.collect::<Option<_>>().map(Test::OneOf)
}

/// What a scalar that may be missing must stand beside another.
fn optional_beside<A: Plain + PartialOrd>(relation: Relation, b: Option<A>) -> Option<Test> {
    match b {
        None => Some(relation.to_missing()),
        // All other values and a missing one are not one of some values.
        Some(_) if relation == Relation::NotEqual && !A::VALUES.is_empty() => None,
        Some(b) => scalar_beside(relation, b),
    }
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

            fn beside(relation: Relation, b: &$b) -> Option<Test> {
                text_beside(relation, b.text())
            }

            fn before(&self, relation: Relation) -> Option<Test> {
                text_beside(relation.turned(), self.text())
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

            fn beside(relation: Relation, b: &$b) -> Option<Test> {
                text_beside(relation, b.text())
            }

            fn before(&self, relation: Relation) -> Option<Test> {
                text_beside(relation.turned(), self.text())
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

    fn beside(relation: Relation, b: &A) -> Option<Test> {
        scalar_beside(relation, *b)
    }

    fn before(&self, relation: Relation) -> Option<Test> {
        scalar_beside(relation.turned(), *self)
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

            fn beside(relation: Relation, b: &$b) -> Option<Test> {
                optional_beside::<A>(relation, Option::from(*b))
            }

            fn before(&self, relation: Relation) -> Option<Test> {
                optional_beside::<A>(relation.turned(), Option::from(*self))
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
    ($($(#[$doc:meta])* $function:ident [$left:ident $right:ident] |$a:ident, $b:ident| $call:expr, $requires:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $function;

        impl<$left: Compare<$right, Truth = bool>, $right> Function2<A, B> for $function {
            comparison_functions! { @body $left $right A B |$a, $b| $call, $requires }
        }
    )*};
    (@body $left:ident $right:ident $first:ident $second:ident |$a:ident, $b:ident| $call:expr, $requires:expr) => {
        type Out = $left::Truth;

        const TOTAL: bool = $left::TOTAL;
        const ONCE_PER_WORD: bool = $left::COSTLY;

        #[inline(always)]
        fn call(&self, $a: $first, $b: $second) -> bool {
            $call
        }

        fn requires(&self, $b: &$second) -> Option<Test> {
            $requires
        }
    };
}

comparison_functions! {
    /// `a == b`, and equal if both are missing.
    Eq [A B] |a, b| a.same(&b), A::beside(Relation::Equal, b);
    /// `a != b`
    Ne [A B] |a, b| !a.same(&b), A::beside(Relation::NotEqual, b);
    /// `a < b`, false if one is missing.
    Lt [A B] |a, b| a.less(&b), A::beside(Relation::Less, b);
    /// `a <= b`, false if one is missing.
    Le [A B] |a, b| a.at_most(&b), A::beside(Relation::AtMost, b);
    /// `a > b`, false if one is missing.
    Gt [B A] |a, b| b.less(&a), b.before(Relation::Less);
    /// `a >= b`, false if one is missing.
    Ge [B A] |a, b| b.at_most(&a), b.before(Relation::AtMost);
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

    fn requires(&self, low: Option<&B>, high: Option<&C>) -> [Option<Test>; 2] {
        [low.and_then(|low| low.before(Relation::AtMost)), high.and_then(|high| A::beside(Relation::AtMost, high))]
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

    fn requires(&self) -> Option<Test> {
        let mut all = Vec::with_capacity(self.0.len());
        for value in &self.0 {
            match A::beside(Relation::Equal, value)? {
                Test::OneOf(values) => all.extend(values),
                // A list that a missing value is in.
                _ => return None,
            }
        }
        Some(Test::OneOf(all))
    }
}
