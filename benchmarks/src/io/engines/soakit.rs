//! SoAKit: files as columns, and columns as record batches.

use std::path::Path;

use arrow_array::RecordBatch;
use soakit::{Bulk, SoA, arrow, csv};

use super::super::digest::Digest;
use super::super::line::Operation;
use super::super::record::{Record, Sample};
use super::super::task::{Order, Table, Task};
use super::arrow_files::{self, digest};
use super::at;

/// Columns of a CSV file.
pub(super) struct CsvColumns<R: SoA>(Bulk<R>);

impl<R> Table for CsvColumns<R>
where
    R: SoA<Columns: soakit::io::ReadColumn> + Record + Clone,
    Bulk<R>: Send + Clone,
{
    fn read(path: &Path) -> Result<Self, String> {
        csv::Reader::new().missing(["NA"]).read(path).map(CsvColumns).map_err(at(path))
    }

    fn write(&self, path: &Path) -> Result<(), String> {
        Err(path.display().to_string())
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
