//! Floor 5: the operations of queries, a file each. Siblings do not import each other; what they share is `outputs` (expressions
//! that become columns), `keys` and `order` (expressions that become codes) and `aggregate`.

mod query;

mod keys;
mod order;
mod outputs;

pub mod aggregate;

mod filter;
mod group;
mod join;
mod limit;
mod select;
mod sort;
mod total;

pub use aggregate::{Agg, AggExpr, Aggregate, AggregateExpr, count};
pub use group::{GroupBy, Strategy};
pub use join::{CrossJoin, Full, Inner, Join, Left, MemberJoin, Right, SameKey};
pub use keys::{BoundKeys, KeySource, Keys};
pub use filter::{Filter, FilterRows, Predicate};
pub use limit::{Limit, Limited};
pub use order::{BoundSortKeys, Direction, OrderExpr, Ordered, SortKeys, SortLeaf};
pub use outputs::Outputs;
pub use query::{Query, QueryView};
pub use sort::{SortStrategy, Sorted};
