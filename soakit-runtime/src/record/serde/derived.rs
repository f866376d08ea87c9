//! Derived columns in serialised form: written on request (`#[soa(serialize)]`), and compared with a computation of our own
//! when they are read. What was read is never kept.
//!
//! They are scalars by name, so they appear in formats that people read, behind the fields; binary formats go without.

use alloc::vec::Vec;
use core::fmt;

use serde::de::{DeserializeSeed, Error, SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserializer, Serialize, Serializer};

use crate::record::{Bulk, ColumnInfo, Registry, SoA, Value};

/// The derived columns that are written.
pub(super) fn written(registry: &'static Registry) -> impl Iterator<Item = &'static ColumnInfo> {
    registry.derived.iter().filter(|column| column.derivation.is_some_and(|derivation| derivation.is_serialized))
}

/// One cell of a derived column, to be written.
pub(super) struct ValueOut<'b, T: SoA> {
    pub(super) bulk: &'b Bulk<T>,
    pub(super) row: usize,
    pub(super) column: &'static str,
}

impl<T: SoA> Serialize for ValueOut<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = self.bulk.value(self.row, self.column).map_err(serde::ser::Error::custom)?;
        value.serialize(serializer)
    }
}

/// A derived column, to be written.
pub(super) struct ValuesOut<'b, T: SoA> {
    pub(super) bulk: &'b Bulk<T>,
    pub(super) column: &'static str,
}

impl<T: SoA> Serialize for ValuesOut<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { bulk, column } = *self;
        let mut list = serializer.serialize_seq(Some(bulk.len()))?;
        for row in 0..bulk.len() {
            list.serialize_element(&ValueOut { bulk, row, column })?;
        }
        list.end()
    }
}

/// Cells of derived columns that were read: to be compared when all rows are there.
#[derive(Default)]
pub(super) struct Claims(Vec<Claim>);

struct Claim {
    row: usize,
    column: &'static str,
    value: Value,
}

impl Claims {
    /// Notes the cell of a row.
    pub(super) fn add(&mut self, row: usize, column: &'static str, value: Value) {
        self.0.push(Claim { row, column, value });
    }

    /// Whether the row has a cell of this column already.
    pub(super) fn has(&self, row: usize, column: &str) -> bool {
        self.0.iter().rev().take_while(|claim| claim.row == row).any(|claim| claim.column == column)
    }

    /// Compares every cell with the one that is computed.
    pub(super) fn verify<T: SoA, E: Error>(self, bulk: &Bulk<T>) -> Result<(), E> {
        for Claim { row, column, value } in self.0 {
            let computed = bulk.value(row, column).map_err(E::custom)?;
            if !agree(&value, &computed) {
                return Err(E::custom(format_args!(
                    "row {row}, column `{column}`: {} was read, but {} follows from the other columns",
                    value.quoted(),
                    computed.quoted()
                )));
            }
        }
        Ok(())
    }
}

/// Whether a value that was read is the one that was computed. Formats without NaN write it as a missing value, and
/// formats without fractions write 2.0 as 2.
fn agree(read: &Value, computed: &Value) -> bool {
    match (read, computed) {
        (Value::Float(read), Value::Float(computed)) => read == computed || (read.is_nan() && computed.is_nan()),
        (Value::Null, Value::Float(computed)) => !computed.is_finite(),
        #[expect(clippy::cast_precision_loss, reason = "the parser would have lost the same digits")]
        (Value::Int(read), Value::Float(computed)) => *read as f64 == *computed,
        (read, computed) => read == computed,
    }
}

/// Reads a list of scalars.
pub(super) struct ValuesIn;

impl<'de> DeserializeSeed<'de> for ValuesIn {
    type Value = Vec<Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<Value>, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for ValuesIn {
    type Value = Vec<Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of scalars")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut cells: A) -> Result<Vec<Value>, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = cells.next_element::<Value>()? {
            values.push(value);
        }
        Ok(values)
    }
}

/// The derived column of an external name, if it is one that is written.
pub(super) fn find(registry: &'static Registry, name: &str) -> Option<&'static ColumnInfo> {
    written(registry).find(|column| column.name == name)
}
