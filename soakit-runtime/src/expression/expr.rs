//! [`Expr`]: what every expression can do.

use alloc::vec::Vec;
use core::marker::PhantomData;

use super::function::{
    Abs, Between, CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Eq, Function1, Function2, Function3, Ge, Gt, IfElse,
    IsIn, IsNone, IsSome, Le, LossyCast, Lt, Ne, NullIf, TryCast, UnwrapOr, Widen, WrappingAdd, WrappingMul,
    WrappingSub,
};
use super::node::{Binary, Call3, Ternary, Unary};
use super::{Apply1, Apply2, Apply3, Calc, Choice, Mapped, Operand};
use crate::record::Cell;

/// An expression: a column, or what is computed from columns, row by row.
///
/// Tokens are expressions; `+ - * / % & | ^ !` and the methods here make expressions of expressions. An expression is a
/// value that describes a computation; nothing is computed until a query runs.
///
/// # Missing values, NaN, overflow
/// Operators and comparisons follow Rust. Arithmetic with a missing value is missing. `eq` is that of `Option`: a missing
/// value equals a missing value, and `w.gust.eq(3.0)` is `gust == Some(3.0)`. `lt` and its kin are false when a value is
/// missing or NaN. Integers overflow as they do in the program's own code; `checked_add` and its kin are missing on
/// overflow, `wrapping_add` and its kin wrap.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an expression",
    label = "expected a column, or something computed from columns",
    note = "answer with what the closure receives: `|w| w.temp * 2.0`"
)]
#[allow(clippy::wrong_self_convention, reason = "expressions are made of expressions, by value")]
pub trait Expr: Sized {
    /// The type of a cell.
    type Value;

    /// `self == other`; a missing value equals a missing value.
    #[inline(always)]
    fn eq<B: Operand<Self::Value>>(self, other: B) -> Binary<Eq, Self, B>
    where
        Eq: Function2<Self::Value, <B::Expr as Expr>::Value>,
    {
        Calc(Apply2(Eq, self, other.into_expr()))
    }

    /// `self != other`, the opposite of [`eq`](Self::eq).
    #[inline(always)]
    fn ne<B: Operand<Self::Value>>(self, other: B) -> Binary<Ne, Self, B>
    where
        Ne: Function2<Self::Value, <B::Expr as Expr>::Value>,
    {
        Calc(Apply2(Ne, self, other.into_expr()))
    }

    /// `self < other`; false if one is missing.
    #[inline(always)]
    fn lt<B: Operand<Self::Value>>(self, other: B) -> Binary<Lt, Self, B>
    where
        Lt: Function2<Self::Value, <B::Expr as Expr>::Value>,
    {
        Calc(Apply2(Lt, self, other.into_expr()))
    }

    /// `self <= other`; false if one is missing.
    #[inline(always)]
    fn le<B: Operand<Self::Value>>(self, other: B) -> Binary<Le, Self, B>
    where
        Le: Function2<Self::Value, <B::Expr as Expr>::Value>,
    {
        Calc(Apply2(Le, self, other.into_expr()))
    }

    /// `self > other`; false if one is missing.
    #[inline(always)]
    fn gt<B: Operand<Self::Value>>(self, other: B) -> Binary<Gt, Self, B>
    where
        Gt: Function2<Self::Value, <B::Expr as Expr>::Value>,
    {
        Calc(Apply2(Gt, self, other.into_expr()))
    }

    /// `self >= other`; false if one is missing.
    #[inline(always)]
    fn ge<B: Operand<Self::Value>>(self, other: B) -> Binary<Ge, Self, B>
    where
        Ge: Function2<Self::Value, <B::Expr as Expr>::Value>,
    {
        Calc(Apply2(Ge, self, other.into_expr()))
    }

    /// `low <= self && self <= high`; false if one is missing.
    #[inline(always)]
    fn between<B: Operand<Self::Value>, C: Operand<Self::Value>>(self, low: B, high: C) -> Ternary<Between, Self, B, C>
    where
        Between: Function3<Self::Value, <B::Expr as Expr>::Value, <C::Expr as Expr>::Value>,
    {
        Calc(Apply3(Between, self, low.into_expr(), high.into_expr()))
    }

    /// Whether the value is in a list.
    #[inline]
    fn is_in<V>(self, values: impl IntoIterator<Item = V>) -> Unary<IsIn<V>, Self>
    where
        IsIn<V>: Function1<Self::Value>,
    {
        Calc(Apply1(IsIn(values.into_iter().collect::<Vec<V>>()), self))
    }

    /// Whether there is a value.
    #[inline(always)]
    fn is_some(self) -> Unary<IsSome, Self>
    where
        IsSome: Function1<Self::Value>,
    {
        Calc(Apply1(IsSome, self))
    }

    /// Whether the value is missing.
    #[inline(always)]
    fn is_none(self) -> Unary<IsNone, Self>
    where
        IsNone: Function1<Self::Value>,
    {
        Calc(Apply1(IsNone, self))
    }

    /// The value, or `other` where it is missing.
    #[inline(always)]
    fn unwrap_or<B: Operand<Self::Value>>(self, other: B) -> Binary<UnwrapOr, Self, B>
    where
        UnwrapOr: Function2<Self::Value, <B::Expr as Expr>::Value>,
    {
        Calc(Apply2(UnwrapOr, self, other.into_expr()))
    }

