//! Many groups: rows in parts, a table for each part, and one order over the groups of all.
//!
//! The order is by first position. A bitmap over positions marks those where a group begins; the number of a group is the
//! number of marks before its own. Marks are set a chunk at a time from the parts' ascending firsts, so no two tasks write
//! to one word.

use alloc::{vec, vec::Vec};

use super::{Groups, Split};
use crate::codes::each::each_mut;
use crate::codes::local::LocalTable;
use crate::codes::partition::Partition;
use crate::pipeline::Run;

/// Groups that a table has room for from the start, if it has as many rows.
const PART_GROUPS: usize = 1 << 13;

/// Groups, in parts.
pub(crate) struct Partitioned {
    partition: Partition,
    /// The group of each row within its part, sorted as the partition.
    local: Vec<u32>,
    tables: Vec<Table>,
    firsts: Vec<u32>,
}

/// The groups of a part.
#[derive(Default)]
struct Table {
    codes: Vec<u64>,
    /// First positions; ascending.
    firsts: Vec<u32>,
    /// For each chunk, the groups before it; and all.
    bounds: Vec<u32>,
    /// The number of each group among all.
    numbers: Vec<u32>,
}

/// One part: groups that have all their rows here.
#[derive(Clone, Copy)]
pub(crate) struct Part<'p> {
    parts: &'p Partitioned,
    part: usize,
}

impl Partitioned {
    /// Groups codes, with parts as `split` says.
    pub(super) fn new(run: &Run, codes: &[u64], split: Split) -> Self {
        let mut groups = Self::unordered(run, codes, split);
        groups.number(run);
        groups
    }

    /// Groups codes within parts; there is no order over the groups of all.
    pub(crate) fn unordered(run: &Run, codes: &[u64], split: Split) -> Self {
        let mut partition = Partition::new(run, codes, split);
        let _held = run.hold(partition.bytes());
        let mut local = vec![0; partition.rows()];
        let mut tasks: Vec<_> = partition.cut(&mut local).into_iter().map(|runs| (runs, Table::default())).collect();
        each_mut(run, partition.rows(), &mut tasks, &|part, (runs, table)| *table = Table::new(&partition, part, runs));
        let tables = tasks.into_iter().map(|(_, table)| table).collect();
        partition.forget_codes();
        Self { partition, local, tables, firsts: Vec::new() }
    }

    /// The number of parts.
    pub(crate) fn part_count(&self) -> usize {
        self.tables.len()
    }

    /// A part.
    pub(crate) fn part(&self, part: usize) -> Part<'_> {
        Part { parts: self, part }
    }

    /// The first position of each group of all; ascending.
    pub(crate) fn firsts(&self) -> &[u32] {
        &self.firsts
    }

    /// The bytes of all of it.
    pub(crate) fn bytes(&self) -> usize {
        let table = |table: &Table| {
            size_of_val(table.codes.as_slice())
                + (table.firsts.len() + table.bounds.len() + table.numbers.len()) * size_of::<u32>()
        };
        self.partition.bytes()
            + (self.local.len() + self.firsts.len()) * size_of::<u32>()
            + self.tables.iter().map(table).sum::<usize>()
    }

    /// The group of each position.
    ///
    /// Chunk by chunk: a chunk's rows are in it in another order, so tasks write to their own chunks only.
    pub(crate) fn into_groups(self, run: &Run) -> Groups {
        let Self { partition, local, tables, firsts } = self;
        let mut ids = vec![0; local.len()];
        let mut chunks: Vec<_> = cut_chunks(&partition, &mut ids);
        each_mut(run, local.len(), &mut chunks, &|chunk, ids| {
            let start = partition.chunk_range(chunk).start;
            for (part, table) in tables.iter().enumerate() {
                let rows = partition.run_range(chunk, part);
                for (&position, &group) in partition.positions()[rows.clone()].iter().zip(&local[rows]) {
                    ids[position as usize - start] = table.numbers[group as usize];
                }
            }
        });
        Groups { ids, firsts }
    }

    /// Numbers the groups of all by first position.
    fn number(&mut self, run: &Run) {
        let Self { partition, tables, firsts, .. } = self;
        let rows = partition.rows();
        let chunks = partition.chunk_count();
        // Groups before each chunk, and all.
        let mut before = vec![0; chunks + 1];
        for chunk in 0..chunks {
            let found = |table: &Table| (table.bounds[chunk + 1] - table.bounds[chunk]) as usize;
            before[chunk + 1] = before[chunk] + tables.iter().map(found).sum::<usize>();
        }
        *firsts = vec![0; before[chunks]];
        // Where groups begin, and the groups before each word of that. Chunks are whole words, except the last.
        let mut marks = vec![(0_u64, 0_u32); rows.div_ceil(64)];
        let _held = run.hold(size_of_val(marks.as_slice()));
        let mut tasks = Vec::with_capacity(chunks);
        let (mut rest_marks, mut rest_firsts) = (marks.as_mut_slice(), firsts.as_mut_slice());
        for chunk in 0..chunks {
            let words = partition.chunk_range(chunk).len().div_ceil(64);
            let (marks, after_marks) = rest_marks.split_at_mut(words);
            let (firsts, after_firsts) = rest_firsts.split_at_mut(before[chunk + 1] - before[chunk]);
            tasks.push((marks, firsts));
            (rest_marks, rest_firsts) = (after_marks, after_firsts);
        }
        let parts = &*tables;
        each_mut(run, rows, &mut tasks, &|chunk, (marks, firsts)| {
            let start = partition.chunk_range(chunk).start;
            for table in parts {
                for &first in &table.firsts[table.bounds[chunk] as usize..table.bounds[chunk + 1] as usize] {
                    let bit = first as usize - start;
                    marks[bit / 64].0 |= 1 << (bit % 64);
                }
            }
            let mut found = 0;
            for (word, (bits, rank)) in marks.iter_mut().enumerate() {
                *rank = (before[chunk] + found) as u32;
                let mut rest = *bits;
                while rest != 0 {
                    firsts[found] = (start + word * 64) as u32 + rest.trailing_zeros();
                    found += 1;
                    rest &= rest - 1;
                }
            }
        });
        each_mut(run, rows, tables, &|_, table| {
            let number = |&first: &u32| {
                let (bits, rank) = marks[first as usize / 64];
                rank + (bits & ((1 << (first % 64)) - 1)).count_ones()
            };
            table.numbers = table.firsts.iter().map(number).collect();
        });
    }
}

