//! [`Strategy`]: how rows with equal keys are found.

use crate::codes::group::GroupStrategy;

/// How groups are found and aggregated. Which one is chosen follows from the data; tests force each.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strategy {
    /// Numbered batch by batch; where a key has too many possible values, as `Direct`.
    Streaming,
    /// Whole, with a slot for each code.
    Direct,
    /// Whole, in a hash table.
    Hashed,
    /// In parts, with a slot for each code.
    PartitionedDirect,
    /// In parts, in hash tables.
    Partitioned,
}

impl Strategy {
    /// Every strategy.
    pub const ALL: [Self; 5] =
        [Self::Streaming, Self::Direct, Self::Hashed, Self::PartitionedDirect, Self::Partitioned];

    pub(super) fn of_codes(self) -> GroupStrategy {
        match self {
            Self::Streaming | Self::Direct => GroupStrategy::Direct,
            Self::Hashed => GroupStrategy::Hashed,
            Self::PartitionedDirect => GroupStrategy::PartitionedDirect,
            Self::Partitioned => GroupStrategy::Partitioned,
        }
    }
}
