//! Files in object stores, read and written without blocking. Feature `async`.
//!
//! What is read of a file is decided by the code that decides it for files on disk, and what is asked for is exactly that: the last
//! bytes, the index of pages if there is a filter, and then the pages that are needed, those near each other in one request.

use std::io;
use std::ops::Range;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use arrow_array::RecordBatch;
use bytes::Bytes;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use futures_util::{FutureExt, StreamExt};
use object_store::path::Path;
use object_store::{MultipartUpload, ObjectStore, ObjectStoreExt, UploadPart};
use parquet::arrow::arrow_reader::ArrowReaderOptions;
use parquet::arrow::async_reader::{AsyncFileReader, ParquetRecordBatchStream, ParquetRecordBatchStreamBuilder};
use parquet::arrow::async_writer::{AsyncArrowWriter, AsyncFileWriter};
use parquet::errors::ParquetError;
use parquet::file::metadata::ParquetMetaData;
use soakit_runtime::record::{Bulk, SoA};

use super::chunks::Assembly;
use super::metadata::Step;
use super::read::Reader;
use super::refused;
use super::report::{Progress, Report};
use super::source::{Counter, within};
use super::write::{Writer, not_written};
use crate::column::ArrowColumn;
use crate::contain::contained;
use crate::error::ArrowError;
use crate::schema::schema;

/// An object, as the decoder reads it, with the bytes counted that are fetched.
#[derive(Clone)]
struct Object {
    store: Arc<dyn ObjectStore>,
    path: Path,
    bytes: u64,
    counter: Counter,
}

impl Object {
    async fn new(store: &Arc<dyn ObjectStore>, path: &Path) -> Result<Self, ArrowError> {
        let bytes = store.head(path).await.map_err(io::Error::from)?.size;
        Ok(Self { store: store.clone(), path: path.clone(), bytes, counter: Counter::default() })
    }

    fn check(&self, range: &Range<u64>) -> parquet::errors::Result<()> {
        let length = range.end.saturating_sub(range.start);
        within(range.start, length, self.bytes)?;
        self.counter.add(length);
        Ok(())
    }
}

fn external(error: object_store::Error) -> ParquetError {
    ParquetError::External(Box::new(error))
}

impl AsyncFileReader for Object {
    fn get_bytes(&mut self, range: Range<u64>) -> BoxFuture<'_, parquet::errors::Result<Bytes>> {
        async move {
            self.check(&range)?;
            self.store.get_range(&self.path, range).await.map_err(external)
        }
        .boxed()
    }

    fn get_byte_ranges(&mut self, ranges: Vec<Range<u64>>) -> BoxFuture<'_, parquet::errors::Result<Vec<Bytes>>> {
        async move {
            ranges.iter().try_for_each(|range| self.check(range))?;
            self.store.get_ranges(&self.path, &ranges).await.map_err(external)
        }
        .boxed()
    }

    /// Asked of readers that have no metadata; here it is read beforehand, by code that looks at it first.
    fn get_metadata<'a>(
        &'a mut self,
        _options: Option<&'a ArrowReaderOptions>,
    ) -> BoxFuture<'a, parquet::errors::Result<Arc<ParquetMetaData>>> {
        async { Err(ParquetError::General("the metadata has been read before".into())) }.boxed()
    }
}

/// The chunks of an object; see [`Reader::read_chunks_async`].
pub struct ObjectChunks<'r, 'f, T: SoA> {
    reader: &'r Reader<'f, T>,
    batches: ParquetRecordBatchStream<Object>,
    assembly: Assembly<T>,
    report: Report,
    counter: Counter,
    path: Path,
    is_done: bool,
}

impl<T: SoA<Columns: ArrowColumn>> ObjectChunks<'_, '_, T> {
    /// The next chunk, if there is one. An error is told once, and is the last answer.
    ///
    /// # Errors
    /// As [`Reader::read`].
    pub async fn next(&mut self) -> Option<Result<Bulk<T>, ArrowError>> {
        let chunk = self.advance().await.map_err(|error| {
            self.is_done = true;
            self.assembly.forget();
            error.in_file(self.path.as_ref())
        });
        chunk.transpose()
    }

