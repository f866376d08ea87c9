//! [`Writer`]: a container as a file, or as one more part of a directory.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_schema::Schema;
use parquet::arrow::{ArrowSchemaConverter, ArrowWriter};
use parquet::basic::{Type, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::{WriterProperties, WriterVersion};
use soakit_runtime::record::{Bulk, SoA};

use super::dataset;
use crate::column::ArrowColumn;
use crate::error::ArrowError;
use crate::schema::schema;
use crate::{export, files};

/// How pages are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Compression {
    /// Not at all.
    None,
    /// Snappy: quick, and some smaller.
    Snappy,
    /// LZ4: quick, and some smaller.
    Lz4,
    /// Zstandard of a level from 1 to 22: smaller, the more so the higher the level, and slower.
    Zstd(u8),
}

/// Rows of a row group: what others write, and few enough that a filter can do without most of them.
const ROW_GROUP_ROWS: usize = 1 << 20;
/// Rows that are copied at once: a column of doubles is a megabyte then.
const BATCH_ROWS: usize = 1 << 17;

/// How containers are written.
///
/// Files say of each row group and each page what its least and greatest values are, and where pages are; so readers need not read
/// all of them. Text, integers and what lies as such are written as dictionaries as long as there are few distinct values; floats
/// are not, since they seldom have few.
///
/// # Examples
///
/// A stream of containers as one file, of which no more than a row group is in memory:
///
/// ```
/// use soakit::prelude::*;
/// use soakit::arrow::parquet::{self, Compression, Writer};
///
/// #[derive(SoA, Debug, PartialEq)]
/// struct Reading {
///     temp: f64,
/// }
///
/// let path = std::env::temp_dir().join(format!("stream-{}.parquet", std::process::id()));
/// let days = (0..365).map(|day| Ok((0..24).map(|hour| Reading { temp: f64::from(day * hour) }).collect::<Bulk<_>>()));
/// Writer::new().compression(Compression::Zstd(9)).write_chunks(&path, days)?;
/// assert_eq!(parquet::read::<Reading>(&path)?.len(), 365 * 24);
/// # std::fs::remove_file(&path)?;
/// # Ok::<(), soakit::arrow::ArrowError>(())
/// ```
pub struct Writer<'p> {
    compression: Compression,
    row_group_rows: usize,
    pub(super) progress: Option<Box<dyn FnMut(usize) + Send + 'p>>,
}

impl Default for Writer<'_> {
    fn default() -> Self {
        Self { compression: Compression::Zstd(1), row_group_rows: ROW_GROUP_ROWS, progress: None }
    }
}

impl<'p> Writer<'p> {
    /// Zstandard of level 1, row groups of 1,048,576 rows.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How pages are packed.
    ///
    /// # Panics
    /// When Zstandard has no such level.
    #[must_use]
    #[track_caller]
    pub fn compression(mut self, compression: Compression) -> Self {
        if let Compression::Zstd(level) = compression {
            assert!((1..=22).contains(&level), "Zstandard has the levels 1 to 22, not {level}");
        }
        self.compression = compression;
        self
    }

    /// How many rows a row group has, at most. A row group is kept in memory, packed, until it is whole.
    ///
    /// # Panics
    /// When `rows` is 0.
    #[must_use]
    #[track_caller]
    pub fn row_group_rows(mut self, rows: usize) -> Self {
        assert!(rows > 0, "row groups of 0 rows would never end; ask for at least 1");
        self.row_group_rows = rows;
        self
    }

