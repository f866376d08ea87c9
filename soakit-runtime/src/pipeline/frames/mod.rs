//! Aggregates over the frames of a window: for each row of a partition, in the order of the window, an answer about some rows
//! around it.
//!
//! A frame becomes a list of [`Span`](span::Span)s, one for each row, whose starts and ends never go back
//! ([`rows_frame`](span::rows_frame), [`range_frame`](span::range_frame)); every kernel takes any such list, so that running
//! totals, moving averages and frames by value are one thing. All take O(rows) time, however wide the frames are.
//!
//! - **Nothing drifts.** Sums of floats are never taken back by subtraction: a value that leaves the frame leaves no rounding
//!   error, and an infinity or NaN no trace. [`rolling`](queue::rolling) says how. Only integers are subtracted, in 128 bits.
//! - A partition is worked on as one piece from its start, so its answers are the same bits on any number of threads;
//!   partitions are the tasks.
//!
//! Left out: `exclude` clauses, and frames whose ends may go back.

pub(crate) mod span;

pub(crate) mod queue;
