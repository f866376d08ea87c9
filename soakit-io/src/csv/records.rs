//! Records, however their cells are found: where one ends, where a block may be cut, what makes a record a row.

use memchr::memmem::Finder;

use crate::error::RecordProblem;
use crate::table::{Slots, Span, Syntax, Table};

/// What ends a record.
pub(super) enum Terminator {
    /// `\n`, `\r\n` or `\r`.
    Line,
    /// This text.
    Text(Box<Finder<'static>>),
    /// The end of the input.
    Input,
}

impl Terminator {
    pub(super) fn new(text: &str) -> Self {
        match text {
            "" => Self::Input,
            "\n" => Self::Line,
            other => Self::Text(Box::new(Finder::new(other).into_owned())),
        }
    }

    /// Where a record's text ends at or behind `from`, and where the next record begins.
    pub(super) fn find(&self, bytes: &[u8], from: usize) -> (usize, usize) {
        let rest = &bytes[from..];
        let found = match self {
            Self::Line => memchr::memchr2(b'\n', b'\r', rest).map(|place| {
                let is_pair = rest[place] == b'\r' && rest.get(place + 1) == Some(&b'\n');
                (place, 1 + usize::from(is_pair))
            }),
            Self::Text(finder) => finder.find(rest).map(|place| (place, finder.needle().len())),
            Self::Input => None,
        };
        found.map_or((bytes.len(), bytes.len()), |(place, length)| (from + place, from + place + length))
    }

    /// Whether a record that ends so in bytes of which more may come ends so in any case.
    pub(super) fn is_final(&self, bytes: &[u8], (stop, next): (usize, usize)) -> bool {
        let may_be_half = matches!(self, Self::Line) && next == bytes.len() && bytes.last() == Some(&b'\r');
        stop < next && !may_be_half
    }

    /// Cuts where no quote can hide the end of a record.
    pub(super) fn cuts(&self, bytes: &[u8], is_last: bool, target: usize) -> Vec<usize> {
        match self {
            Self::Line => cuts_of_lines(bytes, is_last, target),
            // One by one: of terminators that overlap, the first one counts.
            _ => cuts_of_records(bytes, is_last, target, |start| {
                let end = self.find(bytes, start);
                self.is_final(bytes, end).then_some(end.1)
            }),
        }
    }
}

/// Cuts behind lines, of which only those are looked for where a cut is wanted.
fn cuts_of_lines(bytes: &[u8], is_last: bool, target: usize) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut from = 0;
    while bytes.len() - from > target {
        let end = Terminator::Line.find(bytes, from + target);
        if !Terminator::Line.is_final(bytes, end) {
            break;
        }
        from = end.1;
        cuts.push(from);
    }
    if is_last {
        if from < bytes.len() {
            cuts.push(bytes.len());
        }
        return cuts;
    }
    // The last byte may be the first half of a line's end.
    let known = &bytes[from..bytes.len() - usize::from(bytes.last() == Some(&b'\r'))];
    if let Some(place) = memchr::memrchr2(b'\n', b'\r', known) {
        cuts.push(from + place + 1);
    }
    cuts
}

/// Cuts behind records. `end` says where the record ends that begins at a place; `None` if that depends on what comes.
pub(super) fn cuts_of_records(
    bytes: &[u8],
    is_last: bool,
    target: usize,
    mut end: impl FnMut(usize) -> Option<usize>,
) -> Vec<usize> {
    let (mut cuts, mut last_cut, mut start) = (Vec::new(), 0, 0);
    while start < bytes.len() {
        let Some(next) = end(start) else { break };
        start = next;
        if start - last_cut >= target {
            cuts.push(start);
            last_cut = start;
        }
    }
    let end = if is_last { bytes.len() } else { start };
    if end > last_cut {
        cuts.push(end);
    }
    cuts
}

/// Where the quotes are closed that were opened before `from`, and whether there are escapes inside.
pub(super) fn closing_quote(bytes: &[u8], from: usize, quote: u8, syntax: &Syntax) -> Option<(usize, bool)> {
    let escape = syntax.escape.unwrap_or(quote);
    let (mut from, mut is_escaped) = (from, false);
    loop {
        let place = from + memchr::memchr2(quote, escape, bytes.get(from..)?)?;
        let is_doubled = syntax.doubled_quote == Some(quote) && bytes.get(place + 1) == Some(&quote);
        if bytes[place] == quote && !is_doubled {
            return Some((place, is_escaped));
        }
        is_escaped = true;
        from = place + 2;
    }
}

/// The rows of a table, made from records one by one.
pub(super) struct Rows<'a> {
    table: &'a mut Table,
    block: &'a [u8],
    /// All cells of a record, whether wanted or not: a store for each costs less than the question.
    cells: Vec<Span>,
    /// The columns of the file that are kept.
    wanted: Vec<usize>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(block: &'a [u8], slots: &Slots, table: &'a mut Table) -> Self {
        let columns = slots.of_column.len();
        let wanted = (0..columns).filter(|column| slots.of_column[*column].is_some()).collect();
        Self { table, block, cells: vec![Span::ABSENT; columns], wanted }
    }

    /// Takes a cell of the record.
    #[inline(always)]
    pub(super) fn set(&mut self, column: usize, span: Span) {
        if let Some(cell) = self.cells.get_mut(column) {
            *cell = span;
        }
    }

    /// Makes a row of a record with so many cells, if it is one.
    #[inline(always)]
    pub(super) fn finish(&mut self, start: usize, stop: usize, found: usize) {
        // A file of one column may have cells of blanks, but an empty record is none.
        if found != self.cells.len() || found == 0 || start == stop {
            self.leave_out(start, stop, found);
            return;
        }
        self.table.records.push(Span::bare(start, stop));
        if self.wanted.len() == found {
            self.table.spans.extend_from_slice(&self.cells);
        } else {
            self.table.spans.extend(self.wanted.iter().map(|column| self.cells[*column]));
        }
        if self.table.records.len() == 1 {
            self.table.reserve(self.block.len());
        }
    }

    /// Blank records, and those that have nothing but a comment, are none; others of another length are bad.
    #[cold]
    fn leave_out(&mut self, start: usize, stop: usize, found: usize) {
        if found > 1 || found == 1 && !is_blank(&self.block[start..stop]) {
            self.refuse(start, stop, RecordProblem::CellCount { found, expected: self.cells.len() });
        }
    }

    /// Notes a record that cannot be a row.
    pub(super) fn refuse(&mut self, start: usize, stop: usize, problem: RecordProblem) {
        self.table.bad.push((Span::bare(start, stop), problem));
    }
}

/// The number of lines that end in `bytes`, with `\n`, `\r\n` or `\r`.
pub(super) fn lines(bytes: &[u8]) -> u64 {
    let feeds = memchr::memchr_iter(b'\n', bytes).count();
    let returns = memchr::memchr_iter(b'\r', bytes).filter(|place| bytes.get(place + 1) != Some(&b'\n')).count();
    (feeds + returns) as u64
}

pub(super) fn is_blank(record: &[u8]) -> bool {
    record.iter().all(u8::is_ascii_whitespace)
}
