//! What expressions are made of: functions applied to expressions, literals, closures.
//!
//! Every operator and method makes one of these, wrapped in [`Calc`], on which the operators stand. What a node computes is a
//! [`function`](super::function): a safe function from values to a value. So the unsafe reads of rows are in this file and
//! in `token.rs`, and nowhere else.

#![allow(unsafe_code, reason = "passes a row on to the parts of an expression")]

use alloc::string::String;
use alloc::vec::Vec;
use core::any::type_name;
use core::marker::PhantomData;

use super::describe::apply;
use super::function::{Function1, Function2, Function3};
use super::{Bound, Eval, Expr, Handle, Operand, Requirements, Show, Source, Test};
use crate::record::Cell;

/// A compound expression.
#[derive(Clone, Copy, Debug)]
pub struct Calc<N>(pub(crate) N);

/// A function of one expression.
#[derive(Clone, Copy, Debug)]
pub struct Apply1<F, A>(pub(crate) F, pub(crate) A);

/// A function of two expressions.
#[derive(Clone, Copy, Debug)]
pub struct Apply2<F, A, B>(pub(crate) F, pub(crate) A, pub(crate) B);

/// A function of three expressions.
#[derive(Clone, Copy, Debug)]
pub struct Apply3<F, A, B, C>(pub(crate) F, pub(crate) A, pub(crate) B, pub(crate) C);

/// A function and an expression that it goes with.
///
/// Methods and operators answer with the [`Node`](Self::Node), not with `Calc<Apply1<…>>`: after a mistake there is no node, and
/// so no type that later steps of a query would complain about again.
pub trait Call1<A> {
    /// The compound expression.
    type Node;
}

/// A function and two expressions that it goes with, as in [`Call1`].
pub trait Call2<A, B> {
    /// The compound expression.
    type Node;
}

/// A function and three expressions that it goes with, as in [`Call1`].
pub trait Call3<A, B, C> {
    /// The compound expression.
    type Node;
}

/// A type that is known, as every type is: what a function answers, if it goes with the values.
pub trait Known {
    /// The expression that a node becomes.
    type Calc<N>;
}

impl<T> Known for T {
    type Calc<N> = Calc<N>;
}

impl<F: Function1<A::Value>, A: Expr> Call1<A> for F {
    type Node = <F::Out as Known>::Calc<Apply1<F, A>>;
}

impl<F: Function2<A::Value, B::Value>, A: Expr, B: Expr> Call2<A, B> for F {
    type Node = <F::Out as Known>::Calc<Apply2<F, A, B>>;
}

impl<F: Function3<A::Value, B::Value, C::Value>, A: Expr, B: Expr, C: Expr> Call3<A, B, C> for F {
    type Node = <F::Out as Known>::Calc<Apply3<F, A, B, C>>;
}

/// A function of an expression.
pub(super) type Unary<F, A> = <F as Call1<A>>::Node;
/// A function of an expression and an operand.
pub(super) type Binary<F, A, B> = <F as Call2<A, ExprOf<A, B>>>::Node;
/// A function of an expression and two operands.
pub(super) type Ternary<F, A, B, C> = <F as Call3<A, ExprOf<A, B>, ExprOf<A, C>>>::Node;
/// An operand beside an expression.
type ExprOf<A, B> = <B as Operand<<A as Expr>::Value>>::Expr;

/// The same value in every row.
#[derive(Clone, Copy, Debug)]
pub struct Literal<V>(pub(crate) V);

/// A closure over the value of an expression, which makes a `V`.
pub struct Mapped<F, A, V>(pub(crate) F, pub(crate) A, pub(crate) PhantomData<fn() -> V>);

impl<F: Clone, A: Clone, V> Clone for Mapped<F, A, V> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), self.1.clone(), PhantomData)
    }
}

impl<F: Copy, A: Copy, V> Copy for Mapped<F, A, V> {}

/// Adds what a function requires of its first argument, if that is a column.
fn add<const N: usize>(column: Option<String>, tests: [Option<Test>; N], out: &mut Requirements) {
    let Some(column) = column else { return };
    for test in tests.into_iter().flatten() {
        out.add(column.clone(), test);
    }
}

impl<N: Expr> Expr for Calc<N> {
    type Value = N::Value;
}

// SAFETY: the parts are bound to the source.
unsafe impl<S: Source, N: Eval<S>> Eval<S> for Calc<N> {
    type Bound = N::Bound;

    #[inline]
    fn bind(&self, source: S) -> N::Bound {
        self.0.bind(source)
    }

    fn describe(&self, out: &mut String) {
        self.0.describe(out);
    }

    const IS_ROW_WISE: bool = N::IS_ROW_WISE;

    fn require(&self, out: &mut Requirements) {
        self.0.require(out);
    }
}

impl<V: Clone> Expr for Literal<V> {
    type Value = V;
}

// SAFETY: reads no row.
unsafe impl<S: Source, V: Copy + Show + Send + Sync> Eval<S> for Literal<V> {
    type Bound = Self;

