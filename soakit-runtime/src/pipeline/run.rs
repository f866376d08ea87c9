//! [`Run`]: what a query runs with: threads, progress, cancellation, and how much memory it has taken.
//!
//! Everything here is free of type parameters. Queries are compiled once for each plan; what they share must not be.
//! A query cuts its work into tasks by the number of its *rows*, never by the number of threads, and puts results together
//! in the order of the tasks: so the answer is the same, bit for bit, however many threads took part.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// How queries use threads.
///
/// # Examples
///
/// One thread, whatever the pool has:
///
/// ```
/// # use soakit_runtime::pipeline::Parallel;
/// let alone = Parallel { threads: 1, ..Parallel::default() };
/// # assert_eq!(alone.threads, 1);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parallel {
    /// The most threads that work on a query; 0 for all of the current rayon pool.
    pub threads: usize,
    /// Rows of a task. Sums of floating-point numbers are rounded once per task, so another number here may change their
    /// last bits; another number of threads never does.
    pub morsel_rows: usize,
    /// Fewer rows than this are worked on by the calling thread alone.
    pub serial_rows: usize,
}

impl Default for Parallel {
    fn default() -> Self {
        Self { threads: 0, morsel_rows: 1 << 16, serial_rows: 1 << 17 }
    }
}

/// A query was cancelled through its [`Control`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;

impl core::fmt::Display for Cancelled {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("the query was cancelled")
    }
}

impl core::error::Error for Cancelled {}

/// A hand on a running query, from any thread: stop it, hear how far it is, see how much memory it took.
///
/// Give a clone to the query (`query().control(&control)`) and keep one.
#[derive(Clone, Default)]
pub struct Control(Arc<State>);

#[derive(Default)]
struct State {
    cancelled: AtomicBool,
    tasks_done: AtomicUsize,
    tasks_known: AtomicUsize,
    bytes: AtomicUsize,
    peak_bytes: AtomicUsize,
    progress: Option<Progress>,
}

/// What is called with the tasks that are done, and those that are known so far.
type Progress = Box<dyn Fn(usize, usize) + Send + Sync>;

impl Control {
    /// A control that nobody has used.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Calls `report` whenever a task is done, on the thread that did it, with the number of tasks done and the number known so
    /// far (a query that joins or sorts learns of later tasks on the way).
    #[must_use]
    pub fn on_progress(report: impl Fn(usize, usize) + Send + Sync + 'static) -> Self {
        Self(Arc::new(State { progress: Some(Box::new(report)), ..State::default() }))
    }

    /// Stops the query before its next task.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether [`cancel`](Self::cancel) was called.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed)
    }

    /// The most bytes that lists, tables and states of the query had at one time; results are not counted.
    #[must_use]
    pub fn peak_bytes(&self) -> usize {
        self.0.peak_bytes.load(Ordering::Relaxed)
    }

    /// Runs a query that has this control, and answers [`Cancelled`] if it was stopped.
    ///
    /// Outside of `run`, a cancelled query unwinds its thread.
    ///
    /// # Errors
    /// When [`cancel`](Self::cancel) stopped the query.
    #[cfg(feature = "std")]
    pub fn run<R>(&self, query: impl FnOnce() -> R) -> Result<R, Cancelled> {
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(query)).map_err(|payload| {
            payload
                .downcast::<Cancelled>()
                .map_or_else(|payload| std::panic::resume_unwind(payload), |cancelled| *cancelled)
        })
    }
}

/// How a filter passes on neighbouring rows of which only some stay. Which one is chosen follows from how many do; tests force
/// each.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// A mask where nearly all stay, a list where fewer do.
    #[default]
    ByDensity,
    /// A mask.
    Masked,
    /// A list.
    Listed,
}

/// What a query runs with.
#[derive(Clone, Default)]
pub struct Run {
    pub(crate) parallel: Parallel,
    pub(crate) form: Form,
    pub(crate) control: Option<Control>,
    #[cfg(feature = "std")]
    pub(crate) trace: Option<Arc<super::trace::Trace>>,
}

/// Counts rows that pass a step, if somebody wants to know.
#[derive(Clone, Default)]
pub(crate) struct Passed {
    #[cfg(feature = "std")]
    counter: Option<super::trace::Counter>,
}

impl Passed {
    /// Counts rows.
    #[inline]
    pub(crate) fn add(&self, rows: usize) {
        #[cfg(feature = "std")]
        if let Some(counter) = &self.counter {
            counter.add(rows);
        }
        #[cfg(not(feature = "std"))]
        let _ = rows;
    }
}

