//! Bytes in blocks: a file, a reader or a slice, read a few megabytes at a time.
//!
//! [`Input`] keeps what has been read and not yet used, and knows where in the input it stands. Deliberately absent: what
//! records are. Formats say how far they have come.

use std::io::{self, Read};
use std::path::PathBuf;

use crate::error::{Location, ReadError};

/// Bytes that are still to be read, some of them in memory.
pub(crate) struct Input<'a> {
    pub(crate) file: Option<PathBuf>,
    source: Box<dyn Read + Send + 'a>,
    buffer: Vec<u8>,
    /// Where in the buffer the bytes begin that nobody has used.
    start: usize,
    /// Where in the buffer they end.
    end: usize,
    is_at_end: bool,
    byte_offset: u64,
    line: u64,
}

impl<'a> Input<'a> {
    pub(crate) fn new(file: Option<PathBuf>, source: Box<dyn Read + Send + 'a>) -> Self {
        Self { file, source, buffer: Vec::new(), start: 0, end: 0, is_at_end: false, byte_offset: 0, line: 1 }
    }

    /// The bytes in memory that nobody has used.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// Whether nothing comes behind [`bytes`](Self::bytes).
    pub(crate) fn is_at_end(&self) -> bool {
        self.is_at_end
    }

    /// Where [`bytes`](Self::bytes) begin.
    pub(crate) fn location(&self) -> Location {
        Location { file: self.file.clone(), line: self.line, byte_offset: self.byte_offset }
    }

    /// Reads until `wanted` bytes are in memory, or all.
    pub(crate) fn fill(&mut self, wanted: usize) -> Result<(), ReadError> {
        if self.is_at_end || self.bytes().len() >= wanted {
            return Ok(());
        }
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        while self.end < wanted {
            if self.end == self.buffer.len() {
                // Grows with what is there, so that a small input does not cost a large buffer.
                self.buffer.resize(wanted.min((2 * self.end).max(64 << 10)), 0);
            }
            match self.source.read(&mut self.buffer[self.end..]) {
                Ok(0) => {
                    self.is_at_end = true;
                    break;
                }
                Ok(count) => self.end += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(ReadError::io(self.file.as_deref(), error)),
            }
        }
        Ok(())
    }

    /// Steps over the mark that some programs put in front of UTF-8, and refuses text in UTF-16: what begins with the mark of
    /// that, or, unless zeros `mean_something`, with two of its ASCII characters.
    pub(crate) fn skip_mark(&mut self, zeros_mean_something: bool) -> Result<(), ReadError> {
        self.fill(4)?;
        let bytes = self.bytes();
        let is_marked = matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]);
        let is_unmarked = matches!(bytes, [1..=0xFF, 0, 1..=0xFF, 0, ..] | [0, 1..=0xFF, 0, 1..=0xFF, ..]);
        if is_marked || is_unmarked && !zeros_mean_something {
            let error = io::Error::new(io::ErrorKind::InvalidData, "the text is UTF-16; only UTF-8 can be read");
            return Err(ReadError::io(self.file.as_deref(), error));
        }
        if bytes.starts_with(b"\xEF\xBB\xBF") {
            self.advance(3, 0);
        }
        Ok(())
    }

    /// Steps over bytes, in which so many lines end.
    pub(crate) fn advance(&mut self, bytes: usize, lines: u64) {
        debug_assert!(bytes <= self.bytes().len());
        self.start += bytes;
        self.byte_offset += bytes as u64;
        self.line += lines;
    }
}
