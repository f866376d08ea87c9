//! Floor 5: the operations of queries, a file each. Siblings do not import each other; what they share is `outputs` (expressions
//! that become columns), `keys` (expressions that become codes), `slots` (keys of few values) and `aggregate`.

mod query;

pub mod keys;
mod outputs;

pub mod aggregate;

pub mod filter;
mod group;
pub mod join;
mod select;
mod slots;
mod total;

pub use aggregate::{Aggregate, AggregateExpr, count};
pub use filter::{Filter, FilterRows, Predicate};
pub use group::{GroupBy, Strategy};
pub use join::{CrossJoin, Full, Inner, Join, Left, MemberJoin, Right, SameKey};
pub use keys::{BoundKeys, KeySource, Keys};
pub use outputs::Outputs;
pub use query::{Query, QueryView};
