//! Join tables: which rows of the build side have a code.
//!
//! A [`JoinTable`] is built once from the codes of one side and then asked, a batch at a time, by all threads. Whether the
//! codes are unique is found out while building, not declared; a unique table answers with positions at once, any other with
//! lists of ascending positions.
//!
//! ```text
//! code ──lookup──▶ value      unique: the position
//!                             else:   a group, whose positions stand in starts[group]..starts[group + 1]
//! ```
//!
//! The probing side must pack its columns as the build side did: [`PackedRange`].
//!
//! Left out: missing values (columns of codes have none; callers add a column that says so, or drop the rows), and pairs of
//! rows (callers know the shape of their rows).

mod build;
mod lookup;
mod range;
#[cfg(test)]
mod tests;

use alloc::vec::Vec;

pub(crate) use range::PackedRange;

use super::local::BATCH;
use lookup::Lookup;

/// No row has the code.
pub(crate) const MISS: u32 = u32::MAX;

/// How a join table is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JoinStrategy {
    /// A slot for each code.
    Direct,
    /// A slot for each code; rows sorted into parts first, so that each task fills its own slots.
    PartitionedDirect,
    /// Open addressing.
    Hashed,
    /// Open addressing; rows sorted into parts first, so that each task fills its own slots.
    Partitioned,
}

impl JoinStrategy {
    /// Every strategy, for those who compare them.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 4] = [Self::Direct, Self::PartitionedDirect, Self::Hashed, Self::Partitioned];
}

/// The rows of the build side by their codes.
pub(crate) struct JoinTable {
    lookup: Lookup,
    /// Where the positions of each group begin, and the end. Empty if the codes are unique.
    starts: Vec<u32>,
    /// The positions by group, ascending within each. Empty if the codes are unique.
    positions: Vec<u32>,
}

impl JoinTable {
    /// Whether no two rows have the same code.
    pub(crate) fn is_unique(&self) -> bool {
        self.starts.is_empty()
    }

    #[cfg(test)]
    /// The position of each code's only row, or [`MISS`].
    ///
    /// # Panics
    /// When the codes of the build side are not unique, or there are more than [`BATCH`] codes.
    pub(crate) fn probe_unique(&self, codes: &[u64], positions: &mut [u32]) {
        assert!(self.is_unique(), "codes that occur more than once have lists");
        self.probe(codes, positions);
    }

    /// The group of each code, for [`group`](Self::group), or [`MISS`]; if the codes are unique, the position.
    ///
    /// # Panics
    /// When there are more than [`BATCH`] codes.
    pub(crate) fn probe(&self, codes: &[u64], groups: &mut [u32]) {
        assert!(codes.len() <= BATCH && codes.len() == groups.len(), "a batch of {} codes", codes.len());
        self.lookup.values(codes, groups);
        if !self.is_unique() && self.lookup.has_gaps() {
            for group in groups.iter_mut().filter(|group| **group != MISS) {
                if self.group(*group).is_empty() {
                    *group = MISS;
                }
            }
        }
    }

    /// The positions of a group; ascending. None for [`MISS`].
    ///
    /// # Panics
    /// When the codes are unique: then [`probe`](Self::probe) answers with positions.
    #[inline]
    pub(crate) fn group(&self, group: u32) -> &[u32] {
        if group == MISS {
            return &[];
        }
        let (start, end) = (self.starts[group as usize], self.starts[group as usize + 1]);
        &self.positions[start as usize..end as usize]
    }

    #[cfg(test)]
    /// The positions of a code, if the codes are not unique; ascending.
    ///
    /// # Panics
    /// As [`group`](Self::group).
    pub(crate) fn matches(&self, code: u64) -> &[u32] {
        let mut group = [MISS];
        self.lookup.values(&[code], &mut group);
        self.group(group[0])
    }

    /// Whether each code has a row.
    ///
    /// # Panics
    /// When there are more than [`BATCH`] codes.
    pub(crate) fn contains_batch(&self, codes: &[u64], found: &mut [bool]) {
        assert!(codes.len() <= BATCH && codes.len() == found.len(), "a batch of {} codes", codes.len());
        self.lookup.contains(codes, found);
    }

    /// A code that no row has: what a probing side uses for values outside of the build side's ranges.
    ///
    /// There is one, as there are more codes than rows.
    pub(crate) fn absent(&self) -> u64 {
        let mut code = u64::MAX;
        let mut found = [true];
        loop {
            self.contains_batch(&[code], &mut found);
            if !found[0] {
                return code;
            }
            code -= 1;
        }
    }

    /// The bytes of the table, for [`Run::hold`](crate::pipeline::Run::hold).
    pub(crate) fn bytes(&self) -> usize {
        self.lookup.bytes() + (self.starts.len() + self.positions.len()) * size_of::<u32>()
    }
}
