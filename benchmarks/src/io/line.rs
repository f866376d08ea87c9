//! [`Line`]: what is done with which data.

/// The data: a file, or what is in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Data {
    /// The table of the h2o group-by questions, as CSV: six keys, two counts, a float with six decimals.
    Csv,
    /// The shipped weather file, repeated: missing values, floats of any length, a timestamp as text.
    Weather,
    /// The h2o table as JSON Lines.
    Json,
    /// Five columns of numbers, compressed.
    ParquetZstd,
    /// The same, not compressed.
    Parquet,
    /// The same, as an Arrow file.
    Ipc,
    /// The same, in memory.
    Batch,
}

impl Data {
    /// The name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Data::Csv => "csv",
            Data::Weather => "weather",
            Data::Json => "json",
            Data::ParquetZstd => "parquet-zstd",
            Data::Parquet => "parquet",
            Data::Ipc => "ipc",
            Data::Batch => "batch",
        }
    }

    /// How files of this kind end.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Data::Csv | Data::Weather => "csv",
            Data::Json => "jsonl",
            Data::ParquetZstd | Data::Parquet => "parquet",
            Data::Ipc | Data::Batch => "arrow",
        }
    }

    /// Whether the rows are [`Sample`](super::record::Sample)s, of which there are ten times as many.
    pub(crate) fn is_numeric(self) -> bool {
        matches!(self, Data::ParquetZstd | Data::Parquet | Data::Ipc | Data::Batch)
    }
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    /// All columns of a file.
    Read,
    /// Three columns of a file.
    ReadThree,
    /// All columns, to a file.
    Write,
    /// A `Bulk` becomes a record batch.
    IntoBatch,
    /// A record batch becomes a `Bulk`.
    FromBatch,
}

impl Operation {
    /// The name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Operation::Read => "read",
            Operation::ReadThree => "read-3",
            Operation::Write => "write",
            Operation::IntoBatch => "into",
            Operation::FromBatch => "from",
        }
    }
}

/// A line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// With what.
    pub(crate) data: Data,
    /// What.
    pub(crate) operation: Operation,
}

impl Line {
    /// Every line, in the order of the table.
    pub(crate) fn all() -> Vec<Line> {
        let files = [Data::Csv, Data::Weather, Data::Json, Data::ParquetZstd, Data::Parquet, Data::Ipc];
        let of_files = files.into_iter().flat_map(|data| {
            [Operation::Read, Operation::ReadThree, Operation::Write].map(|operation| Line { data, operation })
        });
        let in_memory =
            [Operation::IntoBatch, Operation::FromBatch].map(|operation| Line { data: Data::Batch, operation });
        of_files.chain(in_memory).collect()
    }

    /// The name: `csv-read-3`.
    pub(crate) fn name(self) -> String {
        format!("{}-{}", self.data.name(), self.operation.name())
    }

    /// The line of this name.
    pub(crate) fn named(name: &str) -> Result<Line, String> {
        let lines = Line::all();
        lines.iter().copied().find(|line| line.name() == name).ok_or_else(|| {
            let names: Vec<String> = lines.iter().map(|line| line.name()).collect();
            format!("no line is named `{name}`; there are {}", names.join(", "))
        })
    }
}
