//! The crate `arrow-csv`: record batches of a CSV file by a schema.

use std::fs::File;
use std::marker::PhantomData;
use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_csv::{ReaderBuilder, WriterBuilder};
use arrow_schema::{DataType, Field, Schema};
use regex::Regex;

use super::super::digest::Digest;
use super::super::task::Table;
use super::arrow_files::digest;
use super::at;

/// The columns of a file, and those that are read.
pub(super) trait Shape {
    /// Names and types, and whether cells may be missing.
    const COLUMNS: &'static [(&'static str, DataType, bool)];
    /// The places of the columns that are read, where that is not all.
    const READ: Option<&'static [usize]>;
}

const GROUP: &[(&str, DataType, bool)] = &[
    ("id1", DataType::Utf8, false),
    ("id2", DataType::Utf8, false),
    ("id3", DataType::Utf8, false),
    ("id4", DataType::Int32, false),
    ("id5", DataType::Int32, false),
    ("id6", DataType::Int32, false),
    ("v1", DataType::Int32, false),
    ("v2", DataType::Int32, false),
    ("v3", DataType::Float64, false),
];

const HOUR: &[(&str, DataType, bool)] = &[
    ("origin", DataType::Utf8, false),
    ("year", DataType::Int32, false),
    ("month", DataType::Int32, false),
    ("day", DataType::Int32, false),
    ("hour", DataType::Int32, false),
    ("temp", DataType::Float64, true),
    ("dewp", DataType::Float64, true),
    ("humid", DataType::Float64, true),
    ("wind_dir", DataType::Int32, true),
    ("wind_speed", DataType::Float64, true),
    ("wind_gust", DataType::Float64, true),
    ("precip", DataType::Float64, false),
    ("pressure", DataType::Float64, true),
    ("visib", DataType::Float64, false),
    ("time_hour", DataType::Utf8, false),
];

/// Marks a table of h2o rows, or of three columns of them.
pub(super) struct OfGroups<const NARROW: bool>;

impl<const NARROW: bool> Shape for OfGroups<NARROW> {
    const COLUMNS: &'static [(&'static str, DataType, bool)] = GROUP;
    const READ: Option<&'static [usize]> = if NARROW { Some(&[2, 5, 8]) } else { None };
}

/// Marks a table of weather, or of three columns of it.
pub(super) struct OfHours<const NARROW: bool>;

impl<const NARROW: bool> Shape for OfHours<NARROW> {
    const COLUMNS: &'static [(&'static str, DataType, bool)] = HOUR;
    const READ: Option<&'static [usize]> = if NARROW { Some(&[0, 2, 5]) } else { None };
}

pub(super) type GroupText = Batches<OfGroups<false>>;
pub(super) type GroupPartText = Batches<OfGroups<true>>;
pub(super) type HourText = Batches<OfHours<false>>;
pub(super) type HourPartText = Batches<OfHours<true>>;

/// Rows at a time: more than the crate's default of 1,024, so that what is done once per batch is little.
const BATCH_ROWS: usize = 8_192;

/// Record batches of a CSV file.
pub(super) struct Batches<S>(Vec<RecordBatch>, PhantomData<S>);

impl<S: Shape> Table for Batches<S> {
    fn read(path: &Path) -> Result<Self, String> {
        let fields = S::COLUMNS.iter().map(|(name, kind, missing)| Field::new(*name, kind.clone(), *missing));
        let mut builder = ReaderBuilder::new(Arc::new(Schema::new(fields.collect::<Vec<_>>())))
            .with_header(true)
            .with_batch_size(BATCH_ROWS)
            .with_null_regex(Regex::new("^NA$").map_err(at(path))?);
        if let Some(columns) = S::READ {
            builder = builder.with_projection(columns.into());
        }
        let reader = builder.build(File::open(path).map_err(at(path))?).map_err(at(path))?;
        Ok(Batches(reader.collect::<Result<_, _>>().map_err(at(path))?, PhantomData))
    }

    fn write(&self, path: &Path) -> Result<(), String> {
        let file = File::create(path).map_err(at(path))?;
        let mut writer = WriterBuilder::new().with_null(String::from("NA")).build(std::io::BufWriter::new(file));
        self.0.iter().try_for_each(|batch| writer.write(batch)).map_err(at(path))
    }

    fn digest(&self) -> Digest {
        digest(&self.0)
    }
}
