//! [`Chunks`]: a file in pieces, and [`Assembly`]: how batches, as they are decoded, become chunks, as they were asked for.

use std::ops::Range;
use std::path::PathBuf;

use arrow_array::RecordBatch;
use parquet::arrow::arrow_reader::ParquetRecordBatchReader;
use soakit_runtime::record::{Bulk, SoA};

use super::named;
use super::plan::Plan;
use super::read::Reader;
use super::report::{Progress, Report};
use super::source::Counter;
use crate::column::ArrowColumn;
use crate::contain::contained;
use crate::error::ArrowError;
use crate::import::validated;

/// The chunks of a file; see [`Reader::read_chunks`].
pub struct Chunks<'r, 'f, T: SoA> {
    reader: &'r Reader<'f, T>,
    batches: ParquetRecordBatchReader,
    assembly: Assembly<T>,
    report: Report,
    counter: Counter,
    path: Option<PathBuf>,
    /// How far reading was before this file.
    before: Progress,
    is_done: bool,
}

impl<'r, 'f, T: SoA<Columns: ArrowColumn>> Chunks<'r, 'f, T> {
    pub(super) fn new(
        reader: &'r Reader<'f, T>,
        batches: ParquetRecordBatchReader,
        assembly: Assembly<T>,
        report: Report,
        counter: Counter,
        path: Option<PathBuf>,
        before: Progress,
    ) -> Self {
        Self { reader, batches, assembly, report, counter, path, before, is_done: false }
    }

    /// What is read of the file once all chunks have been taken; bytes as far as they have been fetched.
    #[must_use]
    pub fn report(&self) -> Report {
        Report { bytes: self.counter.bytes(), ..self.report }
    }

    /// All chunks in one.
    pub(super) fn into_all(mut self) -> Result<(Bulk<T>, Report), ArrowError> {
        let all = self.next().transpose()?.unwrap_or_default();
        Ok((all, self.report()))
    }

    /// Decodes until there is a chunk, or no further batch.
    fn advance(&mut self) -> Result<Option<Bulk<T>>, ArrowError> {
        while !self.is_done && !self.assembly.is_full() {
            let batch = contained(|| self.batches.next().transpose().map_err(ArrowError::from))?;
            match batch {
                Some(batch) => self.assembly.take(self.reader, batch)?,
                None => self.is_done = true,
            }
            self.reader.tell(Progress {
                files_done: self.before.files_done + usize::from(self.is_done),
                files: self.before.files,
                rows: self.before.rows + self.assembly.rows_out(),
                bytes: self.before.bytes + self.counter.bytes(),
            });
        }
        self.assembly.chunk()
    }
}

impl<T: SoA<Columns: ArrowColumn>> Iterator for Chunks<'_, '_, T> {
    type Item = Result<Bulk<T>, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let chunk = self.advance().map_err(|error| {
            self.is_done = true;
            self.assembly.forget();
            named(error, self.path.as_deref())
        });
        chunk.transpose()
    }
}

/// Rows between decoding and the chunks that were asked for.
pub(super) struct Assembly<T: SoA> {
    chunk_rows: usize,
    batch_rows: usize,
    pending: Bulk<T>,
    /// The rows that are decoded, as the file counts them.
    rows: Vec<Range<u64>>,
    decoded: u64,
    handed_out: usize,
}

/// Rows of a batch that is filtered before the next one is decoded.
const FILTERED_ROWS: usize = 1 << 16;
/// Rows of a batch for which memory is reserved on the word of a file of any length.
const TRUSTED_ROWS: usize = 1 << 20;

impl<T: SoA<Columns: ArrowColumn>> Assembly<T> {
    /// Chunks of so many rows.
    ///
    /// The decoder reserves memory for a whole batch. A batch of all rows is best where all of them stay, since its columns then move;
    /// but a file is believed no more rows than it has bytes.
    pub(super) fn new(chunk_rows: usize, plan: &Plan, file_bytes: u64, is_filtered: bool) -> Self {
        let most = if is_filtered { FILTERED_ROWS } else { TRUSTED_ROWS.max(file_bytes as usize) };
        let batch_rows = chunk_rows.min(plan.report.rows.read as usize).clamp(1, most);
        let (rows, pending) = (plan.rows.clone(), Bulk::new());
        Self { chunk_rows, batch_rows, pending, rows, decoded: 0, handed_out: 0 }
    }

    /// How many rows a batch should have.
    pub(super) fn batch_rows(&self) -> usize {
        self.batch_rows
    }

    /// Takes a batch.
    pub(super) fn take(&mut self, reader: &Reader<'_, T>, batch: RecordBatch) -> Result<(), ArrowError> {
        let first = self.decoded;
        self.decoded += batch.num_rows() as u64;
        let rows = reader.import.unchecked(batch).map_err(|error| match error.row() {
            Some(row) => error.after_rows(self.row_of_file(first + row as u64) - row),
            None => error,
        })?;
        let mut kept = reader.keep(rows);
        if self.pending.is_empty() {
            self.pending = kept;
        } else {
            self.pending.append(&mut kept);
        }
        Ok(())
    }

    /// Where the file has the row that was decoded as number `row`.
    fn row_of_file(&self, row: u64) -> usize {
        let mut before = 0;
        for range in &self.rows {
            let length = range.end - range.start;
            if row - before < length {
                return (range.start + row - before) as usize;
            }
            before += length;
        }
        row as usize
    }

    /// Whether there is a chunk.
    pub(super) fn is_full(&self) -> bool {
        self.pending.len() >= self.chunk_rows
    }

    /// A chunk, or what is left; nothing if nothing is. Validators have been asked.
    pub(super) fn chunk(&mut self) -> Result<Option<Bulk<T>>, ArrowError> {
        if self.pending.is_empty() {
            return Ok(None);
        }
        let rest = self.pending.split_off(self.pending.len().min(self.chunk_rows));
        let chunk = std::mem::replace(&mut self.pending, rest);
        let validate = if self.chunk_rows == usize::MAX { Bulk::validate } else { Bulk::validate_part };
        let chunk = validated(chunk, validate).map_err(|error| error.after_rows(self.handed_out))?;
        self.handed_out += chunk.len();
        Ok(Some(chunk))
    }

    /// The rows that have come out, or wait to.
    pub(super) fn rows_out(&self) -> u64 {
        (self.handed_out + self.pending.len()) as u64
    }

    /// Leaves what is pending, after an error.
    pub(super) fn forget(&mut self) {
        self.pending = Bulk::new();
    }
}
