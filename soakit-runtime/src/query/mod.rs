//! Floor 5: the operations of queries, a file each. Siblings do not import each other; what they share is `outputs` (expressions
//! that become columns), `keys` (expressions that become codes) and `aggregate`.

mod filter;
mod outputs;
mod query;

pub use filter::{Filter, FilterRows, Predicate};
pub use outputs::Outputs;
pub use query::{Query, QueryView};
