//! Out: a container as record batches.

use std::ops::RangeBounds;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions, StructArray};
use arrow_schema::{DataType, Fields};
use soakit_runtime::record::{Bulk, Lend, Registry, SoA};

use crate::column::ArrowColumn;
use crate::error::{ArrowError, Refusal};
use crate::schema::{self, leaf_types};

/// Gives a container away as a record batch; columns whose memory is Arrow's move.
///
/// # Errors
/// The first cell that Arrow has no value for: an instant beyond the years that its nanoseconds reach, a decimal of too many
/// digits. Numbers, booleans, text and enums are never refused.
///
/// # Examples
///
/// A column moves:
///
/// ```
/// use soakit::prelude::*;
/// use soakit::arrow;
///
/// #[derive(SoA)]
/// struct Reading {
///     station: String,
///     temp: f64,
/// }
///
/// let readings = Bulk::from([Reading { station: "JFK".into(), temp: 39.0 }]);
/// let before = readings.temp().as_ptr();
/// let batch = arrow::into_record_batch(readings)?;
/// let temp = batch.column(1).to_data();
/// assert_eq!(temp.buffers()[0].as_ptr().cast(), before);
/// # Ok::<(), soakit::arrow::ArrowError>(())
/// ```
pub fn into_record_batch<T: SoA>(bulk: Bulk<T>) -> Result<RecordBatch, ArrowError>
where
    T::Columns: ArrowColumn,
{
    let rows = bulk.len();
    let mut arrays = Vec::new();
    let moved = bulk.into_tree().into_arrays(&mut arrays);
    assemble::<T>(rows, arrays, moved)
}

/// Copies a range of rows into a record batch.
///
/// # Errors
/// As [`into_record_batch`].
///
/// # Panics
/// When the range is not within the rows.
#[track_caller]
pub fn to_record_batch<T: SoA>(bulk: &Bulk<T>, rows: impl RangeBounds<usize>) -> Result<RecordBatch, ArrowError>
where
    T::Columns: ArrowColumn,
{
    use soakit_runtime::column::Slice;

    let cells = <T as Lend<'_>>::view_cells(bulk.slice(rows));
    let mut arrays = Vec::new();
    let copied = T::Columns::copy_arrays(cells, &mut arrays);
    assemble::<T>(cells.len(), arrays, copied)
}

/// Copies a container as record batches of `rows` rows each, the last one of what is left. No row: no batch.
///
/// # Errors
/// As [`into_record_batch`], batch by batch; rows are counted in the container.
///
/// # Panics
/// When `rows` is 0.
#[track_caller]
pub fn record_batches<T: SoA>(
    bulk: &Bulk<T>,
    rows: usize,
) -> impl ExactSizeIterator<Item = Result<RecordBatch, ArrowError>>
where
    T::Columns: ArrowColumn,
{
    assert!(rows > 0, "a batch of 0 rows would never end; ask for at least 1");
    (0..bulk.len().div_ceil(rows)).map(move |batch| {
        let first = batch * rows;
        let end = bulk.len().min(first + rows);
        to_record_batch(bulk, first..end).map_err(|error| error.after_rows(first))
    })
}

/// Puts names and nested records around the arrays of leaves, or names the leaf that was refused.
fn assemble<T: SoA>(rows: usize, arrays: Vec<ArrayRef>, done: Result<(), Refusal>) -> Result<RecordBatch, ArrowError>
where
    T::Columns: ArrowColumn,
{
    let registry = T::REGISTRY;
    if let Err(refusal) = done {
        let leaf = arrays.len();
        let (expected, _) = leaf_types::<T::Columns>().swap_remove(leaf);
        return Err(refusal.of_column(registry.leaf_name(leaf), expected.clone(), expected));
    }
    let schema = schema::schema::<T>();
    let columns = nest(registry, schema.fields(), rows, &mut arrays.into_iter());
    let options = RecordBatchOptions::new().with_row_count(Some(rows));
    Ok(RecordBatch::try_new_with_options(Arc::new(schema), columns, &options)?)
}

/// The arrays of a record's columns, of which those of nested records are structs.
fn nest(
    registry: &Registry,
    fields: &Fields,
    rows: usize,
    leaves: &mut impl Iterator<Item = ArrayRef>,
) -> Vec<ArrayRef> {
    if registry.columns.is_empty() {
        leaves.next();
    }
    let column = |(column, field): (&soakit_runtime::record::ColumnInfo, &Arc<arrow_schema::Field>)| -> ArrayRef {
        match (column.nested, field.data_type()) {
            (Some(nested), DataType::Struct(fields)) => {
                let columns = nest(nested, fields, rows, leaves);
                let record = StructArray::try_new_with_length(fields.clone(), columns, None, rows);
                Arc::new(record.expect("the fields are those of the arrays"))
            }
            _ => leaves.next().expect("each column has an array"),
        }
    };
    registry.columns.iter().zip(fields).map(column).collect()
}
