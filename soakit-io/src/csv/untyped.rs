//! [`Untyped`]: all cells of an input, column by column, for those who have no record yet.

use super::CsvTokenizer;
use super::head::read_head;
use super::header::column_names;
use super::reader::Reader;
use super::tokenizer;
use crate::error::{BadCell, BadRecord, ReadError, shorten};
use crate::input::Input;
use crate::read::{longest, whole_records};
use crate::table::{Cells, RawCell, Slots, Span, Table};

/// Bytes that are looked at together.
const BLOCK: usize = 256 << 10;

/// An input whose columns are known by name only.
pub(super) struct Untyped<'a> {
    /// One for each column, all different.
    pub(super) names: Vec<String>,
    tokenizer: Box<dyn CsvTokenizer>,
    slots: Slots,
    input: Input<'a>,
    record_limit: usize,
}

impl<'a> Untyped<'a> {
    /// Reads what comes before the first row; `None` if there is nothing.
    pub(super) fn start(reader: &Reader, mut input: Input<'a>) -> Result<Option<Self>, ReadError> {
        let tokenizer = tokenizer(&reader.dialect, &[])?;
        let head = read_head(reader, &mut input, &*tokenizer)?;
        let Some(cells) = head.names else { return Ok(None) };
        let names =
            if reader.has_header { column_names(&cells) } else { column_names(&vec![String::new(); cells.len()]) };
        let slots = Slots { of_column: (0..names.len()).map(Some).collect(), width: names.len() };
        Ok(Some(Self { names, tokenizer, slots, input, record_limit: reader.record_limit }))
    }

    /// Shows the cells of the next rows, `limit` at most, each column from its first row to its last; answers how many rows
    /// they are, if there were any records.
    pub(super) fn read_block(
        &mut self,
        limit: usize,
        mut see: impl FnMut(usize, RawCell<'_>),
    ) -> Result<Option<usize>, ReadError> {
        let cuts = whole_records(&mut self.input, &*self.tokenizer, BLOCK, BLOCK, self.record_limit)?;
        let Some(end) = cuts.last().copied() else { return Ok(None) };
        let bytes = &self.input.bytes()[..end];
        let mut table = Table::default();
        table.clear(self.slots.width);
        self.tokenizer.fill(bytes, &self.slots, &mut table);
        table.refuse_long_records(longest(self.record_limit));
        if limit <= table.rows() {
            // What comes behind the last row that counts is nobody's business.
            let end = limit.checked_sub(1).map_or(0, |last| table.records[last].end());
            table.truncate(limit);
            table.bad.retain(|(record, _)| record.start() < end);
        }
        if let Some((record, problem)) = table.bad.drain(..).next() {
            let text = shorten(&bytes[record.start()..record.end()]);
            return Err(ReadError::from(BadRecord { location: self.locate(record), problem, text }));
        }
        let text = str::from_utf8(bytes).ok();
        for (column, name) in self.names.iter().enumerate() {
            let (mut row, mut invalid) = (0, None);
            Cells::new(bytes, text, &table, column, self.tokenizer.syntax()).for_each::<true>(|cell| {
                if matches!(cell, RawCell::Invalid) {
                    invalid = invalid.or(Some(row));
                }
                see(column, cell);
                row += 1;
            });
            if let Some(row) = invalid {
                let cell = table.spans[row * table.width + column];
                return Err(ReadError::from(BadCell {
                    location: self.locate(cell),
                    row: None,
                    column: name.clone(),
                    text: shorten(&bytes[cell.start()..cell.end()]),
                    expected: "expected a text in UTF-8".to_owned(),
                }));
            }
        }
        let (rows, lines) = (table.rows(), self.tokenizer.lines(bytes));
        self.input.advance(end, lines);
        Ok(Some(rows))
    }

    fn locate(&self, place: Span) -> crate::error::Location {
        let mut location = self.input.location();
        location.line += self.tokenizer.lines(&self.input.bytes()[..place.start()]);
        location.byte_offset += place.start() as u64;
        location
    }

    /// Where the cells come from.
    pub(super) fn file(&self) -> Option<&std::path::PathBuf> {
        self.input.file.as_ref()
    }
}
