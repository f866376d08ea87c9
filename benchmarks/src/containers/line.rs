//! The lines of the table: what is measured, in which order, and how it is counted.
//!
//! The order of [`Line::ALL`] is the order of measuring. Lines that make containers come first, while no other container
//! lives; [`Line::Update`] changes the values that other lines check, so it is the last one.

/// One operation that every contender performs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// Append rows one by one to a container that starts empty.
    Push,
    /// One `extend` of an empty container by an iterator that knows its length.
    Extend,
    /// A container made of a `Vec` of records.
    FromVec,
    /// A `Vec` of records made of a container.
    IntoVec,
    /// `get(0)`, `get(1)`, … and all fields of each row.
    ReadInOrder,
    /// `get` at random rows and all fields of each.
    ReadAtRandom,
    /// The sum of a `u64` column.
    Sum,
    /// `x += y * z`.
    Update,
    /// The row iterator and all fields of each row.
    Iterate,
    /// Keeps a random half of the rows.
    Retain,
    /// Removes rows at random places.
    SwapRemove,
    /// Inserts rows in the middle of a container that has room for them.
    Insert,
    /// A stable sort by a random `u64`.
    Sort,
    /// A deep copy.
    Clone,
    /// The end of a container.
    Drop,
    /// Row numbers grouped by a column of a hundred values; peers hash with foldhash, the hash of SoAKit.
    Partition,
    /// The same, but peers use the map and the hash of the standard library.
    PartitionStd,
}

/// What a sample does with the container that its contender keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// Makes its own container of fresh records.
    Records,
    /// Reads or updates the kept container, several times in a row.
    Kept,
    /// Consumes or reshapes a copy of the kept container.
    Copy,
}

impl Line {
    /// Every line, in the order of measuring.
    pub(crate) const ALL: [Line; 17] = [
        Line::Push,
        Line::Extend,
        Line::FromVec,
        Line::ReadInOrder,
        Line::ReadAtRandom,
        Line::Sum,
        Line::Iterate,
        Line::Retain,
        Line::SwapRemove,
        Line::Insert,
        Line::Sort,
        Line::Clone,
        Line::Drop,
        Line::IntoVec,
        Line::Partition,
        Line::PartitionStd,
        Line::Update,
    ];

    /// The name in the table and in `--lines`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Line::Push => "push",
            Line::Extend => "extend",
            Line::FromVec => "from-vec",
            Line::IntoVec => "into-vec",
            Line::ReadInOrder => "read-in-order",
            Line::ReadAtRandom => "read-at-random",
            Line::Sum => "sum",
            Line::Update => "update",
            Line::Iterate => "iterate",
            Line::Retain => "retain",
            Line::SwapRemove => "swap-remove",
            Line::Insert => "insert",
            Line::Sort => "sort",
            Line::Clone => "clone",
            Line::Drop => "drop",
            Line::Partition => "partition",
            Line::PartitionStd => "partition-std",
        }
    }

    /// The line of this name.
    pub(crate) fn named(name: &str) -> Option<Line> {
        Line::ALL.into_iter().find(|line| line.name() == name)
    }

    /// What a sample starts from.
    pub(crate) fn uses(self) -> Use {
        match self {
            Line::Push | Line::Extend | Line::FromVec => Use::Records,
            Line::ReadInOrder
            | Line::ReadAtRandom
            | Line::Sum
            | Line::Update
            | Line::Iterate
            | Line::Clone
            | Line::Partition
            | Line::PartitionStd => Use::Kept,
            Line::IntoVec | Line::Retain | Line::SwapRemove | Line::Insert | Line::Sort | Line::Drop => Use::Copy,
        }
    }

    /// Whether the line counts in `worst` and `geomean`. The standard map is shown for readers who use it; counting the
    /// same work twice, once against a slower hash, would flatter us.
    pub(crate) fn counts(self) -> bool {
        self != Line::PartitionStd
    }

    /// How many times one pass over `rows` rows performs the operation; times are divided by it.
    pub(crate) fn operation_count(self, rows: usize) -> usize {
        match self {
            // A cache miss per column and row: a part of the rows tells as much as all of them.
            Line::ReadAtRandom => rows.min(1_000_000),
            Line::SwapRemove => (rows / 2).min(1_000_000),
            // Each moves half of the container.
            Line::Insert => match rows {
                0..=10_000 => 100,
                10_001..=1_000_000 => 20,
                _ => 3,
            },
            _ => rows,
        }
    }
}
