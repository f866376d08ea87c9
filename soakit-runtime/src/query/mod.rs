//! Floor 5: the operations of queries, a file each. Siblings do not import each other; what they share is `outputs` (expressions
//! that become columns), `keys` (expressions that become codes) and `aggregate`.

mod query;

mod keys;
mod outputs;

pub mod aggregate;

mod filter;
mod group;
mod select;
mod total;
mod window;

pub use aggregate::{Aggregate, AggregateExpr, count};
pub use group::{GroupBy, Strategy};
pub use keys::{BoundKeys, KeySource, Keys};
pub use filter::{Filter, FilterRows, Predicate};
pub use outputs::Outputs;
pub use query::{Query, QueryView};
pub use window::{
    FrameExpr, ShiftExpr, Window, WindowKeys, cume_dist, dense_rank, ntile, percent_rank, rank, row_number,
};
