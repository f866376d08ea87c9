//! What a contender can do: one function for each line.
//!
//! A function is the loop that a user of the library would write, with the fastest public way in that library. All are
//! `#[inline(never)]` in the implementations, so that each is compiled alone and none profits from its caller.

use hashbrown::HashMap;
use std::collections::HashMap as StdHashMap;
use std::hash::Hash;

use super::line::Line;
use super::record::Record;

/// How a contender counts in the ratios.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// SoAKit.
    Ours,
    /// A library: a candidate for the best peer.
    Peer,
    /// `Vec` of records: the other layout.
    Rows,
    /// The struct of vectors that a person would write.
    Hand,
}

/// A container of records, as one library builds it.
///
/// Values that are returned are compared among the contenders.
pub(crate) trait Contender: Clone + 'static {
    /// The record, derived by this library.
    type Row: Record;

    /// The name in the table.
    const NAME: &'static str;

    /// How the contender counts.
    const ROLE: Role;

    /// Lines for which the library has no operation: the shortest replacement by its public functions is timed. The
    /// table marks them, and they do not count as best peer.
    const REPLACED: &'static [Line] = &[];

    /// Lines that make no sense for the contender.
    const ABSENT: &'static [Line] = &[];

    /// Appends rows one by one to a new container.
    fn push(rows: std::vec::Drain<'_, Self::Row>) -> Self;

    /// Extends a new container.
    fn extend(rows: std::vec::Drain<'_, Self::Row>) -> Self;

    /// Turns records into a container.
    fn from_vec(rows: Vec<Self::Row>) -> Self;

    /// Turns the container into records.
    fn into_vec(self) -> Vec<Self::Row>;

    /// The count of rows.
    fn row_count(&self) -> usize;

    /// Makes room for rows that [`insert`](Contender::insert) adds.
    fn reserve(&mut self, additional: usize);

    /// The sum of [`mix`](Record::mix_all) over rows read by number, from first to last.
    fn read_in_order(&self) -> u64;

    /// The same sum over the listed rows.
    fn read_at_random(&self, rows: &[u32]) -> u64;

    /// The same sum by the row iterator.
    fn iterate(&self) -> u64;

    /// The wrapping sum of `id`.
    fn sum(&self) -> u64;

    /// `x += y * z` in each row.
    fn update(&mut self);

    /// Keeps rows with an even `id`.
    fn retain(&mut self);

    /// Removes the listed rows, one after the other; the sum of their `id`s.
    fn swap_remove(&mut self, rows: &[u32]) -> u64;

    /// Inserts each row in the middle of the rows that the container had at first.
    fn insert(&mut self, rows: std::vec::Drain<'_, Self::Row>);

    /// Sorts by `id`; equal rows keep their order.
    fn sort(&mut self);

    /// Groups row numbers by the group column and adds up [`group_digest`].
    fn partition(&self) -> u64;

    /// The same by the map of the standard library, if the contender has no partition of its own.
    fn partition_std(&self) -> u64 {
        self.partition()
    }
}

/// A number that depends on a group, whatever the order of groups.
#[inline(always)]
pub(crate) fn group_digest(key: u64, rows: &[u32]) -> u64 {
    (key + 1).wrapping_mul(rows.len() as u64).wrapping_add(u64::from(rows[0]))
}

/// The loop that stands for a partition in libraries without one, with the map and the hash that SoAKit uses itself.
#[inline(always)]
pub(crate) fn group_rows<K: Copy + Eq + Hash + Into<u64>>(keys: impl Iterator<Item = K>) -> u64 {
    let mut groups: HashMap<K, Vec<u32>> = HashMap::new();
    for (row, key) in (0..).zip(keys) {
        groups.entry(key).or_default().push(row);
    }
    groups.iter().fold(0, |sum, (&key, rows)| sum.wrapping_add(group_digest(key.into(), rows)))
}

/// The same loop with the map and the hash of the standard library.
#[inline(always)]
pub(crate) fn group_rows_std<K: Copy + Eq + Hash + Into<u64>>(keys: impl Iterator<Item = K>) -> u64 {
    let mut groups: StdHashMap<K, Vec<u32>> = StdHashMap::new();
    for (row, key) in (0..).zip(keys) {
        groups.entry(key).or_default().push(row);
    }
    groups.iter().fold(0, |sum, (&key, rows)| sum.wrapping_add(group_digest(key.into(), rows)))
}
