//! Aggregates: many values become one.
//!
//! An aggregate is an expression and what is made of its values: `w.temp.mean()`. Each task of a query has a state of its own, or
//! one for each group; states are merged in the order of the tasks, so the answer does not depend on threads.
//!
//! - `fold` is the contract of the aggregates here; `custom` is that of the user's own;
//! - `basic` counts and tells first, last, any and all; `sum`, `extreme`, … have the rest;
//! - `methods` puts them on expressions.

mod basic;
mod custom;
mod expression;
mod extreme;
mod fold;
mod methods;
mod sum;
mod tuple;

pub use basic::{All, Any, Count, CountSome, First, Last, count};
pub use custom::{Aggregate, Custom};
pub use expression::{Agg, AggExpr, BoundAgg};
pub use extreme::{Max, Min, Ordered};
pub use fold::{Emptiness, Feedable, Fold, Partial, Total};
pub use methods::AggregateExpr;
pub use sum::{Mean, Sum, Summable};
