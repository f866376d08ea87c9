//! In: record batches as a container, checked.
//!
//! [`Import`] matches columns to fields, and refuses what is not the record's: a missing column, another type, a missing cell
//! in a field that is no `Option`, a value that the field's type or its validator does not have. Columns that the record does not have are
//! left alone.

use arrow_array::{Array, ArrayRef, RecordBatch, cast::AsArray, new_null_array};
use arrow_schema::{DataType, Fields, Schema};
use soakit_runtime::record::{Bulk, ColumnInfo, Registry, SoA};
use soakit_runtime::words::Violations;

use crate::bits;
use crate::cell::Rules;
use crate::column::ArrowColumn;
use crate::error::ArrowError;
use crate::schema::leaf_types;

/// Takes a record batch over; see [`Import::batch`].
///
/// # Errors
/// As [`Import::batch`].
pub fn from_record_batch<T: SoA>(batch: RecordBatch) -> Result<Bulk<T>, ArrowError>
where
    T::Columns: ArrowColumn,
{
    Import::new().batch(batch)
}

/// Takes several record batches over, one behind the other; see [`Import::batches`].
///
/// # Errors
/// As [`Import::batches`].
pub fn from_record_batches<T: SoA>(batches: impl IntoIterator<Item = RecordBatch>) -> Result<Bulk<T>, ArrowError>
where
    T::Columns: ArrowColumn,
{
    Import::new().batches(batches.into_iter().map(Ok))
}

/// How record batches become containers.
///
/// # Examples
///
/// Numbers of a narrower type, on request:
///
/// ```
/// use soakit::prelude::*;
/// use soakit::arrow::{self, Import};
///
/// #[derive(SoA)]
/// struct Narrow {
///     temp: f32,
/// }
///
/// #[derive(SoA, Debug, PartialEq)]
/// struct Reading {
///     temp: f64,
/// }
///
/// let batch = arrow::into_record_batch(Bulk::from([Narrow { temp: 39.5 }]))?;
/// let refused = arrow::from_record_batch::<Reading>(batch.clone()).err().map(|error| error.to_string());
/// assert_eq!(
///     refused.as_deref(),
///     Some("column `temp` is of type Float32, not Float64; `Import::widen` takes it")
/// );
/// let readings: Bulk<Reading> = Import::new().widen(true).batch(batch)?;
/// assert_eq!(readings.temp(), [39.5]);
/// # Ok::<(), soakit::arrow::ArrowError>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Import {
    rules: Rules,
    is_by_position: bool,
    fills_missing: bool,
}

impl Import {
    /// Columns are matched by name, must be there, and must be of the record's types.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether numbers of a narrower type are taken, where every value of theirs is one of the field's: `i32` for `i64`, `u8`
    /// for `i16`, `f32` and `i32` for `f64`, decimals of fewer digits after the point.
    #[must_use]
    pub fn widen(mut self, widen: bool) -> Self {
        self.rules.widen = widen;
        self
    }

    /// Whether columns are matched by position, whatever their names. There must be as many as the record has fields then.
    #[must_use]
    pub fn by_position(mut self, by_position: bool) -> Self {
        self.is_by_position = by_position;
        self
    }

    /// Whether a column of `Option`s may be absent: every cell is missing then.
    #[must_use]
    pub fn fill_missing(mut self, fill: bool) -> Self {
        self.fills_missing = fill;
        self
    }

    /// Takes a record batch over. Columns move if nobody else holds them and their memory is the record's.
    ///
    /// # Errors
    /// When a column is absent, is there twice, is of another type, or holds a cell that the record's type or its validators
    /// do not have.
    ///
    /// # Complexity
    /// O(columns) for numbers that move; a pass over what is copied or checked.
    pub fn batch<T: SoA>(&self, batch: RecordBatch) -> Result<Bulk<T>, ArrowError>
    where
        T::Columns: ArrowColumn,
    {
        validated(self.unchecked(batch)?, Bulk::validate)
    }

    /// Takes a part of a container over; validators of columns that depend on other rows are not asked.
    #[cfg(feature = "ipc")]
    pub(crate) fn part<T: SoA>(&self, batch: RecordBatch) -> Result<Bulk<T>, ArrowError>
    where
        T::Columns: ArrowColumn,
    {
        validated(self.unchecked(batch)?, Bulk::validate_part)
    }

    /// Takes several record batches over, one behind the other. The first one's columns move, as in
    /// [`batch`](Import::batch); those of the others are copied behind them.
    ///
    /// # Errors
    /// The first error of the batches, and those of [`batch`](Import::batch); rows are counted from the first batch on.
    pub fn batches<T: SoA>(
        &self,
        batches: impl IntoIterator<Item = Result<RecordBatch, ArrowError>>,
    ) -> Result<Bulk<T>, ArrowError>
    where
        T::Columns: ArrowColumn,
    {
        let mut all = Bulk::<T>::new();
        for batch in batches {
            let mut next = self.unchecked(batch?).map_err(|error| error.after_rows(all.len()))?;
            if all.is_empty() {
                all = next;
            } else {
                all.append(&mut next);
            }
        }
        validated(all, Bulk::validate)
    }

