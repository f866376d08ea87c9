//! [`Writer`]: a container as a file or as a stream.

use std::io::Write;
use std::path::Path;

use arrow_ipc::writer::{FileWriter, IpcWriteOptions, StreamWriter};
use soakit_runtime::record::{Bulk, SoA};

use crate::column::ArrowColumn;
use crate::error::ArrowError;
use crate::{export, files, schema};

/// What is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Batches that can be found from the end of the file.
    #[default]
    File,
    /// Batches one behind the other.
    Stream,
}

/// How buffers are packed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Compression {
    /// As in memory.
    #[default]
    None,
    /// LZ4: quick, and some smaller.
    #[cfg(feature = "lz4")]
    Lz4,
    /// Zstandard of its default level: smaller.
    #[cfg(feature = "zstd")]
    Zstd,
}

impl Compression {
    fn codec(self) -> Option<arrow_ipc::CompressionType> {
        match self {
            Self::None => None,
            #[cfg(feature = "lz4")]
            Self::Lz4 => Some(arrow_ipc::CompressionType::LZ4_FRAME),
            #[cfg(feature = "zstd")]
            Self::Zstd => Some(arrow_ipc::CompressionType::ZSTD),
        }
    }
}

/// How containers are written.
///
/// # Examples
///
/// A stream into memory, a batch for every thousand rows:
///
/// ```
/// use soakit::prelude::*;
/// use soakit::arrow::ipc::{Format, Reader, Writer};
///
/// #[derive(SoA, Debug, PartialEq)]
/// struct Reading {
///     temp: f64,
/// }
///
/// let readings: Bulk<Reading> = (0..2500).map(|row| Reading { temp: row as f64 }).collect();
/// let mut bytes = Vec::new();
/// Writer::new().format(Format::Stream).rows(1000).write_to(&mut bytes, &readings)?;
/// assert_eq!(Reader::new().read_from::<Reading>(&bytes[..])?, readings);
/// # Ok::<(), soakit::arrow::ArrowError>(())
/// ```
#[derive(Default)]
pub struct Writer<'p> {
    format: Format,
    compression: Compression,
    rows: Option<usize>,
    progress: Option<Box<dyn FnMut(usize) + 'p>>,
}

/// Rows of a batch, if nobody says how many: a column of doubles is half a megabyte then.
const ROWS: usize = 1 << 16;

impl<'p> Writer<'p> {
    /// A file of batches that are not compressed.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A file or a stream.
    #[must_use]
    pub fn format(mut self, format: Format) -> Self {
        self.format = format;
        self
    }

    /// How buffers are packed.
    #[must_use]
    pub fn compression(mut self, compression: Compression) -> Self {
        self.compression = compression;
        self
    }

    /// How many rows a batch has, at most.
    ///
    /// # Panics
    /// When `rows` is 0.
    #[must_use]
    #[track_caller]
    pub fn rows(mut self, rows: usize) -> Self {
        assert!(rows > 0, "a batch of 0 rows would never end; ask for at least 1");
        self.rows = Some(rows);
        self
    }

    /// Is told after each batch how many rows have been written.
    #[must_use]
    pub fn progress(mut self, progress: impl FnMut(usize) + 'p) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }

    /// Writes a file. It is there when it is whole: until then it has another name, and what was there before stays.
    ///
    /// # Errors
    /// Those of [`into_record_batch`](crate::into_record_batch), and of the file system.
    pub fn write<T: SoA>(self, path: impl AsRef<Path>, bulk: &Bulk<T>) -> Result<(), ArrowError>
    where
        T::Columns: ArrowColumn,
    {
        files::write_whole(path.as_ref(), |file| self.write_to(file, bulk))
    }

    /// Writes to a writer. It is called with whole buffers; give it a [`BufWriter`](std::io::BufWriter) if calls are dear.
    ///
    /// # Errors
    /// As [`write`](Writer::write). What was written before the error stays written.
    pub fn write_to<T: SoA>(mut self, writer: impl Write, bulk: &Bulk<T>) -> Result<(), ArrowError>
    where
        T::Columns: ArrowColumn,
    {
        let options = IpcWriteOptions::default().try_with_compression(self.compression.codec())?;
        let schema = schema::schema::<T>();
        match self.format {
            Format::File => {
                let mut file = FileWriter::try_new_with_options(writer, &schema, options)?;
                self.each(bulk, |batch| file.write(batch))?;
                Ok(file.finish()?)
            }
            Format::Stream => {
                let mut stream = StreamWriter::try_new_with_options(writer, &schema, options)?;
                self.each(bulk, |batch| stream.write(batch))?;
                Ok(stream.finish()?)
            }
        }
    }

    /// Hands over batch after batch.
    fn each<T: SoA>(
        &mut self,
        bulk: &Bulk<T>,
        mut write: impl FnMut(&arrow_array::RecordBatch) -> Result<(), arrow_schema::ArrowError>,
    ) -> Result<(), ArrowError>
    where
        T::Columns: ArrowColumn,
    {
        let mut written = 0;
        for batch in export::record_batches(bulk, self.rows.unwrap_or(ROWS)) {
            let batch = batch?;
            write(&batch)?;
            written += batch.num_rows();
            if let Some(progress) = &mut self.progress {
                progress(written);
            }
        }
        Ok(())
    }
}
