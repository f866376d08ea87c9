//! Columns: a record of lists. For `#[serde(with = "soakit::serde::columns")]`.

use alloc::vec::Vec;
use core::fmt;

use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq, SerializeTuple};
use serde::{Deserializer, Serialize, Serializer};

use super::cells::{Cell, DeserializeColumn, SerializeColumn};
use super::derived::{Claims, ValuesIn, ValuesOut, find, written};
use super::in_column;
use crate::record::{Bulk, Registry, SoA, Value};

/// Writes the container as a record of lists.
///
/// # Errors
/// What the serializer answers.
pub fn serialize<T: SoA, S: Serializer>(bulk: &Bulk<T>, serializer: S) -> Result<S::Ok, S::Error>
where
    T::Columns: SerializeColumn,
{
    ColumnsOut { bulk, registry: T::REGISTRY, first_leaf: 0, is_whole: true }.serialize(serializer)
}

/// Reads a record of lists.
///
/// # Errors
/// What the deserializer answers, and every check that the [module](super) lists. Validators are asked when all columns
/// are there; the error then lists every violation.
pub fn deserialize<'de, T: SoA, D: Deserializer<'de>>(deserializer: D) -> Result<Bulk<T>, D::Error>
where
    T::Columns: DeserializeColumn<'de>,
{
    let mut tree = T::Columns::default();
    let mut read = Vec::new();
    ColumnsIn { tree: &mut tree, registry: T::REGISTRY, first_leaf: 0, derived: Some(&mut read) }
        .deserialize(deserializer)?;
    let bulk = Bulk::<T>::from_tree(tree).map_err(D::Error::custom)?;
    let mut claims = Claims::default();
    for (column, values) in read {
        if values.len() != bulk.len() {
            return Err(D::Error::custom(format_args!(
                "column `{column}` has {} cells, where there are {} rows",
                values.len(),
                bulk.len()
            )));
        }
        values.into_iter().enumerate().for_each(|(row, value)| claims.add(row, column, value));
    }
    claims.verify(&bulk)?;
    bulk.validate().map_err(D::Error::custom)?;
    Ok(bulk)
}

/// The columns of a record, or of a nested one.
struct ColumnsOut<'a, T: SoA> {
    bulk: &'a Bulk<T>,
    registry: &'static Registry,
    first_leaf: usize,
    /// Whether these are all columns, so that derived ones come behind them.
    is_whole: bool,
}

impl<T: SoA> Serialize for ColumnsOut<'_, T>
where
    T::Columns: SerializeColumn,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { bulk, registry, first_leaf, is_whole } = *self;
        let mut leaf = first_leaf;
        if serializer.is_human_readable() {
            let derived_columns = if is_whole { written(registry).count() } else { 0 };
            let mut map = serializer.serialize_map(Some(registry.columns.len() + derived_columns))?;
            for column in registry.columns {
                match column.nested {
                    Some(registry) => {
                        map.serialize_entry(
                            column.name,
                            &ColumnsOut { bulk, registry, first_leaf: leaf, is_whole: false },
                        )?;
                        leaf += registry.leaf_count();
                    }
                    None => {
                        map.serialize_entry(column.name, &ListOut { bulk, leaf })?;
                        leaf += 1;
                    }
                }
            }
            if is_whole {
                for column in written(registry) {
                    map.serialize_entry(column.name, &ValuesOut { bulk, column: column.name })?;
                }
            }
            map.end()
        } else {
            let mut tuple = serializer.serialize_tuple(registry.columns.len())?;
            for column in registry.columns {
                match column.nested {
                    Some(registry) => {
                        tuple.serialize_element(&ColumnsOut { bulk, registry, first_leaf: leaf, is_whole: false })?;
                        leaf += registry.leaf_count();
                    }
                    None => {
                        tuple.serialize_element(&ListOut { bulk, leaf })?;
                        leaf += 1;
                    }
                }
            }
            tuple.end()
        }
    }
}

