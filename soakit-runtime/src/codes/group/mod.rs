//! Grouping: which rows have the same code, and the order of the groups.
//!
//! Groups are numbered by first appearance, whatever the strategy. Two forms of answer serve two ways of aggregating:
//!
//! - [`Groups`]: the group of each position, in the order of positions. Columns are read in order, and states are updated
//!   anywhere. On one thread this is the cheaper form for any number of groups: processors overlap the misses. On several, each
//!   task needs states of its own for all groups, which is out of the question for many groups.
//! - [`Partitioned`]: rows in parts; a group has all its rows in one part. States of a part belong to one task, and nothing has
//!   to be merged, so this is the form that lets several threads aggregate many groups. It is not a cheaper one: states fit in
//!   the cache, but a part's rows are spread, so a line of a column's memory is fetched once for each part that has rows in
//!   it, up to eight times for a column of 8-byte values.
//!
//! Streaming pipelines with few groups need neither: [`LocalTable`](super::local::LocalTable).
//!
//! Left out: states. They are of the user's types, and this floor has no type parameters.

mod chunks;
mod parts;
mod strategy;
#[cfg(test)]
mod tests;

use alloc::vec::Vec;

pub(crate) use parts::Partitioned;
pub(crate) use strategy::GroupStrategy;

use super::partition::Split;
use crate::pipeline::Run;

/// The group of each position.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Groups {
    /// The group of each position, numbered by first appearance.
    pub(crate) ids: Vec<u32>,
    /// The first position of each group; ascending.
    pub(crate) firsts: Vec<u32>,
}

/// Groups, in the form in which the strategy has found them.
pub(crate) enum Grouped {
    /// In the order of positions: few groups.
    Whole(Groups),
    /// In parts: many groups.
    Parts(Partitioned),
}

/// Groups positions by their codes, of which none is above `largest`.
///
/// The strategy follows from the codes; `strategy` forces one. A direct table that would be out of all proportion is a hashed
/// one even then.
pub(crate) fn group(run: &Run, codes: &[u64], largest: u64, strategy: Option<GroupStrategy>) -> Grouped {
    match strategy::choose(codes, largest, strategy) {
        strategy::Plan::Direct { slots } => Grouped::Whole(chunks::group(run, codes, Some(slots), slots)),
        strategy::Plan::Hashed { groups } => Grouped::Whole(chunks::group(run, codes, None, groups)),
        strategy::Plan::Parts(split) => Grouped::Parts(Partitioned::new(run, codes, split)),
    }
}

impl Grouped {
    /// The first position of each group; ascending.
    pub(crate) fn firsts(&self) -> &[u32] {
        match self {
            Self::Whole(groups) => &groups.firsts,
            Self::Parts(parts) => parts.firsts(),
        }
    }

    /// The groups in the order of positions.
    pub(crate) fn into_groups(self, run: &Run) -> Groups {
        match self {
            Self::Whole(groups) => groups,
            Self::Parts(parts) => parts.into_groups(run),
        }
    }

    /// The bytes of the answer, for [`Run::hold`].
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Self::Whole(groups) => (groups.ids.len() + groups.firsts.len()) * size_of::<u32>(),
            Self::Parts(parts) => parts.bytes(),
        }
    }
}
