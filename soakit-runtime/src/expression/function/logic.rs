//! `& | ^ !` over truth values. A missing truth value is neither: `unwrap_or` says which it counts as.

use super::{Function1, Function2};

/// A truth value, beside another.
#[diagnostic::on_unimplemented(
    message = "`&`, `|`, `^` and `!` are for true-or-false expressions, not for values of `{Self}`",
    label = "no condition",
    note = "compare first, in parentheses or with methods: `w.temp.gt(30.0) & w.gust.is_none()`; what may be missing becomes a truth value with `unwrap_or(false)`"
)]
pub trait TruthBeside<A> {
    /// `bool`, what the operators answer: no type where there is no answer, so that a mistake is reported once.
    type Truth;

    /// Whether the other is true.
    fn left(other: A) -> bool;

    /// Whether this is true.
    fn right(self) -> bool;
}

impl TruthBeside<Self> for bool {
    type Truth = Self;

    #[inline(always)]
    fn left(other: Self) -> Self {
        other
    }

    #[inline(always)]
    fn right(self) -> Self {
        self
    }
}

/// `a & b`. `b` is not computed where `a` is false, if computing it could panic.
#[derive(Clone, Copy, Debug)]
pub struct And;

/// `a | b`. `b` is not computed where `a` is true, if computing it could panic.
#[derive(Clone, Copy, Debug)]
pub struct Or;

/// `a ^ b`
#[derive(Clone, Copy, Debug)]
pub struct Xor;

/// `!a`
#[derive(Clone, Copy, Debug)]
pub struct Not;

macro_rules! operators {
    ($($function:ident $needs_both:literal |$a:ident, $b:ident| $eager:expr, $lazy:expr;)*) => {$(
        impl<A, B: TruthBeside<A, Truth = bool>> Function2<A, B> for $function {
            type Out = B::Truth;

            const NEEDS_BOTH: bool = $needs_both;

            #[inline(always)]
            fn call(&self, a: A, b: B) -> bool {
                let ($a, $b) = (B::left(a), b.right());
                $eager
            }

            #[inline(always)]
            fn call_lazily(&self, a: impl FnOnce() -> A, b: impl FnOnce() -> B, total: bool) -> bool {
                if total {
                    return self.call(a(), b());
                }
                let ($a, $b) = (|| B::left(a()), || b().right());
                $lazy
            }
        }
    )*};
}

operators! {
    And true |a, b| a & b, a() && b();
    Or false |a, b| a | b, a() || b();
    Xor false |a, b| a ^ b, a() ^ b();
}

impl<A: TruthBeside<A, Truth = bool>> Function1<A> for Not {
    type Out = A::Truth;

    #[inline(always)]
    fn call(&self, a: A) -> bool {
        !a.right()
    }
}
