//! The tokenizer of every dialect: delimiters and terminators of any length, comments, blanks, lists and maps in brackets.
//!
//! A record is read in steps, each from the beginning of a cell to its end. Where the record ends is found first; only quotes
//! that may hold line ends move that place. What a cell begins with decides:
//!
//! - a quote: the cell ends with the closing quote, if the delimiter or the end follows. Text behind the quote makes all of
//!   it, quotes included, text that stands for itself;
//! - a bracket, where brackets count: the cell is the list or map, if there is one and it ends so. If not, the bracket is a
//!   letter like others;
//! - anything else: the cell ends before the next delimiter or comment.
//!
//! Blanks before cells, where they do not count, are stepped over unless a delimiter begins with them; with a delimiter of
//! blanks, they all are, so that there are no empty cells. Deliberately absent: what texts stand for ([`Syntax`]).

use super::CsvTokenizer;
use super::records::{Rows, Terminator, closing_quote, cuts_of_records, is_blank, lines};
use crate::cell::structure::{MAX_DEPTH, extent};
use crate::error::RecordProblem;
use crate::table::{Slots, Span, Syntax, Table, Tokenizer};

/// Any dialect.
pub(super) struct General {
    /// Empty, if a record is one cell.
    pub(super) delimiter: Vec<u8>,
    pub(super) terminator: Terminator,
    pub(super) quote: Option<u8>,
    pub(super) comment: Option<u8>,
    /// Whether blanks before and behind cells do not count.
    pub(super) skips_blanks: bool,
    /// Whether line ends inside quotes belong to the cell.
    pub(super) quoted_newlines: bool,
    /// Whether brackets count in all columns.
    pub(super) brackets: bool,
    /// For each column of the file, whether they count in this one.
    pub(super) structured: Vec<bool>,
    pub(super) syntax: Syntax,
}

/// A record that has been read.
struct Record {
    /// How many cells it has.
    cells: usize,
    /// Where its text ends, and where the next one begins.
    end: (usize, usize),
    problem: Option<RecordProblem>,
}

/// A record that is being read.
struct Cursor<'a> {
    bytes: &'a [u8],
    start: usize,
    end: (usize, usize),
    /// Bytes that have been looked at for structures that were none.
    spent: usize,
}

impl<'a> Cursor<'a> {
    /// What is known of the record: all before its end, and what is before its beginning, so that places count from there.
    fn record(&self) -> &'a [u8] {
        &self.bytes[..self.end.0]
    }
}

impl General {
    /// Whether a delimiter of blanks makes one step of any number of them.
    fn joins_blanks(&self) -> bool {
        self.skips_blanks && !self.delimiter.is_empty() && self.delimiter.iter().all(|byte| *byte == b' ')
    }

    fn is_delimiter(&self, record: &[u8], place: usize) -> bool {
        !self.delimiter.is_empty() && record[place..].starts_with(&self.delimiter)
    }

    /// Goes through one record, and shows each cell.
    #[inline(always)]
    fn record(&self, bytes: &[u8], start: usize, mut see: impl FnMut(usize, Span)) -> Record {
        let joins_blanks = self.joins_blanks();
        let mut cursor = Cursor { bytes, start, end: self.terminator.find(bytes, start), spent: 0 };
        let (mut place, mut cells, mut is_behind_delimiter) = (start, 0, false);
        let problem = loop {
            while self.skips_blanks
                && cursor.record().get(place).is_some_and(u8::is_ascii_whitespace)
                && (joins_blanks || !self.is_delimiter(cursor.record(), place))
            {
                place += 1;
            }
            let Some(byte) = cursor.record().get(place).copied() else { break None };
            let cell = if Some(byte) == self.quote {
                self.quoted(&mut cursor, place, byte)
            } else if self.is_delimiter(cursor.record(), place) {
                Ok((Span::bare(place, place), place))
            } else if Some(byte) == self.comment {
                break None;
            } else {
                self.bare(&mut cursor, place, cells)
            };
            let (span, stop) = match cell {
                Ok(cell) => cell,
                Err(problem) => break Some(problem),
            };
            see(cells, span);
            cells += 1;
            is_behind_delimiter = self.is_delimiter(cursor.record(), stop);
            if !is_behind_delimiter {
                break None;
            }
            place = stop + self.delimiter.len();
        };
        if problem.is_none() && is_behind_delimiter && !joins_blanks {
            see(cells, Span::bare(place, place));
            cells += 1;
        }
        Record { cells, end: cursor.end, problem }
    }

    /// The cell that begins with a quote, and where it stops.
    fn quoted(&self, cursor: &mut Cursor<'_>, place: usize, quote: u8) -> Result<(Span, usize), RecordProblem> {
        let bytes = if self.quoted_newlines { cursor.bytes } else { cursor.record() };
        let Some((close, is_escaped)) = closing_quote(bytes, place + 1, quote, &self.syntax) else {
            if self.quoted_newlines {
                cursor.end = (bytes.len(), bytes.len());
            }
            return Err(RecordProblem::UnclosedQuote);
        };
        if close >= cursor.end.0 {
            cursor.end = self.terminator.find(bytes, close + 1);
        }
        if let Some(stop) = self.stop_behind(cursor.record(), close + 1, self.skips_blanks) {
            return Ok((Span::quoted(place + 1, close, is_escaped), stop));
        }
        let stop = self.stop_of_bare(cursor.record(), close + 1);
        Ok((Span::bare(place, stop), stop))
    }

