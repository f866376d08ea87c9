//! [`Layout`]: partitions, side by side, each in its order.
//!
//! ```text
//! position   0  1  2  3  4          rows as the query has them
//! symbol     A  B  A  B  A
//! time       3  1  1  1  2
//!
//! place      0  1  2 | 3  4         rows as the window has them
//! order      2  4  0 | 1  3         the position at each place
//! ties       no no no| no yes       the place before has the same order keys
//! ```
//!
//! Invariants:
//! 1. `order` holds each position once;
//! 2. `starts` ascends from 0 to the number of rows; partitions are not empty.

use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

use super::keys::{OrderCodes, PartitionCodes};
use crate::codes::each::each_mut;
use crate::codes::pack::CodeColumn;
use crate::codes::sort::argsort;
use crate::expression::Handle;
use crate::pipeline::{RowSet, Run};
use crate::words::listable;

/// A row of the query, by its position.
pub(super) type Position = [u32; 1];

/// Partitions, side by side, each in its order.
pub(super) struct Layout<R> {
    /// The rows, in the order of the query.
    pub(super) rows: RowSet<R>,
    /// The places.
    pub(super) places: Places,
}

/// What is known of places without the type of rows.
pub(super) struct Places {
    /// The position at each place.
    pub(super) order: Vec<Position>,
    /// Whether each position is its own place.
    pub(super) in_order: bool,
    /// The first place of each partition, and the number of places.
    pub(super) starts: Vec<u32>,
    /// Whether the place before is in the same partition and has the same order keys.
    pub(super) ties: Vec<bool>,
}

impl<R: Handle> Layout<R> {
    /// Partitions and sorts.
    pub(super) fn new(rows: RowSet<R>, partition: Option<PartitionCodes>, order: &OrderCodes, run: &Run) -> Self {
        listable(rows.len());
        Self { places: Places::new(rows.len(), partition, order, run), rows }
    }

    /// The positions, as the rows of a query.
    pub(super) fn positions(&self) -> RowSet<Position> {
        RowSet::Span { start: 0, len: self.rows.len() }
    }

    /// The bytes that it takes.
    pub(super) fn bytes(&self) -> usize {
        let rows = self.rows.len();
        let listed = if matches!(self.rows, RowSet::Listed(_)) { size_of::<R>() } else { 0 };
        rows * (listed + size_of::<Position>() + size_of::<bool>()) + self.places.starts.len() * size_of::<u32>()
    }
}

/// What one task answers for: the rows at some places, of some partitions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Task {
    /// The partitions; one only if it is cut.
    pub(super) partitions: Range<usize>,
    /// The places.
    pub(super) places: Range<usize>,
}

impl Places {
    fn new(rows: usize, partition: Option<PartitionCodes>, OrderCodes(columns): &OrderCodes, run: &Run) -> Self {
        let partition = partition.map(|PartitionCodes(codes)| codes);
        let mut keys: Vec<CodeColumn<'_>> = Vec::new();
        if let Some(partition) = &partition {
            keys.push(CodeColumn { range: Some((0, partition.largest)), ..CodeColumn::new(&partition.codes) });
        }
        keys.extend(columns.iter().map(|column| column.as_codes()));
        let _keys = run.hold(keys.len() * rows * size_of::<u64>());
        let order: Vec<u32> =
            if keys.is_empty() || rows == 0 { (0..rows as u32).collect() } else { argsort(run, &keys, None) };
        assert_eq!(order.len(), rows, "codes for each row");
        let in_order = order.iter().zip(0..).all(|(&position, place)| position == place);

        let same = |codes: &[u64], place: usize| codes[order[place - 1] as usize] == codes[order[place] as usize];
        let mut ties = vec![false; rows];
        let morsel = run.task_rows(0, rows).len().max(1);
        let mut tasks: Vec<(&mut [bool], Vec<u32>)> = ties.chunks_mut(morsel).map(|ties| (ties, Vec::new())).collect();
        each_mut(run, rows, &mut tasks, &|task, (ties, starts)| {
            for (place, tie) in (task * morsel..).zip(ties.iter_mut()) {
                if place == 0 || partition.as_ref().is_some_and(|partition| !same(&partition.codes, place)) {
                    starts.push(place as u32);
                } else {
                    *tie = columns.iter().all(|column| same(&column.codes, place));
                }
            }
        });
        let mut starts: Vec<u32> = tasks.into_iter().flat_map(|(_, starts)| starts).collect();
        starts.push(rows as u32);
        Self { order: order.into_iter().map(|position| [position]).collect(), in_order, starts, ties }
    }

    /// The number of partitions.
    pub(super) fn partition_count(&self) -> usize {
        self.starts.len() - 1
    }

    /// The places of a partition.
    pub(super) fn partition(&self, partition: usize) -> Range<usize> {
        self.starts[partition] as usize..self.starts[partition + 1] as usize
    }

    /// The work in tasks: small partitions together; a large one in pieces of at least `cut` places, if it can be cut.
    ///
    /// That depends on the data alone, never on threads.
    pub(super) fn tasks(&self, run: &Run, cut: Option<usize>) -> Vec<Task> {
        let morsel = run.parallel.morsel_rows.max(1);
        let mut tasks: Vec<Task> = Vec::new();
        for partition in 0..self.partition_count() {
            let places = self.partition(partition);
            match cut.map(|cut| cut.max(morsel)) {
                Some(cut) if places.len() > cut => {
                    tasks.extend(places.clone().step_by(cut).map(|start| Task {
                        partitions: partition..partition + 1,
                        places: start..(start + cut).min(places.end),
                    }));
                }
                _ => match tasks.last_mut() {
                    Some(last) if last.places.len() + places.len() <= morsel => {
                        last.partitions.end = partition + 1;
                        last.places.end = places.end;
                    }
                    _ => tasks.push(Task { partitions: partition..partition + 1, places }),
                },
            }
        }
        tasks
    }

    /// Codes by position, in the order of some places.
    pub(super) fn in_places(&self, codes: &[u64], places: Range<usize>) -> Vec<u64> {
        self.order[places].iter().map(|&[position]| codes[position as usize]).collect()
    }
}
