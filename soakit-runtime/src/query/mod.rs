//! Floor 5: the operations of queries, a file each. Siblings do not import each other; what they share is `outputs` (expressions
//! that become columns), `keys` and `order` (expressions that become codes), `alike` (rows with equal keys), `slots` (keys of few values) and `aggregate`.

mod base;

mod outputs;

mod alike;
mod flat;
pub mod keys;
mod order;
mod slots;
mod strategy;

pub mod aggregate;

mod boxed;
mod distinct;
pub mod filter;
mod group;
mod having;
mod into;
pub mod join;
mod limit;
mod row_filter;
mod select;
mod sets;
mod sort;
mod total;
mod window;

pub use aggregate::{Agg, AggExpr, Aggregate, AggregateExpr, count};
pub use base::{Query, QueryView};
pub use boxed::Boxed;
pub use distinct::{Distinct, WholeRows};
pub use filter::{Filter, FilterRows, Predicate};
pub use group::{GroupBy, GroupKeys};
pub use having::Having;
pub use into::{NamedAggregates, NamedOutputs};
pub use join::{AsOfJoin, CrossJoin, Full, Inner, Join, Left, MemberJoin, Right, SameKey};
pub use keys::{BoundKeys, KeySource, Keys};
pub use limit::{Limit, Limited};
pub use order::{BoundSortKeys, Direction, OrderExpr, Ordered, SortKeys, SortLeaf};
pub use outputs::Outputs;
pub use row_filter::RowFilter;
pub use select::Table;
pub use sort::{SortStrategy, Sorted};
pub use strategy::Strategy;
pub use window::{
    Chosen, FrameExpr, ShiftExpr, Window, WindowOrder, WindowPartition, cume_dist, dense_rank, ntile, percent_rank,
    rank, row_number,
};