/// One column as a list.
struct ListOut<'a, T: SoA> {
    bulk: &'a Bulk<T>,
    leaf: usize,
}

impl<T: SoA> Serialize for ListOut<'_, T>
where
    T::Columns: SerializeColumn,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.bulk.len()))?;
        for row in self.bulk {
            list.serialize_element(&Cell::<T::Columns> { cell: T::proxy_cells(row), leaf: self.leaf })?;
        }
        list.end()
    }
}

/// Reads the columns of a record, or of a nested one, into a settled tree.
struct ColumnsIn<'t, C> {
    tree: &'t mut C,
    registry: &'static Registry,
    first_leaf: usize,
    /// The derived columns that were read, of the outermost record.
    derived: Option<&'t mut Vec<(&'static str, Vec<Value>)>>,
}

impl<'de, C: DeserializeColumn<'de>> DeserializeSeed<'de> for ColumnsIn<'_, C> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let columns = self.registry.columns.len();
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(self)
        } else {
            deserializer.deserialize_tuple(columns, self)
        }
    }
}

impl<'de, C: DeserializeColumn<'de>> Visitor<'de> for ColumnsIn<'_, C> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the columns of `{}` records", self.registry.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { tree, registry, first_leaf, mut derived } = self;
        let mut seen = alloc::vec![false; registry.columns.len()];
        while let Some(name) = map.next_key::<alloc::string::String>()? {
            let Some(index) = registry.columns.iter().position(|column| column.is_called(&name)) else {
                if let (Some(read), Some(column)) = (&mut derived, find(registry, &name)) {
                    if read.iter().any(|(other, _)| *other == column.name) {
                        return Err(A::Error::custom(format_args!("column `{name}` is there twice")));
                    }
                    let values = map.next_value_seed(ValuesIn).map_err(|error| in_column(None, column.name, &error))?;
                    read.push((column.name, values));
                    continue;
                }
                map.next_value::<IgnoredAny>()?;
                return Err(A::Error::custom(registry.unknown(&name)));
            };
            if core::mem::replace(&mut seen[index], true) {
                return Err(A::Error::custom(format_args!("column `{name}` is there twice")));
            }
            let column = &registry.columns[index];
            let before: usize = registry.columns[..index].iter().map(leaf_count).sum();
            let leaf = first_leaf + before;
            let read = match column.nested {
                Some(registry) => {
                    map.next_value_seed(ColumnsIn { tree: &mut *tree, registry, first_leaf: leaf, derived: None })
                }
                None => map.next_value_seed(ListIn { tree: &mut *tree, leaf }),
            };
            read.map_err(|error| in_column(None, column.name, &error))?;
        }
        match seen.iter().position(|&seen| !seen) {
            Some(missing) => Err(A::Error::custom(format_args!("missing column `{}`", registry.columns[missing].name))),
            None => Ok(()),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut columns: A) -> Result<(), A::Error> {
        let Self { tree, registry, first_leaf, derived: _ } = self;
        let mut leaf = first_leaf;
        for column in registry.columns {
            let read = match column.nested {
                Some(registry) => {
                    columns.next_element_seed(ColumnsIn { tree: &mut *tree, registry, first_leaf: leaf, derived: None })
                }
                None => columns.next_element_seed(ListIn { tree: &mut *tree, leaf }),
            };
            let read = read.map_err(|error| in_column(None, column.name, &error))?;
            if read.is_none() {
                return Err(A::Error::custom(format_args!("missing column `{}`", column.name)));
            }
            leaf += leaf_count(column);
        }
        Ok(())
    }
}

fn leaf_count(column: &crate::record::ColumnInfo) -> usize {
    column.nested.map_or(1, Registry::leaf_count)
}

/// Reads one column.
struct ListIn<'t, C> {
    tree: &'t mut C,
    leaf: usize,
}

impl<'de, C: DeserializeColumn<'de>> DeserializeSeed<'de> for ListIn<'_, C> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.tree.read_column(self.leaf, deserializer)
    }
}
