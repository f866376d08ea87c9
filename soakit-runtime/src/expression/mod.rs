//! Floor 3: expressions. A closure receives tokens and answers with an expression: a value, whose type says how a cell of it
//! is computed.
//!
//! Expressions are written over tokens, which have neither rows nor lifetimes. [`Eval::bind`] fixes one to the rows of a
//! source, once per query; there stale derived columns are computed. What it answers, a [`Bound`] expression, computes a cell
//! from a row in a handful of instructions that are compiled into the loop that asks.
//!
//! Deliberately absent: loops. Those are floor 4.

mod bound;
mod describe;
mod expr;
mod extent;
mod requirement;

mod date;
mod math;
mod text;

pub mod function;
mod key;
mod node;
mod operand;
mod operators;
mod pattern;
mod source;
mod token;

pub use bound::{Bound, Eval, IntoCell, ReadAs};
pub use date::DateExpr;
pub use describe::Show;
pub use expr::Expr;
pub use extent::Extent;
pub use key::{KeyCell, KeyKind};
pub use math::MathExpr;
pub use node::{Apply1, Apply2, Apply3, Calc, Call1, Call2, Call3, Literal, Mapped};
pub use operand::{Choice, Operand};
pub use operators::ComparedByOperators;
pub use pattern::{PatternError, PatternProblem};
pub use requirement::{Relation, Requirement, Requirements, Test};
pub use source::{Append, Entry, Handle, List, MISSING, Maybe, MaybeSide, Nth, Side, Source, Tables};
pub use text::TextExpr;
pub use token::{Leaf, Mark, MaybeLeaf};