impl<'p> Part<'p> {
    /// The rows in pieces: their positions, ascending over all pieces, and the group of each within the part.
    pub(crate) fn runs(self) -> impl Iterator<Item = (&'p [u32], &'p [u32])> {
        let Partitioned { partition, local, .. } = self.parts;
        (0..partition.chunk_count()).map(move |chunk| {
            let rows = partition.run_range(chunk, self.part);
            (&partition.positions()[rows.clone()], &local[rows])
        })
    }

    /// The number of groups.
    pub(crate) fn group_count(self) -> usize {
        self.firsts().len()
    }

    /// The number of rows.
    pub(crate) fn row_count(self) -> usize {
        self.parts.partition.part_rows(self.part)
    }

    /// The code of each group.
    pub(crate) fn codes(self) -> &'p [u64] {
        &self.parts.tables[self.part].codes
    }

    /// The first position of each group; ascending.
    pub(crate) fn firsts(self) -> &'p [u32] {
        &self.parts.tables[self.part].firsts
    }

    /// The number of each group among the groups of all; ascending. Empty if they have no order.
    pub(crate) fn numbers(self) -> &'p [u32] {
        &self.parts.tables[self.part].numbers
    }
}

impl Table {
    /// Numbers the groups of a part and writes each row's to `runs`.
    fn new(partition: &Partition, part: usize, runs: &mut [&mut [u32]]) -> Self {
        let mut groups;
        let base;
        match partition.split {
            Split::Hash { .. } => {
                // What a part of average codes has; a part that has more grows.
                (groups, base) = (LocalTable::hashed(partition.part_rows(part).min(PART_GROUPS)), 0);
            }
            Split::Range { shift, .. } => {
                (groups, base) = (LocalTable::direct(1 << shift), (part as u64) << shift);
            }
        }
        let mut table = Self::default();
        let mut shifted = Vec::new();
        for (chunk, ids) in runs.iter_mut().enumerate() {
            table.bounds.push(table.firsts.len() as u32);
            let rows = partition.run_range(chunk, part);
            let positions = &partition.positions()[rows.clone()];
            let mut codes = &partition.codes()[rows];
            if base != 0 {
                shifted.clear();
                shifted.extend(codes.iter().map(|code| code - base));
                codes = &shifted;
            }
            groups.probe(codes, ids, |row| table.firsts.push(positions[row]));
        }
        table.bounds.push(table.firsts.len() as u32);
        table.codes = groups.into_codes();
        if base != 0 {
            table.codes.iter_mut().for_each(|code| *code += base);
        }
        table
    }
}

/// Cuts a column in the order of positions into the chunks of a partition.
fn cut_chunks<'c, T>(partition: &Partition, column: &'c mut [T]) -> Vec<&'c mut [T]> {
    column.chunks_mut(partition.chunk_range(0).len().max(1)).collect()
}
