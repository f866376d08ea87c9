//! [`Reader`]: a file as a container, or as chunks of one.

use std::fs::File;
use std::path::Path;

use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::reader::{ChunkReader, Length};
use soakit_runtime::column::CloneColumn;
use soakit_runtime::expression::{Requirements, Tables};
use soakit_runtime::query::{Predicate, RowFilter};
use soakit_runtime::record::{Bulk, Here, SoA};

use super::chunks::{Assembly, Chunks};
use super::metadata::{Opening, Step};
use super::plan::Plan;
use super::report::{Progress, Report};
use super::source::Counted;
use super::{dataset, named, refused};
use crate::column::ArrowColumn;
use crate::contain::contained;
use crate::error::ArrowError;
use crate::import::Import;

/// How files are read.
///
/// Columns that the record does not have are not read. With a [`filter`](Reader::filter), neither are row groups and pages in which
/// it cannot be true, as far as the file says what is in them.
///
/// # Examples
///
/// A filter decides what is read:
///
/// ```
/// use soakit::prelude::*;
/// use soakit::arrow::parquet::{Reader, Writer};
///
/// #[derive(SoA, Clone, Debug, PartialEq)]
/// struct Reading {
///     day: u32,
///     temp: f64,
/// }
///
/// let readings: Bulk<Reading> = (0..10_000).map(|day| Reading { day, temp: f64::from(day % 40) }).collect();
/// let file = Writer::new().row_group_rows(1000).write_to(Vec::new(), &readings)?;
///
/// let reader = Reader::<Reading>::new().filter(|r| r.day.ge(8500) & r.temp.gt(38.0));
/// let mut chunks = reader.read_chunks_from(soakit::arrow::parquet::Bytes::from(file), 1 << 16)?;
/// assert_eq!(chunks.report().row_groups.skipped, 8);
/// let hot = chunks.next().transpose()?;
/// assert_eq!(hot, Some(readings.query().filter(|r| r.day.ge(8500) & r.temp.gt(38.0)).to_bulk()));
/// # Ok::<(), soakit::arrow::ArrowError>(())
/// ```
pub struct Reader<'f, T: SoA> {
    pub(super) import: Import,
    pub(super) filters: Vec<Filter<'f, T>>,
    pub(super) progress: Option<Box<dyn Fn(Progress) + Send + Sync + 'f>>,
}

/// A filter: what decides beforehand, and what decides row by row.
pub(super) struct Filter<'f, T: SoA> {
    requirements: Requirements,
    keep: Box<dyn Fn(Bulk<T>) -> Bulk<T> + Send + Sync + 'f>,
}

impl<T: SoA> Default for Reader<'_, T> {
    fn default() -> Self {
        Self { import: Import::new(), filters: Vec::new(), progress: None }
    }
}

impl<'f, T: SoA<Columns: ArrowColumn>> Reader<'f, T> {
    /// Reads all rows; columns must be the record's, as [`Import::new`] has it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How columns are matched to fields.
    #[must_use]
    pub fn import(mut self, import: Import) -> Self {
        self.import = import;
        self
    }

    /// Keeps the rows for which an expression is true: the closure is that of [`Query::filter`](soakit_runtime::query::Query::filter).
    /// Several filters are as good as one with `&`.
    ///
    /// The rows are those that reading all and filtering then would give. What the filter [requires](RowFilter::requirements) is
    /// held against what the file says of its row groups and pages, and where it cannot be, nothing is read.
    ///
    /// A filter that looks at whole columns, through a derived column declared as `[T]`, does not compile: see
    /// [`RowFilter::new`].
    #[must_use]
    pub fn filter<E>(mut self, predicate: impl FnOnce(T::Fields<T, Here>) -> E) -> Self
    where
        T: 'static,
        T::Columns: CloneColumn,
        E: for<'a> Predicate<Tables<'a, (T,)>, Checked = E> + Clone + Send + Sync + 'f,
    {
        let filter = RowFilter::new(predicate);
        let requirements = filter.requirements().clone();
        self.filters.push(Filter { requirements, keep: Box::new(move |rows| filter.keep(rows)) });
        self
    }

