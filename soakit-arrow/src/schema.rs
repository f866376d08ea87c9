//! Names and nested records around the leaves: the [`Registry`] as a schema.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_schema::{DataType, Field, Fields, Schema};
use soakit_runtime::record::{ColumnInfo, Registry, SoA};

use crate::column::ArrowColumn;

/// The metadata key of a field's documentation, and of a record's.
pub const DOC: &str = "soakit.doc";
/// The metadata key of a field's type in Rust, as it is written.
pub const RUST_TYPE: &str = "soakit.type";
/// The metadata key of a record's name.
pub const RECORD: &str = "soakit.record";

/// A record's columns in Arrow: external names, types, whether cells may be missing, and, as metadata, documentation and
/// types in Rust. A nested record is a struct.
///
/// # Examples
///
/// ```
/// use soakit::prelude::*;
/// use soakit::arrow;
///
/// #[derive(SoA)]
/// struct Weather {
///     /// Degrees Fahrenheit.
///     temp: f64,
///     wind_gust: Option<f32>,
/// }
///
/// let schema = arrow::schema::<Weather>();
/// assert_eq!(schema.field(0).metadata()[arrow::DOC], "Degrees Fahrenheit.");
/// assert!(schema.field_with_name("wind_gust").is_ok_and(|field| field.is_nullable()));
/// ```
#[must_use]
pub fn schema<T: SoA>() -> Schema
where
    T::Columns: ArrowColumn,
{
    let mut leaves = leaf_types::<T::Columns>().into_iter();
    schema_of(T::REGISTRY, fields(T::REGISTRY, &mut leaves))
}

/// The type of each leaf, and whether its cells may be missing.
pub(crate) fn leaf_types<C: ArrowColumn>() -> Vec<(DataType, bool)> {
    let mut types = Vec::with_capacity(C::LEAVES);
    C::leaf_types(&mut types);
    types
}

/// The fields with the record's name and documentation.
pub(crate) fn schema_of(registry: &Registry, fields: Fields) -> Schema {
    Schema::new_with_metadata(fields, metadata([(RECORD, registry.name), (DOC, registry.doc)]))
}

/// The fields of a record, or of a nested one, whose leaves come next.
pub(crate) fn fields(registry: &Registry, leaves: &mut impl Iterator<Item = (DataType, bool)>) -> Fields {
    if registry.columns.is_empty() {
        // The leaf that counts the rows is no field.
        leaves.next();
    }
    registry.columns.iter().map(|column| field(column, leaves)).collect()
}

fn field(column: &ColumnInfo, leaves: &mut impl Iterator<Item = (DataType, bool)>) -> Arc<Field> {
    let (data_type, is_nullable) = match column.nested {
        Some(nested) => (DataType::Struct(fields(nested, leaves)), false),
        None => leaves.next().expect("each column has a leaf"),
    };
    Arc::new(Field::new(column.name, data_type, is_nullable).with_metadata(metadata_of(column)))
}

/// What is told of a column.
pub(crate) fn metadata_of(column: &ColumnInfo) -> HashMap<String, String> {
    metadata([(RUST_TYPE, column.type_name), (DOC, column.doc)])
}

/// What there is to say.
fn metadata<const N: usize>(entries: [(&str, &str); N]) -> HashMap<String, String> {
    let entries = entries.into_iter().filter(|(_, text)| !text.is_empty());
    entries.map(|(key, text)| (key.to_owned(), text.to_owned())).collect()
}
