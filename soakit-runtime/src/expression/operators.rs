//! `+ - * / %`, `& | ^`, `-` and `!` on expressions, with expressions or literals on the right, and numbers on the left.

use core::ops;

use super::function::{Add, And, Div, Function2, Mul, Neg, Not, Or, Rem, Sub, Xor};
use super::node::Call2;
use super::{Apply1, Apply2, Calc, Expr, Literal, Mark, Operand};
use crate::record::derived::Computed;
use crate::record::{Cell, Field, Path};
use crate::words::{Decimal, WideDecimal};

macro_rules! binary {
    ($operator:ident $method:ident $function:ident: $([$($parameters:tt)*] $expression:ty;)*) => {$(
        impl<$($parameters)*, Rhs> ops::$operator<Rhs> for $expression
        where
            Self: Expr,
            Rhs: Operand<<Self as Expr>::Value>,
            $function: Function2<<Self as Expr>::Value, <Rhs::Expr as Expr>::Value>,
        {
            type Output = <$function as Call2<Self, Rhs::Expr>>::Node;

            #[inline(always)]
            fn $method(self, rhs: Rhs) -> Self::Output {
                Calc(Apply2($function, self, rhs.into_expr()))
            }
        }
    )*};
}

// Whether the function goes with the values is asked when the expression is used, not here: rustc would only say that the type
// has no such operator, without the words of `TruthBeside` and `Negated`.
macro_rules! unary {
    ($operator:ident $method:ident $function:ident: $([$($parameters:tt)*] $expression:ty;)*) => {$(
        impl<$($parameters)*> ops::$operator for $expression
        where
            Self: Expr,
        {
            type Output = Calc<Apply1<$function, Self>>;

            #[inline(always)]
            fn $method(self) -> Self::Output {
                Calc(Apply1($function, self))
            }
        }
    )*};
}

macro_rules! on_every_expression {
    ($kind:ident $operator:ident $method:ident $function:ident) => {
        $kind! {
            $operator $method $function:
            [R: Mark, P: Path, V: Cell] Field<R, P, V>;
            [R: Mark, S, const N: usize, V: Cell] Computed<R, S, N, V>;
            [N: Expr] Calc<N>;
        }
    };
}

on_every_expression! { binary Add add Add }
on_every_expression! { binary Sub sub Sub }
on_every_expression! { binary Mul mul Mul }
on_every_expression! { binary Div div Div }
on_every_expression! { binary Rem rem Rem }
on_every_expression! { binary BitAnd bitand And }
on_every_expression! { binary BitOr bitor Or }
on_every_expression! { binary BitXor bitxor Xor }
on_every_expression! { unary Neg neg Neg }
on_every_expression! { unary Not not Not }

/// Numbers on the left of an operator: `1.0 - w.temp`.
macro_rules! on_the_left {
    ($([$($parameters:tt)*] $number:ty),*) => {
        $(on_the_left! { @operators [$($parameters)*] $number: Add add, Sub sub, Mul mul, Div div, Rem rem })*
    };
    (@operators $parameters:tt $number:ty: $($operator:ident $method:ident),*) => {
        $(on_the_left! { @one $parameters $number, $operator $method })*
    };
    (@one [$($parameters:tt)*] $number:ty, $operator:ident $method:ident) => {
        on_the_left! { @expression [$($parameters)* R: Mark, P: Path, V: Cell] $number, $operator $method, Field<R, P, V> }
        on_the_left! { @expression [$($parameters)* R: Mark, S, const N: usize, V: Cell] $number, $operator $method, Computed<R, S, N, V> }
        on_the_left! { @expression [$($parameters)* N: Expr] $number, $operator $method, Calc<N> }
    };
    (@expression [$($parameters:tt)*] $number:ty, $operator:ident $method:ident, $expression:ty) => {
        impl<$($parameters)*> ops::$operator<$expression> for $number
        where
            $operator: Function2<$number, <$expression as Expr>::Value>,
        {
            type Output = <$operator as Call2<Literal<$number>, $expression>>::Node;

            #[inline(always)]
            fn $method(self, rhs: $expression) -> Self::Output {
                Calc(Apply2($operator, Literal(self), rhs))
            }
        }
    };
}

on_the_left! { [const SCALE: u32,] Decimal<SCALE>, [const SCALE: u32,] WideDecimal<SCALE> }
on_the_left! { [] i8, [] i16, [] i32, [] i64, [] i128, [] u8, [] u16, [] u32, [] u64, [] u128, [] usize, [] isize, [] f32, [] f64 }

/// Comparison by Rust's operators, which answer `bool` at once and so cannot describe a comparison of columns. Nothing has it.
#[diagnostic::on_unimplemented(
    message = "columns are compared by methods, not by operators",
    label = "`==`, `<` and their kin are no expressions",
    note = "write `w.temp.gt(30.0)`, `w.month.eq(7)`: the methods are `eq`, `ne`, `lt`, `le`, `gt`, `ge`, `between` and `is_in`"
)]
pub trait ComparedByOperators: Sized {
    /// Cannot be had.
    const NEVER: core::convert::Infallible;
}

/// Tells those who write `w.temp > 30.0` what to write.
macro_rules! comparisons {
    ($([$($parameters:tt)*] $expression:ty;)*) => {$(
        impl<$($parameters)*, Rhs: ComparedByOperators> PartialEq<Rhs> for $expression {
            fn eq(&self, _: &Rhs) -> bool {
                match Rhs::NEVER {}
            }
        }

        impl<$($parameters)*, Rhs: ComparedByOperators> PartialOrd<Rhs> for $expression {
            fn partial_cmp(&self, _: &Rhs) -> Option<core::cmp::Ordering> {
                match Rhs::NEVER {}
            }
        }
    )*};
}

comparisons! {
    [R: Mark, P: Path, V: Cell] Field<R, P, V>;
    [R: Mark, S, const N: usize, V: Cell] Computed<R, S, N, V>;
    [N: Expr] Calc<N>;
}
