//! A block of text as a table of cells: where each cell stands, and how its text is decoded.
//!
//! A format's [`Tokenizer`] fills a [`Table`]; columns then read [`Cells`], one column at a time. Nothing here knows a
//! record or a type. A cell is eight bytes: two positions in the block, which is below 2 GiB, and a bit beside each.

mod cells;
mod scan;

pub use cells::Cells;
pub(crate) use cells::{RawCell, texts};
pub(crate) use scan::Scan;

use crate::error::RecordProblem;

/// No block is longer: positions have 31 bits.
pub(crate) const MAX_BLOCK: usize = i32::MAX as usize;

/// Where a cell's text stands in its block, without the quotes around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    start: u32,
    end: u32,
}

const FLAG: u32 = 1 << 31;

impl Span {
    /// A cell that the record does not have.
    pub(crate) const ABSENT: Self = Self { start: FLAG, end: 0 };

    /// Text that stands for itself.
    #[inline(always)]
    pub(crate) fn bare(start: usize, end: usize) -> Self {
        Self { start: narrow(start), end: narrow(end) }
    }

    /// Text that stood in quotes; with `escaped`, there are escapes in it, or doubled quotes.
    #[inline(always)]
    pub(crate) fn quoted(start: usize, end: usize, escaped: bool) -> Self {
        Self { start: narrow(start) | if escaped { FLAG } else { 0 }, end: narrow(end) | FLAG }
    }

    #[inline(always)]
    pub(crate) fn start(self) -> usize {
        (self.start & !FLAG) as usize
    }

    #[inline(always)]
    pub(crate) fn end(self) -> usize {
        (self.end & !FLAG) as usize
    }

    /// Whether the text stands for itself, without quotes; and is there.
    #[inline(always)]
    fn is_plain(self) -> bool {
        (self.start | self.end) & FLAG == 0
    }

    pub(crate) fn is_quoted(self) -> bool {
        self.end & FLAG != 0
    }

    fn is_escaped(self) -> bool {
        self.is_quoted() && self.start & FLAG != 0
    }

    pub(crate) fn is_absent(self) -> bool {
        self == Self::ABSENT
    }
}

/// A position in a block; blocks are never longer than [`MAX_BLOCK`].
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "blocks are shorter than 2 GiB")]
fn narrow(position: usize) -> u32 {
    debug_assert!(position <= MAX_BLOCK);
    position as u32
}

/// The cells of a block that somebody wants, row by row, and the records that have none.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// How many cells a row has here.
    pub(crate) width: usize,
    /// `width` cells for each row.
    pub(crate) spans: Vec<Span>,
    /// Where the record of each row stands.
    pub(crate) records: Vec<Span>,
    /// Records that are no rows, in order.
    pub(crate) bad: Vec<(Span, RecordProblem)>,
}

impl Table {
    /// Forgets the rows, and keeps the memory.
    pub(crate) fn clear(&mut self, width: usize) {
        self.width = width;
        self.spans.clear();
        self.records.clear();
        self.bad.clear();
    }

    /// Makes room for the rows of `bytes` bytes, if they are as long as the last one.
    pub(crate) fn reserve(&mut self, bytes: usize) {
        let Some(last) = self.records.last() else { return };
        let rows = bytes / (last.end() - last.start() + 1);
        self.records.reserve(rows);
        self.spans.reserve(rows * self.width);
    }

    /// The number of rows.
    pub(crate) fn rows(&self) -> usize {
        self.records.len()
    }

    /// Removes rows; `rows` are ascending.
    pub(crate) fn remove(&mut self, rows: &[usize]) {
        let mut kept = 0;
        let mut removed = rows.iter().copied().peekable();
        for row in 0..self.records.len() {
            if removed.next_if_eq(&row).is_some() {
                continue;
            }
            self.records[kept] = self.records[row];
            self.spans.copy_within(row * self.width..(row + 1) * self.width, kept * self.width);
            kept += 1;
        }
        self.truncate(kept);
    }

    /// Keeps the first rows only.
    pub(crate) fn truncate(&mut self, rows: usize) {
        self.records.truncate(rows);
        self.spans.truncate(rows * self.width);
    }

    /// Makes the first record of more than `limit` bytes a bad one, and forgets what comes behind it: a quote that is missing
    /// has swallowed records that nobody can tell apart.
    pub(crate) fn refuse_long_records(&mut self, limit: usize) {
        let is_long = |span: &Span| span.end() - span.start() > limit;
        let row = self.records.iter().copied().find(is_long);
        let bad = self.bad.iter().map(|(span, _)| *span).find(is_long);
        let Some(long) = row.into_iter().chain(bad).min_by_key(|span| span.start()) else { return };
        let rows = self.records.partition_point(|record| record.start() < long.start());
        self.truncate(rows);
        self.bad.retain(|(span, _)| span.start() < long.start());
        self.bad.push((long, RecordProblem::TooLong { limit }));
    }
}

/// A format, as far as finding cells goes.
pub(crate) trait Tokenizer: Send + Sync {
    /// Where a block may end: positions in `bytes` behind whole records, ascending, some `target` bytes from each other as far
    /// as records allow. The last is the end of the last whole record, and at the end of the input (`is_last`) the end of
    /// `bytes`. None, if there is no whole record.
    fn cuts(&self, bytes: &[u8], is_last: bool, target: usize) -> Vec<usize>;

    /// Fills the table from a block of whole records. `slots` says for each column of the file at which place of a row its
    /// cell is kept, if it is.
    fn fill(&self, block: &[u8], slots: &Slots, table: &mut Table);

    /// How the text of a cell is decoded.
    fn syntax(&self) -> &Syntax;

    /// What is wrong with an input whose last block this is, if it may not end there.
    fn problem_at_end(&self, _last_block: &[u8]) -> Option<RecordProblem> {
        None
    }

    /// Whether a block is the whole input, so that its rows can be named by their numbers.
    fn numbers_rows(&self) -> bool {
        false
    }

    /// The number of lines that end in `bytes`.
    fn lines(&self, bytes: &[u8]) -> u64 {
        memchr::memchr_iter(b'\n', bytes).count() as u64
    }
}

/// Which columns of a file are kept, and where in a row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slots {
    /// For each column of the file: its place in a row of the [`Table`], or `None`.
    pub(crate) of_column: Vec<Option<usize>>,
    /// How many are kept.
    pub(crate) width: usize,
}

/// How the text of a cell becomes the text of a value.
#[derive(Clone, Debug)]
pub(crate) struct Syntax {
    /// Texts that stand for a missing value.
    pub(crate) missing: Vec<Box<str>>,
    /// Whether a text in quotes may be one of them.
    pub(crate) quoted_missing: bool,
    /// Whether an empty cell without quotes is missing.
    pub(crate) empty_is_missing: bool,
    /// Whether blanks around a cell without quotes are dropped.
    pub(crate) trims: bool,
    /// The quote that is doubled inside quotes, if doubling means anything.
    pub(crate) doubled_quote: Option<u8>,
    /// What introduces an escape inside quotes.
    pub(crate) escape: Option<u8>,
    /// Whether types of cells and ways of writing must agree, as in JSON: texts in quotes, numbers without.
    pub(crate) is_strict: bool,
}
