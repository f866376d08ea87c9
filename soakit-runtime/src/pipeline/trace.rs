//! [`Trace`]: what a query did, step by step, with times and counts; for `explain_analyze`.
//!
//! A query that nobody traces pays one comparison with nothing for each step, and none for a row.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The steps of a query that ran.
#[derive(Debug)]
pub(crate) struct Trace {
    start: Instant,
    steps: Mutex<Vec<Step>>,
}

/// A step.
#[derive(Debug)]
struct Step {
    text: String,
    /// When it was done; rows that flow are done when the query is.
    at: Option<Duration>,
    rows: Option<Arc<AtomicUsize>>,
}

/// Counts the rows that pass a step.
#[derive(Clone, Debug)]
pub(crate) struct Counter(Arc<AtomicUsize>);

impl Counter {
    /// Counts rows.
    pub(crate) fn add(&self, rows: usize) {
        self.0.fetch_add(rows, Ordering::Relaxed);
    }
}

impl Trace {
    pub(crate) fn new() -> Self {
        Self { start: Instant::now(), steps: Mutex::default() }
    }

    /// Notes that something is done.
    pub(crate) fn done(&self, text: String) {
        self.push(Step { text, at: Some(self.start.elapsed()), rows: None });
    }

    /// Notes a step that rows flow through, and answers with what counts them.
    pub(crate) fn counter(&self, text: String) -> Counter {
        let rows = Arc::new(AtomicUsize::new(0));
        self.push(Step { text, at: None, rows: Some(Arc::clone(&rows)) });
        Counter(rows)
    }

    fn push(&self, step: Step) {
        self.steps.lock().unwrap_or_else(PoisonError::into_inner).push(step);
    }
}

/// What a query did, step by step.
///
/// Printed, it is a line for each step in the order in which they became ready: when the step was done, counted from the start
/// of the query, and how many rows passed it.
#[derive(Clone, Debug)]
pub struct Analysis {
    trace: Arc<Trace>,
    elapsed: Duration,
}

impl Analysis {
    pub(crate) fn new(trace: Arc<Trace>) -> Self {
        let elapsed = trace.start.elapsed();
        Self { trace, elapsed }
    }

    /// How long the query took.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }
}

impl fmt::Display for Analysis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in &*self.trace.steps.lock().unwrap_or_else(PoisonError::into_inner) {
            match step.at {
                Some(at) => write!(f, "{:>10.3} ms  ", at.as_secs_f64() * 1e3)?,
                None => write!(f, "{:>13}  ", "")?,
            }
            match &step.rows {
                Some(rows) => writeln!(f, "{}: {} rows", step.text, rows.load(Ordering::Relaxed))?,
                None => writeln!(f, "{}", step.text)?,
            }
        }
        writeln!(f, "{:>10.3} ms  done", self.elapsed.as_secs_f64() * 1e3)
    }
}
