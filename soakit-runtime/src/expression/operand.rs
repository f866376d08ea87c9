//! [`Operand`]: what may stand on the right of an operator: an expression, or a literal.

use alloc::string::String;

use super::{Calc, Expr, Literal, Mark};
use crate::record::derived::Computed;
use crate::record::{Cell, Field, Path, Plain};

/// What can stand beside an expression of type `V` in an operator or a comparison: another expression, or a literal of its
/// type (for a column that may be missing, a plain value too).
#[diagnostic::on_unimplemented(
    message = "a `{V}` column cannot be used with `{Self}`",
    label = "expected `{V}`, or an expression",
    note = "literals are not converted: write `7.0` beside an `f64`, and a `u8` beside a `u8`"
)]
pub trait Operand<V> {
    /// The operand as an expression.
    type Expr: Expr;

    /// The operand as an expression.
    fn into_expr(self) -> Self::Expr;
}

impl<T: Plain> Operand<T> for T {
    type Expr = Literal<T>;

    #[inline(always)]
    fn into_expr(self) -> Literal<T> {
        Literal(self)
    }
}

impl<T: Plain> Operand<Option<T>> for T {
    type Expr = Literal<T>;

    #[inline(always)]
    fn into_expr(self) -> Literal<T> {
        Literal(self)
    }
}

impl<T: Plain> Operand<Option<T>> for Option<T> {
    type Expr = Literal<Self>;

    #[inline(always)]
    fn into_expr(self) -> Literal<Self> {
        Literal(self)
    }
}

impl<'x> Operand<String> for &'x str {
    type Expr = Literal<&'x str>;

    #[inline(always)]
    fn into_expr(self) -> Literal<&'x str> {
        Literal(self)
    }
}

impl<'x> Operand<Option<String>> for &'x str {
    type Expr = Literal<&'x str>;

    #[inline(always)]
    fn into_expr(self) -> Literal<&'x str> {
        Literal(self)
    }
}

impl<'x> Operand<String> for &'x String {
    type Expr = Literal<&'x str>;

    #[inline(always)]
    fn into_expr(self) -> Literal<&'x str> {
        Literal(self)
    }
}

impl<R: Mark, P: Path, V: Cell, W> Operand<W> for Field<R, P, V> {
    type Expr = Self;

    #[inline(always)]
    fn into_expr(self) -> Self {
        self
    }
}

impl<R: Mark, S, const N: usize, V: Cell, W> Operand<W> for Computed<R, S, N, V> {
    type Expr = Self;

    #[inline(always)]
    fn into_expr(self) -> Self {
        self
    }
}

impl<N: Expr, W> Operand<W> for Calc<N> {
    type Expr = Self;

    #[inline(always)]
    fn into_expr(self) -> Self {
        self
    }
}

/// What can be chosen by `if_else`: an expression, or a literal.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be chosen by `if_else`",
    label = "neither an expression nor a literal",
    note = "answer with a column, something computed from columns, a number or a text"
)]
pub trait Choice {
    /// The choice as an expression.
    type Expr: Expr;

    /// The choice as an expression.
    fn into_choice(self) -> Self::Expr;
}

/// A text beside a text, where no column says that it is one.
impl<'x> Operand<&'x str> for &'x str {
    type Expr = Literal<&'x str>;

    #[inline(always)]
    fn into_expr(self) -> Literal<&'x str> {
        Literal(self)
    }
}

macro_rules! choices {
    ($([$($parameters:tt)*] $choice:ty => $expr:ty, |$x:ident| $into:expr;)*) => {$(
        impl<$($parameters)*> Choice for $choice {
            type Expr = $expr;

            #[inline(always)]
            fn into_choice(self) -> $expr {
                let $x = self;
                $into
            }
        }
    )*};
}

choices! {
    [T: Plain] T => Literal<T>, |value| Literal(value);
    [T: Plain] Option<T> => Literal<Self>, |value| Literal(value);
    ['x] &'x str => Literal<&'x str>, |text| Literal(text);
    [R: Mark, P: Path, V: Cell] Field<R, P, V> => Self, |token| token;
    [R: Mark, S, const N: usize, V: Cell] Computed<R, S, N, V> => Self, |token| token;
    [N: Expr] Calc<N> => Self, |expression| expression;
}
