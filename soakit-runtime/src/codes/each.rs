//! [`each_mut`]: one task for each item of a slice, which may change its item.
//!
//! [`Run::each`] hands out numbers; most tasks have a piece of the answer to write. Cut the answer with `chunks_mut` or
//! `split_at_mut` into items, and each task gets its own.
//!
//! That an item is lent once is the business of [`Lots`]; nothing here is unsafe.

use super::lots::Lots;
use crate::pipeline::Run;

/// Runs `work` for every item with its index, in any order, on the threads that there are.
///
/// # Panics
/// As [`Run::each`].
pub(crate) fn each_mut<T: Send>(run: &Run, rows: usize, items: &mut [T], work: &(dyn Fn(usize, &mut T) + Sync)) {
    let lots = Lots::new(items);
    run.each(lots.len(), rows, &|task| work(task, lots.borrow(task)));
}

#[cfg(test)]
mod tests {
    use super::each_mut;
    use crate::pipeline::Run;

    #[test]
    fn each_task_has_its_own_item() {
        let mut items: Vec<usize> = vec![0; 100];
        each_mut(&Run::default(), usize::MAX, &mut items, &|task, item| *item += task);
        assert_eq!(items, (0..100).collect::<Vec<_>>());
    }

    #[test]
    fn no_items_are_no_tasks() {
        each_mut(&Run::default(), 0, &mut [0_u8; 0], &|_, _| unreachable!("there is no item"));
    }
}