    /// Is told after each batch of rows how many have been written.
    #[must_use]
    pub fn progress(mut self, progress: impl FnMut(usize) + Send + 'p) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }

    /// Writes a file. It is there when it is whole: until then it has another name, and what was there before stays.
    ///
    /// # Errors
    /// Those of [`to_record_batch`](crate::to_record_batch); a record without fields, or with a nested record without fields, for
    /// which Parquet has no place; the file system's. All name the file.
    pub fn write<T: SoA<Columns: ArrowColumn>>(
        mut self,
        path: impl AsRef<Path>,
        bulk: &Bulk<T>,
    ) -> Result<(), ArrowError> {
        files::write_whole(path.as_ref(), |file| self.pour(file, bulk).map(drop))
    }

    /// Writes several containers as one file, one behind the other; a container is dropped before the next one is asked for.
    ///
    /// # Errors
    /// As [`write`](Writer::write), and the first error of the containers. What was there before stays then.
    pub fn write_chunks<T: SoA<Columns: ArrowColumn>>(
        mut self,
        path: impl AsRef<Path>,
        chunks: impl IntoIterator<Item = Result<Bulk<T>, ArrowError>>,
    ) -> Result<(), ArrowError> {
        files::write_whole(path.as_ref(), |file| {
            let mut rows = Rows::start::<T>(&self, file)?;
            for chunk in chunks {
                rows.add(&chunk?, &mut self.progress)?;
            }
            rows.finish().map(drop)
        })
    }

    /// Writes to a writer, and hands it back.
    ///
    /// # Errors
    /// As [`write`](Writer::write). What was written before the error stays written.
    pub fn write_to<T: SoA<Columns: ArrowColumn>, W: Write + Send>(
        mut self,
        writer: W,
        bulk: &Bulk<T>,
    ) -> Result<W, ArrowError> {
        self.pour(writer, bulk)
    }

    /// Adds a part to a directory, `part-00000.parquet` and so on, and answers with its path. The part is there when it is whole.
    /// Several threads and programs may do so at once: none writes over another's part, and the parts have the order in which
    /// writing began.
    ///
    /// # Errors
    /// As [`write`](Writer::write), and when there are 100,000 parts.
    pub fn append<T: SoA<Columns: ArrowColumn>>(
        mut self,
        directory: impl AsRef<Path>,
        bulk: &Bulk<T>,
    ) -> Result<PathBuf, ArrowError> {
        dataset::append(directory.as_ref(), |part| files::write_whole(part, |file| self.pour(file, bulk).map(drop)))
    }

    fn pour<T: SoA<Columns: ArrowColumn>, W: Write + Send>(
        &mut self,
        writer: W,
        bulk: &Bulk<T>,
    ) -> Result<W, ArrowError> {
        let mut rows = Rows::start::<T>(self, writer)?;
        rows.add(bulk, &mut self.progress)?;
        rows.finish()
    }

    /// What is to be told to Arrow's writer.
    pub(super) fn properties(&self, schema: &Schema) -> Result<WriterProperties, ArrowError> {
        use parquet::basic::Compression as Codec;
        if schema.fields().is_empty() {
            // Rows are counted by columns: the file would have none.
            let problem = "Parquet has no rows without columns, and this record has no fields";
            return Err(arrow_schema::ArrowError::SchemaError(problem.into()).into());
        }
        let codec = match self.compression {
            Compression::None => Codec::UNCOMPRESSED,
            Compression::Snappy => Codec::SNAPPY,
            Compression::Lz4 => Codec::LZ4_RAW,
            Compression::Zstd(level) => Codec::ZSTD(ZstdLevel::try_new(level.into()).map_err(not_written)?),
        };
        let mut properties = WriterProperties::builder()
            .set_writer_version(WriterVersion::PARQUET_1_0)
            .set_created_by(concat!("soakit ", env!("CARGO_PKG_VERSION")).into())
            .set_compression(codec)
            .set_max_row_group_row_count(Some(self.row_group_rows));
        let file_schema = ArrowSchemaConverter::new().convert(schema).map_err(not_written)?;
        for column in file_schema.columns() {
            if matches!(column.physical_type(), Type::FLOAT | Type::DOUBLE) {
                properties = properties.set_column_dictionary_enabled(column.path().clone(), false);
            }
        }
        Ok(properties.build())
    }

    /// The batches of a container, with word of each that is done.
    pub(super) fn batches<T: SoA<Columns: ArrowColumn>>(
        bulk: &Bulk<T>,
    ) -> impl Iterator<Item = Result<arrow_array::RecordBatch, ArrowError>> {
        export::record_batches(bulk, BATCH_ROWS)
    }

    /// Tells how many rows have been written.
    pub(super) fn tell(progress: &mut Option<Box<dyn FnMut(usize) + Send + 'p>>, rows: usize) {
        if let Some(progress) = progress {
            progress(rows);
        }
    }
}

/// A file that is being written.
struct Rows<W: Write + Send> {
    file: ArrowWriter<W>,
    written: usize,
}

impl<W: Write + Send> Rows<W> {
    fn start<T: SoA<Columns: ArrowColumn>>(writer: &Writer<'_>, sink: W) -> Result<Self, ArrowError> {
        let schema = schema::<T>();
        let properties = writer.properties(&schema)?;
        let file = ArrowWriter::try_new(sink, Arc::new(schema), Some(properties)).map_err(not_written)?;
        Ok(Self { file, written: 0 })
    }

    fn add<'p, T: SoA<Columns: ArrowColumn>>(
        &mut self,
        bulk: &Bulk<T>,
        progress: &mut Option<Box<dyn FnMut(usize) + Send + 'p>>,
    ) -> Result<(), ArrowError> {
        let first = self.written;
        for batch in Writer::batches(bulk) {
            let batch = batch.map_err(|error| error.after_rows(first))?;
            self.file.write(&batch).map_err(not_written)?;
            self.written += batch.num_rows();
            Writer::tell(progress, self.written);
        }
        Ok(())
    }

    fn finish(self) -> Result<W, ArrowError> {
        self.file.into_inner().map_err(not_written)
    }
}

/// An error of Arrow's writer.
pub(super) fn not_written(error: ParquetError) -> ArrowError {
    match error {
        ParquetError::External(error) => match super::io_error(error) {
            Ok(error) => error,
            Err(error) => match error.downcast::<ParquetError>() {
                Ok(error) => not_written(*error),
                Err(error) => arrow_schema::ArrowError::ExternalError(error).into(),
            },
        },
        error => arrow_schema::ArrowError::from(error).into(),
    }
}
