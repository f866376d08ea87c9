//! [`MemoryUsage`]: what a container's columns take.

use alloc::{string::String, vec::Vec};
use core::fmt;

use super::derived::{Cached, Caches, DerivedColumn, EachDerived};
use super::{SoA, Store};
use crate::column::Column;

/// How many bytes each column of a container has allocated; made by [`Bulk::memory_usage`](super::Bulk::memory_usage).
///
/// What cells own elsewhere is not counted: the text of a `Vec<String>`, say. Prints as a table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MemoryUsage {
    /// The columns: those of fields in the order of the tree, then the derived ones.
    pub columns: Vec<ColumnMemory>,
}

/// What one column takes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ColumnMemory {
    /// The external name; `outer.inner` in a nested record.
    pub name: String,
    /// Whether the column is derived, so that [`Bulk::forget_derived`](super::Bulk::forget_derived) frees it.
    pub is_derived: bool,
    /// Allocated bytes, used or not.
    pub bytes: usize,
}

impl MemoryUsage {
    pub(crate) fn of<T: SoA>(store: &Store<T>) -> Self {
        struct Derived<'s, T: SoA>(&'s Store<T>, Vec<ColumnMemory>);

        impl<T: SoA> EachDerived<T> for Derived<'_, T> {
            fn column<const N: usize>(&mut self)
            where
                T: DerivedColumn<N>,
            {
                let bytes = self.0.cached::<N>().map_or(0, Cached::heap_bytes);
                self.1.push(ColumnMemory { name: T::NAME.into(), is_derived: true, bytes });
            }
        }

        let leaves = (0..<T::Columns as Column>::LEAVES).map(|leaf| ColumnMemory {
            name: T::REGISTRY.leaf_name(leaf),
            is_derived: false,
            bytes: store.heap_bytes(leaf),
        });
        let mut derived = Derived(store, leaves.collect());
        <T::Derived as Caches<T>>::each(&mut derived);
        Self { columns: derived.1 }
    }

    /// The bytes of all columns.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.columns.iter().map(|column| column.bytes).sum()
    }

    /// The bytes of derived columns.
    #[must_use]
    pub fn derived_bytes(&self) -> usize {
        self.columns.iter().filter(|column| column.is_derived).map(|column| column.bytes).sum()
    }
}

impl fmt::Display for MemoryUsage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.columns.iter().map(|column| column.name.chars().count()).max().unwrap_or(0).max("total".len());
        for column in &self.columns {
            let derived = if column.is_derived { "  derived" } else { "" };
            writeln!(f, "{:width$}  {:>12} bytes{derived}", column.name, column.bytes)?;
        }
        write!(f, "{:width$}  {:>12} bytes", "total", self.bytes())
    }
}
