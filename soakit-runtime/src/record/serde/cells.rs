//! What serde has to know of a column: how a cell goes out, how a cell and a whole column come in.

use alloc::{string::String, vec::Vec};
use core::fmt;
use core::marker::PhantomData;

use serde::de::{DeserializeSeed, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::column::{Bits, Column, Dict, Fill, Nullable, Text, Unit};

/// A column whose cells serde can write.
#[diagnostic::on_unimplemented(
    message = "the rows of this container cannot be serialised",
    label = "a field's type is not `Serialize`",
    note = "derive or implement `serde::Serialize` for the type of every field"
)]
pub trait SerializeColumn: Column {
    /// Writes the cell of leaf number `leaf`.
    ///
    /// # Errors
    /// What the serializer answers.
    fn serialize_cell<S: Serializer>(cell: Self::Ref<'_>, leaf: usize, serializer: S) -> Result<S::Ok, S::Error>;
}

/// A column whose cells serde can read.
#[diagnostic::on_unimplemented(
    message = "the rows of this container cannot be deserialised",
    label = "a field's type is not `Deserialize`",
    note = "derive or implement `serde::Deserialize` for the type of every field"
)]
pub trait DeserializeColumn<'de>: Column {
    /// The cells of a row as far as they have been read.
    type Partial: Default;

    /// Reads the cell of leaf number `leaf`.
    ///
    /// # Errors
    /// What the deserializer answers.
    fn read_cell<D: Deserializer<'de>>(row: &mut Self::Partial, leaf: usize, deserializer: D) -> Result<(), D::Error>;

    /// Fills the cell of leaf `leaf`, which was not there, if it may be missing.
    fn fill_missing(row: &mut Self::Partial, leaf: usize) -> bool;

    /// The row; `None` when a cell has not been read.
    fn finish(row: Self::Partial) -> Option<Self::Item>;

    /// Reads the whole column of leaf `leaf` into a settled tree.
    ///
    /// # Errors
    /// What the deserializer answers.
    fn read_column<D: Deserializer<'de>>(&mut self, leaf: usize, deserializer: D) -> Result<(), D::Error>;
}

/// A borrowed cell that serde can write.
pub(super) struct Cell<'a, C: Column + 'a> {
    pub(super) cell: C::Ref<'a>,
    pub(super) leaf: usize,
}

impl<C: SerializeColumn> Serialize for Cell<'_, C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        C::serialize_cell(self.cell, self.leaf, serializer)
    }
}

impl<A: SerializeColumn, B: SerializeColumn> SerializeColumn for (A, B) {
    fn serialize_cell<S: Serializer>((a, b): Self::Ref<'_>, leaf: usize, serializer: S) -> Result<S::Ok, S::Error> {
        match leaf.checked_sub(A::LEAVES) {
            None => A::serialize_cell(a, leaf, serializer),
            Some(leaf) => B::serialize_cell(b, leaf, serializer),
        }
    }
}

impl<'de, A: DeserializeColumn<'de>, B: DeserializeColumn<'de>> DeserializeColumn<'de> for (A, B) {
    type Partial = (A::Partial, B::Partial);

    fn read_cell<D: Deserializer<'de>>(row: &mut Self::Partial, leaf: usize, deserializer: D) -> Result<(), D::Error> {
        match leaf.checked_sub(A::LEAVES) {
            None => A::read_cell(&mut row.0, leaf, deserializer),
            Some(leaf) => B::read_cell(&mut row.1, leaf, deserializer),
        }
    }

    fn fill_missing(row: &mut Self::Partial, leaf: usize) -> bool {
        match leaf.checked_sub(A::LEAVES) {
            None => A::fill_missing(&mut row.0, leaf),
            Some(leaf) => B::fill_missing(&mut row.1, leaf),
        }
    }

    fn finish((a, b): Self::Partial) -> Option<Self::Item> {
        Some((A::finish(a)?, B::finish(b)?))
    }

    fn read_column<D: Deserializer<'de>>(&mut self, leaf: usize, deserializer: D) -> Result<(), D::Error> {
        match leaf.checked_sub(A::LEAVES) {
            None => self.0.read_column(leaf, deserializer),
            Some(leaf) => self.1.read_column(leaf, deserializer),
        }
    }
}

/// Reads a list of cells and collects them as a column; an error says in which row.
fn collect<'de, V: Deserialize<'de>, C: FromIterator<V>, D: Deserializer<'de>>(deserializer: D) -> Result<C, D::Error> {
    struct List<V>(PhantomData<V>);

    impl<'de, V: Deserialize<'de>> Visitor<'de> for List<V> {
        type Value = Vec<V>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of cells")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut cells: A) -> Result<Vec<V>, A::Error> {
            let mut list = Vec::new();
            while let Some(cell) = cells.next_element().map_err(|error| in_row(list.len(), &error))? {
                list.push(cell);
            }
            Ok(list)
        }
    }

    deserializer.deserialize_seq(List(PhantomData)).map(|cells| cells.into_iter().collect())
}

/// Puts a row number in front of an error.
fn in_row<E: serde::de::Error>(row: usize, error: &E) -> E {
    E::custom(format_args!("row {row}: {error}"))
}

