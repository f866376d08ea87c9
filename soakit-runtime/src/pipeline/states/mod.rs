//! What aggregates remember between rows: plain structs with `update`, `merge` and `finish`.
//!
//! - `update` takes the next row, `merge` a state of *later* rows, `finish` answers. Nothing here knows of queries, threads or
//!   missing values: whoever calls skips the missing ones.
//! - **The same cuts give the same bits.** Tasks are cut by rows, and merged in the order of the tasks; every state here is a
//!   plain function of that. Those that count whole things (sums of integers, distinct values, counts, both sketches) do not
//!   even depend on the cuts. Those that round (sums and moments of floats) stay within what their pages say.
//! - Keys come as `u64` codes (see [`Coded`](crate::record::Coded)), so that nothing here is compiled per type of key.
//!
//! | state | answers |
//! | --- | --- |
//! | [`sum::LaneSum`], [`sum::CompensatedSum`] | `compensated_sum` |
//! | [`moments::Moments`], [`comoments::Comoments`] | `mean`, `var`, `std`, `cov`, `corr` |
//! | [`quantile`], [`quantile_sketch::QuantileSketch`] | `median`, `quantile` |
//! | [`distinct::Distinct`], [`hyper_log_log::HyperLogLog`] | `n_unique` |
//! | [`counts::Counts`] | `freq_count`, `mode`, and `n_unique` beside them |

pub(crate) mod sum;

pub(crate) mod comoments;
pub(crate) mod moments;

pub(crate) mod quantile;
pub(crate) mod quantile_sketch;

pub(crate) mod counts;
pub(crate) mod distinct;
pub(crate) mod hash;
pub(crate) mod hyper_log_log;

mod square_root;

pub use quantile::Interpolation;

/// A state that takes in another.
pub(crate) trait Merge {
    /// Takes in the state of rows that all come after this one's.
    fn merge(&mut self, later: &Self);
}
