//! Who reads and writes: an [`Engine`], and a file for each that is a Rust crate. The others are in `python/worker.py`.

pub(super) mod arrow_csv;
pub(super) mod arrow_files;
mod csv_serde;
mod json_serde;
mod soakit_arrow;
mod soakit_text;

use std::path::Path;

use super::line::{Data, Line, Operation};
use super::record::{Group, GroupPart, Hour, HourPart, Sample, SamplePart};
use super::task::{Order, Task};
use arrow_csv::{GroupPartText, GroupText, HourPartText, HourText};
use arrow_files::{Ipc, Parquet};
use csv_serde::CsvRows;
use json_serde::{BySerdeJson, BySimdJson, JsonRows};
use soakit_arrow::{IpcColumns, ParquetColumns};
use soakit_text::{CsvColumns, JsonColumns};

pub(super) use arrow_files::zstd;

/// A library that reads and writes files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Engine {
    Polars,
    DuckDb,
    PyArrow,
    /// The crate `csv`, into a vector of structs through serde.
    Csv,
    /// The crates `arrow-csv`, `parquet` and `arrow-ipc`.
    ArrowRs,
    /// Into a vector of structs, line by line.
    SerdeJson,
    /// The same.
    SimdJson,
    SoaKit,
}

impl Engine {
    /// All, in the order of the table.
    pub(super) const ALL: [Engine; 8] = [
        Engine::Polars,
        Engine::DuckDb,
        Engine::PyArrow,
        Engine::Csv,
        Engine::ArrowRs,
        Engine::SerdeJson,
        Engine::SimdJson,
        Engine::SoaKit,
    ];

    /// The name, of one word.
    pub(super) fn name(self) -> &'static str {
        match self {
            Engine::Polars => "polars",
            Engine::DuckDb => "duckdb",
            Engine::PyArrow => "pyarrow",
            Engine::Csv => "csv+serde",
            Engine::ArrowRs => "arrow-rs",
            Engine::SerdeJson => "serde_json",
            Engine::SimdJson => "simd-json",
            Engine::SoaKit => "SoAKit",
        }
    }

    /// The engine of this name.
    pub(super) fn named(name: &str) -> Option<Engine> {
        Engine::ALL.into_iter().find(|engine| engine.name() == name)
    }

    /// Whether it is a Python package.
    pub(super) fn is_python(self) -> bool {
        matches!(self, Engine::Polars | Engine::DuckDb | Engine::PyArrow)
    }

    /// Whether it spreads its work over threads; others have one, and no second measurement.
    pub(super) fn has_threads(self) -> bool {
        self.is_python() || self == Engine::SoaKit
    }

    /// Whether it has what the line asks for.
    pub(super) fn has(self, line: Line) -> bool {
        match (self, line.data) {
            (_, Data::Batch) => self == Engine::SoaKit,
            (Engine::DuckDb, data) => data != Data::Ipc,
            // It reads JSON and does not write it.
            (Engine::PyArrow, Data::Json) => line.operation != Operation::Write,
            (Engine::Polars | Engine::PyArrow | Engine::SoaKit, _) => true,
            (Engine::Csv, data) => matches!(data, Data::Csv | Data::Weather),
            (Engine::ArrowRs, data) => data != Data::Json,
            (Engine::SerdeJson | Engine::SimdJson, data) => data == Data::Json,
        }
    }

    /// What an engine of Rust does for a line.
    pub(super) fn task(self, data: Data, order: Order) -> Result<Box<dyn Task>, String> {
        match (self, data) {
            (Engine::Csv, Data::Csv) => order.over::<CsvRows<Group>, CsvRows<GroupPart>>(),
            (Engine::Csv, Data::Weather) => order.over::<CsvRows<Hour>, CsvRows<HourPart>>(),
            (Engine::ArrowRs, Data::Csv) => order.over::<GroupText, GroupPartText>(),
            (Engine::ArrowRs, Data::Weather) => order.over::<HourText, HourPartText>(),
            (Engine::ArrowRs, Data::ParquetZstd) => order.over::<Parquet<false, true>, Parquet<true, true>>(),
            (Engine::ArrowRs, Data::Parquet) => order.over::<Parquet<false, false>, Parquet<true, false>>(),
            (Engine::ArrowRs, Data::Ipc) => order.over::<Ipc<false>, Ipc<true>>(),
            (Engine::SerdeJson, Data::Json) => {
                order.over::<JsonRows<BySerdeJson, Group>, JsonRows<BySerdeJson, GroupPart>>()
            }
            (Engine::SimdJson, Data::Json) => {
                order.over::<JsonRows<BySimdJson, Group>, JsonRows<BySimdJson, GroupPart>>()
            }
            (Engine::SoaKit, Data::Csv) => order.over::<CsvColumns<Group>, CsvColumns<GroupPart>>(),
            (Engine::SoaKit, Data::Weather) => order.over::<CsvColumns<Hour>, CsvColumns<HourPart>>(),
            (Engine::SoaKit, Data::Json) => order.over::<JsonColumns<Group>, JsonColumns<GroupPart>>(),
            (Engine::SoaKit, Data::ParquetZstd) => {
                order.over::<ParquetColumns<Sample, true>, ParquetColumns<SamplePart, true>>()
            }
            (Engine::SoaKit, Data::Parquet) => {
                order.over::<ParquetColumns<Sample, false>, ParquetColumns<SamplePart, false>>()
            }
            (Engine::SoaKit, Data::Ipc) => order.over::<IpcColumns<Sample>, IpcColumns<SamplePart>>(),
            (Engine::SoaKit, Data::Batch) => soakit_arrow::conversion(&order),
            _ => Err(format!("{} has no such task", self.name())),
        }
    }
}

/// An error with the file it is about.
fn at<E: std::fmt::Display>(path: &Path) -> impl Fn(E) -> String {
    move |error| super::data::failure(path, error)
}
