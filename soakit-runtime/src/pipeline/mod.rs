//! Floor 4: how rows move through a query, in batches and in threads.

mod run;

#[allow(dead_code, reason = "aggregates call it")]
pub(crate) mod states;

pub(crate) use run::Run;
pub use run::{Cancelled, Control, Parallel};
