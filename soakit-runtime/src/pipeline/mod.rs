//! Floor 4: how rows move through a query, in batches and in threads.
//!
//! A [`Plan`] is a type: what a query does, step by step, before anything runs. Made [`ready`](Plan::ready), it *drives*: it
//! calls a function with one [`Batch`] of rows after the other. That call is the only virtual one, once per thousand rows;
//! within a batch each step is a loop that the compiler sees whole.

mod batch;
pub(crate) mod frames;
mod plan;
mod run;
mod scan;
pub(crate) mod states;
mod tasks;
#[cfg(feature = "std")]
mod trace;

pub use batch::{BATCH_ROWS, Batch};
pub(crate) use plan::joined;
pub use plan::{Drive, Explanation, Plan, RowOf, RowSet};
pub(crate) use run::Passed;
pub use run::{Cancelled, Control, Form, Parallel, Run};
pub use scan::{Listed, Picked, Scan};
pub use states::Interpolation;
pub(crate) use tasks::map_tasks;
#[cfg(feature = "std")]
pub use trace::Analysis;
#[cfg(feature = "std")]
pub(crate) use trace::Trace;
