//! [`Encoding`]: how the text of a cell is written so that the same dialect reads it back.
//!
//! Invariant: what is written reads back as the same text, and as missing exactly if it was; a cell for which the dialect
//! has no way to say that is an error. Quotes stand where something *must* be quoted, and where other programs would
//! stumble without them; the second kind is left bare in a dialect that has no quotes.

use super::dialect::{Dialect, Quoting};
use crate::cell::Shape;
use crate::write::{Texts, Unwritable, WriteError};

/// A dialect, as far as writing goes, for records of so many columns.
pub(super) struct Encoding {
    dialect: Dialect,
    quoting: Quoting,
    /// What is written for a missing value.
    missing: String,
    /// Whether an empty cell without quotes would vanish: alone in its record, or between delimiters that are blanks.
    drops_empty: bool,
    is_alone: bool,
    /// Bytes that a text without quotes does not hold, if there are quotes. Padded with one of them.
    special: [u8; 8],
}

/// What is to be known of a column.
#[derive(Clone, Copy)]
pub(super) struct ColumnKind {
    pub(super) shape: Shape,
    pub(super) may_be_missing: bool,
}

impl ColumnKind {
    /// The names in the header.
    pub(super) const NAMES: Self = Self { shape: Shape::Text, may_be_missing: false };
}

impl Encoding {
    pub(super) fn new(
        dialect: &Dialect,
        quoting: Quoting,
        missing: Option<&str>,
        columns: usize,
    ) -> Result<Self, WriteError> {
        check(dialect, columns)?;
        let dialect = Dialect { delimiter: dialect.cell_delimiter().to_owned(), ..dialect.clone() };
        if dialect.quote.is_none() && quoting != Quoting::WhereNeeded {
            return Err(WriteError::Options("cells are to be quoted, and the dialect has no quote"));
        }
        let is_alone = columns == 1;
        let drops_empty = is_alone || dialect.initial_space && dialect.delimiter.bytes().all(|byte| byte == b' ');
        let mut special = [b'\n'; 8];
        let marks = [Some(b'\r'), Some(0), dialect.quote, dialect.escape, dialect.comment];
        let firsts = [&dialect.delimiter, &dialect.terminator].map(|mark| mark.bytes().next());
        for (place, byte) in special[1..].iter_mut().zip(marks.into_iter().chain(firsts).flatten()) {
            *place = byte;
        }
        let missing_text = missing.unwrap_or_default().to_owned();
        let mut encoding = Self { dialect, quoting, missing: missing_text, drops_empty, is_alone, special };
        let is_writable = |text: &String| !text.is_empty() && !encoding.must_be_quoted(text, ColumnKind::NAMES);
        if missing.is_some_and(|text| !text.is_empty() && !is_writable(&text.to_owned())) {
            return Err(WriteError::Options("the text for missing values would need quotes"));
        }
        if missing.is_none() && drops_empty {
            // An empty cell would do, if it did not vanish.
            let named = encoding.dialect.na.iter().find(|text| is_writable(text));
            encoding.missing = named.cloned().unwrap_or_default();
        }
        if !encoding.missing.is_empty() && !encoding.dialect.na.contains(&encoding.missing) {
            // Texts that look like it need quotes.
            encoding.dialect.na.push(encoding.missing.clone());
        }
        Ok(encoding)
    }

