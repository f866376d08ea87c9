//! The tokenizer of plain dialects: a delimiter of one byte, lines that end as lines do, quotes around whole fields.
//!
//! It answers as the tokenizer of all dialects ([`General`](super::general::General)) would, several times as fast; a test
//! holds the two together. What it leaves out: comments, blanks that do not count, brackets, other delimiters and terminators,
//! records that end inside quotes.

use super::CsvTokenizer;
use super::records::{Rows, Terminator, closing_quote, cuts_of_records, is_blank, lines};
use crate::error::RecordProblem;
use crate::table::{Scan, Slots, Span, Syntax, Table, Tokenizer};

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
                Some(quote) if bytes.get(start) == Some(&quote) => match self.quoted(bytes, *scan, start, quote) {
                    Some((span, stop, behind)) => {
                        *scan = behind;
                        (span, stop)
                    }
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

    /// The quoted field that begins at `start`, and where it stops; `None` if it does not. The scan comes and goes by value:
    /// where nobody borrows it, it stays in registers.
    fn quoted<'a>(&self, bytes: &[u8], mut scan: Scan<'a>, start: usize, quote: u8) -> Option<(Span, usize, Scan<'a>)> {
        let (close, is_escaped) = closing_quote(bytes, start + 1, quote, &self.syntax)?;
        scan.jump(close + 1);
        let stop = scan.next().unwrap_or(bytes.len());
        // Text behind the quote: it was none that ends the field, and all stands for itself.
        let span = if stop == close + 1 { Span::quoted(start + 1, close, is_escaped) } else { Span::bare(start, stop) };
        Some((span, stop, scan))
    }

    fn scan<'a>(&self, bytes: &'a [u8]) -> Scan<'a> {
        Scan::new(bytes, [self.delimiter, b'\n', b'\r'])
    }
}

impl CsvTokenizer for Plain {
    fn first_record(&self, bytes: &[u8]) -> Result<Option<Vec<Span>>, RecordProblem> {
        let (mut scan, mut start) = (self.scan(bytes), 0);
        while start < bytes.len() {
            let mut spans = Vec::new();
            let End::At(stop, next) = self.record(bytes, &mut scan, start, |span| spans.push(span)) else {
                return Err(RecordProblem::UnclosedQuote);
            };
            if spans.len() > 1 || !is_blank(&bytes[start..stop]) {
                return Ok(Some(spans));
            }
            start = next;
        }
        Ok(None)
    }
}

impl Tokenizer for Plain {
    fn cuts(&self, bytes: &[u8], is_last: bool, target: usize) -> Vec<usize> {
        if self.quote.is_none_or(|quote| memchr::memchr(quote, bytes).is_none()) {
            return Terminator::Line.cuts(bytes, is_last, target);
        }
        let mut scan = self.scan(bytes);
        cuts_of_records(bytes, is_last, target, |start| match self.record(bytes, &mut scan, start, |_| {}) {
            End::At(stop, next) => Terminator::Line.is_final(bytes, (stop, next)).then_some(next),
            End::Open => None,
        })
    }

    fn fill(&self, block: &[u8], slots: &Slots, table: &mut Table) {
        let mut rows = Rows::new(block, slots, table);
        let mut scan = self.scan(block);
        let mut start = 0;
        while start < block.len() {
            let mut column = 0;
            let end = self.record(block, &mut scan, start, |span| {
                rows.set(column, span);
                column += 1;
            });
            match end {
                End::At(stop, next) => {
                    rows.finish(start, stop, column);
                    start = next;
                }
                End::Open => {
                    rows.refuse(start, block.len(), RecordProblem::UnclosedQuote);
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
