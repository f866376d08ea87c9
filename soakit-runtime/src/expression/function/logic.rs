//! `& | ^ !` over truth values. A missing truth value is neither: `unwrap_or` says which it counts as.

use super::{Function1, Function2};

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

impl Function2<bool, bool> for And {
    type Out = bool;

    #[inline(always)]
    fn call(&self, a: bool, b: bool) -> bool {
        a & b
    }

    #[inline(always)]
    fn call_lazily(&self, a: impl FnOnce() -> bool, b: impl FnOnce() -> bool, total: bool) -> bool {
        if total { a() & b() } else { a() && b() }
    }
}

impl Function2<bool, bool> for Or {
    type Out = bool;

    #[inline(always)]
    fn call(&self, a: bool, b: bool) -> bool {
        a | b
    }

    #[inline(always)]
    fn call_lazily(&self, a: impl FnOnce() -> bool, b: impl FnOnce() -> bool, total: bool) -> bool {
        if total { a() | b() } else { a() || b() }
    }
}

impl Function2<bool, bool> for Xor {
    type Out = bool;

    #[inline(always)]
    fn call(&self, a: bool, b: bool) -> bool {
        a ^ b
    }
}

impl Function1<bool> for Not {
    type Out = bool;

    #[inline(always)]
    fn call(&self, a: bool) -> bool {
        !a
    }
}
