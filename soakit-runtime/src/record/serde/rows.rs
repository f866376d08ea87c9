//! Rows: a list of records. For `#[serde(with = "soakit::serde::rows")]`.

use alloc::format;
use core::{fmt, marker::PhantomData};

use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq, SerializeTuple};
use serde::{Deserializer, Serialize, Serializer};

use super::cells::{Cell, DeserializeColumn, SerializeColumn};
use super::derived::{Claims, ValueOut, find, written};
use super::in_column;
use crate::record::bulk::check;
use crate::record::{Bulk, RefsOf, Registry, SoA, Stored};

/// Writes the container as a list of records.
///
/// # Errors
/// What the serializer answers.
pub fn serialize<T: SoA, S: Serializer>(bulk: &Bulk<T>, serializer: S) -> Result<S::Ok, S::Error>
where
    T::Columns: SerializeColumn,
{
    let mut list = serializer.serialize_seq(Some(bulk.len()))?;
    for (number, row) in bulk.iter().enumerate() {
        let cells = T::proxy_cells(row);
        let derived = Some((bulk, number));
        list.serialize_element(&RowOut::<T> { cells, registry: T::REGISTRY, first_leaf: 0, derived })?;
    }
    list.end()
}

/// Reads a list of records.
///
/// # Errors
/// What the deserializer answers, and every check that the [module](super) lists, with the row number.
pub fn deserialize<'de, T: SoA, D: Deserializer<'de>>(deserializer: D) -> Result<Bulk<T>, D::Error>
where
    T::Columns: DeserializeColumn<'de>,
{
    deserializer.deserialize_seq(RowsIn(PhantomData::<T>))
}

/// A row, or the part of it that belongs to a nested record.
struct RowOut<'a, T: SoA + 'a> {
    cells: RefsOf<'a, T>,
    registry: &'static Registry,
    first_leaf: usize,
    /// Where to find the derived columns of the outermost record.
    derived: Option<(&'a Bulk<T>, usize)>,
}

impl<T: SoA> Serialize for RowOut<'_, T>
where
    T::Columns: SerializeColumn,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { cells, registry, first_leaf, derived } = *self;
        let mut leaf = first_leaf;
        if serializer.is_human_readable() {
            let derived_columns = derived.map_or(0, |_| written(registry).count());
            let mut map = serializer.serialize_map(Some(registry.columns.len() + derived_columns))?;
            for column in registry.columns {
                match column.nested {
                    Some(registry) => {
                        map.serialize_entry(
                            column.name,
                            &RowOut::<T> { cells, registry, first_leaf: leaf, derived: None },
                        )?;
                        leaf += registry.leaf_count();
                    }
                    None => {
                        map.serialize_entry(column.name, &Cell::<T::Columns> { cell: cells, leaf })?;
                        leaf += 1;
                    }
                }
            }
            if let Some((bulk, row)) = derived {
                for column in written(registry) {
                    map.serialize_entry(column.name, &ValueOut { bulk, row, column: column.name })?;
                }
            }
            map.end()
        } else {
            let mut tuple = serializer.serialize_tuple(registry.columns.len())?;
            for column in registry.columns {
                match column.nested {
                    Some(registry) => {
                        tuple.serialize_element(&RowOut::<T> { cells, registry, first_leaf: leaf, derived: None })?;
                        leaf += registry.leaf_count();
                    }
                    None => {
                        tuple.serialize_element(&Cell::<T::Columns> { cell: cells, leaf })?;
                        leaf += 1;
                    }
                }
            }
            tuple.end()
        }
    }
}

/// Reads rows.
struct RowsIn<T: SoA>(PhantomData<T>);

impl<'de, T: SoA> Visitor<'de> for RowsIn<T>
where
    T::Columns: DeserializeColumn<'de>,
{
    type Value = Bulk<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of `{}` records", T::REGISTRY.name)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<Bulk<T>, A::Error> {
        let (mut bulk, mut claims) = (Bulk::<T>::new(), Claims::default());
        loop {
            let row = bulk.len();
            let mut partial = <T::Columns as DeserializeColumn<'de>>::Partial::default();
            let seed = RowIn::<T> {
                partial: &mut partial,
                claims: &mut claims,
                registry: T::REGISTRY,
                first_leaf: 0,
                row,
                is_whole: true,
            };
            // An error from inside the row carries its number already; one about the row as a whole does not.
            if rows.next_element_seed(seed)?.is_none() {
                claims.verify(&bulk)?;
                if T::VALIDATES_DERIVED {
                    bulk.validate().map_err(A::Error::custom)?;
                }
                return Ok(bulk);
            }
            let cells = T::Columns::finish(partial)
                .ok_or_else(|| A::Error::custom(format_args!("row {row}: not every column was read")))?;
            let record = <T as Stored>::from_cells(cells);
            let record = check(record, row).map_err(A::Error::custom)?;
            bulk.push(record);
        }
    }
}