    /// The cells of a column as they are written; in `spare`, if they are not as they are.
    pub(super) fn encode<'t>(
        &self,
        cells: &'t Texts,
        leaf: usize,
        kind: ColumnKind,
        spare: &'t mut Texts,
    ) -> Result<&'t Texts, Unwritable> {
        if !self.always_quotes(kind.shape)
            && !contains_any(cells.text(), self.special)
            && cells.iter().all(|cell| match cell {
                Some(cell) => self.is_plain(cell, kind),
                None => self.missing.is_empty() && !self.drops_empty,
            })
        {
            return Ok(cells);
        }
        spare.clear();
        for (row, cell) in cells.iter().enumerate() {
            spare
                .push_with(|out| match cell {
                    Some(cell) => self.cell(cell, kind, out),
                    None => self.missing_cell(kind, out),
                })
                .map_err(|problem| Unwritable { row, leaf, problem })?;
        }
        Ok(spare)
    }

    /// Appends a cell that is there.
    pub(super) fn cell(&self, text: &str, kind: ColumnKind, out: &mut String) -> Result<(), &'static str> {
        if !self.always_quotes(kind.shape) && !contains_any(text, self.special) && self.is_plain(text, kind) {
            out.push_str(text);
            return Ok(());
        }
        if kind.may_be_missing && self.dialect.quoted_na && self.dialect.na.iter().any(|missing| missing == text) {
            return Err("the text stands for a missing value, in quotes too");
        }
        let start = out.len();
        match self.quoted(text, out) {
            Err(_) if !self.must_be_quoted(text, kind) => {
                out.truncate(start);
                out.push_str(text);
                Ok(())
            }
            result => result,
        }
    }

    fn missing_cell(&self, kind: ColumnKind, out: &mut String) -> Result<(), &'static str> {
        if !self.missing.is_empty() || !self.drops_empty {
            out.push_str(&self.missing);
            return Ok(());
        }
        match self.dialect.quote {
            // Nothing in quotes is a text; it is no number, though.
            Some(quote) if kind.shape != Shape::Text => {
                out.extend([char::from(quote); 2]);
                Ok(())
            }
            _ => Err("a missing value is an empty cell, which would not be seen here; set a text for missing values"),
        }
    }

    fn always_quotes(&self, shape: Shape) -> bool {
        match self.quoting {
            Quoting::WhereNeeded => false,
            Quoting::NonNumeric => !matches!(shape, Shape::Number | Shape::Bool),
            Quoting::All => true,
        }
    }

    /// Whether a text without special bytes can stand without quotes.
    #[inline(always)]
    fn is_plain(&self, text: &str, kind: ColumnKind) -> bool {
        match (text.as_bytes().first(), text.as_bytes().last()) {
            (Some(first), Some(last)) => {
                // Brackets and the first byte of the mark that some programs put in front of UTF-8.
                !first.is_ascii_whitespace()
                    && !matches!(first, b'[' | b'{' | 0xEF)
                    && !last.is_ascii_whitespace()
                    && self.dialect.na.iter().all(|missing| missing != text)
            }
            _ => !kind.may_be_missing && !self.drops_empty,
        }
    }

    /// Whether a text would be read back as something else without quotes.
    fn must_be_quoted(&self, text: &str, kind: ColumnKind) -> bool {
        let Dialect { delimiter, terminator, .. } = &self.dialect;
        let is_blank = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_whitespace);
        let bytes = text.as_bytes();
        let (starts_blank, ends_blank) = (is_blank(bytes.first()), is_blank(bytes.last()));
        let is_structure = matches!(kind.shape, Shape::List | Shape::Map);
        text.is_empty() && (kind.may_be_missing || self.drops_empty)
            || kind.may_be_missing && self.dialect.na.iter().any(|missing| missing == text)
            || (starts_blank || ends_blank) && self.dialect.initial_space
            || self.is_alone && text.trim_ascii().is_empty()
            || bytes.first().copied().is_some_and(|first| Some(first) == self.dialect.quote)
            || self.dialect.comment.is_some_and(|comment| bytes.contains(&comment))
            || text.starts_with(['[', '{']) && self.dialect.brackets && !is_structure
            || text.starts_with('\u{FEFF}')
            || !(is_structure && text.starts_with(['[', '{'])) && meets(text, delimiter)
            || meets(text, terminator)
            || terminator == "\n" && text.contains('\r')
    }

    /// Appends a text in quotes.
    fn quoted(&self, text: &str, out: &mut String) -> Result<(), &'static str> {
        let Some(quote) = self.dialect.quote else {
            return Err("the text needs quotes, and the dialect has none");
        };
        let Dialect { escape, terminator, .. } = &self.dialect;
        // Records are found before quotes are looked at: no end of a record may stand anywhere.
        let hides_ends = !self.dialect.quoted_newlines;
        let end = terminator.chars().next().filter(|_| hides_ends);
        let start = out.len();
        out.push(char::from(quote));
        for letter in text.chars() {
            let is_mark = |mark: u8| char::from(mark) == letter;
            if is_mark(quote) && self.dialect.doubled_quote {
                out.extend([letter; 2]);
            } else if let Some(escape) = escape.map(char::from)
                && (letter == escape || is_mark(quote))
            {
                out.extend([escape, letter]);
            } else if is_mark(quote) {
                return Err("the text holds a quote, and the dialect has no way to write one inside quotes");
            } else if hides_ends && (Some(letter) == end || terminator == "\n" && letter == '\r') {
                match (escape.map(char::from), letter) {
                    (Some(escape), '\n') => out.extend([escape, 'n']),
                    (Some(escape), '\r') => out.extend([escape, 'r']),
                    (Some(escape), letter) => {
                        for unit in letter.encode_utf16(&mut [0; 2]) {
                            out.push(escape);
                            out.push_str(&format!("u{unit:04x}"));
                        }
                    }
                    // Part of a terminator does no harm; whether it is the whole, is seen below.
                    (None, letter) => out.push(letter),
                }
            } else {
                out.push(letter);
            }
        }
        out.push(char::from(quote));
        let written = &out[start..];
        let ends_line = terminator == "\n" && written.contains('\r');
        if hides_ends && (ends_line || meets(written, terminator)) {
            return Err("the text holds the end of a record, and the dialect has no way to write one inside quotes");
        }
        Ok(())
    }
}