    /// The numbers of the columns of a schema that the record has, in ascending order.
    ///
    /// # Errors
    /// When a column is absent, is there twice, or is of another type.
    pub fn projection<T: SoA>(&self, schema: &Schema) -> Result<Vec<usize>, ArrowError>
    where
        T::Columns: ArrowColumn,
    {
        let columns = T::REGISTRY.columns.iter().enumerate();
        let found = columns.map(|(index, column)| self.find(column, index, schema.fields(), ""));
        let mut found: Vec<usize> = found.filter_map(Result::transpose).collect::<Result<_, _>>()?;
        found.sort_unstable();
        self.unchecked::<T>(RecordBatch::new_empty(schema.clone().into()))?;
        Ok(found)
    }

    /// A batch whose values no validator has seen.
    pub(crate) fn unchecked<T: SoA>(&self, batch: RecordBatch) -> Result<Bulk<T>, ArrowError>
    where
        T::Columns: ArrowColumn,
    {
        let (schema, columns, rows) = batch.into_parts();
        let types = leaf_types::<T::Columns>();
        let mut leaves = Vec::with_capacity(types.len());
        let columns = columns.into_iter().map(Some).collect();
        Flatten { import: self, types: &types, rows, leaves: &mut leaves }.record(
            T::REGISTRY,
            schema.fields(),
            columns,
            "",
        )?;
        let found: Vec<DataType> = leaves.iter().map(|array| array.data_type().clone()).collect();
        let mut leaves = leaves.into_iter();
        let tree = T::Columns::from_arrays(&mut leaves, self.rules).map_err(|refusal| {
            let leaf = types.len() - leaves.len() - 1;
            refusal.of_column(T::REGISTRY.leaf_name(leaf), types[leaf].0.clone(), found[leaf].clone())
        })?;
        Ok(Bulk::from_tree(tree).expect("the arrays of a batch are of one length"))
    }

    /// The number of the column that belongs to a field.
    pub(crate) fn find(
        &self,
        column: &ColumnInfo,
        index: usize,
        fields: &Fields,
        prefix: &str,
    ) -> Result<Option<usize>, ArrowError> {
        if self.is_by_position {
            return Ok(Some(index));
        }
        let mut named =
            fields.iter().enumerate().filter(|(_, field)| column.is_called(field.name())).map(|(index, _)| index);
        match (named.next(), named.next()) {
            (found, None) if found.is_some() || self.may_be_absent(column) => Ok(found),
            (None, _) => {
                let known = fields.iter().map(|field| format!("{prefix}{}", field.name())).collect();
                Err(ArrowError::Missing { column: format!("{prefix}{}", column.name), known })
            }
            (Some(_), _) => Err(ArrowError::Ambiguous { column: format!("{prefix}{}", column.name) }),
        }
    }

    fn may_be_absent(&self, column: &ColumnInfo) -> bool {
        self.fills_missing && column.nullable
    }
}

/// Asks the record's validators, if there are any.
pub(crate) fn validated<T: SoA>(
    bulk: Bulk<T>,
    validate: impl FnOnce(&Bulk<T>) -> Result<(), Violations>,
) -> Result<Bulk<T>, ArrowError> {
    fn has_validator(registry: &Registry) -> bool {
        registry.columns.iter().any(|column| column.validator.is_some() || column.nested.is_some_and(has_validator))
    }
    if T::VALIDATES_DERIVED || has_validator(T::REGISTRY) {
        validate(&bulk).map_err(ArrowError::Invalid)?;
    }
    Ok(bulk)
}

/// Puts the arrays of a batch in the order of the record's leaves.
struct Flatten<'f> {
    import: &'f Import,
    types: &'f [(DataType, bool)],
    rows: usize,
    leaves: &'f mut Vec<ArrayRef>,
}

impl Flatten<'_> {
    fn record(
        &mut self,
        registry: &Registry,
        fields: &Fields,
        mut columns: Vec<Option<ArrayRef>>,
        prefix: &str,
    ) -> Result<(), ArrowError> {
        if registry.columns.is_empty() {
            self.leaves.push(new_null_array(&DataType::Null, self.rows));
        }
        if self.import.is_by_position && fields.len() != registry.columns.len() {
            let (expected, found) = (registry.columns.len(), fields.len());
            let record = if prefix.is_empty() { registry.name } else { prefix.trim_end_matches('.') };
            return Err(ArrowError::ColumnCount { record: record.into(), expected, found });
        }
        for (index, column) in registry.columns.iter().enumerate() {
            let found = self.import.find(column, index, fields, prefix)?;
            let array = found.and_then(|found| columns[found].take());
            match (column.nested, array) {
                (Some(nested), Some(array)) => self.nested(nested, array, &format!("{prefix}{}", column.name))?,
                (_, Some(array)) => self.leaves.push(array),
                (_, None) => {
                    let (data_type, _) = &self.types[self.leaves.len()];
                    self.leaves.push(new_null_array(data_type, self.rows));
                }
            }
        }
        Ok(())
    }

    fn nested(&mut self, registry: &Registry, array: ArrayRef, name: &str) -> Result<(), ArrowError> {
        let Some(record) = array.as_struct_opt().cloned() else {
            let mut leaves = self.types[self.leaves.len()..].iter().cloned();
            return Err(ArrowError::Type {
                column: name.into(),
                expected: DataType::Struct(crate::schema::fields(registry, &mut leaves)),
                found: array.data_type().clone(),
                widens: false,
            });
        };
        drop(array);
        if let Some(row) = record.nulls().and_then(bits::first_missing) {
            return Err(ArrowError::Null { column: name.into(), row });
        }
        let (fields, columns, _) = record.into_parts();
        self.record(registry, &fields, columns.into_iter().map(Some).collect(), &format!("{name}."))
    }
}
