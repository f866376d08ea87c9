//! [`Texts`]: a text column in the making, cell by cell from places in a block.

use soakit_runtime::column::Text;

/// Offsets and bytes of texts.
pub(super) struct Texts {
    offsets: Vec<i64>,
    bytes: Vec<u8>,
}

/// Bytes that are copied at once: more than most cells have.
const CHUNK: usize = 16;

impl Texts {
    /// No texts, and room for so many. Eight bytes for each are a guess; a wrong one costs a few copies of what a block holds.
    pub(super) fn with_room(texts: usize) -> Self {
        let mut offsets = Vec::with_capacity(texts + 1);
        offsets.push(0);
        Self { offsets, bytes: Vec::with_capacity(8 * texts + CHUNK) }
    }

    pub(super) fn push(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
        self.end();
    }

    /// Adds the text that stands at `start..end`, which is UTF-8.
    #[inline(always)]
    pub(super) fn push_place(&mut self, block: &[u8], start: usize, end: usize) {
        let rest = block.get(start..).unwrap_or_default();
        match rest.first_chunk::<CHUNK>() {
            // A copy of a fixed size is two instructions, and what is too much of it goes at once.
            Some(chunk) if end - start <= CHUNK => {
                let len = self.bytes.len() + end - start;
                self.bytes.extend_from_slice(chunk);
                self.bytes.truncate(len);
            }
            _ => self.bytes.extend_from_slice(&rest[..end - start]),
        }
        self.end();
    }

    #[inline(always)]
    fn end(&mut self) {
        // A `Vec` has no more than `isize::MAX` bytes.
        self.offsets.push(self.bytes.len().cast_signed() as i64);
    }

    /// The column.
    pub(super) fn finish(self) -> Text {
        Text::from_parts(self.offsets, self.bytes).expect("texts one behind the other")
    }
}