    /// The cell that begins with no quote, and where it stops; `column` is its column.
    fn bare(&self, cursor: &mut Cursor<'_>, place: usize, column: usize) -> Result<(Span, usize), RecordProblem> {
        let record = cursor.record();
        if matches!(record[place], b'[' | b'{')
            && (self.brackets || self.structured.get(column) == Some(&true))
            && let Some(cell) = self.structure(cursor, place)?
        {
            return Ok(cell);
        }
        let stop = self.stop_of_bare(record, place);
        Ok((Span::bare(place, stop), stop))
    }

    /// The list or map that begins here, if it is a cell.
    fn structure(&self, cursor: &mut Cursor<'_>, place: usize) -> Result<Option<(Span, usize)>, RecordProblem> {
        let record = cursor.record();
        // A bracket alone among words: where blanks are delimiters, what comes behind it is another cell.
        let is_alone = record.get(place + 1).is_some_and(u8::is_ascii_whitespace);
        if self.delimiter.is_empty() || is_alone && self.delimiter.iter().any(u8::is_ascii_whitespace) {
            return Ok(None);
        }
        cursor.spent += match extent(&record[place..]) {
            Ok(length) => match self.stop_behind(record, place + length, true) {
                Some(stop) => return Ok(Some((Span::bare(place, place + length), stop))),
                None => length,
            },
            Err(reach) => reach,
        };
        // Structures that were none are looked at once for each bracket around them. Beyond that, somebody has built a
        // record that would take the square of its length.
        if cursor.spent / (MAX_DEPTH as usize) > (record.len() - cursor.start).max(1 << 10) {
            return Err(RecordProblem::Syntax("brackets that are never closed, one inside the other".into()));
        }
        Ok(None)
    }

    /// Where a cell stops of which this is the end, if nothing but blanks follows.
    fn stop_behind(&self, record: &[u8], place: usize, skips_blanks: bool) -> Option<usize> {
        for place in place..record.len() {
            if self.is_delimiter(record, place) || self.is_comment(record[place]) {
                return Some(place);
            }
            if !skips_blanks || !record[place].is_ascii_whitespace() {
                return None;
            }
        }
        Some(record.len())
    }

    /// Where a cell without quotes stops.
    fn stop_of_bare(&self, record: &[u8], place: usize) -> usize {
        let Some(first) = self.delimiter.first() else { return record.len() };
        let rest = &record[place..];
        let is_stop = |found: &usize| self.is_comment(rest[*found]) || self.is_delimiter(record, place + found);
        let stop = memchr::memchr2_iter(*first, self.comment.unwrap_or(*first), rest).find(is_stop);
        stop.map_or(record.len(), |stop| place + stop)
    }

    /// Whether a comment begins behind a cell. Where the record is one cell, none does.
    fn is_comment(&self, byte: u8) -> bool {
        Some(byte) == self.comment && !self.delimiter.is_empty()
    }
}

impl CsvTokenizer for General {
    fn first_record(&self, bytes: &[u8]) -> Result<Option<Vec<Span>>, RecordProblem> {
        let mut start = 0;
        while start < bytes.len() {
            let mut spans = Vec::new();
            let record = self.record(bytes, start, |_, span| spans.push(span));
            if let Some(problem) = record.problem {
                return Err(problem);
            }
            if spans.len() > 1 || !spans.is_empty() && !is_blank(&bytes[start..record.end.0]) {
                return Ok(Some(spans));
            }
            start = record.end.1;
        }
        Ok(None)
    }
}

impl Tokenizer for General {
    fn cuts(&self, bytes: &[u8], is_last: bool, target: usize) -> Vec<usize> {
        let hides = |quote| self.quoted_newlines && memchr::memchr(quote, bytes).is_some();
        if !self.quote.is_some_and(hides) {
            return self.terminator.cuts(bytes, is_last, target);
        }
        cuts_of_records(bytes, is_last, target, |start| {
            let record = self.record(bytes, start, |_, _| {});
            self.terminator.is_final(bytes, record.end).then_some(record.end.1)
        })
    }

    fn fill(&self, block: &[u8], slots: &Slots, table: &mut Table) {
        let mut rows = Rows::new(block, slots, table);
        let mut start = 0;
        while start < block.len() {
            let Record { cells, end: (stop, next), problem } =
                self.record(block, start, |column, span| rows.set(column, span));
            match problem {
                None => rows.finish(start, stop, cells),
                Some(problem) => rows.refuse(start, stop, problem),
            }
            start = next;
        }
    }

    fn syntax(&self) -> &Syntax {
        &self.syntax
    }

    fn lines(&self, bytes: &[u8]) -> u64 {
        lines(bytes)
    }
}
