//! SoAKit: text as columns, and columns as text.

use std::path::Path;

use soakit::io::{ReadColumn, WriteColumn};
use soakit::{Bulk, SoA, csv, json};

use super::super::digest::Digest;
use super::super::record::Record;
use super::super::task::Table;
use super::at;

/// Columns of a CSV file.
pub(super) struct CsvColumns<R: SoA>(Bulk<R>);

impl<R> Table for CsvColumns<R>
where
    R: SoA<Columns: ReadColumn + WriteColumn> + Record,
    Bulk<R>: Send + Sync + Clone,
{
    fn read(path: &Path) -> Result<Self, String> {
        csv::Reader::new().na(["NA"]).read(path).map(CsvColumns).map_err(at(path))
    }

    fn write(&self, path: &Path) -> Result<(), String> {
        csv::Writer::new().na("NA").write(path, &self.0).map_err(at(path))
    }

    fn digest(&self) -> Digest {
        Digest::of_records(self.0.clone().into_iter())
    }
}

/// Columns of JSON Lines.
pub(super) struct JsonColumns<R: SoA>(Bulk<R>);

impl<R> Table for JsonColumns<R>
where
    R: SoA<Columns: ReadColumn + WriteColumn> + Record,
    Bulk<R>: Send + Sync + Clone,
{
    fn read(path: &Path) -> Result<Self, String> {
        json::read(path).map(JsonColumns).map_err(at(path))
    }

    fn write(&self, path: &Path) -> Result<(), String> {
        json::write(path, &self.0).map_err(at(path))
    }

    fn digest(&self) -> Digest {
        Digest::of_records(self.0.clone().into_iter())
    }
}