    #[inline]
    fn bind(&self, _: S) -> Self {
        *self
    }

    fn describe(&self, out: &mut String) {
        self.0.show(out);
    }

    const IS_ROW_WISE: bool = true;

    fn literal(&self) -> Option<V> {
        Some(self.0)
    }
}

// SAFETY: reads no row.
unsafe impl<R: Handle, V: Copy + Send + Sync> Bound<R> for Literal<V> {
    type Out = V;

    const TOTAL: bool = true;

    #[inline(always)]
    unsafe fn at(&self, _: R) -> V {
        self.0
    }

    fn constant(&self) -> Option<V> {
        Some(self.0)
    }
}

impl<F: Function1<A::Value>, A: Expr> Expr for Apply1<F, A> {
    type Value = F::Out;
}

// SAFETY: the parts are bound to the source.
unsafe impl<S: Source, F, A: Eval<S>, O> Eval<S> for Apply1<F, A>
where
    F: Function1<A::Value> + Function1<<A::Bound as Bound<S::Row>>::Out, Out = O> + Clone + Send + Sync,
    O: Clone + Send + Sync,
{
    type Bound = Applied1<F, A::Bound, O>;

    fn bind(&self, source: S) -> Self::Bound {
        let (function, argument) = (self.0.clone(), self.1.bind(source));
        let mut by_word = Vec::new();
        if <F as Function1<<A::Bound as Bound<S::Row>>::Out>>::ONCE_PER_WORD {
            let words = (0..argument.word_count().unwrap_or(0)).map_while(|code| argument.word(code));
            by_word.extend(words.map(|word| function.call(word)));
        }
        Applied1 { function, argument, by_word }
    }

    fn describe(&self, out: &mut String) {
        apply(type_name::<F>(), &[&|out| self.1.describe(out)], out);
    }

    const IS_ROW_WISE: bool = A::IS_ROW_WISE;

    fn require(&self, out: &mut Requirements) {
        add(self.1.column(), [<F as Function1<A::Value>>::requires(&self.0)], out);
    }
}

/// A function of one bound expression. What costs much is computed once for each word, if the argument is a dictionary.
pub struct Applied1<F, A, O> {
    function: F,
    argument: A,
    by_word: Vec<O>,
}

// SAFETY: the row is passed on.
unsafe impl<R: Handle, F, A: Bound<R>, O> Bound<R> for Applied1<F, A, O>
where
    F: Function1<A::Out, Out = O> + Send + Sync,
    O: Clone + Send + Sync,
{
    type Out = O;

    const TOTAL: bool = A::TOTAL && F::TOTAL;

    #[inline(always)]
    unsafe fn at(&self, row: R) -> O {
        if F::ONCE_PER_WORD && !self.by_word.is_empty() {
            // SAFETY: the caller's promise; words were counted.
            let code = unsafe { self.argument.code(row) };
            if let Some(known) = self.by_word.get(code as usize) {
                return known.clone();
            }
        }
        // SAFETY: the caller's promise.
        self.function.call(unsafe { self.argument.at(row) })
    }
}

impl<F: Function2<A::Value, B::Value>, A: Expr, B: Expr> Expr for Apply2<F, A, B> {
    type Value = F::Out;
}

// SAFETY: the parts are bound to the source.
unsafe impl<S: Source, F, A: Eval<S>, B: Eval<S>, O> Eval<S> for Apply2<F, A, B>
where
    F: Function2<A::Value, B::Value>
        + Function2<<A::Bound as Bound<S::Row>>::Out, <B::Bound as Bound<S::Row>>::Out, Out = O>
        + Clone
        + Send
        + Sync,
    O: Copy + Send + Sync,
{
    type Bound = Applied2<F, A::Bound, B::Bound, O>;

    fn bind(&self, source: S) -> Self::Bound {
        let (function, left, right) = (self.0.clone(), self.1.bind(source), self.2.bind(source));
        let mut by_word = Vec::new();
        if <F as Function2<<A::Bound as Bound<S::Row>>::Out, <B::Bound as Bound<S::Row>>::Out>>::ONCE_PER_WORD
            && right.constant().is_some()
        {
            let pairs = (0..left.word_count().unwrap_or(0)).map_while(|code| left.word(code).zip(right.constant()));
            by_word.extend(pairs.map(|(word, constant)| function.call(word, constant)));
        }
        Applied2 { function, left, right, by_word }
    }

    fn describe(&self, out: &mut String) {
        apply(type_name::<F>(), &[&|out| self.1.describe(out), &|out| self.2.describe(out)], out);
    }

    const IS_ROW_WISE: bool = A::IS_ROW_WISE && B::IS_ROW_WISE;

    fn require(&self, out: &mut Requirements) {
        if <F as Function2<A::Value, B::Value>>::NEEDS_BOTH {
            self.1.require(out);
            self.2.require(out);
        } else if let Some(literal) = self.2.literal() {
            add(self.1.column(), [<F as Function2<A::Value, B::Value>>::requires(&self.0, &literal)], out);
        }
    }
}

