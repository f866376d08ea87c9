//! Lengths in a file's metadata, looked at before anybody believes them.
//!
//! Metadata is Thrift's compact protocol. Its decoder reserves memory for a list on the word of the list's length, and where
//! memory fails no error can be told: the program ends. So metadata is walked once without being understood, and a list or a text
//! that is longer than the bytes there are is refused. What is left is bounded by the length of the metadata.

/// How deep structs may stand in each other; metadata needs six.
const MOST_DEPTH: u32 = 32;

/// What is left to be walked.
struct Walk<'b>(&'b [u8]);

/// Whether bytes begin with a struct whose lists and texts lie within them.
pub(super) fn is_plausible(bytes: &[u8]) -> bool {
    Walk(bytes).record(0).is_some()
}

impl Walk<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    fn skip(&mut self, bytes: u64) -> Option<()> {
        self.0 = self.0.get(usize::try_from(bytes).ok()?..)?;
        Some(())
    }

    /// Seven bits a byte, the least significant first.
    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A length: of elements of at least a byte each.
    fn length(&mut self) -> Option<u64> {
        self.number().filter(|&length| length <= self.0.len() as u64)
    }

    /// The fields of a struct, each behind a byte of its type and the distance to its number.
    fn record(&mut self, depth: u32) -> Option<()> {
        if depth > MOST_DEPTH {
            return None;
        }
        loop {
            let header = self.byte()?;
            if header == 0 {
                return Some(());
            }
            if header >> 4 == 0 {
                self.number()?;
            }
            match header & 0xF {
                // The value of a truth value is its type.
                1 | 2 => {}
                kind => self.value(kind, depth)?,
            }
        }
    }

    fn value(&mut self, kind: u8, depth: u32) -> Option<()> {
        match kind {
            1..=3 => self.skip(1),
            4..=6 => self.number().map(drop),
            7 => self.skip(8),
            8 => {
                let length = self.length()?;
                self.skip(length)
            }
            9 | 10 => {
                let header = self.byte()?;
                let length = if header >> 4 == 15 { self.length()? } else { u64::from(header >> 4) };
                (0..length).try_for_each(|_| self.value(header & 0xF, depth + 1))
            }
            11 => {
                let length = self.length()?;
                let kinds = if length == 0 { 0 } else { self.byte()? };
                (0..length).try_for_each(|_| {
                    self.value(kinds >> 4, depth + 1)?;
                    self.value(kinds & 0xF, depth + 1)
                })
            }
            12 => self.record(depth + 1),
            13 => self.skip(16),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_no_longer_than_its_bytes() {
        // Field 1, a list of two numbers; the end of the struct.
        assert!(is_plausible(&[0x19, 0x25, 2, 4, 0]));
        assert!(!is_plausible(&[0x19, 0x25, 2]));
        // A list of two thousand million structs.
        assert!(!is_plausible(&[0x19, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0, 0, 0]));
        // A text of as many bytes.
        assert!(!is_plausible(&[0x18, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, b'a', 0]));
    }

    #[test]
    fn structs_have_a_bottom() {
        assert!(!is_plausible(&[0x1C; 10_000]));
        assert!(is_plausible(&[0x1C, 0x1C, 0, 0, 0]));
    }
}
