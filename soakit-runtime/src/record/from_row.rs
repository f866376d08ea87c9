//! [`FromRow`]: a named record out of a tuple of results.

use core::any::Any;

use super::{Bulk, SoA};

/// A record that is made from a tuple with the types of its fields, in their order.
///
/// Implemented by `#[derive(SoA)]` for structs of one to twelve fields; what `…_into::<Summary>(…)` asks for.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be made from `{Row}`",
    label = "its fields have other types, or another order",
    note = "a named result takes one value for each field, in the order of the fields, of exactly the field's type"
)]
pub trait FromRow<Row>: SoA {
    /// The record.
    fn from_row(row: Row) -> Self;
}

impl<Row: SoA> Bulk<Row> {
    /// The same rows under other names: tuples as a record with fields of the same types, in the same order.
    ///
    /// Columns of the same kind are handed over; only where a field is kept in another way (`#[soa(dict)]`) the rows are
    /// copied one by one. Validators are not asked.
    ///
    /// # Complexity
    /// O(1) where all columns are of the same kind, otherwise O(rows).
    #[must_use]
    pub fn into_named<T>(self) -> Bulk<T>
    where
        T: FromRow<Row, Columns: 'static>,
        Row::Columns: 'static,
    {
        let mut columns = Some(self.into_tree());
        if let Some(same) = (&mut columns as &mut dyn Any).downcast_mut::<Option<T::Columns>>()
            && let Some(Ok(named)) = same.take().map(Bulk::from_tree)
        {
            return named;
        }
        let rows = columns.map(Self::from_tree).into_iter().flatten().flatten();
        rows.map(T::from_row).collect()
    }
}
