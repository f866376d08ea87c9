//! The crate `csv`, deserialising by the names of the header, as its documentation shows.

use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::super::digest::Digest;
use super::super::record::Record;
use super::super::task::Table;
use super::at;

/// Rows of a CSV file.
pub(super) struct CsvRows<R>(Vec<R>);

impl<R: Record + Clone + Serialize + DeserializeOwned> Table for CsvRows<R> {
    fn read(path: &Path) -> Result<Self, String> {
        let reader = csv::Reader::from_path(path).map_err(at(path))?;
        reader.into_deserialize().collect::<Result<_, _>>().map(CsvRows).map_err(at(path))
    }

    fn write(&self, path: &Path) -> Result<(), String> {
        let mut writer = csv::Writer::from_path(path).map_err(at(path))?;
        self.0.iter().try_for_each(|row| writer.serialize(row)).map_err(at(path))?;
        writer.flush().map_err(at(path))
    }

    fn digest(&self) -> Digest {
        Digest::of_records(self.0.iter().cloned())
    }
}
