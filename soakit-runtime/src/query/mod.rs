//! Floor 5: the operations of queries, a file each. Siblings do not import each other; what they share is `outputs` (expressions
//! that become columns), `keys` and `order` (expressions that become codes), `alike` (rows with equal keys) and `aggregate`.

mod query;

mod keys;
mod order;
mod strategy;
mod flat;
mod alike;
mod outputs;

pub mod aggregate;

mod filter;
mod group;
mod limit;
mod sort;
mod distinct;
mod sets;
mod into;
mod select;
mod total;

pub use aggregate::{Aggregate, AggregateExpr, count};
pub use distinct::{Distinct, WholeRows};
pub use group::GroupBy;
pub use keys::{BoundKeys, KeySource, Keys};
pub use filter::{Filter, FilterRows, Predicate};
pub use into::{NamedAggregates, NamedOutputs};
pub use limit::{Limit, Limited};
pub use order::{BoundSortKeys, Direction, OrderExpr, Ordered, SortKeys, SortLeaf};
pub use outputs::Outputs;
pub use query::{Query, QueryView};
pub use sort::{SortStrategy, Sorted};
pub use strategy::Strategy;
