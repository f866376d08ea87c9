//! [`Answers`]: one for each row, by position; and how they get there: tasks compute them place by place.

#![allow(unsafe_code, reason = "writes answers at the positions of places, each its own")]

use alloc::vec::Vec;
use core::ops::Range;

use super::layout::{Places, Position, Task};
use crate::expression::Bound;
use crate::pipeline::Run;

/// An answer for each row, by position.
pub struct Answers<T>(Vec<T>);

// SAFETY: reads no table.
unsafe impl<T: Clone + Send + Sync> Bound<Position> for Answers<T> {
    type Out = T;

    const TOTAL: bool = true;

    #[inline(always)]
    unsafe fn at(&self, [position]: Position) -> T {
        // SAFETY: the position is below the number of rows, for each of which there is an answer.
        unsafe { self.0.get_unchecked(position as usize) }.clone()
    }
}

impl<T: Copy> Answers<T> {
    /// The answer at a position.
    #[inline(always)]
    pub(super) fn get(&self, position: u32) -> T {
        self.0[position as usize]
    }
}

/// Takes the answers of a task, place by place.
pub(super) struct Sink<'t, T> {
    cells: *mut T,
    order: &'t [Position],
    next: usize,
}

impl<T> Sink<'_, T> {
    /// The answer for the next place.
    ///
    /// # Panics
    /// When all places of the task have one.
    #[inline(always)]
    pub(super) fn push(&mut self, answer: T) {
        let [position] = self.order[self.next];
        self.next += 1;
        // SAFETY: room for so many answers as there are positions, of which this is one; it stands at one place only, which
        // belongs to this task, and to which it has come for the first time.
        unsafe { self.cells.add(position as usize).write(answer) };
    }
}

/// Cells that tasks write.
struct Cells<T>(*mut T);

// SAFETY: each task writes cells of its own.
unsafe impl<T: Send> Sync for Cells<T> {}

impl<T: Send> Answers<T> {
    /// Has `work` answer for the places of each partition: it gets the places of the partition and those of them to answer for, and
    /// pushes an answer for each of these in order. A partition that may be cut is, into pieces of at least `cut` places.
    ///
    /// # Panics
    /// When `work` does not push as many answers as places.
    pub(super) fn new(
        places: &Places,
        run: &Run,
        cut: Option<usize>,
        work: impl Fn(Range<usize>, Range<usize>, &mut Sink<'_, T>) + Sync,
    ) -> Self {
        Self::by_task(places, run, &places.tasks(run, cut), |task, sink| {
            for partition in task.partitions.clone() {
                let whole = places.partition(partition);
                let own = whole.start.max(task.places.start)..whole.end.min(task.places.end);
                work(whole, own, sink);
            }
        })
    }

    fn by_task(places: &Places, run: &Run, tasks: &[Task], work: impl Fn(&Task, &mut Sink<'_, T>) + Sync) -> Self {
        let count = places.order.len();
        debug_assert_eq!(tasks.iter().map(|task| task.places.len()).sum::<usize>(), count);
        let mut answers: Vec<T> = Vec::with_capacity(count);
        let cells = Cells(answers.as_mut_ptr());
        let cells = &cells;
        run.each(tasks.len(), count, &|task| {
            let task = &tasks[task];
            let order = &places.order[task.places.clone()];
            let mut sink = Sink { cells: cells.0, order, next: 0 };
            work(task, &mut sink);
            assert_eq!(sink.next, order.len(), "an answer for each place");
        });
        // SAFETY: tasks have all places, each has written as many answers as it has places, and places have all positions.
        unsafe { answers.set_len(count) };
        Self(answers)
    }
}
