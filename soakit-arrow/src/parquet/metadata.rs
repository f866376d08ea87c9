//! A file's metadata, from its last bytes: the footer, the index of pages, and the schema in which it is read.
//!
//! Where bytes come from is left open ([`Fetch`]), so that files and remote objects are opened by the same code.

use std::sync::Arc;

use arrow_schema::{DataType, Field, FieldRef, Fields, Schema};
use bytes::Bytes;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions};
use parquet::errors::ParquetError;
use parquet::file::metadata::{FooterTail, PageIndexPolicy, ParquetMetaData, ParquetMetaDataReader};

use super::refused;
use super::thrift::is_plausible;
use crate::error::ArrowError;

/// The length of the metadata, and four letters.
const TRAILER_BYTES: usize = 8;
/// What is fetched first: the metadata of most files.
const FIRST_BYTES: u64 = 1 << 16;

/// What comes next in opening a file.
pub(super) enum Step {
    /// The last so many bytes are needed.
    Fetch(u64),
    /// Everything is known.
    Done(Box<ParquetMetaData>),
}

/// A file that is being opened.
pub(super) struct Opening {
    file_bytes: u64,
    wants_pages: bool,
    /// The last bytes of the file, as far as they have been fetched.
    tail: Bytes,
    metadata: Option<ParquetMetaData>,
}

impl Opening {
    /// A file of so many bytes, with the index of its pages if that is wanted and there.
    pub(super) fn new(file_bytes: u64, wants_pages: bool) -> Self {
        Self { file_bytes, wants_pages, tail: Bytes::new(), metadata: None }
    }

    /// Takes the last bytes of the file.
    pub(super) fn fetched(&mut self, tail: Bytes) {
        self.tail = tail;
    }

    /// What comes next.
    pub(super) fn next(&mut self) -> Result<Step, ArrowError> {
        let metadata = match self.metadata.take() {
            Some(metadata) => metadata,
            None => match self.footer()? {
                Ok(metadata) => metadata,
                Err(missing) => return Ok(Step::Fetch(missing)),
            },
        };
        if !self.wants_pages {
            return Ok(Step::Done(Box::new(metadata)));
        }
        let start = self.check_pages(&metadata)?;
        if let Some(start) = start
            && (self.tail.len() as u64) < self.file_bytes - start
        {
            self.metadata = Some(metadata);
            return Ok(Step::Fetch(self.file_bytes - start));
        }
        let mut reader =
            ParquetMetaDataReader::new_with_metadata(metadata).with_page_index_policy(PageIndexPolicy::Optional);
        reader.read_page_indexes_sized(&self.tail, self.file_bytes).map_err(refused)?;
        Ok(Step::Done(Box::new(reader.finish().map_err(refused)?)))
    }

    /// The metadata, or how many bytes it takes.
    fn footer(&self) -> Result<Result<ParquetMetaData, u64>, ArrowError> {
        if self.tail.is_empty() && self.file_bytes > 0 {
            return Ok(Err(self.file_bytes.min(FIRST_BYTES)));
        }
        let Some((rest, trailer)) = self.tail.split_last_chunk::<TRAILER_BYTES>() else {
            return Err(flaw(format!("no Parquet file: it has {} bytes", self.file_bytes)));
        };
        let trailer = FooterTail::try_new(trailer)
            .map_err(|_| flaw("no Parquet file: it does not end with `PAR1`, or it is not whole"))?;
        if trailer.is_encrypted_footer() {
            return Err(flaw("the file is encrypted"));
        }
        let length = trailer.metadata_length() as u64;
        if length + TRAILER_BYTES as u64 > self.file_bytes {
            return Err(flaw(format!("the metadata is said to have {length} bytes, the file has {}", self.file_bytes)));
        }
        let Some(start) = rest.len().checked_sub(trailer.metadata_length()) else {
            return Ok(Err(length + TRAILER_BYTES as u64));
        };
        if !is_plausible(&rest[start..]) {
            return Err(flaw("the metadata is no list of columns and row groups"));
        }
        Ok(Ok(ParquetMetaDataReader::decode_metadata(&rest[start..]).map_err(refused)?))
    }

    /// The first byte of the index of pages, if there is one; looks at the index if it is here already.
    fn check_pages(&self, metadata: &ParquetMetaData) -> Result<Option<u64>, ArrowError> {
        let mut first = None;
        let tail_start = self.file_bytes - self.tail.len() as u64;
        for column in metadata.row_groups().iter().flat_map(|group| group.columns()) {
            let place = |offset: Option<i64>, length: Option<i32>| offset.zip(length);
            let offsets = place(column.offset_index_offset(), column.offset_index_length());
            let columns = place(column.column_index_offset(), column.column_index_length());
            for (offset, length) in [offsets, columns].into_iter().flatten() {
                let (Ok(start), Ok(length)) = (u64::try_from(offset), u64::try_from(length)) else {
                    return Err(flaw("the index of pages is said to lie before the file"));
                };
                super::source::within(start, length, self.file_bytes).map_err(refused)?;
                first = Some(first.map_or(start, |first: u64| first.min(start)));
                if let Some(start) = start.checked_sub(tail_start)
                    && !is_plausible(&self.tail[start as usize..][..length as usize])
                {
                    return Err(flaw("the index of pages is no list of pages"));
                }
            }
        }
        Ok(first)
    }
}

/// An error of the format.
pub(super) fn flaw(problem: impl Into<String>) -> ArrowError {
    ArrowError::Corrupt(problem.into())
}

/// The schema in which a file is read: its own, with text as the record keeps it. A dictionary is then read as one, and text is not
/// put together with offsets that end at two thousand million bytes.
pub(super) fn schema_for(metadata: Arc<ParquetMetaData>, record: &Schema) -> Result<ArrowReaderMetadata, ArrowError> {
    let options = ArrowReaderOptions::new;
    let own = ArrowReaderMetadata::try_new(metadata.clone(), options()).map_err(refused)?;
    if own.schema().fields().len() != metadata.file_metadata().schema().get_fields().len() {
        return Err(flaw("the file has columns without a type"));
    }
    let fields = fields_for(own.schema().fields(), record.fields());
    if fields == *own.schema().fields() {
        return Ok(own);
    }
    let schema = Schema::new_with_metadata(fields, own.schema().metadata().clone());
    ArrowReaderMetadata::try_new(metadata, options().with_schema(Arc::new(schema))).map_err(|error| match error {
        ParquetError::ArrowError(problem) => flaw(problem),
        error => refused(error),
    })
}

fn fields_for(own: &Fields, record: &Fields) -> Fields {
    let field = |field: &FieldRef| match record.iter().find(|wanted| wanted.name() == field.name()) {
        Some(wanted) => field_for(field, wanted),
        None => field.clone(),
    };
    own.iter().map(field).collect()
}

fn field_for(own: &FieldRef, wanted: &Field) -> FieldRef {
    let is_text = |data_type: &DataType| matches!(data_type, DataType::Utf8 | DataType::LargeUtf8);
    let data_type = match (own.data_type(), wanted.data_type()) {
        (DataType::Struct(own), DataType::Struct(wanted)) => DataType::Struct(fields_for(own, wanted)),
        (own, DataType::LargeUtf8) if is_text(own) => DataType::LargeUtf8,
        (own, DataType::Dictionary(_, word)) if is_text(own) && is_text(word) => {
            DataType::Dictionary(Box::new(DataType::UInt32), word.clone())
        }
        (own, _) => own.clone(),
    };
    if data_type == *own.data_type() { own.clone() } else { Arc::new(own.as_ref().clone().with_data_type(data_type)) }
}
