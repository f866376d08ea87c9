//! Floor 4: how rows move through a query, in batches and in threads.

mod run;

pub use run::{Cancelled, Control, Parallel};
pub(crate) use run::Run;