impl Run {
    /// Notes what has been done, for those who trace the query.
    pub(crate) fn done(&self, text: impl FnOnce() -> String) {
        #[cfg(feature = "std")]
        if let Some(trace) = &self.trace {
            trace.done(text());
        }
        #[cfg(not(feature = "std"))]
        let _ = text;
    }

    /// Notes a step that rows will flow through, for those who trace the query.
    pub(crate) fn passing(&self, text: impl FnOnce() -> String) -> Passed {
        #[cfg(feature = "std")]
        return Passed { counter: self.trace.as_ref().map(|trace| trace.counter(text())) };
        #[cfg(not(feature = "std"))]
        {
            let _ = text;
            Passed {}
        }
    }

    /// The number of tasks that `rows` rows make.
    pub(crate) fn tasks(&self, rows: usize) -> usize {
        rows.div_ceil(self.parallel.morsel_rows.max(1))
    }

    /// The rows of a task.
    pub(crate) fn task_rows(&self, task: usize, rows: usize) -> core::ops::Range<usize> {
        let morsel = self.parallel.morsel_rows.max(1);
        let start = task * morsel;
        start..(start + morsel).min(rows)
    }

    /// Runs `work` for every task, in any order, on the threads that there are; `rows` says how much work all of it is.
    ///
    /// # Panics
    /// With the panic of a task, when no task is running any more; with [`Cancelled`] when the query was stopped.
    pub(crate) fn each(&self, tasks: usize, rows: usize, work: &(dyn Fn(usize) + Sync)) {
        if self.is_serial(tasks, rows) {
            return self.in_turn(tasks, &mut |task| work(task));
        }
        #[cfg(feature = "parallel")]
        {
            self.tell_of(tasks);
            let threads = self.threads().min(tasks);
            let next = AtomicUsize::new(0);
            let drain = || {
                loop {
                    let task = next.fetch_add(1, Ordering::Relaxed);
                    if task >= tasks {
                        break;
                    }
                    self.one(task, &mut |task| work(task));
                }
            };
            rayon::scope(|scope| {
                for _ in 1..threads {
                    scope.spawn(|_| drain());
                }
                drain();
            });
        }
    }

    /// Whether so many tasks over so many rows are the calling thread's alone.
    pub(crate) fn is_serial(&self, tasks: usize, rows: usize) -> bool {
        rows < self.parallel.serial_rows || self.threads().min(tasks) < 2
    }

    /// Runs `work` for every task on the calling thread, in their order.
    ///
    /// # Panics
    /// As [`each`](Self::each).
    pub(crate) fn in_turn(&self, tasks: usize, work: &mut dyn FnMut(usize)) {
        self.tell_of(tasks);
        for task in 0..tasks {
            self.one(task, work);
        }
    }

    /// Says that there are more tasks.
    fn tell_of(&self, tasks: usize) {
        if let Some(control) = &self.control {
            control.0.tasks_known.fetch_add(tasks, Ordering::Relaxed);
        }
    }

    /// Runs one task.
    fn one(&self, task: usize, work: &mut dyn FnMut(usize)) {
        let Some(control) = &self.control else { return work(task) };
        if control.is_cancelled() {
            #[cfg(feature = "std")]
            std::panic::resume_unwind(Box::new(Cancelled));
            #[cfg(not(feature = "std"))]
            panic!("{Cancelled}");
        }
        work(task);
        let done = control.0.tasks_done.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(progress) = &control.0.progress {
            progress(done, control.0.tasks_known.load(Ordering::Relaxed));
        }
    }

    /// The threads that a query may use.
    fn threads(&self) -> usize {
        #[cfg(feature = "parallel")]
        {
            let pool = rayon::current_num_threads();
            if self.parallel.threads == 0 { pool } else { self.parallel.threads.min(pool) }
        }
        #[cfg(not(feature = "parallel"))]
        1
    }

    /// Notes that the query has taken memory, until the answer is dropped.
    pub(crate) fn hold(&self, bytes: usize) -> Held<'_> {
        if let Some(control) = &self.control {
            let now = control.0.bytes.fetch_add(bytes, Ordering::Relaxed) + bytes;
            control.0.peak_bytes.fetch_max(now, Ordering::Relaxed);
        }
        Held { run: self, bytes }
    }
}

/// Memory that a query has taken.
pub(crate) struct Held<'r> {
    run: &'r Run,
    bytes: usize,
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        if let Some(control) = &self.run.control {
            control.0.bytes.fetch_sub(self.bytes, Ordering::Relaxed);
        }
    }
}