    /// The value, but missing where it equals `other`: for columns in which some value stands for "unknown".
    #[inline(always)]
    fn null_if<B: Operand<Self::Value>>(self, other: B) -> Binary<NullIf, Self, B>
    where
        NullIf: Function2<Self::Value, <B::Expr as Expr>::Value>,
    {
        Calc(Apply2(NullIf, self, other.into_expr()))
    }

    /// `then` where this is true, `otherwise` where it is not. Both have one type.
    #[inline(always)]
    fn if_else<A: Choice, B: Operand<<A::Expr as Expr>::Value>>(
        self,
        then: A,
        otherwise: B,
    ) -> <IfElse as Call3<Self, A::Expr, B::Expr>>::Node
    where
        IfElse: Function3<Self::Value, <A::Expr as Expr>::Value, <B::Expr as Expr>::Value>,
    {
        Calc(Apply3(IfElse, self, then.into_choice(), otherwise.into_expr()))
    }

    /// What a closure makes of the value: `w.name.map(|name: &str| name.len() as u64)`.
    #[inline(always)]
    fn map<'a, F, V: Cell>(self, function: F) -> Calc<Mapped<F, Self, V>>
    where
        Self::Value: Cell + 'a,
        F: Fn(<Self::Value as Cell>::Read<'a>) -> V,
    {
        Calc(Mapped(function, self, PhantomData))
    }

    /// The absolute value.
    #[inline(always)]
    fn abs(self) -> Unary<Abs, Self>
    where
        Abs: Function1<Self::Value>,
    {
        Calc(Apply1(Abs, self))
    }

    /// `self + other`, missing on overflow.
    #[inline(always)]
    fn checked_add<B: Operand<Self::Value>>(self, other: B) -> Binary<CheckedAdd, Self, B>
    where
        CheckedAdd: Function2<Self::Value, <B::Expr as Expr>::Value>,
    {
        Calc(Apply2(CheckedAdd, self, other.into_expr()))
    }

    /// `self - other`, missing on overflow.
    #[inline(always)]
    fn checked_sub<B: Operand<Self::Value>>(self, other: B) -> Binary<CheckedSub, Self, B>
    where
        CheckedSub: Function2<Self::Value, <B::Expr as Expr>::Value>,
    {
        Calc(Apply2(CheckedSub, self, other.into_expr()))
    }

    /// `self * other`, missing on overflow.
    #[inline(always)]
    fn checked_mul<B: Operand<Self::Value>>(self, other: B) -> Binary<CheckedMul, Self, B>
    where
        CheckedMul: Function2<Self::Value, <B::Expr as Expr>::Value>,
    {
        Calc(Apply2(CheckedMul, self, other.into_expr()))
    }

    /// `self / other`, missing on overflow and division by zero.
    #[inline(always)]
    fn checked_div<B: Operand<Self::Value>>(self, other: B) -> Binary<CheckedDiv, Self, B>
    where
        CheckedDiv: Function2<Self::Value, <B::Expr as Expr>::Value>,
    {
        Calc(Apply2(CheckedDiv, self, other.into_expr()))
    }

    /// `self + other`, modulo 2 to the number of bits.
    #[inline(always)]
    fn wrapping_add<B: Operand<Self::Value>>(self, other: B) -> Binary<WrappingAdd, Self, B>
    where
        WrappingAdd: Function2<Self::Value, <B::Expr as Expr>::Value>,
    {
        Calc(Apply2(WrappingAdd, self, other.into_expr()))
    }

    /// `self - other`, modulo 2 to the number of bits.
    #[inline(always)]
    fn wrapping_sub<B: Operand<Self::Value>>(self, other: B) -> Binary<WrappingSub, Self, B>
    where
        WrappingSub: Function2<Self::Value, <B::Expr as Expr>::Value>,
    {
        Calc(Apply2(WrappingSub, self, other.into_expr()))
    }

    /// `self * other`, modulo 2 to the number of bits.
    #[inline(always)]
    fn wrapping_mul<B: Operand<Self::Value>>(self, other: B) -> Binary<WrappingMul, Self, B>
    where
        WrappingMul: Function2<Self::Value, <B::Expr as Expr>::Value>,
    {
        Calc(Apply2(WrappingMul, self, other.into_expr()))
    }

    /// The same number in a wider type: `w.month.widen::<i64>()`. Nothing is lost.
    #[inline(always)]
    fn widen<T>(self) -> Unary<Widen<T>, Self>
    where
        Widen<T>: Function1<Self::Value>,
    {
        Calc(Apply1(Widen::new(), self))
    }

    /// The same number in another type; missing where that type does not have it.
    #[inline(always)]
    fn try_cast<T>(self) -> Unary<TryCast<T>, Self>
    where
        TryCast<T>: Function1<Self::Value>,
    {
        Calc(Apply1(TryCast::new(), self))
    }

    /// The number in another type, as `as` makes it: rounded, saturated, or cut off.
    #[inline(always)]
    fn lossy_cast<T>(self) -> Unary<LossyCast<T>, Self>
    where
        LossyCast<T>: Function1<Self::Value>,
    {
        Calc(Apply1(LossyCast::new(), self))
    }
}
