//! [`Reader`]: a file or a stream as containers.

use std::fs::File;
use std::io::{BufReader, Chain, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use arrow_ipc::reader::FileDecoder;
use soakit_runtime::record::{Bulk, SoA};

use super::check::lengths;
use super::messages::{MAGIC, Messages, Start, is_dictionary};
use crate::column::ArrowColumn;
use crate::contain::contained;
use crate::error::ArrowError;
use crate::import::Import;

/// How files and streams are read.
///
/// Columns that the record does not have are not decoded, nor decompressed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reader {
    import: Import,
}

impl Reader {
    /// Columns must be the record's, as [`Import::new`] has it.
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

    /// Reads a file, or a stream that was kept in one.
    ///
    /// # Errors
    /// Those of [`Import::batches`], and those of bytes that are no such file; each names it.
    pub fn read<T: SoA>(self, path: impl AsRef<Path>) -> Result<Bulk<T>, ArrowError>
    where
        T::Columns: ArrowColumn,
    {
        let path = path.as_ref();
        let read = || self.import.batches(PathBatches::of_path::<T>(path, self.import)?);
        read().map_err(|error| error.in_file(path))
    }

    /// Reads a stream, or a file, from a reader. A stream is read batch by batch; a file is kept in memory first, because its end
    /// says where its batches are.
    ///
    /// # Errors
    /// As [`read`](Reader::read).
    pub fn read_from<T: SoA>(self, reader: impl Read) -> Result<Bulk<T>, ArrowError>
    where
        T::Columns: ArrowColumn,
    {
        self.import.batches(Batches::of_reader::<T>(reader, self.import)?)
    }

    /// Reads a file in chunks: each of the rows of a batch, or of `rows` of them where a batch has more. Memory holds one batch
    /// at a time.
    ///
    /// Validators are asked batch by batch, but for those of columns that depend on other rows. Rows in errors are counted in
    /// the file.
    ///
    /// # Errors
    /// Those of opening the file; the iterator answers with the others, once, and ends.
    ///
    /// # Panics
    /// When `rows` is 0.
    #[track_caller]
    pub fn read_chunks<T: SoA>(self, path: impl AsRef<Path>, rows: usize) -> Result<Chunks<T>, ArrowError>
    where
        T::Columns: ArrowColumn,
    {
        assert!(rows > 0, "chunks of 0 rows would never end; ask for at least 1");
        let path = path.as_ref();
        let batches = PathBatches::of_path::<T>(path, self.import).map_err(|error| error.in_file(path))?;
        let pending = Bulk::new();
        Ok(Chunks { batches, import: self.import, path: path.into(), rows, first_row: 0, pending, is_done: false })
    }
}

/// The chunks of a file; see [`Reader::read_chunks`].
pub struct Chunks<T: SoA> {
    batches: PathBatches,
    import: Import,
    path: PathBuf,
    rows: usize,
    /// Rows of the batches before the next one.
    first_row: usize,
    /// What is left of the last batch.
    pending: Bulk<T>,
    is_done: bool,
}

impl<T: SoA> Iterator for Chunks<T>
where
    T::Columns: ArrowColumn,
{
    type Item = Result<Bulk<T>, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.pending.is_empty() && !self.is_done {
            match self.batches.next() {
                None => self.is_done = true,
                Some(batch) => match batch.and_then(|batch| self.import.part::<T>(batch)) {
                    Ok(rows) => {
                        self.first_row += rows.len();
                        self.pending = rows;
                    }
                    Err(error) => {
                        self.is_done = true;
                        return Some(Err(error.after_rows(self.first_row).in_file(&self.path)));
                    }
                },
            }
        }
        if self.pending.is_empty() {
            return None;
        }
        let rest = self.pending.split_off(self.rows.min(self.pending.len()));
        Some(Ok(std::mem::replace(&mut self.pending, rest)))
    }
}

/// The batches of a file or a stream, without the columns that the record does not have.
struct Batches<S, F> {
    messages: Messages<S, F>,
    decoder: FileDecoder,
}

type PathBatches = Batches<BufReader<File>, BufReader<File>>;

impl PathBatches {
    fn of_path<T: SoA>(path: &Path, import: Import) -> Result<Self, ArrowError>
    where
        T::Columns: ArrowColumn,
    {
        let mut file = BufReader::new(File::open(path)?);
        let start = beginning(&mut file)?;
        file.seek(SeekFrom::Start(0))?;
        Self::new::<T>(import, || if is_file(&start) { Messages::of_file(file) } else { Messages::of_stream(file) })
    }
}

impl<R: Read> Batches<Chain<Cursor<Vec<u8>>, R>, Cursor<Vec<u8>>> {
    fn of_reader<T: SoA>(mut reader: R, import: Import) -> Result<Self, ArrowError>
    where
        T::Columns: ArrowColumn,
    {
        let mut start = beginning(&mut reader)?;
        if is_file(&start) {
            reader.read_to_end(&mut start)?;
            Self::new::<T>(import, || Messages::of_file(Cursor::new(start)))
        } else {
            Self::new::<T>(import, || Messages::of_stream(Cursor::new(start).chain(reader)))
        }
    }
}

impl<S: Read, F: Read + Seek> Batches<S, F> {
    fn new<T: SoA>(
        import: Import,
        open: impl FnOnce() -> Result<(Start, Messages<S, F>), ArrowError>,
    ) -> Result<Self, ArrowError>
    where
        T::Columns: ArrowColumn,
    {
        contained(|| {
            let (start, messages) = open()?;
            let projection = import.projection::<T>(&start.schema)?;
            Ok(Self { messages, decoder: start.decoder().with_projection(projection) })
        })
    }
}

impl<S: Read, F: Read + Seek> Iterator for Batches<S, F> {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { messages, decoder } = self;
        let batch = contained(|| {
            while let Some(message) = messages.next()? {
                let header = message.header()?;
                lengths(&header, message.body())?;
                if is_dictionary(&header) {
                    decoder.read_dictionary(&message.block, &message.bytes)?;
                } else if let Some(batch) = decoder.read_record_batch(&message.block, &message.bytes)? {
                    return Ok(Some(batch));
                }
            }
            Ok(None)
        });
        batch.transpose()
    }
}

/// The first bytes of a file or a stream, as many as [`MAGIC`] says something in.
fn beginning(reader: &mut impl Read) -> Result<Vec<u8>, ArrowError> {
    let mut start = Vec::new();
    reader.take(MAGIC_BYTES as u64).read_to_end(&mut start)?;
    Ok(start)
}

/// Whether these are the first bytes of a file.
fn is_file(start: &[u8]) -> bool {
    start == &MAGIC[..MAGIC_BYTES]
}

/// The bytes of [`MAGIC`] without the padding.
const MAGIC_BYTES: usize = 6;
