//! Floor 4: how rows move through a query, in batches and in threads.

mod run;

pub(crate) use run::Run;
pub use run::{Cancelled, Control, Parallel};
