//! SoAKit: Parquet and Arrow files as columns, and columns as record batches.

use std::path::Path;

use arrow_array::RecordBatch;
use soakit::arrow::{self, ArrowColumn, ipc, parquet};
use soakit::{Bulk, SoA};

use super::super::digest::Digest;
use super::super::line::Operation;
use super::super::record::{Record, Sample};
use super::super::task::{Order, Table, Task};
use super::arrow_files::{self, ZSTD_LEVEL, digest};
use super::at;

/// Columns of a Parquet file, written with zstd or as they are.
pub(super) struct ParquetColumns<R: SoA, const ZSTD: bool>(Bulk<R>);

impl<R: SoA<Columns: ArrowColumn> + Record, const ZSTD: bool> Table for ParquetColumns<R, ZSTD>
where
    Bulk<R>: Clone,
{
    fn read(path: &Path) -> Result<Self, String> {
        parquet::read(path).map(ParquetColumns).map_err(at(path))
    }

    fn write(&self, path: &Path) -> Result<(), String> {
        let compression = if ZSTD { parquet::Compression::Zstd(ZSTD_LEVEL) } else { parquet::Compression::None };
        parquet::Writer::new().compression(compression).write(path, &self.0).map_err(at(path))
    }

    fn digest(&self) -> Digest {
        Digest::of_records(self.0.clone().into_iter())
    }
}

/// Columns of an Arrow file.
pub(super) struct IpcColumns<R: SoA>(Bulk<R>);

impl<R: SoA<Columns: ArrowColumn> + Record> Table for IpcColumns<R>
where
    Bulk<R>: Clone,
{
    fn read(path: &Path) -> Result<Self, String> {
        ipc::read(path).map(IpcColumns).map_err(at(path))
    }

    fn write(&self, path: &Path) -> Result<(), String> {
        ipc::write(path, &self.0).map_err(at(path))
    }

    fn digest(&self) -> Digest {
        Digest::of_records(self.0.clone().into_iter())
    }
}

/// A conversion in memory: there in the time, back outside of it.
pub(super) fn conversion(order: &Order) -> Result<Box<dyn Task>, String> {
    let bulk = arrow::from_record_batches(arrow_files::read_ipc(&order.input)?).map_err(at(&order.input))?;
    Ok(match order.operation {
        Operation::FromBatch => Box::new(FromBatch { batch: arrow::into_record_batch(bulk).ok(), bulk: None }),
        _ => Box::new(IntoBatch { bulk: Some(bulk), batch: None }),
    })
}

struct IntoBatch {
    bulk: Option<Bulk<Sample>>,
    batch: Option<RecordBatch>,
}

impl Task for IntoBatch {
    fn prepare(&mut self) -> Result<(), String> {
        if let Some(batch) = self.batch.take() {
            self.bulk = Some(arrow::from_record_batch(batch).map_err(|error| error.to_string())?);
        }
        Ok(())
    }

    fn pass(&mut self) -> Result<(), String> {
        let bulk = self.bulk.take().ok_or("nothing to convert")?;
        self.batch = Some(arrow::into_record_batch(bulk).map_err(|error| error.to_string())?);
        Ok(())
    }

    fn digest(&self) -> Option<Digest> {
        self.batch.as_ref().map(|batch| digest(std::slice::from_ref(batch)))
    }
}

struct FromBatch {
    batch: Option<RecordBatch>,
    bulk: Option<Bulk<Sample>>,
}

impl Task for FromBatch {
    fn prepare(&mut self) -> Result<(), String> {
        if let Some(bulk) = self.bulk.take() {
            self.batch = Some(arrow::into_record_batch(bulk).map_err(|error| error.to_string())?);
        }
        Ok(())
    }

    fn pass(&mut self) -> Result<(), String> {
        let batch = self.batch.take().ok_or("nothing to convert")?;
        self.bulk = Some(arrow::from_record_batch(batch).map_err(|error| error.to_string())?);
        Ok(())
    }

    fn digest(&self) -> Option<Digest> {
        self.bulk.as_ref().map(|bulk| Digest::of_records(bulk.clone().into_iter()))
    }
}
