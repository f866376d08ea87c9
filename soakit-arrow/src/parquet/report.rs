//! What reading tells: how far it is, and what it did not read.

use std::ops::AddAssign;

/// What was read of files, and what a filter made unnecessary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// Row groups.
    pub row_groups: Share,
    /// Pages of the columns that are read. Counted where a filter has had the reader look at pages at all.
    pub pages: Share,
    /// Rows. Those that are read are asked one by one.
    pub rows: Share,
    /// Bytes that were fetched, metadata included.
    pub bytes: u64,
}

/// A part that was read, and one that was not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many were read.
    pub read: u64,
    /// How many were not.
    pub skipped: u64,
}

/// How far reading is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Files that are read.
    pub files_done: usize,
    /// All files.
    pub files: usize,
    /// Rows that have come out so far.
    pub rows: u64,
    /// Bytes that have been fetched so far.
    pub bytes: u64,
}

impl Progress {
    /// Before the only file.
    pub(super) fn of_one_file() -> Self {
        Self { files: 1, ..Self::default() }
    }
}

impl Share {
    /// Counts one.
    pub(super) fn count(&mut self, is_read: bool, many: u64) {
        *(if is_read { &mut self.read } else { &mut self.skipped }) += many;
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.read += other.read;
        self.skipped += other.skipped;
    }
}

impl AddAssign for Report {
    fn add_assign(&mut self, other: Self) {
        self.row_groups += other.row_groups;
        self.pages += other.pages;
        self.rows += other.rows;
        self.bytes += other.bytes;
    }
}