    /// What is read of the object once all chunks have been taken; bytes as far as they have been fetched.
    #[must_use]
    pub fn report(&self) -> Report {
        Report { bytes: self.counter.bytes(), ..self.report }
    }

    async fn advance(&mut self) -> Result<Option<Bulk<T>>, ArrowError> {
        while !self.is_done && !self.assembly.is_full() {
            match next_batch(&mut self.batches).await? {
                Some(batch) => self.assembly.take(self.reader, batch)?,
                None => self.is_done = true,
            }
            self.reader.tell(Progress {
                files_done: usize::from(self.is_done),
                files: 1,
                rows: self.assembly.rows_out(),
                bytes: self.counter.bytes(),
            });
        }
        self.assembly.chunk()
    }
}

/// The next batch; a panic of the decoder is an error.
async fn next_batch(batches: &mut ParquetRecordBatchStream<Object>) -> Result<Option<RecordBatch>, ArrowError> {
    match AssertUnwindSafe(batches.next()).catch_unwind().await {
        Ok(batch) => batch.transpose().map_err(refused),
        Err(panic) => contained(|| std::panic::resume_unwind(panic)),
    }
}

impl<'f, T: SoA<Columns: ArrowColumn>> Reader<'f, T> {
    /// Reads an object of a store.
    ///
    /// # Errors
    /// As [`read`](Reader::read), with those of the store.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    /// use soakit::prelude::*;
    /// use soakit::arrow::parquet::object_store::{ObjectStore, memory::InMemory, path::Path};
    /// use soakit::arrow::parquet::{Reader, Writer};
    ///
    /// #[derive(SoA, Clone, Debug, PartialEq)]
    /// struct Reading {
    ///     temp: f64,
    /// }
    ///
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// let store: Arc<dyn ObjectStore> = Arc::new(InMemory::new());
    /// let readings: Bulk<Reading> = (0..100).map(|hour| Reading { temp: f64::from(hour) }).collect();
    /// Writer::new().write_async(&store, &Path::from("2013/january.parquet"), &readings).await?;
    ///
    /// let hot = Reader::<Reading>::new().filter(|r| r.temp.ge(98.0));
    /// let hot = hot.read_async(&store, &Path::from("2013/january.parquet")).await?;
    /// assert_eq!(hot.temp(), [98.0, 99.0]);
    /// # Ok::<(), soakit::arrow::ArrowError>(())
    /// # })?;
    /// # Ok::<(), soakit::arrow::ArrowError>(())
    /// ```
    pub async fn read_async(&self, store: &Arc<dyn ObjectStore>, path: &Path) -> Result<Bulk<T>, ArrowError> {
        let mut chunks = self.read_chunks_async(store, path, usize::MAX).await?;
        Ok(chunks.next().await.transpose()?.unwrap_or_default())
    }

    /// Reads an object of a store in chunks of `rows` rows, the last one of what is left; in bounded memory, as
    /// [`read_chunks`](Reader::read_chunks) does.
    ///
    /// # Errors
    /// Those of opening it.
    ///
    /// # Panics
    /// When `rows` is 0.
    pub async fn read_chunks_async(
        &self,
        store: &Arc<dyn ObjectStore>,
        path: &Path,
        rows: usize,
    ) -> Result<ObjectChunks<'_, 'f, T>, ArrowError> {
        assert!(rows > 0, "chunks of 0 rows would never end; ask for at least 1");
        self.open(store, path, rows).await.map_err(|error| error.in_file(path.as_ref()))
    }

    async fn open(
        &self,
        store: &Arc<dyn ObjectStore>,
        path: &Path,
        rows: usize,
    ) -> Result<ObjectChunks<'_, 'f, T>, ArrowError> {
        let mut object = Object::new(store, path).await?;
        let mut opening = self.opening(object.bytes);
        let metadata = loop {
            match contained(|| opening.next())? {
                Step::Fetch(bytes) => {
                    let tail = object.bytes - bytes..object.bytes;
                    opening.fetched(object.get_bytes(tail).await.map_err(refused)?);
                }
                Step::Done(metadata) => break metadata,
            }
        };
        let plan = contained(|| self.plan_of(*metadata))?;
        let assembly = Assembly::new(rows, &plan, object.bytes, !self.filters.is_empty());
        let (report, counter) = (plan.report, object.counter.clone());
        let batches = ParquetRecordBatchStreamBuilder::new_with_metadata(object, plan.metadata.clone());
        let batches = contained(|| plan.apply(batches, assembly.batch_rows()).build().map_err(refused))?;
        Ok(ObjectChunks { reader: self, batches, assembly, report, counter, path: path.clone(), is_done: false })
    }
}

