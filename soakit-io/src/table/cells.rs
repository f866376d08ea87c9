//! [`Cells`]: one column of a block.

use super::{Span, Syntax, Table};
use crate::cell::text::unescape;

/// The cells of one column in a block, in order.
#[derive(Clone, Copy)]
pub struct Cells<'a> {
    bytes: &'a [u8],
    /// The same, if all of it is UTF-8.
    text: Option<&'a str>,
    spans: &'a [Span],
    width: usize,
    slot: usize,
    syntax: &'a Syntax,
}

/// What stands in one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RawCell<'a> {
    /// Nothing, or one of the texts that stand for nothing.
    Missing,
    /// A text without quotes, without blanks around it where the format does not count them.
    Bare(&'a str),
    /// A text that stood in quotes, decoded.
    Quoted(&'a str),
    /// Bytes that are no UTF-8.
    Invalid,
}

/// The texts of cells, decoded, whatever they stand for.
pub(crate) fn texts(bytes: &[u8], spans: &[Span], syntax: &Syntax) -> Vec<String> {
    let cells = Cells { bytes, text: str::from_utf8(bytes).ok(), spans, width: 1, slot: 0, syntax };
    let mut texts = Vec::new();
    cells.for_each::<false>(|cell| {
        texts.push(match cell {
            RawCell::Bare(text) | RawCell::Quoted(text) => text.to_owned(),
            RawCell::Missing => String::new(),
            RawCell::Invalid => char::REPLACEMENT_CHARACTER.to_string(),
        });
    });
    texts
}

impl<'a> Cells<'a> {
    pub(crate) fn new(
        bytes: &'a [u8],
        text: Option<&'a str>,
        table: &'a Table,
        slot: usize,
        syntax: &'a Syntax,
    ) -> Self {
        Self { bytes, text, spans: &table.spans, width: table.width, slot, syntax }
    }

    /// The number of cells.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spans.len() / self.width
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Whether ways of writing must agree with types, as in JSON.
    pub(crate) fn is_strict(&self) -> bool {
        self.syntax.is_strict
    }

    /// Shows each cell to `see`, in order. Texts that stand for a missing value are told from others only if cells may be
    /// `NULLABLE`.
    #[inline(always)]
    pub(crate) fn for_each<const NULLABLE: bool>(self, mut see: impl FnMut(RawCell<'_>)) {
        let mut scratch = String::new();
        let text = self.text.unwrap_or_default();
        for row in self.spans.chunks_exact(self.width) {
            let span = row[self.slot];
            see(match text.get(span.start()..span.end()) {
                Some(text) if span.is_plain() => self.classify_bare::<NULLABLE>(text),
                Some(text) if span.is_quoted() && !span.is_escaped() => self.classify_quoted::<NULLABLE>(text),
                _ => self.decode_rare::<NULLABLE>(span, &mut scratch),
            });
        }
    }

    /// As [`for_each`](Self::for_each) for types that read bytes: cells that stand for themselves are shown as places in the
    /// block, without a look at their text.
    #[inline(always)]
    pub(crate) fn for_each_place<const NULLABLE: bool>(
        self,
        mut see: impl FnMut(&[u8], Result<(usize, usize), RawCell<'_>>),
    ) {
        let mut scratch = String::new();
        for row in self.spans.chunks_exact(self.width) {
            let span = row[self.slot];
            let is_plain = span.is_plain() && !(NULLABLE && self.may_be_missing(span));
            // One call, so that it is compiled into this loop.
            see(
                self.bytes,
                if is_plain {
                    Ok((span.start(), span.end()))
                } else {
                    Err(self.decode_rare::<NULLABLE>(span, &mut scratch))
                },
            );
        }
    }

    /// As [`for_each`](Self::for_each) for texts: cells that stand in the block as they are to be kept are shown as places in
    /// it. All of them are UTF-8.
    #[inline(always)]
    pub(crate) fn for_each_text<const NULLABLE: bool>(
        self,
        mut see: impl FnMut(&[u8], Result<(usize, usize), RawCell<'_>>),
    ) {
        let mut scratch = String::new();
        let takes_bare = self.text.is_some() && !self.syntax.is_strict && !self.syntax.trims;
        let takes_quoted = self.text.is_some() && !(NULLABLE && self.syntax.quoted_missing);
        for row in self.spans.chunks_exact(self.width) {
            let span = row[self.slot];
            let is_place = if span.is_quoted() {
                takes_quoted && !span.is_escaped()
            } else {
                takes_bare && span.is_plain() && !(NULLABLE && self.may_be_missing(span))
            };
            // One call, so that it is compiled into this loop.
            see(
                self.bytes,
                if is_place {
                    Ok((span.start(), span.end()))
                } else {
                    Err(self.decode_rare::<NULLABLE>(span, &mut scratch))
                },
            );
        }
    }

    /// Whether a bare cell is empty, or begins as a text for missing values does, or with a blank.
    #[inline(always)]
    fn may_be_missing(&self, span: Span) -> bool {
        let first = self.bytes.get(span.start()).copied().unwrap_or_default();
        span.start() == span.end()
            || first.is_ascii_whitespace()
            || self.syntax.missing.iter().any(|missing| missing.as_bytes().first() == Some(&first))
    }

    #[inline(never)]
    fn decode_rare<'s, const NULLABLE: bool>(&self, span: Span, scratch: &'s mut String) -> RawCell<'s>
    where
        'a: 's,
    {
        if span.is_absent() {
            return RawCell::Missing;
        }
        let Some(Ok(text)) = self.bytes.get(span.start()..span.end()).map(str::from_utf8) else {
            return RawCell::Invalid;
        };
        if !span.is_quoted() {
            return self.classify_bare::<NULLABLE>(text);
        }
        if !span.is_escaped() {
            return self.classify_quoted::<NULLABLE>(text);
        }
        scratch.clear();
        unescape(text, self.syntax.doubled_quote, self.syntax.escape, scratch);
        self.classify_quoted::<NULLABLE>(scratch)
    }

    #[inline(always)]
    fn classify_bare<'s, const NULLABLE: bool>(&self, mut text: &'s str) -> RawCell<'s> {
        if self.syntax.trims {
            text = text.trim_ascii();
        }
        if NULLABLE && (text.is_empty() && self.syntax.empty_is_missing || self.is_missing(text)) {
            return RawCell::Missing;
        }
        RawCell::Bare(text)
    }

    #[inline(always)]
    fn classify_quoted<'s, const NULLABLE: bool>(&self, text: &'s str) -> RawCell<'s> {
        if NULLABLE && self.syntax.quoted_missing && self.is_missing(text) {
            RawCell::Missing
        } else {
            RawCell::Quoted(text)
        }
    }

    #[inline(always)]
    fn is_missing(&self, text: &str) -> bool {
        // Most texts begin otherwise: comparing bytes here costs less than a call.
        let first = text.as_bytes().first();
        self.syntax.missing.iter().any(|missing| missing.as_bytes().first() == first && **missing == *text)
    }
}
