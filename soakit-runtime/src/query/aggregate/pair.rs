//! Aggregates of two expressions: `arg_min` and `arg_max`; and [`Beside`], which reads both.

#![allow(unsafe_code, reason = "passes a row on to both expressions")]

use alloc::string::String;

use super::fold::Missing;
use super::{Feedable, Fold, Ordered, Partial};
use crate::expression::{Bound, Eval, Expr, Handle, Source};

/// Two expressions, read together.
#[derive(Clone, Copy, Debug)]
pub struct Beside<A, B>(pub(super) A, pub(super) B);

impl<A: Expr, B: Expr> Expr for Beside<A, B> {
    type Value = (A::Value, B::Value);
}

// SAFETY: both parts are bound to the source.
unsafe impl<S: Source, A: Eval<S>, B: Eval<S>> Eval<S> for Beside<A, B> {
    type Bound = Beside<A::Bound, B::Bound>;

    fn bind(&self, source: S) -> Self::Bound {
        Beside(self.0.bind(source), self.1.bind(source))
    }

    fn describe(&self, out: &mut String) {
        self.0.describe(out);
        out.push_str(", ");
        self.1.describe(out);
    }
}

// SAFETY: the row is passed on.
unsafe impl<R: Handle, A: Bound<R>, B: Bound<R>> Bound<R> for Beside<A, B> {
    type Out = Both<A::Out, B::Out>;

    const TOTAL: bool = A::TOTAL && B::TOTAL;

    #[inline(always)]
    unsafe fn at(&self, row: R) -> Self::Out {
        // SAFETY: the caller's promise.
        unsafe { Both(self.0.at(row), self.1.at(row)) }
    }
}

/// Two values of a row. There is none if the second is missing; the first may be.
pub struct Both<A, B>(A, B);

impl<A: Feedable, B: Feedable> Feedable for Both<A, B> {
    type Value = (A, B::Value);
    type Answer<O> = <<A::Missing as Missing>::Or<B::Missing> as Missing>::Answer<O>;
    type Missing = <A::Missing as Missing>::Or<B::Missing>;

    const NULLABLE: bool = B::NULLABLE;

    #[inline(always)]
    fn value(self) -> Option<(A, B::Value)> {
        self.1.value().map(|second| (self.0, second))
    }

    #[inline]
    fn answer<O>(answer: Option<O>) -> Self::Answer<O> {
        Self::Missing::answer(answer)
    }
}

macro_rules! extremes {
    ($($(#[$doc:meta])* $extreme:ident |$new:ident, $old:ident| $better:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $extreme;

        impl<A: Feedable + Send, B: Ordered> Fold<(A, B)> for $extreme {
            type State = Option<(A, B)>;
            type Output = A::Value;
            type Emptiness = Partial;

            #[inline]
            fn start(&self) -> Self::State {
                None
            }

            #[inline(always)]
            fn update(&self, state: &mut Self::State, (value, $new): (A, B)) {
                match *state {
                    Some((_, $old)) if !$better => {}
                    _ => *state = Some((value, $new)),
                }
            }

            fn merge(&self, state: &mut Self::State, later: Self::State) {
                if let Some(later) = later {
                    Fold::<(A, B)>::update(self, state, later);
                }
            }

            fn finish(&self, state: Self::State) -> Option<A::Value> {
                state.and_then(|(value, _)| value.value())
            }
        }
    )*};
}

extremes! {
    /// The value of the row in which another is least; of several, the first.
    ArgMin |new, old| new.precedes(old);
    /// The value of the row in which another is greatest; of several, the first.
    ArgMax |new, old| old.precedes(new);
}