/// Reads a row, or the part of it that belongs to a nested record.
struct RowIn<'p, 'de, T: SoA>
where
    T::Columns: DeserializeColumn<'de>,
{
    partial: &'p mut <T::Columns as DeserializeColumn<'de>>::Partial,
    claims: &'p mut Claims,
    registry: &'static Registry,
    first_leaf: usize,
    row: usize,
    /// Whether this is the whole row, so that derived columns may be among the cells.
    is_whole: bool,
}

impl<'de, T: SoA> RowIn<'_, 'de, T>
where
    T::Columns: DeserializeColumn<'de>,
{
    fn lend(&mut self, registry: &'static Registry, first_leaf: usize) -> RowIn<'_, 'de, T> {
        RowIn { partial: self.partial, claims: self.claims, registry, first_leaf, row: self.row, is_whole: false }
    }

    /// Completes the columns of `registry` that were not there, or names the first that may not be missing.
    fn complete<E: Error>(&mut self, registry: &'static Registry, first_leaf: usize, seen: &[bool]) -> Result<(), E> {
        let mut leaf = first_leaf;
        for (column, &seen) in registry.columns.iter().zip(seen) {
            let leaves = column.nested.map_or(1, Registry::leaf_count);
            let filled = (leaf..leaf + leaves).all(|leaf| seen || T::Columns::fill_missing(self.partial, leaf));
            if !filled {
                return Err(E::custom(format_args!("row {}: missing column `{}`", self.row, column.name)));
            }
            leaf += leaves;
        }
        Ok(())
    }
}

/// The number of leaves before column `index`.
fn leaves_before(registry: &Registry, index: usize) -> usize {
    registry.columns[..index].iter().map(|column| column.nested.map_or(1, Registry::leaf_count)).sum()
}

impl<'de, T: SoA> DeserializeSeed<'de> for RowIn<'_, 'de, T>
where
    T::Columns: DeserializeColumn<'de>,
{
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let row = self.row;
        let fields = self.registry.columns.len();
        let read = if deserializer.is_human_readable() {
            deserializer.deserialize_any(self)
        } else {
            deserializer.deserialize_tuple(fields, self)
        };
        read.map_err(|error| {
            let text = format!("{error}");
            if text.starts_with("row ") { error } else { D::Error::custom(format_args!("row {row}: {text}")) }
        })
    }
}

impl<'de, T: SoA> Visitor<'de> for RowIn<'_, 'de, T>
where
    T::Columns: DeserializeColumn<'de>,
{
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a `{}` record", self.registry.name)
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let Self { registry, first_leaf, row, .. } = self;
        let mut seen = alloc::vec![false; registry.columns.len()];
        while let Some(name) = map.next_key::<alloc::string::String>()? {
            let Some(index) = registry.columns.iter().position(|column| column.is_called(&name)) else {
                if let Some(column) = find(registry, &name).filter(|_| self.is_whole) {
                    if self.claims.has(row, column.name) {
                        return Err(A::Error::custom(format_args!("row {row}: column `{name}` is there twice")));
                    }
                    let value = map.next_value().map_err(|error| in_column(Some(row), column.name, &error))?;
                    self.claims.add(row, column.name, value);
                    continue;
                }
                map.next_value::<IgnoredAny>()?;
                return Err(A::Error::custom(format_args!("row {row}: {}", registry.unknown(&name))));
            };
            let column = &registry.columns[index];
            if core::mem::replace(&mut seen[index], true) {
                return Err(A::Error::custom(format_args!("row {row}: column `{name}` is there twice")));
            }
            let leaf = first_leaf + leaves_before(registry, index);
            let read = match column.nested {
                Some(nested) => map.next_value_seed(self.lend(nested, leaf)),
                None => map.next_value_seed(CellIn::<T> { partial: self.partial, leaf }),
            };
            read.map_err(|error| in_column(Some(row), column.name, &error))?;
        }
        self.complete(registry, first_leaf, &seen)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut cells: A) -> Result<(), A::Error> {
        let Self { registry, first_leaf, row, .. } = self;
        let mut leaf = first_leaf;
        for (index, column) in registry.columns.iter().enumerate() {
            let read = match column.nested {
                Some(nested) => cells.next_element_seed(self.lend(nested, leaf)),
                None => cells.next_element_seed(CellIn::<T> { partial: self.partial, leaf }),
            };
            if read.map_err(|error| in_column(Some(row), column.name, &error))?.is_none() {
                return Err(A::Error::custom(format_args!(
                    "row {row}: {index} cells, but `{}` has {} columns",
                    registry.name,
                    registry.columns.len()
                )));
            }
            leaf += column.nested.map_or(1, Registry::leaf_count);
        }
        Ok(())
    }
}

/// Reads one cell.
struct CellIn<'p, 'de, T: SoA>
where
    T::Columns: DeserializeColumn<'de>,
{
    partial: &'p mut <T::Columns as DeserializeColumn<'de>>::Partial,
    leaf: usize,
}

impl<'de, T: SoA> DeserializeSeed<'de> for CellIn<'_, 'de, T>
where
    T::Columns: DeserializeColumn<'de>,
{
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        T::Columns::read_cell(self.partial, self.leaf, deserializer)
    }
}
