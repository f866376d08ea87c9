//! [`Partition`]: codes and their positions sorted into parts, so that all rows of a group are in one part and the table of a
//! part fits in the cache.
//!
//! ```text
//! chunk 0                 chunk 1                  chunks of 65536 positions, sorted each in its own place
//! [part 0|part 1|part 2]  [part 0|part 1|part 2]   runs keep the order of positions
//! ```
//!
//! A part is the runs of its number in all chunks, in order, not one piece of memory. So a task writes only to its own
//! chunk, which fits in the second cache: no task scatters over the whole memory, none needs to know where another writes,
//! and it is safe code. The price is paid by readers: a part is read in runs of a hundred rows or so instead of in one.
//!
//! Chunks and parts follow from the rows alone.

use alloc::{vec, vec::Vec};
use core::ops::Range;

use super::each::each_mut;
use super::slots::hash_code;
use crate::pipeline::Run;

/// What decides the part of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Split {
    /// The top bits of the hash: `1 << bits` parts, about equal whatever the codes.
    Hash { bits: u32 },
    /// The top bits of the code: codes below `parts << shift`, so that part `p` has those from `p << shift`.
    Range { shift: u32, parts: usize },
}

impl Split {
    /// The number of parts.
    pub(crate) fn parts(self) -> usize {
        match self {
            Self::Hash { bits } => 1 << bits,
            Self::Range { parts, .. } => parts,
        }
    }

    /// The part of a code.
    #[inline(always)]
    pub(crate) fn part(self, code: u64) -> usize {
        match self {
            // Two shifts, because one by 64 is none.
            Self::Hash { bits } => (hash_code(code) >> 1 >> (63 - bits)) as usize,
            Self::Range { shift, .. } => (code >> shift) as usize,
        }
    }
}

/// Codes and their positions, in parts.
pub(crate) struct Partition {
    pub(crate) split: Split,
    chunk_rows: usize,
    /// By chunk and part, where the run begins; each chunk has one entry more, its end.
    bounds: Vec<u32>,
    codes: Vec<u64>,
    positions: Vec<u32>,
}

/// What one task sorts.
struct Chunk<'p> {
    bounds: &'p mut [u32],
    codes: &'p mut [u64],
    positions: &'p mut [u32],
}

impl Partition {
    /// Sorts codes into parts.
    pub(crate) fn new(run: &Run, codes: &[u64], split: Split) -> Self {
        let rows = codes.len();
        // More chunks than this, and the bounds would weigh as much as the rows.
        let chunk_rows = (rows >> 12).next_power_of_two().max(1 << 16);
        let width = split.parts() + 1;
        let mut partition = Self {
            split,
            chunk_rows,
            bounds: vec![0; rows.div_ceil(chunk_rows) * width],
            codes: vec![0; rows],
            positions: vec![0; rows],
        };
        let mut chunks: Vec<_> = partition
            .bounds
            .chunks_mut(width)
            .zip(partition.codes.chunks_mut(chunk_rows))
            .zip(partition.positions.chunks_mut(chunk_rows))
            .map(|((bounds, codes), positions)| Chunk { bounds, codes, positions })
            .collect();
        each_mut(run, rows, &mut chunks, &|index, chunk| {
            let start = index * chunk_rows;
            let from = &codes[start..start + chunk.codes.len()];
            // The kind of split is settled outside of the loops over rows.
            match split {
                Split::Hash { bits } => chunk.sort(start, from, |code| Split::Hash { bits }.part(code)),
                Split::Range { shift, parts } => {
                    chunk.sort(start, from, |code| Split::Range { shift, parts }.part(code));
                }
            }
        });
        partition
    }

    /// The number of rows.
    pub(crate) fn rows(&self) -> usize {
        self.positions.len()
    }

    /// The number of chunks.
    pub(crate) fn chunk_count(&self) -> usize {
        self.rows().div_ceil(self.chunk_rows)
    }

    /// The positions of a chunk.
    pub(crate) fn chunk_range(&self, chunk: usize) -> Range<usize> {
        let start = chunk * self.chunk_rows;
        start..(start + self.chunk_rows).min(self.rows())
    }

