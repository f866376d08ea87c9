//! The lines of the table: what is done between two readings of the clock.

/// A change, if any, and a read of the last column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// The first read of a container in which nothing has been computed.
    FirstRead,
    /// One cell of `x` is written; the same row is read.
    OneChange,
    /// One in a hundred cells of `x`, at random, are written; a row is read.
    Percent,
    /// All cells of `x` are written; a row is read.
    AllChanged,
    /// A row is pushed and read.
    Push,
    /// A row is swap-removed; what took its place is read.
    SwapRemove,
    /// One cell is written, and the column summed a thousand times.
    ReadMostly,
    /// A thousand cells are written one by one, and a row is read.
    WriteMostly,
    /// Rows are sorted by `x`; a row is read.
    Sort,
}

/// Reads for each write, and writes for each read.
pub(super) const MOSTLY: usize = 1_000;

impl Line {
    /// Every line.
    pub(super) const ALL: [Line; 9] = [
        Line::FirstRead,
        Line::OneChange,
        Line::Percent,
        Line::AllChanged,
        Line::Push,
        Line::SwapRemove,
        Line::ReadMostly,
        Line::WriteMostly,
        Line::Sort,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Line::FirstRead => "first-read",
            Line::OneChange => "one-change",
            Line::Percent => "percent",
            Line::AllChanged => "all-changed",
            Line::Push => "push",
            Line::SwapRemove => "swap-remove",
            Line::ReadMostly => "read-mostly",
            Line::WriteMostly => "write-mostly",
            Line::Sort => "sort",
        }
    }

    /// Whether a pass needs a container of its own.
    pub(super) fn uses_up(self) -> bool {
        matches!(self, Line::FirstRead | Line::Sort)
    }

    /// What a pass over so many rows is divided by: rows where all of them are looked at, single operations otherwise.
    pub(super) fn unit_count(self, rows: usize) -> usize {
        match self {
            Line::FirstRead | Line::AllChanged | Line::Sort => rows,
            Line::Percent => (rows / 100).max(1),
            Line::OneChange | Line::Push | Line::SwapRemove => 1,
            Line::ReadMostly => rows * MOSTLY,
            Line::WriteMostly => MOSTLY,
        }
    }

    /// The unit's name.
    pub(super) fn unit(self) -> &'static str {
        match self {
            Line::FirstRead | Line::AllChanged | Line::Sort => "row",
            Line::Percent => "changed row",
            Line::OneChange | Line::Push | Line::SwapRemove => "change",
            Line::ReadMostly => "row summed",
            Line::WriteMostly => "write",
        }
    }
}
