//! Aggregates: many values become one.
//!
//! An aggregate is an expression and what is made of its values: `w.temp.mean()`. Each task of a query has a state of its own, or
//! one for each group; states are merged in the order of the tasks, so the answer does not depend on threads.
//!
//! - `fold` is the contract of the aggregates here; `custom` is that of the user's own;
//! - `basic` counts and tells first, last, any and all; `sum` and `checked_sum` add, `extreme` has least and greatest,
//!   `statistics` and `quantiles` are of floats, `values` is about which values there are, told apart by `identity`;
//! - `pair` reads two expressions, `condition` some of the rows;
//! - `methods` puts them on expressions, and `cells` words the mistakes that can be made there.

mod fold;

mod basic;
mod checked_sum;
mod extreme;
mod identity;
mod quantiles;
mod real;
mod statistics;
mod sum;
mod values;

mod custom;

mod condition;
mod expression;
mod pair;
mod tuple;

mod cells;
mod methods;

pub use basic::{All, Any, Count, CountSome, First, Last, count};
pub use cells::{IdentityCell, OrderedCell, RealCell, RoundedCell, SummableCell, TruthCell, WholeCell};
pub use checked_sum::{CheckedSum, Whole};
pub use condition::{Condition, CountTrue, OnlyIf};
pub use custom::{Aggregate, Custom};
pub use expression::{Agg, AggExpr, BoundAgg};
pub use extreme::{Max, Min, Ordered};
pub use fold::{Emptiness, Feedable, Fold, Missing, Never, Partial, Sometimes, Total, Uncertain};
pub use identity::Identity;
pub use methods::AggregateExpr;
pub use pair::{ArgMax, ArgMin, Beside, Both};
pub use quantiles::{ApproxQuantile, Quantile};
pub use real::Real;
pub use statistics::{CompensatedSum, Corr, Cov, Rounded, Std, Var};
pub use sum::{Mean, Sum, Summable};
pub use values::{ApproxNUnique, CollectList, FreqCount, Mode, NUnique};
