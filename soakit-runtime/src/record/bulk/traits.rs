//! The standard traits: conversions, comparison, hashing, printing.

use alloc::{format, string::String, vec::Vec};
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};

use super::{Bulk, keep_changes};
use crate::column::{CloneColumn, DebugColumn, EqColumn, HashColumn, OrdColumn, TotalEqColumn, TotalOrdColumn};
use crate::record::print::{Leaf, eq_record};
use crate::record::{Iter, IterMut, SoA};

impl<T: SoA> Default for Bulk<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: SoA> Clone for Bulk<T>
where
    T::Columns: CloneColumn,
{
    fn clone(&self) -> Self {
        let mut clone = Self::from_store(self.store().clone());
        clone.settle(keep_changes);
        clone
    }
}

impl<T: SoA> Extend<T> for Bulk<T> {
    /// Appends every row of an iterator.
    ///
    /// If the iterator panics, the rows it gave before stay.
    #[track_caller]
    fn extend<I: IntoIterator<Item = T>>(&mut self, rows: I) {
        let before = self.len();
        self.store_mut().extend(rows.into_iter());
        self.settle(|store| store.truncate(before));
    }
}

impl<T: SoA> FromIterator<T> for Bulk<T> {
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> Self {
        let mut bulk = Self::new();
        bulk.extend(rows);
        bulk
    }
}

impl<T: SoA> From<Vec<T>> for Bulk<T> {
    fn from(rows: Vec<T>) -> Self {
        rows.into_iter().collect()
    }
}

impl<T: SoA, const N: usize> From<[T; N]> for Bulk<T> {
    fn from(rows: [T; N]) -> Self {
        rows.into_iter().collect()
    }
}

impl<T: SoA + Clone> From<&[T]> for Bulk<T> {
    fn from(rows: &[T]) -> Self {
        rows.iter().cloned().collect()
    }
}

impl<T: SoA> From<Bulk<T>> for Vec<T> {
    fn from(bulk: Bulk<T>) -> Self {
        bulk.into_iter().collect()
    }
}

impl<'a, T: SoA> IntoIterator for &'a Bulk<T> {
    type Item = <Iter<'a, T> as Iterator>::Item;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<'a, T: SoA> IntoIterator for &'a mut Bulk<T> {
    type Item = <IterMut<'a, T> as Iterator>::Item;
    type IntoIter = IterMut<'a, T>;

    fn into_iter(self) -> IterMut<'a, T> {
        self.iter_mut()
    }
}

impl<T: SoA> PartialEq for Bulk<T>
where
    T::Columns: EqColumn,
{
    fn eq(&self, other: &Self) -> bool {
        self.rows().same_as(&other.rows())
    }
}

impl<T: SoA> Eq for Bulk<T> where T::Columns: TotalEqColumn {}

impl<T: SoA> PartialEq<[T]> for Bulk<T>
where
    T::Columns: EqColumn,
{
    fn eq(&self, other: &[T]) -> bool {
        self.len() == other.len()
            && self.iter().zip(other).all(|(row, record)| eq_record::<T>(T::proxy_cells(row), record))
    }
}

impl<T: SoA> PartialEq<Vec<T>> for Bulk<T>
where
    T::Columns: EqColumn,
{
    fn eq(&self, other: &Vec<T>) -> bool {
        self == other.as_slice()
    }
}

impl<T: SoA, const N: usize> PartialEq<[T; N]> for Bulk<T>
where
    T::Columns: EqColumn,
{
    fn eq(&self, other: &[T; N]) -> bool {
        self == other.as_slice()
    }
}

impl<T: SoA> PartialOrd for Bulk<T>
where
    T::Columns: OrdColumn,
{
    /// Compares row by row, and each row field by field, as `Vec` of a derived `PartialOrd` does.
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        for (a, b) in self.iter().zip(other.iter()) {
            match T::Columns::partial_cmp_cell(T::proxy_cells(a), T::proxy_cells(b)) {
                Some(Ordering::Equal) => {}
                decided => return decided,
            }
        }
        self.len().partial_cmp(&other.len())
    }
}

impl<T: SoA> Ord for Bulk<T>
where
    T::Columns: TotalOrdColumn,
{
    fn cmp(&self, other: &Self) -> Ordering {
        for (a, b) in self.iter().zip(other.iter()) {
            match T::Columns::cmp_cell(T::proxy_cells(a), T::proxy_cells(b)) {
                Ordering::Equal => {}
                decided => return decided,
            }
        }
        self.len().cmp(&other.len())
    }
}

impl<T: SoA> Hash for Bulk<T>
where
    T::Columns: HashColumn,
{
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(self.len());
        for row in self {
            T::Columns::hash_cell(T::proxy_cells(row), state);
        }
    }
}

impl<T: SoA> fmt::Debug for Bulk<T>
where
    T::Columns: DebugColumn,
{
    /// A small table: the column names, the first rows and the last, and how many rows there are.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// Rows shown at each end; all, if there are no more than twice as many.
        const SHOWN: usize = 5;
        let rows = self.len();
        let leaves = T::REGISTRY.leaf_count();
        let shown: Vec<usize> =
            (0..rows).filter(|&row| rows <= 2 * SHOWN || row < SHOWN || row >= rows - SHOWN).collect();
        let mut lines: Vec<Vec<String>> = Vec::with_capacity(shown.len() + 1);
        lines.push((0..leaves).map(|leaf| T::REGISTRY.leaf_name(leaf)).collect());
        for &row in &shown {
            let Some(proxy) = self.get(row) else { continue };
            let cells = T::proxy_cells(proxy);
            lines.push((0..leaves).map(|leaf| table_cell(&Leaf::<T> { cells, leaf })).collect());
        }
        let widths: Vec<usize> =
            (0..leaves).map(|leaf| lines.iter().map(|line| line[leaf].chars().count()).max().unwrap_or(0)).collect();
        write!(f, "Bulk<{}> ({rows} {})", T::REGISTRY.name, if rows == 1 { "row" } else { "rows" })?;
        for (index, line) in lines.iter().enumerate() {
            f.write_str("\n ")?;
            for (cell, width) in line.iter().zip(&widths) {
                write!(f, " {cell:>width$}")?;
            }
            if rows > 2 * SHOWN && index == SHOWN {
                f.write_str("\n  …")?;
            }
        }
        Ok(())
    }
}

/// A cell as a table shows it: what is there without `Some(…)`, what is missing as `-`.
fn table_cell<T: SoA>(leaf: &Leaf<'_, T>) -> String
where
    T::Columns: DebugColumn,
{
    let text = format!("{leaf:?}").replace('\n', " ");
    if !T::REGISTRY.leaf(leaf.leaf).is_some_and(|column| column.nullable) {
        return text;
    }
    match text.strip_prefix("Some(").and_then(|text| text.strip_suffix(')')) {
        Some(present) => present.into(),
        None => "-".into(),
    }
}