/// Reads a list of texts without a `String` for each.
fn texts<'de, C: TextSink, D: Deserializer<'de>>(deserializer: D) -> Result<C, D::Error> {
    struct List<C>(PhantomData<C>);

    impl<'de, C: TextSink> Visitor<'de> for List<C> {
        type Value = C;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of strings")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut cells: A) -> Result<C, A::Error> {
            let mut column = C::default();
            let mut row = 0;
            while cells.next_element_seed(Push(&mut column)).map_err(|error| in_row(row, &error))?.is_some() {
                row += 1;
            }
            Ok(column)
        }
    }

    struct Push<'c, C>(&'c mut C);

    impl<'de, C: TextSink> DeserializeSeed<'de> for Push<'_, C> {
        type Value = ();

        fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
            deserializer.deserialize_str(self)
        }
    }

    impl<C: TextSink> Visitor<'_> for Push<'_, C> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E>(self, cell: &str) -> Result<(), E> {
            self.0.push_text(cell);
            Ok(())
        }
    }

    deserializer.deserialize_seq(List(PhantomData))
}

/// A column that texts are appended to.
trait TextSink: Default {
    fn push_text(&mut self, cell: &str);
}

impl TextSink for Text {
    fn push_text(&mut self, cell: &str) {
        self.push(cell);
    }
}

impl TextSink for Dict {
    fn push_text(&mut self, cell: &str) {
        self.push(cell);
    }
}

/// The leaves whose cells are read one by one as a type of their own; `$missing` is the cell that may be left out.
macro_rules! leaf {
    ([$($generics:tt)*] $column:ty, $item:ty, missing $missing:expr, read $read:path) => {
        impl<'de, $($generics)*> DeserializeColumn<'de> for $column
        where
            $item: Deserialize<'de>,
        {
            type Partial = Option<$item>;

            fn read_cell<D: Deserializer<'de>>(
                row: &mut Self::Partial,
                _leaf: usize,
                deserializer: D,
            ) -> Result<(), D::Error> {
                *row = Some(<$item>::deserialize(deserializer)?);
                Ok(())
            }

            fn fill_missing(row: &mut Self::Partial, _leaf: usize) -> bool {
                *row = $missing;
                row.is_some()
            }

            fn finish(row: Self::Partial) -> Option<$item> {
                row
            }

            fn read_column<D: Deserializer<'de>>(&mut self, _leaf: usize, deserializer: D) -> Result<(), D::Error> {
                *self = $read(deserializer)?;
                Ok(())
            }
        }
    };
}

leaf! { [T] Vec<T>, T, missing None, read collect::<T, Self, D> }
leaf! { [] Bits, bool, missing None, read collect::<bool, Self, D> }
leaf! { [] Text, String, missing None, read texts::<Self, D> }
leaf! { [] Dict, String, missing None, read texts::<Self, D> }
leaf! { [] Nullable<Text>, Option<String>, missing Some(None), read collect::<Option<String>, Self, D> }
leaf! { [] Nullable<Dict>, Option<String>, missing Some(None), read collect::<Option<String>, Self, D> }
leaf! { [T] Nullable<Vec<T>>, Option<T>, missing Some(None), read collect::<Option<T>, Self, D> }

impl<'de> DeserializeColumn<'de> for Unit {
    type Partial = ();

    fn read_cell<D: Deserializer<'de>>((): &mut (), _leaf: usize, deserializer: D) -> Result<(), D::Error> {
        <()>::deserialize(deserializer)
    }

    fn fill_missing((): &mut (), _leaf: usize) -> bool {
        true
    }

    fn finish((): ()) -> Option<()> {
        Some(())
    }

    fn read_column<D: Deserializer<'de>>(&mut self, _leaf: usize, deserializer: D) -> Result<(), D::Error> {
        *self = Unit::new(collect::<(), Vec<()>, D>(deserializer)?.len());
        Ok(())
    }
}

impl<T: Serialize> SerializeColumn for Vec<T> {
    fn serialize_cell<S: Serializer>(cell: &T, _leaf: usize, serializer: S) -> Result<S::Ok, S::Error> {
        cell.serialize(serializer)
    }
}

impl SerializeColumn for Bits {
    fn serialize_cell<S: Serializer>(cell: bool, _leaf: usize, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(cell)
    }
}

impl SerializeColumn for Text {
    fn serialize_cell<S: Serializer>(cell: &str, _leaf: usize, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(cell)
    }
}

impl SerializeColumn for Dict {
    fn serialize_cell<S: Serializer>(cell: &str, _leaf: usize, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(cell)
    }
}

impl SerializeColumn for Unit {
    fn serialize_cell<S: Serializer>((): (), _leaf: usize, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

impl<C: Fill + SerializeColumn> SerializeColumn for Nullable<C> {
    fn serialize_cell<S: Serializer>(cell: Self::Ref<'_>, leaf: usize, serializer: S) -> Result<S::Ok, S::Error> {
        match cell {
            Some(cell) => serializer.serialize_some(&Cell::<C> { cell, leaf }),
            None => serializer.serialize_none(),
        }
    }
}
