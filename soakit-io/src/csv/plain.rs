//! The tokenizer of plain dialects: a delimiter of one byte, lines that end as lines do, quotes around whole fields.
//!
//! It answers as the tokenizer of all dialects would, several times as fast; a test holds the two together. What it leaves
//! out: comments, brackets, delimiters and line ends of several bytes, records that end inside quotes.

use super::scan::Scan;
use crate::error::RecordProblem;
use crate::table::{Slots, Span, Syntax, Table, Tokenizer};

/// A dialect that [`Plain`] reads.
pub(super) struct Plain {
    pub(super) delimiter: u8,
    /// Which byte begins and ends a quoted field, if one does.
    pub(super) quote: Option<u8>,
    pub(super) syntax: Syntax,
}

/// How a record ended.
enum End {
    /// Before this place; the next record begins at the second.
    At(usize, usize),
    /// Nowhere: a quote is open.
    Open,
}

impl Plain {
    /// Goes through one record, and shows each field.
    #[inline(always)]
    fn record(&self, bytes: &[u8], scan: &mut Scan<'_>, start: usize, mut see: impl FnMut(Span)) -> End {
        let mut start = start;
        loop {
            let (span, stop) = match self.quote {
                Some(quote) if bytes.get(start) == Some(&quote) => match self.quoted(bytes, scan, start, quote) {
                    Some(field) => field,
                    None => return End::Open,
                },
                _ => {
                    let stop = scan.next().unwrap_or(bytes.len());
                    (Span::bare(start, stop), stop)
                }
            };
            see(span);
            match bytes.get(stop) {
                Some(byte) if *byte == self.delimiter => start = stop + 1,
                Some(b'\r') if bytes.get(stop + 1) == Some(&b'\n') => {
                    scan.next();
                    return End::At(stop, stop + 2);
                }
                Some(_) => return End::At(stop, stop + 1),
                None => return End::At(stop, stop),
            }
        }
    }

    /// The quoted field that begins at `start`, and where it stops; `None` if it does not.
    fn quoted(&self, bytes: &[u8], scan: &mut Scan<'_>, start: usize, quote: u8) -> Option<(Span, usize)> {
        let escape = self.syntax.escape.unwrap_or(quote);
        let mut is_escaped = false;
        let mut from = start + 1;
        let close = loop {
            let place = from + memchr::memchr2(quote, escape, bytes.get(from..)?)?;
            let is_doubled = self.syntax.doubled_quote == Some(quote) && bytes.get(place + 1) == Some(&quote);
            if bytes[place] == quote && !is_doubled {
                break place;
            }
            is_escaped = true;
            from = place + 2;
        };
        scan.jump(close + 1);
        let stop = scan.next().unwrap_or(bytes.len());
        // Text behind the quote: it was none that ends the field, and all stands for itself.
        let span = if stop == close + 1 { Span::quoted(start + 1, close, is_escaped) } else { Span::bare(start, stop) };
        Some((span, stop))
    }

    fn scan<'a>(&self, bytes: &'a [u8]) -> Scan<'a> {
        Scan::new(bytes, [self.delimiter, b'\n', b'\r'])
    }

    /// Cuts behind lines; right where no quote can hide a line's end.
    fn cuts_of_lines(bytes: &[u8], is_last: bool, target: usize) -> Vec<usize> {
        let mut cuts = Vec::new();
        let mut from = 0;
        while bytes.len() - from > target {
            let Some(found) = memchr::memchr2(b'\n', b'\r', &bytes[from + target..]) else { break };
            let place = from + target + found;
            let is_pair = bytes[place] == b'\r' && bytes.get(place + 1) == Some(&b'\n');
            if bytes[place] == b'\r' && place + 1 == bytes.len() && !is_last {
                break;
            }
            from = place + 1 + usize::from(is_pair);
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
}

impl Tokenizer for Plain {
    fn first_record(&self, bytes: &[u8]) -> Option<Vec<Span>> {
        let (mut scan, mut start) = (self.scan(bytes), 0);
        while start < bytes.len() {
            let mut spans = Vec::new();
            let End::At(stop, next) = self.record(bytes, &mut scan, start, |span| spans.push(span)) else { break };
            if !is_blank(&bytes[start..stop]) {
                return Some(spans);
            }
            start = next;
        }
        None
    }

    fn cuts(&self, bytes: &[u8], is_last: bool, target: usize) -> Vec<usize> {
        if self.quote.is_none_or(|quote| memchr::memchr(quote, bytes).is_none()) {
            return Self::cuts_of_lines(bytes, is_last, target);
        }
        let mut cuts = Vec::new();
        let (mut scan, mut start, mut last_cut, mut whole) = (self.scan(bytes), 0, 0, 0);
        while start < bytes.len() {
            match self.record(bytes, &mut scan, start, |_| {}) {
                End::At(_, next) => {
                    // At the end of what is there, the record may go on, and so may its line's end.
                    if next < bytes.len() || bytes[next - 1] == b'\n' {
                        whole = next;
                    }
                    start = next;
                }
                End::Open => break,
            }
            if whole - last_cut >= target {
                cuts.push(whole);
                last_cut = whole;
            }
        }
        let end = if is_last { bytes.len() } else { whole };
        if end > last_cut {
            cuts.push(end);
        }
        cuts
    }

    fn fill(&self, block: &[u8], slots: &Slots, table: &mut Table) {
        let columns = slots.of_column.len();
        let wanted: Vec<usize> = (0..columns).filter(|column| slots.of_column[*column].is_some()).collect();
        // A row of all cells, whether wanted or not: a store for each costs less than the question.
        let mut row = vec![Span::ABSENT; columns];
        let mut scan = self.scan(block);
        let mut start = 0;
        while start < block.len() {
            let mut column = 0;
            let end = self.record(block, &mut scan, start, |span| {
                if let Some(cell) = row.get_mut(column) {
                    *cell = span;
                }
                column += 1;
            });
            match end {
                End::At(stop, next) => {
                    let is_blank = column == 1 && is_blank(&block[start..stop]);
                    if column == columns && !(is_blank && (columns > 1 || stop == start)) {
                        table.records.push(Span::bare(start, stop));
                        if wanted.len() == columns {
                            table.spans.extend_from_slice(&row);
                        } else {
                            table.spans.extend(wanted.iter().map(|column| row[*column]));
                        }
                        if table.records.len() == 1 {
                            table.reserve(block.len());
                        }
                    } else if !is_blank {
                        let problem = RecordProblem::CellCount { found: column, expected: columns };
                        table.bad.push((Span::bare(start, stop), problem));
                    }
                    start = next;
                }
                End::Open => {
                    table.bad.push((Span::bare(start, block.len()), RecordProblem::UnclosedQuote));
                    break;
                }
            }
        }
    }

    fn syntax(&self) -> &Syntax {
        &self.syntax
    }

    fn lines(&self, bytes: &[u8]) -> u64 {
        lines(bytes)
    }
}

/// The number of lines that end in `bytes`, with `\n`, `\r\n` or `\r`.
pub(super) fn lines(bytes: &[u8]) -> u64 {
    let feeds = memchr::memchr_iter(b'\n', bytes).count();
    let returns = memchr::memchr_iter(b'\r', bytes).filter(|place| bytes.get(place + 1) != Some(&b'\n')).count();
    (feeds + returns) as u64
}

fn is_blank(record: &[u8]) -> bool {
    record.iter().all(|byte| matches!(byte, b' ' | b'\t'))
}