/// A function of two bound expressions. What costs much is computed once for each word, if the first is a dictionary and the
/// second the same in every row.
pub struct Applied2<F, A, B, O> {
    function: F,
    left: A,
    right: B,
    by_word: Vec<O>,
}

// SAFETY: the row is passed on.
unsafe impl<R: Handle, F, A: Bound<R>, B: Bound<R>, O> Bound<R> for Applied2<F, A, B, O>
where
    F: Function2<A::Out, B::Out, Out = O> + Send + Sync,
    O: Copy + Send + Sync,
{
    type Out = O;

    const TOTAL: bool = A::TOTAL && B::TOTAL && F::TOTAL;

    #[inline(always)]
    unsafe fn at(&self, row: R) -> O {
        if F::ONCE_PER_WORD && !self.by_word.is_empty() {
            // SAFETY: the caller's promise; words were counted.
            let code = unsafe { self.left.code(row) };
            if let Some(&known) = self.by_word.get(code as usize) {
                return known;
            }
        }
        // SAFETY: the caller's promise.
        unsafe { self.function.call_lazily(|| self.left.at(row), || self.right.at(row), B::TOTAL) }
    }
}

impl<F, A: Expr, B: Expr, C: Expr> Expr for Apply3<F, A, B, C>
where
    F: Function3<A::Value, B::Value, C::Value>,
{
    type Value = F::Out;
}

// SAFETY: the parts are bound to the source.
unsafe impl<S: Source, F, A: Eval<S>, B: Eval<S>, C: Eval<S>> Eval<S> for Apply3<F, A, B, C>
where
    F: Function3<A::Value, B::Value, C::Value>
        + Function3<<A::Bound as Bound<S::Row>>::Out, <B::Bound as Bound<S::Row>>::Out, <C::Bound as Bound<S::Row>>::Out>
        + Clone
        + Send
        + Sync,
{
    type Bound = Apply3<F, A::Bound, B::Bound, C::Bound>;

    #[inline]
    fn bind(&self, source: S) -> Self::Bound {
        Apply3(self.0.clone(), self.1.bind(source), self.2.bind(source), self.3.bind(source))
    }

    fn describe(&self, out: &mut String) {
        let (a, b, c) = (&|out: &mut _| self.1.describe(out), &|out: &mut _| self.2.describe(out), &|out: &mut _| {
            self.3.describe(out)
        });
        apply(type_name::<F>(), &[a, b, c], out);
    }

    const IS_ROW_WISE: bool = A::IS_ROW_WISE && B::IS_ROW_WISE && C::IS_ROW_WISE;

    fn require(&self, out: &mut Requirements) {
        let (b, c) = (self.2.literal(), self.3.literal());
        let tests = <F as Function3<A::Value, B::Value, C::Value>>::requires(&self.0, b.as_ref(), c.as_ref());
        add(self.1.column(), tests, out);
    }
}

// SAFETY: the row is passed on.
unsafe impl<R: Handle, F, A: Bound<R>, B: Bound<R>, C: Bound<R>> Bound<R> for Apply3<F, A, B, C>
where
    F: Function3<A::Out, B::Out, C::Out> + Send + Sync,
{
    type Out = F::Out;

    const TOTAL: bool = A::TOTAL && B::TOTAL && C::TOTAL && F::TOTAL;

    #[inline(always)]
    unsafe fn at(&self, row: R) -> F::Out {
        // SAFETY: the caller's promise.
        unsafe { self.0.call_lazily(|| self.1.at(row), || self.2.at(row), || self.3.at(row), B::TOTAL && C::TOTAL) }
    }
}

impl<F, A: Expr, V: Cell> Expr for Mapped<F, A, V> {
    type Value = V;
}

// SAFETY: the parts are bound to the source.
unsafe impl<S: Source, F, A: Eval<S>, V: Cell, O> Eval<S> for Mapped<F, A, V>
where
    F: Fn(<A::Bound as Bound<S::Row>>::Out) -> O + Clone + Send + Sync,
{
    type Bound = Mapped<F, A::Bound, O>;

    #[inline]
    fn bind(&self, source: S) -> Self::Bound {
        Mapped(self.0.clone(), self.1.bind(source), PhantomData)
    }

    fn describe(&self, out: &mut String) {
        apply("map", &[&|out| self.1.describe(out)], out);
    }

    const IS_ROW_WISE: bool = A::IS_ROW_WISE;
}

// SAFETY: the row is passed on.
unsafe impl<R: Handle, F, A: Bound<R>, O> Bound<R> for Mapped<F, A, O>
where
    F: Fn(A::Out) -> O + Send + Sync,
{
    type Out = O;

    const TOTAL: bool = false;

    #[inline(always)]
    unsafe fn at(&self, row: R) -> O {
        // SAFETY: the caller's promise.
        (self.0)(unsafe { self.1.at(row) })
    }
}
