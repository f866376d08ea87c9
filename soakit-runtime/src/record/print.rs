//! `Debug` and `PartialEq` for generated types.
//!
//! A derive cannot see whether a field's type is `Debug`, and a plain `where f64: Debug` on a concrete type is an error
//! when it does not hold. The bound `&'a Weather: DebugRecord<'a, Weather>` mentions a lifetime, so rustc settles it at the
//! use: the impl is there exactly when every field's type has the trait.

use core::fmt;

use super::{Lend, ProxyOf, RefsOf, Registry, SoA, View, ViewOf};
use crate::column::{DebugColumn, EqColumn};

/// References to records whose every field is `Debug`.
#[diagnostic::on_unimplemented(
    message = "rows of `{T}` cannot be printed with `{{:?}}`",
    note = "derive or implement `Debug` for the type of every field of `{T}`"
)]
pub trait DebugRecord<'a, T: SoA + 'a> {
    /// Prints one row as a struct.
    ///
    /// # Errors
    /// What the formatter answers.
    fn fmt_row(row: ProxyOf<'a, T>, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// Prints rows as a list.
    ///
    /// # Errors
    /// What the formatter answers.
    fn fmt_rows(rows: ViewOf<'a, T>, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<'a, T: SoA> DebugRecord<'a, T> for &'a T
where
    T::Columns: DebugColumn,
{
    fn fmt_row(row: ProxyOf<'a, T>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = Row::<T> { cells: <T as Lend<'a>>::proxy_cells(row), registry: T::REGISTRY, first_leaf: 0 };
        fmt::Debug::fmt(&row, f)
    }

    fn fmt_rows(rows: ViewOf<'a, T>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = rows.iter().map(|row| Row::<T> {
            cells: <T as Lend<'a>>::proxy_cells(row),
            registry: T::REGISTRY,
            first_leaf: 0,
        });
        f.debug_list().entries(rows).finish()
    }
}

/// A row, or the part of it that belongs to a nested record, as a struct.
struct Row<'a, T: SoA + 'a> {
    cells: RefsOf<'a, T>,
    registry: &'static Registry,
    /// Where the record's leaves start in `T`'s tree.
    first_leaf: usize,
}

impl<T: SoA> fmt::Debug for Row<'_, T>
where
    T::Columns: DebugColumn,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cells, registry, mut first_leaf } = *self;
        let positional = registry.columns.first().is_some_and(|column| column.field == "0");
        if positional {
            // A tuple is printed without its type, as the standard library does.
            let name = if registry.name.starts_with('(') { "" } else { registry.name };
            let mut tuple = f.debug_tuple(name);
            for column in registry.columns {
                match column.nested {
                    Some(registry) => tuple.field(&Row::<T> { cells, registry, first_leaf }),
                    None => tuple.field(&Leaf::<T> { cells, leaf: first_leaf }),
                };
                first_leaf += column.nested.map_or(1, Registry::leaf_count);
            }
            return tuple.finish();
        }
        let mut structure = f.debug_struct(registry.name);
        for column in registry.columns {
            match column.nested {
                Some(registry) => structure.field(column.field, &Row::<T> { cells, registry, first_leaf }),
                None => structure.field(column.field, &Leaf::<T> { cells, leaf: first_leaf }),
            };
            first_leaf += column.nested.map_or(1, Registry::leaf_count);
        }
        structure.finish()
    }
}

/// One cell of a row.
pub(crate) struct Leaf<'a, T: SoA + 'a> {
    pub(crate) cells: RefsOf<'a, T>,
    pub(crate) leaf: usize,
}

impl<T: SoA> fmt::Debug for Leaf<'_, T>
where
    T::Columns: DebugColumn,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <T::Columns as DebugColumn>::fmt_cell(self.cells, self.leaf, f)
    }
}

/// References to records whose every field is `PartialEq`.
#[diagnostic::on_unimplemented(
    message = "rows of `{T}` cannot be compared",
    note = "derive or implement `PartialEq` for the type of every field of `{T}`"
)]
pub trait EqRecord<'a, T: SoA + 'a> {
    /// Whether two rows are equal, field by field.
    fn eq_row(a: ProxyOf<'a, T>, b: ProxyOf<'a, T>) -> bool;

    /// Whether two runs of rows are equal.
    fn eq_rows(a: ViewOf<'a, T>, b: ViewOf<'a, T>) -> bool;
}

impl<'a, T: SoA> EqRecord<'a, T> for &'a T
where
    T::Columns: EqColumn,
{
    fn eq_row(a: ProxyOf<'a, T>, b: ProxyOf<'a, T>) -> bool {
        <T::Columns as EqColumn>::eq_cell(<T as Lend<'a>>::proxy_cells(a), <T as Lend<'a>>::proxy_cells(b))
    }

    fn eq_rows(a: ViewOf<'a, T>, b: ViewOf<'a, T>) -> bool {
        a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| Self::eq_row(a, b))
    }
}

/// The cells of an owned record, borrowed, for comparison with rows.
pub(crate) fn eq_record<T: SoA>(cells: RefsOf<'_, T>, record: &T) -> bool
where
    T::Columns: EqColumn,
{
    <T::Columns as EqColumn>::eq_cell(cells, record.lend())
}
