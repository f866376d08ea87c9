//! Functions from values to a value: what nodes of expressions compute. Safe code, free of rows.
//!
//! Each function is implemented for the types of *cells* (`String`), from which the type of an expression follows while it is
//! written, and for the types of *values* (`&str`), which rows are read as. For scalars the two are the same.
//!
//! What happens with missing values, NaN and overflow: see the guide. In short: arithmetic with a missing value is missing;
//! `eq` compares as `Option` does; `lt` and its kin are false when a value is missing; overflow is what Rust's operators make
//! of it.

mod arithmetic;
mod cast;
mod choose;
mod compare;
mod date;
mod logic;
mod math;
mod missing;
mod text;

pub use arithmetic::{
    Abs, Add, Arithmetic, CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Div, Integer, IntegerBeside, Mul, Neg,
    Negated, Number, Rem, Sub, WrappingAdd, WrappingMul, WrappingSub,
};
pub use cast::{LossyCast, LossyInto, Rescale, TryCast, Widen, WidensTo};
pub use choose::IfElse;
pub use compare::{Between, Compare, Eq, Ge, Gt, IsIn, Le, Lt, Ne};
pub use date::{DateParts, Day, Hour, Minute, Month, OrdinalDay, Quarter, Second, TimeParts, Weekday, Year};
pub use logic::{And, Not, Or, TruthBeside, Xor};
#[cfg(feature = "std")]
pub use math::{Ceil, Exp, Floor, Ln, Powf, Powi, Round, Sqrt};
pub use math::{Clamp, Float, IsNan, MaxOf, MinOf};
pub use missing::{FillsIn, IsNone, IsSome, MayMiss, NullIf, UnwrapOr};
#[cfg(feature = "regex")]
pub use text::Matches;
pub use text::{Contains, EndsWith, Fits, Length, Lowercase, StartsWith, Substr, TextLike, Trim, Uppercase};

use super::{Relation, Test};

/// A function of one value.
#[diagnostic::on_unimplemented(
    message = "this function is not for `{A}` columns",
    label = "not for `{A}` columns",
    note = "the function's page says what it is for; `map(|x| …)` computes anything else"
)]
pub trait Function1<A> {
    /// What it answers.
    type Out;

    /// Whether it answers for every value, without a panic.
    const TOTAL: bool = true;
    /// Whether it costs so much that a dictionary's words are better asked once each.
    const ONCE_PER_WORD: bool = false;

    /// The answer.
    fn call(&self, a: A) -> Self::Out;

    /// What the value must stand for the answer to be true: see [`Requirements`](super::Requirements).
    fn requires(&self) -> Option<Test> {
        None
    }
}

/// A function of two values.
#[diagnostic::on_unimplemented(
    message = "this function is not for `{A}` and `{B}`",
    label = "not for `{A}` and `{B}`",
    note = "the function's page says what it is for; `map(|x| …)` computes anything else"
)]
pub trait Function2<A, B> {
    /// What it answers.
    type Out;

    /// Whether it answers for all values, without a panic.
    const TOTAL: bool = true;
    /// Whether it costs so much that a dictionary's words are better asked once each.
    const ONCE_PER_WORD: bool = false;

    /// Whether the answer is true only if both values are.
    const NEEDS_BOTH: bool = false;

    /// The answer.
    fn call(&self, a: A, b: B) -> Self::Out;

    /// What the first value must stand beside this second one for the answer to be true: see
    /// [`Requirements`](super::Requirements).
    fn requires(&self, b: &B) -> Option<Test> {
        let _ = b;
        None
    }

    /// The answer, computing the second value only if it is needed, or if it is total and so harmless.
    #[inline(always)]
    fn call_lazily(&self, a: impl FnOnce() -> A, b: impl FnOnce() -> B, total: bool) -> Self::Out {
        let _ = total;
        self.call(a(), b())
    }
}

/// A function of three values.
#[diagnostic::on_unimplemented(
    message = "this function is not for `{A}`, `{B}` and `{C}`",
    label = "not for `{A}`, `{B}` and `{C}`",
    note = "the function's page says what it is for; `map(|x| …)` computes anything else"
)]
pub trait Function3<A, B, C> {
    /// What it answers.
    type Out;

    /// Whether it answers for all values, without a panic.
    const TOTAL: bool = true;

    /// The answer, computing the second and third value only if they are needed, or if they are total and so harmless.
    fn call_lazily(
        &self,
        a: impl FnOnce() -> A,
        b: impl FnOnce() -> B,
        c: impl FnOnce() -> C,
        total: bool,
    ) -> Self::Out;

    /// What the first value must stand beside the others, where those are known, for the answer to be true: see
    /// [`Requirements`](super::Requirements).
    fn requires(&self, b: Option<&B>, c: Option<&C>) -> [Option<Test>; 2] {
        let _ = (b, c);
        [None, None]
    }
}
