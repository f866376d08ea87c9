//! [`map_tasks`]: a result from each task of a run.

use alloc::vec::Vec;

use super::Run;
use crate::codes::each::each_mut;

/// Runs `work` for each task and puts the results in the order of the tasks.
pub(crate) fn map_tasks<T: Send>(run: &Run, tasks: usize, rows: usize, work: &(dyn Fn(usize) -> T + Sync)) -> Vec<T> {
    let mut results: Vec<Option<T>> = (0..tasks).map(|_| None).collect();
    each_mut(run, rows, &mut results, &|task, result| *result = Some(work(task)));
    results.into_iter().flatten().collect()
}
