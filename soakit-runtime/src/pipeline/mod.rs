//! Floor 4: how rows move through a query, in batches and in threads.

mod run;

#[allow(dead_code, reason = "aggregates call it")]
pub(crate) mod states;

#[allow(dead_code, reason = "windows call it")]
pub(crate) mod frames;

pub(crate) use run::Run;
pub use run::{Cancelled, Control, Parallel};
pub use states::{Interpolation, SumOverflow};
