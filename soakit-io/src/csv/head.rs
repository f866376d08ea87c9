//! What an input begins with: records to be skipped, comments, the header.

use super::CsvTokenizer;
use super::reader::Reader;
use crate::error::{BadRecord, ReadError, shorten};
use crate::input::Input;
use crate::read::whole_records;
use crate::table::texts;

/// What an input begins with.
pub(super) struct Head {
    /// All that stands in front of the first row.
    pub(super) text: Vec<u8>,
    /// The cells of the first record that has some: as many as there are columns, and their names if it is the header.
    pub(super) names: Option<Vec<String>>,
}

/// Reads to the first row.
pub(super) fn read_head(
    reader: &Reader,
    input: &mut Input<'_>,
    tokenizer: &dyn CsvTokenizer,
) -> Result<Head, ReadError> {
    let Reader { dialect, has_header, skip_records, record_limit, block_bytes, .. } = reader;
    input.skip_mark(dialect.delimiter.contains('\0') || dialect.terminator.contains('\0'))?;
    let mut head = Head { text: Vec::new(), names: None };
    let mut skipped = 0;
    while head.names.is_none() {
        // Record by record: blank ones count among those that are skipped.
        let cuts = whole_records(input, tokenizer, (*block_bytes).min(16 << 10), 0, *record_limit)?;
        let (mut start, mut rows) = (0, 0);
        for end in &cuts {
            let (before, record) = input.bytes()[..*end].split_at(start);
            start = *end;
            if skipped < *skip_records {
                skipped += 1;
                rows = start;
                continue;
            }
            let spans = tokenizer.first_record(record).map_err(|problem| {
                let mut location = input.location();
                location.line += tokenizer.lines(before);
                location.byte_offset += before.len() as u64;
                ReadError::from(BadRecord { location, problem, text: shorten(record) })
            })?;
            if let Some(spans) = spans {
                head.names = Some(texts(record, &spans, tokenizer.syntax()));
                rows = if *has_header { start } else { start - record.len() };
                break;
            }
            rows = start;
        }
        head.text.extend_from_slice(&input.bytes()[..rows]);
        let lines = tokenizer.lines(&input.bytes()[..rows]);
        input.advance(rows, lines);
        if cuts.is_empty() {
            break;
        }
    }
    Ok(head)
}