    /// Is told after each batch of some ten thousand rows, and after each file, how far reading is.
    #[must_use]
    pub fn progress(mut self, progress: impl Fn(Progress) + Send + Sync + 'f) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }

    /// Reads a file.
    ///
    /// # Errors
    /// Those of the file system; of bytes that are no Parquet file; of columns, cells and validators, as [`Import::batch`]
    /// has them. All name the file, and rows are counted in it. Validators are asked of the rows that the filter keeps, and
    /// these are what their rows are counted in.
    pub fn read(&self, path: impl AsRef<Path>) -> Result<Bulk<T>, ArrowError> {
        Ok(self.read_reported(path)?.0)
    }

    /// Reads a file, and tells what of it was read.
    ///
    /// # Errors
    /// As [`read`](Reader::read).
    pub fn read_reported(&self, path: impl AsRef<Path>) -> Result<(Bulk<T>, Report), ArrowError> {
        self.read_part(path.as_ref(), Progress::of_one_file())
    }

    /// Reads from bytes in memory, or from whatever has pieces of a file.
    ///
    /// # Errors
    /// As [`read`](Reader::read), without the file's name.
    pub fn read_from(&self, file: impl ChunkReader + 'static) -> Result<Bulk<T>, ArrowError> {
        Ok(self.read_chunks_from(file, usize::MAX)?.into_all()?.0)
    }

    /// Reads a file in chunks of `rows` rows, the last one of what is left. Memory holds two chunks, and the pages from which
    /// the next one is decoded.
    ///
    /// # Errors
    /// Those of opening the file; the iterator answers with the others, once, and ends.
    ///
    /// # Panics
    /// When `rows` is 0.
    #[track_caller]
    pub fn read_chunks(&self, path: impl AsRef<Path>, rows: usize) -> Result<Chunks<'_, 'f, T>, ArrowError> {
        let path = path.as_ref();
        let file = File::open(path).map_err(|error| ArrowError::from(error).in_file(path))?;
        self.chunks(file, rows, Some(path), Progress::of_one_file())
    }

    /// Reads in chunks from bytes in memory, or from whatever has pieces of a file.
    ///
    /// # Errors
    /// As [`read_chunks`](Reader::read_chunks), without the file's name.
    ///
    /// # Panics
    /// When `rows` is 0.
    #[track_caller]
    pub fn read_chunks_from(
        &self,
        file: impl ChunkReader + 'static,
        rows: usize,
    ) -> Result<Chunks<'_, 'f, T>, ArrowError> {
        self.chunks(file, rows, None, Progress::of_one_file())
    }

    /// Reads files one behind the other: those of a directory that end in `.parquet`, or those that a pattern such as
    /// `data/2013-*.parquet` means; in the order of their names.
    ///
    /// # Errors
    /// As [`read`](Reader::read), and when there is no such file.
    pub fn read_dataset(&self, files: impl AsRef<Path>) -> Result<Bulk<T>, ArrowError> {
        Ok(dataset::read(self, files.as_ref())?.0)
    }

    /// Reads files as [`read_dataset`](Reader::read_dataset) does, and tells what of them was read.
    ///
    /// # Errors
    /// As [`read_dataset`](Reader::read_dataset).
    pub fn read_dataset_reported(&self, files: impl AsRef<Path>) -> Result<(Bulk<T>, Report), ArrowError> {
        dataset::read(self, files.as_ref())
    }

    /// Reads a file behind others.
    pub(super) fn read_part(&self, path: &Path, before: Progress) -> Result<(Bulk<T>, Report), ArrowError> {
        let file = File::open(path).map_err(|error| ArrowError::from(error).in_file(path))?;
        self.chunks(file, usize::MAX, Some(path), before)?.into_all()
    }

    #[track_caller]
    fn chunks(
        &self,
        file: impl ChunkReader + 'static,
        rows: usize,
        path: Option<&Path>,
        before: Progress,
    ) -> Result<Chunks<'_, 'f, T>, ArrowError> {
        assert!(rows > 0, "chunks of 0 rows would never end; ask for at least 1");
        let opened = contained(|| {
            let file = Counted::new(file);
            let counter = file.counter.clone();
            let plan = self.plan(&file)?;
            let assembly = Assembly::new(rows, &plan, file.len(), !self.filters.is_empty());
            let report = plan.report;
            let batches = ParquetRecordBatchReaderBuilder::new_with_metadata(file, plan.metadata.clone());
            let batches = plan.apply(batches, assembly.batch_rows()).build().map_err(refused)?;
            Ok(Chunks::new(self, batches, assembly, report, counter, path.map(Into::into), before))
        });
        opened.map_err(|error| named(error, path))
    }

    /// Opens a file and says what is read of it.
    fn plan(&self, file: &impl ChunkReader) -> Result<Plan, ArrowError> {
        let mut opening = self.opening(file.len());
        loop {
            match opening.next()? {
                Step::Fetch(bytes) => {
                    opening.fetched(file.get_bytes(file.len() - bytes, bytes as usize).map_err(refused)?);
                }
                Step::Done(metadata) => return self.plan_of(*metadata),
            }
        }
    }

    /// How a file of so many bytes is opened.
    pub(super) fn opening(&self, file_bytes: u64) -> Opening {
        Opening::new(file_bytes, self.filters.iter().any(|filter| !filter.requirements.is_empty()))
    }

    /// What is read of a file.
    pub(super) fn plan_of(&self, metadata: parquet::file::metadata::ParquetMetaData) -> Result<Plan, ArrowError> {
        Plan::new::<T>(metadata, self.import, self.filters.iter().map(|filter| &filter.requirements))
    }

    /// The rows for which the filters are true.
    pub(super) fn keep(&self, rows: Bulk<T>) -> Bulk<T> {
        self.filters.iter().fold(rows, |rows, filter| (filter.keep)(rows))
    }

    /// Tells how far reading is.
    pub(super) fn tell(&self, progress: Progress) {
        if let Some(tell) = &self.progress {
            tell(progress);
        }
    }
}