    /// Where the run of a part in a chunk stands in columns that are sorted as this partition.
    pub(crate) fn run_range(&self, chunk: usize, part: usize) -> Range<usize> {
        let at = chunk * (self.split.parts() + 1) + part;
        self.bounds[at] as usize..self.bounds[at + 1] as usize
    }

    /// The codes, sorted into chunks and parts.
    pub(crate) fn codes(&self) -> &[u64] {
        &self.codes
    }

    /// The positions, sorted into chunks and parts; ascending within a run.
    pub(crate) fn positions(&self) -> &[u32] {
        &self.positions
    }

    /// The number of rows of a part.
    pub(crate) fn part_rows(&self, part: usize) -> usize {
        (0..self.chunk_count()).map(|chunk| self.run_range(chunk, part).len()).sum()
    }

    /// Cuts a column that is sorted as this partition into its runs: for each part, one for each chunk.
    pub(crate) fn cut<'c, T>(&self, column: &'c mut [T]) -> Vec<Vec<&'c mut [T]>> {
        let parts = self.split.parts();
        let mut runs: Vec<Vec<&mut [T]>> = (0..parts).map(|_| Vec::with_capacity(self.chunk_count())).collect();
        let mut rest = column;
        for chunk in 0..self.chunk_count() {
            for (part, runs) in runs.iter_mut().enumerate() {
                let (run, after) = rest.split_at_mut(self.run_range(chunk, part).len());
                runs.push(run);
                rest = after;
            }
        }
        runs
    }

    /// Gives back the memory of the codes, when tables have been made of them.
    pub(crate) fn forget_codes(&mut self) {
        self.codes = Vec::new();
    }

    /// The bytes of the partition.
    pub(crate) fn bytes(&self) -> usize {
        size_of_val(self.bounds.as_slice())
            + size_of_val(self.codes.as_slice())
            + size_of_val(self.positions.as_slice())
    }
}

impl Chunk<'_> {
    /// Sorts the chunk, whose first position is `start`: counts, sums, moves.
    fn sort(&mut self, start: usize, from: &[u64], part: impl Fn(u64) -> usize) {
        let parts = self.bounds.len() - 1;
        let mut next = vec![0_u32; parts];
        for &code in from {
            next[part(code)] += 1;
        }
        let mut end = start as u32;
        for (bound, next) in self.bounds.iter_mut().zip(&mut next) {
            *bound = end;
            let count = core::mem::replace(next, end - start as u32);
            end += count;
        }
        self.bounds[parts] = end;
        for (position, &code) in (start as u32..).zip(from) {
            let to = &mut next[part(code)];
            self.codes[*to as usize] = code;
            self.positions[*to as usize] = position;
            *to += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Partition, Split};
    use crate::pipeline::Run;

    #[test]
    fn parts_hold_every_position_once_in_order() {
        let codes: Vec<u64> = (0..200_000_u64).map(|row| row.wrapping_mul(0x9e37_79b9) % 5000).collect();
        for split in [Split::Hash { bits: 0 }, Split::Hash { bits: 5 }, Split::Range { shift: 8, parts: 20 }] {
            let partition = Partition::new(&Run::default(), &codes, split);
            let mut seen = vec![false; codes.len()];
            for part in 0..split.parts() {
                let mut last = None;
                for chunk in 0..partition.chunk_count() {
                    for at in partition.run_range(chunk, part) {
                        let position = partition.positions()[at];
                        assert_eq!(partition.codes()[at], codes[position as usize]);
                        assert_eq!(split.part(codes[position as usize]), part);
                        assert!(last < Some(position) && !std::mem::replace(&mut seen[position as usize], true));
                        last = Some(position);
                    }
                }
            }
            assert!(seen.iter().all(|&seen| seen), "{split:?}");
        }
    }

    #[test]
    fn no_rows_are_no_chunks() {
        let partition = Partition::new(&Run::default(), &[], Split::Hash { bits: 3 });
        assert_eq!((partition.chunk_count(), partition.part_rows(7)), (0, 0));
    }
}
