//! [`LocalTable`]: groups of codes met a batch at a time, and how the tables of several tasks become one.
//!
//! For few groups a pipeline need not keep its codes: each task numbers its own groups as they come, batch by batch,
//! updates its own states, and [`Merged`] says in the end which groups of which task are one.
//!
//! Invariant: groups are numbered by first appearance. Tables merged in the order of their tasks keep that: the first task
//! that has a group has its first row.

use alloc::{vec, vec::Vec};

use super::slots::{Slots, hash_code};

/// The most codes of a batch.
pub(crate) const BATCH: usize = 1024;

/// A slot of a direct table without a group.
const NONE: u32 = u32::MAX;

/// The groups that one task has met.
pub(crate) struct LocalTable {
    kind: Kind,
    /// The code of each group.
    codes: Vec<u64>,
}

enum Kind {
    /// The group of each code.
    Direct(Vec<u32>),
    Hashed(Slots),
}

impl LocalTable {
    /// A table for codes below `slots`, of four bytes a slot: no hash, no search.
    pub(crate) fn direct(slots: usize) -> Self {
        Self { kind: Kind::Direct(vec![NONE; slots]), codes: Vec::new() }
    }

    /// A table for any codes, with room for `groups` groups; it grows.
    pub(crate) fn hashed(groups: usize) -> Self {
        let mut slots = Slots::default();
        // A batch more, which every batch makes sure of.
        slots.reserve(groups + BATCH);
        Self { kind: Kind::Hashed(slots), codes: Vec::with_capacity(groups) }
    }

    #[cfg(test)]
    /// The code of each group, in the order of first appearance.
    pub(crate) fn codes(&self) -> &[u64] {
        &self.codes
    }

    /// The number of groups.
    pub(crate) fn group_count(&self) -> usize {
        self.codes.len()
    }

    /// The code of each group, when the table has done its work.
    pub(crate) fn into_codes(self) -> Vec<u64> {
        self.codes
    }

    /// The bytes of the table.
    pub(crate) fn bytes(&self) -> usize {
        let table = match &self.kind {
            Kind::Direct(slots) => size_of_val(slots.as_slice()),
            Kind::Hashed(slots) => slots.bytes(),
        };
        table + size_of_val(self.codes.as_slice())
    }

    /// The group of each code of a batch; codes not met before make new groups.
    ///
    /// # Panics
    /// When there are more than [`BATCH`] codes, or a code is not below the slots of a direct table.
    pub(crate) fn probe_batch(&mut self, codes: &[u64], ids: &mut [u32]) {
        assert!(codes.len() <= BATCH && codes.len() == ids.len(), "a batch of {} codes", codes.len());
        self.probe_with(codes, ids, |_| {});
    }

    /// As [`probe_batch`](Self::probe_batch); calls `first` with the index of each code that makes a new group.
    #[inline(always)]
    fn probe_with(&mut self, codes: &[u64], ids: &mut [u32], mut first: impl FnMut(usize)) {
        let known = &mut self.codes;
        match &mut self.kind {
            Kind::Direct(slots) => {
                for (index, (id, &code)) in ids.iter_mut().zip(codes).enumerate() {
                    let slot = &mut slots[code as usize];
                    if *slot == NONE {
                        *slot = known.len() as u32;
                        known.push(code);
                        first(index);
                    }
                    *id = *slot;
                }
            }
            Kind::Hashed(slots) => {
                // Once for the batch, so that the loop never grows the table.
                slots.reserve(codes.len());
                for (index, (id, &code)) in ids.iter_mut().zip(codes).enumerate() {
                    let hash = hash_code(code);
                    *id = match slots.find(hash, |group| known[group as usize] == code) {
                        Ok(group) => group,
                        Err(at) => {
                            let group = known.len() as u32;
                            slots.take(at, hash, group);
                            known.push(code);
                            first(index);
                            group
                        }
                    };
                }
            }
        }
    }

    /// The group of each of any number of codes; calls `first` with the index of each code that makes a new group.
    pub(crate) fn probe(&mut self, codes: &[u64], ids: &mut [u32], mut first: impl FnMut(usize)) {
        for (batch, (codes, ids)) in codes.chunks(BATCH).zip(ids.chunks_mut(BATCH)).enumerate() {
            self.probe_with(codes, ids, |index| first(batch * BATCH + index));
        }
    }
}

/// The tables of several tasks as one.
pub(crate) struct Merged {
    /// For each task, the number of each of its groups among all.
    pub(crate) maps: Vec<Vec<u32>>,
    /// The code of each group of all, in the order of first appearance.
    pub(crate) codes: Vec<u64>,
}

impl Merged {
    /// Merges tables in the order of their tasks.
    ///
    /// Serial: worth it for tables that are small beside the rows that made them.
    pub(crate) fn new(tables: &[LocalTable]) -> Self {
        let mut all = match tables.first().map(|table| &table.kind) {
            Some(Kind::Direct(slots)) => LocalTable::direct(slots.len()),
            _ => LocalTable::hashed(0),
        };
        let maps = tables.iter().map(|table| {
            let mut map = vec![0; table.group_count()];
            for (codes, ids) in table.codes.chunks(BATCH).zip(map.chunks_mut(BATCH)) {
                all.probe_batch(codes, ids);
            }
            map
        });
        let maps = maps.collect();
        Self { maps, codes: all.codes }
    }
}

#[cfg(test)]
mod tests {
    use super::{LocalTable, Merged};

    #[test]
    fn groups_are_numbered_by_first_appearance_in_both_kinds() {
        for mut table in [LocalTable::direct(10), LocalTable::hashed(0)] {
            let mut ids = [0; 6];
            table.probe_batch(&[7, 3, 7, 9, 3, 0], &mut ids);
            assert_eq!((ids, table.codes()), ([0, 1, 0, 2, 1, 3], &[7, 3, 9, 0][..]));
        }
    }

    #[test]
    fn merged_tables_number_as_one_table_would() {
        let (mut first, mut second) = (LocalTable::hashed(0), LocalTable::hashed(0));
        let mut ids = [0; 3];
        first.probe_batch(&[5, 6, 5], &mut ids);
        second.probe_batch(&[8, 6, 4], &mut ids);
        let merged = Merged::new(&[first, second]);
        assert_eq!((merged.maps, merged.codes), (vec![vec![0, 1], vec![2, 1, 3]], vec![5, 6, 8, 4]));
    }

    #[test]
    fn probing_tells_which_rows_come_first() {
        let codes: Vec<u64> = (0..5000).map(|row| row % 1500).collect();
        let mut firsts = Vec::new();
        LocalTable::hashed(0).probe(&codes, &mut vec![0; 5000], |row| firsts.push(row));
        assert_eq!(firsts, (0..1500).collect::<Vec<_>>());
    }
}
