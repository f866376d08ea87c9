//! [`Export`]: batches with derived columns behind the fields.
//!
//! A derived column belongs to its container, and follows from the fields; so it is copied out when somebody asks for it, and
//! never taken in.

use std::ops::{Bound, RangeBounds};
use std::sync::Arc;

use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchOptions};
use arrow_schema::{Field, Schema};
use soakit_runtime::record::{Bulk, DerivedTokens, Here, SoA, Token, Tokens};

use crate::column::ArrowColumn;
use crate::error::{ArrowError, Refusal};
use crate::export::{into_record_batch, to_record_batch};
use crate::schema::{leaf_types, metadata_of};

/// How containers become batches, if not by their fields alone.
///
/// # Examples
///
/// A derived column goes out behind the fields:
///
/// ```
/// use soakit::prelude::*;
/// use soakit::arrow::{self, Export};
///
/// #[derive(SoA, Debug, PartialEq)]
/// #[soa(derived(
///     /// Degrees between air and dew point.
///     spread: f64 = |temp, dewp| temp - dewp,
/// ))]
/// struct Weather {
///     temp: f64,
///     dewp: f64,
/// }
///
/// let weather = Bulk::from([Weather { temp: 39.0, dewp: 26.0 }]);
/// let batch = Export::<Weather>::new().derived(|w| w.spread).into_batch(weather)?;
/// assert_eq!(batch.schema().field(2).name(), "spread");
/// assert_eq!(arrow::from_record_batch::<Weather>(batch)?.spread(), [13.0]);
/// # Ok::<(), soakit::arrow::ArrowError>(())
/// ```
pub struct Export<T: SoA> {
    derived: Vec<Derived<T>>,
}

/// A derived column that goes out.
struct Derived<T: SoA> {
    field: Arc<Field>,
    copy: fn(&Bulk<T>) -> Result<ArrayRef, Refusal>,
}

impl<T: SoA + 'static> Export<T>
where
    T::Columns: ArrowColumn,
{
    /// The fields alone.
    #[must_use]
    pub fn new() -> Self {
        Self { derived: Vec::new() }
    }

    /// Adds a derived column: `.derived(|w| w.spread)`. The record is named where `Export` is made: `Export::<Weather>::new()`.
    #[must_use]
    pub fn derived<K>(mut self, pick: impl FnOnce(T::Fields<T, Here>) -> K) -> Self
    where
        K: Token<T> + Tokens + DerivedTokens<T> + 'static,
        K::Column: ArrowColumn,
    {
        let _token = pick(Tokens::ALL);
        let name = K::name();
        let (data_type, is_nullable) = leaf_types::<K::Column>().swap_remove(0);
        let metadata = T::REGISTRY.column(&name).map(metadata_of).unwrap_or_default();
        let field = Arc::new(Field::new(name, data_type, is_nullable).with_metadata(metadata));
        self.derived.push(Derived { field, copy: copy::<T, K> });
        self
    }

    /// Gives a container away; see [`into_record_batch`]. Derived columns are computed, where they are not right, and copied.
    ///
    /// # Errors
    /// As [`into_record_batch`].
    pub fn into_batch(&self, bulk: Bulk<T>) -> Result<RecordBatch, ArrowError> {
        let derived = self.copy(&bulk)?;
        self.with(into_record_batch(bulk)?, derived)
    }

    /// Copies a range of rows; see [`to_record_batch`].
    ///
    /// # Errors
    /// As [`into_record_batch`].
    ///
    /// # Panics
    /// When the range is not within the rows.
    ///
    /// # Complexity
    /// Derived columns are copied whole, and cut.
    #[track_caller]
    pub fn batch(&self, bulk: &Bulk<T>, rows: impl RangeBounds<usize>) -> Result<RecordBatch, ArrowError> {
        let start = match rows.start_bound() {
            Bound::Unbounded => 0,
            Bound::Included(&start) => start,
            Bound::Excluded(&start) => start + 1,
        };
        let batch = to_record_batch(bulk, (Bound::Included(start), rows.end_bound().cloned()))?;
        let rows = batch.num_rows();
        let derived = self.copy(bulk)?.into_iter().map(|array| array.slice(start, rows)).collect();
        self.with(batch, derived)
    }

    /// The derived columns, copied.
    fn copy(&self, bulk: &Bulk<T>) -> Result<Vec<ArrayRef>, ArrowError> {
        let copied = self.derived.iter().map(|Derived { field, copy }| {
            let data_type = field.data_type();
            copy(bulk).map_err(|refusal| refusal.of_column(field.name().clone(), data_type.clone(), data_type.clone()))
        });
        copied.collect()
    }

    /// The batch with columns behind its own.
    fn with(&self, batch: RecordBatch, derived: Vec<ArrayRef>) -> Result<RecordBatch, ArrowError> {
        let (schema, mut columns, rows) = batch.into_parts();
        columns.extend(derived);
        let fields: Vec<_> =
            schema.fields().iter().chain(self.derived.iter().map(|derived| &derived.field)).cloned().collect();
        let schema = Schema::new_with_metadata(fields, schema.metadata().clone());
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        Ok(RecordBatch::try_new_with_options(schema.into(), columns, &options)?)
    }
}

impl<T: SoA + 'static> Default for Export<T>
where
    T::Columns: ArrowColumn,
{
    fn default() -> Self {
        Self::new()
    }
}

/// Copies a derived column.
fn copy<T: SoA, K>(bulk: &Bulk<T>) -> Result<ArrayRef, Refusal>
where
    K: Token<T> + Tokens + 'static,
    K::Column: ArrowColumn,
{
    let mut arrays = Vec::with_capacity(1);
    K::Column::copy_arrays(bulk.col(|_| K::ALL), &mut arrays)?;
    Ok(arrays.swap_remove(0))
}