impl Writer<'_> {
    /// Writes an object of a store. It is there when it is whole; a large one is sent in parts as it is written.
    ///
    /// # Errors
    /// As [`write`](Writer::write), with those of the store.
    pub async fn write_async<T: SoA<Columns: ArrowColumn>>(
        mut self,
        store: &Arc<dyn ObjectStore>,
        path: &Path,
        bulk: &Bulk<T>,
    ) -> Result<(), ArrowError> {
        let schema = schema::<T>();
        let properties = self.properties(&schema)?;
        let upload = Upload {
            store: store.clone(),
            path: path.clone(),
            pending: Vec::new(),
            parts: None,
            sent: FuturesUnordered::new(),
        };
        let mut file = AsyncArrowWriter::try_new(upload, Arc::new(schema), Some(properties)).map_err(not_written)?;
        let written = async {
            let mut written = 0;
            for batch in Writer::batches(bulk) {
                let batch = batch?;
                file.write(&batch).await.map_err(not_written)?;
                written += batch.num_rows();
                Writer::tell(&mut self.progress, written);
            }
            file.finish().await.map(drop).map_err(not_written)
        };
        if let Err(error) = written.await {
            // The first error is the one to tell; parts that cannot be taken back either are the store's to forget.
            let _ = file.into_inner().take_back().await;
            return Err(error.in_file(path.as_ref()));
        }
        Ok(())
    }
}

/// Bytes of a part: S3 has no more than ten thousand of them, and none below five million bytes but the last.
const PART_BYTES: usize = 16 << 20;
/// How many parts are on their way at once.
const MOST_PARTS: usize = 8;

/// An object on its way: in one request if it is small, else in parts.
struct Upload {
    store: Arc<dyn ObjectStore>,
    path: Path,
    /// What is not sent yet; less than a part.
    pending: Vec<u8>,
    parts: Option<Box<dyn MultipartUpload>>,
    sent: FuturesUnordered<UploadPart>,
}

impl Upload {
    async fn add(&mut self, mut bytes: Bytes) -> object_store::Result<()> {
        while self.pending.len() + bytes.len() >= PART_BYTES {
            let rest_of_part = bytes.split_to(PART_BYTES - self.pending.len());
            self.pending.extend_from_slice(&rest_of_part);
            self.send().await?;
        }
        self.pending.extend_from_slice(&bytes);
        Ok(())
    }

    /// Sends what is pending as a part.
    async fn send(&mut self) -> object_store::Result<()> {
        while self.sent.len() >= MOST_PARTS {
            self.sent.next().await.transpose()?;
        }
        let part = std::mem::take(&mut self.pending).into();
        let parts = match &mut self.parts {
            Some(parts) => parts,
            none => none.insert(self.store.put_multipart(&self.path).await?),
        };
        self.sent.push(parts.put_part(part));
        Ok(())
    }

    async fn close(&mut self) -> object_store::Result<()> {
        if self.parts.is_some() && !self.pending.is_empty() {
            self.send().await?;
        }
        while let Some(part) = self.sent.next().await {
            part?;
        }
        match &mut self.parts {
            Some(parts) => parts.complete().await.map(drop),
            None => self.store.put(&self.path, std::mem::take(&mut self.pending).into()).await.map(drop),
        }
    }

    async fn take_back(&mut self) -> object_store::Result<()> {
        self.sent.clear();
        match &mut self.parts {
            Some(parts) => parts.abort().await,
            None => Ok(()),
        }
    }
}

impl AsyncFileWriter for Upload {
    fn write(&mut self, bytes: Bytes) -> BoxFuture<'_, parquet::errors::Result<()>> {
        async move { self.add(bytes).await.map_err(external) }.boxed()
    }

    fn complete(&mut self) -> BoxFuture<'_, parquet::errors::Result<()>> {
        async move { self.close().await.map_err(external) }.boxed()
    }
}
