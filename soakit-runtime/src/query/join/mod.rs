//! Joins: rows of two sides with equal keys become one.
//!
//! A table is built of the right side's keys; the rows of the left side flow past it, a batch at a time. A joined row is the
//! numbers of its rows; values are read when somebody asks for them, so a join copies nothing.
//!
//! # Shape
//! Rows are in the order of the left side; the partners of a row in the order of the right side. A right or full join ends with
//! the right rows that have no partner, in their order. A missing value is a key like any other, and equals a missing value.
//!
//! - `codes` makes the codes of both sides' keys;
//! - `kind` says which tables may be missing;
//! - `pairs` has the joins that make longer rows, `members` the semi and anti joins, `cross` the product,
//!   `as_of` the nearest in time.

mod as_of;
mod codes;
mod condition;
mod cross;
mod kind;
mod members;
mod pairs;

pub use as_of::{AsOfJoin, BeforeAndAfter};
pub use condition::{BoundCondition, Condition, NoCondition, On};
pub use cross::CrossJoin;
pub use kind::{Full, Inner, Left, Right, Side};
pub use members::{Anti, MemberJoin, Members, Membership, Semi};
pub use pairs::Join;

/// A key, on the right, whose type is that of the key on the left.
#[diagnostic::on_unimplemented(
    message = "a key of `{Other}` on the left cannot be joined with a key of `{Self}` on the right",
    label = "keys of different types",
    note = "turn one into the type of the other with `widen`, `try_cast` or `map`; a key that may be missing joins one that may not"
)]
pub trait SameKey<Other> {}

impl<T> SameKey<T> for T {}
