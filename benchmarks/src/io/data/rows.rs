//! The rows, one after the other.

use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array, Int32Array, Int64Array, RecordBatch};

use super::super::record::{Group, Sample};
use crate::random::Random;

/// How many rows have one value of the keys with many values.
const ROWS_PER_KEY: u64 = 100;

/// A row group of Parquet as its writers cut it, for batches in an Arrow file too.
const BATCH_ROWS: usize = 1 << 20;

/// Rows of the h2o table.
pub(crate) fn groups(rows: usize) -> impl Iterator<Item = Group> {
    let mut random = Random::new(11);
    let keys = (rows as u64 / ROWS_PER_KEY).max(1);
    (0..rows).map(move |_| {
        let mut number = |bound: u64| random.below(bound) as i32 + 1;
        Group {
            id1: format!("id{:03}", number(100)),
            id2: format!("id{:03}", number(100)),
            id3: format!("id{:010}", number(keys)),
            id4: number(100),
            id5: number(100),
            id6: number(keys),
            v1: number(5),
            v2: number(15),
            v3: random.below(100_000_000) as f64 / 1e6,
        }
    })
}

/// Rows of numbers.
pub(crate) fn samples(rows: usize) -> impl Iterator<Item = Sample> {
    let mut random = Random::new(12);
    (0..rows).map(move |row| Sample {
        id: row as i64 * 3,
        kind: random.below(1_000) as i32,
        amount: random.below(1 << 31) as i64,
        price: random.below(10_000_000) as f64 / 100.0,
        share: random.below(1 << 32) as f64 / (1_u64 << 32) as f64,
    })
}

/// The same in record batches.
pub(super) fn batches(rows: usize) -> Vec<RecordBatch> {
    let mut samples = samples(rows);
    let batch = |rows: Vec<Sample>| {
        let columns: [(&str, ArrayRef); 5] = [
            ("id", Arc::new(Int64Array::from_iter_values(rows.iter().map(|row| row.id)))),
            ("kind", Arc::new(Int32Array::from_iter_values(rows.iter().map(|row| row.kind)))),
            ("amount", Arc::new(Int64Array::from_iter_values(rows.iter().map(|row| row.amount)))),
            ("price", Arc::new(Float64Array::from_iter_values(rows.iter().map(|row| row.price)))),
            ("share", Arc::new(Float64Array::from_iter_values(rows.iter().map(|row| row.share)))),
        ];
        let columns = columns.map(|(name, column)| (name, column, false));
        RecordBatch::try_from_iter_with_nullable(columns).unwrap_or_else(|error| unreachable!("{error}"))
    };
    let cut = std::iter::repeat_with(|| samples.by_ref().take(BATCH_ROWS).collect::<Vec<_>>());
    cut.take_while(|rows| !rows.is_empty()).map(batch).collect()
}
