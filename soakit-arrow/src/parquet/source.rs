//! [`Counted`]: a file as the decoder reads it, with the bytes that it fetches counted.
//!
//! Invariant: no range beyond the end of the file is asked for, so that memory is never reserved on the word of a range that lies.

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{ChunkReader, Length};

/// How many bytes have been fetched of a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Counter(Arc<AtomicU64>);

impl Counter {
    pub(super) fn add(&self, bytes: u64) {
        self.0.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(super) fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A file, counted.
pub(super) struct Counted<R> {
    file: R,
    file_bytes: u64,
    pub(super) counter: Counter,
}

impl<R: ChunkReader> Counted<R> {
    pub(super) fn new(file: R) -> Self {
        Self { file_bytes: file.len(), file, counter: Counter::default() }
    }
}

impl<R: ChunkReader> Length for Counted<R> {
    fn len(&self) -> u64 {
        self.file_bytes
    }
}

impl<R: ChunkReader> ChunkReader for Counted<R> {
    type T = CountedRead<R::T>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        within(start, 0, self.file_bytes)?;
        Ok(CountedRead { read: self.file.get_read(start)?, counter: self.counter.clone() })
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        within(start, length as u64, self.file_bytes)?;
        self.counter.add(length as u64);
        self.file.get_bytes(start, length)
    }
}

/// Refuses a range that is not within a file.
pub(super) fn within(start: u64, length: u64, file_bytes: u64) -> Result<()> {
    if start.checked_add(length).is_some_and(|end| end <= file_bytes) {
        return Ok(());
    }
    Err(ParquetError::EOF(format!(
        "{length} bytes from byte {start} on are not within the {file_bytes} bytes of the file"
    )))
}

/// A reader, counted.
pub(super) struct CountedRead<R> {
    read: R,
    counter: Counter,
}

impl<R: Read> Read for CountedRead<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let bytes = self.read.read(buffer)?;
        self.counter.add(bytes as u64);
        Ok(bytes)
    }
}
