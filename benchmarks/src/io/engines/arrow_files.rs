//! The crates `parquet` and `arrow-ipc`: record batches of a file of numbers.

use std::fs::File;
use std::path::Path;

use arrow_array::cast::AsArray as _;
use arrow_array::types::{Float64Type, Int32Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use arrow_ipc::reader::FileReader;
use arrow_ipc::writer::FileWriter;
use arrow_schema::DataType;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::arrow::{ArrowWriter, ProjectionMask};
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use super::super::digest::{Cell as _, Digest};
use super::super::task::Table;
use super::at;

/// The places of the columns of [`SamplePart`](super::super::record::SamplePart).
const NARROW_COLUMNS: [usize; 3] = [1, 3, 4];

/// Rows at a time: more than the crate's default of 1,024, so that what is done once per batch is little.
const BATCH_ROWS: usize = 65_536;

/// The level of zstd of everybody, in `python/worker.py` too: the default of the crate.
pub(super) const ZSTD_LEVEL: u8 = 1;

/// Zstd of that level.
pub(in super::super) fn zstd() -> Result<Compression, String> {
    ZstdLevel::try_new(ZSTD_LEVEL.into()).map(Compression::ZSTD).map_err(|error| error.to_string())
}

/// Writes a Parquet file.
pub(in super::super) fn write_parquet(
    batches: &[RecordBatch],
    compression: Compression,
    path: &Path,
) -> Result<(), String> {
    let properties = WriterProperties::builder().set_compression(compression).build();
    let file = File::create(path).map_err(at(path))?;
    let schema = batches.first().map(RecordBatch::schema).ok_or("no rows, no schema")?;
    let mut writer = ArrowWriter::try_new(file, schema, Some(properties)).map_err(at(path))?;
    batches.iter().try_for_each(|batch| writer.write(batch)).map_err(at(path))?;
    writer.close().map(drop).map_err(at(path))
}

/// Writes an Arrow file.
pub(in super::super) fn write_ipc(batches: &[RecordBatch], path: &Path) -> Result<(), String> {
    let file = File::create(path).map_err(at(path))?;
    let schema = batches.first().map(RecordBatch::schema).ok_or("no rows, no schema")?;
    let mut writer = FileWriter::try_new_buffered(file, &schema).map_err(at(path))?;
    batches.iter().try_for_each(|batch| writer.write(batch)).map_err(at(path))?;
    writer.finish().map_err(at(path))
}

/// Reads an Arrow file.
pub(super) fn read_ipc(path: &Path) -> Result<Vec<RecordBatch>, String> {
    Ipc::<false>::read(path).map(|table| table.0)
}

/// Adds up a file that another engine has written.
pub(in super::super) fn digest_of_parquet(path: &Path) -> Result<Digest, String> {
    Parquet::<false, false>::read(path).map(|table| table.digest())
}

/// The same for an Arrow file.
pub(in super::super) fn digest_of_ipc(path: &Path) -> Result<Digest, String> {
    Ipc::<false>::read(path).map(|table| table.digest())
}

/// Record batches of a Parquet file; three columns of them; written with zstd.
pub(super) struct Parquet<const NARROW: bool, const ZSTD: bool>(Vec<RecordBatch>);

impl<const NARROW: bool, const ZSTD: bool> Table for Parquet<NARROW, ZSTD> {
    fn read(path: &Path) -> Result<Self, String> {
        let file = File::open(path).map_err(at(path))?;
        let mut builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(at(path))?.with_batch_size(BATCH_ROWS);
        if NARROW {
            let mask = ProjectionMask::leaves(builder.parquet_schema(), NARROW_COLUMNS);
            builder = builder.with_projection(mask);
        }
        let reader = builder.build().map_err(at(path))?;
        reader.collect::<Result<_, _>>().map(Parquet).map_err(at(path))
    }

    fn write(&self, path: &Path) -> Result<(), String> {
        write_parquet(&self.0, if ZSTD { zstd()? } else { Compression::UNCOMPRESSED }, path)
    }

    fn digest(&self) -> Digest {
        digest(&self.0)
    }
}

/// Record batches of an Arrow file; three columns of them.
pub(super) struct Ipc<const NARROW: bool>(Vec<RecordBatch>);

impl<const NARROW: bool> Table for Ipc<NARROW> {
    fn read(path: &Path) -> Result<Self, String> {
        let file = File::open(path).map_err(at(path))?;
        let columns = NARROW.then(|| NARROW_COLUMNS.into());
        let reader = FileReader::try_new(file, columns).map_err(at(path))?;
        reader.collect::<Result<_, _>>().map(Ipc).map_err(at(path))
    }

    fn write(&self, path: &Path) -> Result<(), String> {
        write_ipc(&self.0, path)
    }

    fn digest(&self) -> Digest {
        digest(&self.0)
    }
}

/// Adds up batches.
pub(super) fn digest(batches: &[RecordBatch]) -> Digest {
    let mut digest = Digest::default();
    for batch in batches {
        digest.add_rows(batch.num_rows());
        for (field, column) in batch.schema_ref().fields().iter().zip(batch.columns()) {
            let name = field.name();
            match column.data_type() {
                DataType::Int32 => {
                    digest.add(name, column.as_primitive::<Int32Type>().iter().map(|cell| cell.amount()))
                }
                DataType::Int64 => {
                    digest.add(name, column.as_primitive::<Int64Type>().iter().map(|cell| cell.amount()))
                }
                DataType::Float64 => {
                    digest.add(name, column.as_primitive::<Float64Type>().iter().map(|cell| cell.amount()));
                }
                DataType::Utf8 => {
                    digest.add(name, column.as_string::<i32>().iter().map(|text| Some(text?.len() as f64)))
                }
                // Tables of these files have no other; a column left out shows in the comparison.
                _ => {}
            }
        }
    }
    digest
}