/// Whether the dialect makes sense, for records of so many columns. More is refused than a reader does: what is read, has
/// been written by somebody who knew.
fn check(dialect: &Dialect, columns: usize) -> Result<(), WriteError> {
    let (delimiter, terminator) = (dialect.cell_delimiter().as_bytes(), dialect.terminator.as_bytes());
    let marks: Vec<u8> = [dialect.quote, dialect.escape, dialect.comment].into_iter().flatten().collect();
    let is_used_twice = (1..marks.len()).any(|index| marks[..index].contains(&marks[index]))
        || marks.iter().any(|mark| delimiter.contains(mark) || terminator.contains(mark));
    if marks.iter().any(|mark| !mark.is_ascii()) {
        return Err(WriteError::Options("quote, escape and comment are ASCII characters"));
    }
    if is_used_twice {
        return Err(WriteError::Options("a character has two meanings: quote, escape, comment, delimiter, terminator"));
    }
    if delimiter.is_empty() && columns > 1 {
        return Err(WriteError::Options("several columns need a delimiter"));
    }
    // One that begins in the other, or ends there, would be found where nobody has written it.
    let ends_line = |byte: &u8| terminator.contains(byte) || terminator == b"\n" && *byte == b'\r';
    if delimiter.iter().any(ends_line) {
        return Err(WriteError::Options("the delimiter has a character of the end of a record"));
    }
    Ok(())
}

/// Whether `mark` is found in `text` followed by `mark` before that one: in the text, or across its end.
fn meets(text: &str, mark: &str) -> bool {
    !mark.is_empty() && format!("{text}{mark}").find(mark) != Some(text.len())
}

/// Whether any of the bytes is in the text: all of it is looked at, 16 bytes at a time.
fn contains_any(text: &str, wanted: [u8; 8]) -> bool {
    text.as_bytes().chunks(256).any(|bytes| {
        bytes.iter().fold(false, |found, byte| found | wanted.iter().fold(false, |found, mark| found | (byte == mark)))
    })
}
