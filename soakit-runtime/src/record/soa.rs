//! The traits that `#[derive(SoA)]` implements. Nobody writes them by hand.
//!
//! [`Stored`] says how a record falls apart into cells; [`Lend`] names the borrowed forms of one lifetime; [`SoA`] adds
//! what needs no lifetime. `Lend` takes its lifetime as a parameter of the trait rather than of an associated type: a
//! closure over rows must accept *any* lifetime, and with generic associated types rustc would then demand
//! `T: 'static`. The defaulted parameter `Implied` carries the fact that `T` outlives `'a`.

use super::derived::{Caches, Origin};
use super::{Inspector, Miss, Path, Proxy, ProxyMut, Registry, Slot, Store, Tokens, Value, View, ViewMut};
use crate::column::Column;
use crate::words::LengthMismatch;

/// The owned cells of one row of `T`.
pub type Cells<T> = <<T as Stored>::Columns as Column>::Item;
/// The borrowed cells of one row of `T`.
pub type RefsOf<'a, T> = <<T as Stored>::Columns as Column>::Ref<'a>;
/// The mutably borrowed cells of one row of `T`.
pub type MutsOf<'a, T> = <<T as Stored>::Columns as Column>::Mut<'a>;
/// The borrowed cells of contiguous rows of `T`.
pub type SlicesOf<'a, T> = <<T as Stored>::Columns as Column>::Slice<'a>;
/// The mutably borrowed cells of contiguous rows of `T`.
pub type MutSlicesOf<'a, T> = <<T as Stored>::Columns as Column>::SliceMut<'a>;
/// One row of `T`, borrowed: `WeatherProxy<'a>` for a record `Weather`.
pub type ProxyOf<'a, T> = <T as Lend<'a>>::Proxy;
/// One row of `T`, mutably borrowed: `WeatherProxyMut<'a>` for a record `Weather`.
pub type ProxyMutOf<'a, T> = <T as Lend<'a>>::ProxyMut;
/// Contiguous rows of `T`, borrowed: `WeatherView<'a>` for a record `Weather`.
pub type ViewOf<'a, T> = <T as Lend<'a>>::View;
/// Contiguous rows of `T`, mutably borrowed: `WeatherViewMut<'a>` for a record `Weather`.
pub type ViewMutOf<'a, T> = <T as Lend<'a>>::ViewMut;

/// How a record falls apart into cells, and how it comes together again.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a record",
    label = "has no columns",
    note = "put `#[derive(SoA)]` on the struct; a field marked `#[soa(nested)]` must have such a struct as its type"
)]
pub trait Stored: Sized {
    /// The record's storage: a balanced tree of the columns of its fields.
    type Columns: Column;
    /// The caches of the derived columns.
    type Derived: Caches<Self>;

    /// Takes a record apart.
    fn into_cells(self) -> Cells<Self>;

    /// Puts a record together.
    fn from_cells(cells: Cells<Self>) -> Self;

    /// Borrows the cells of a record that is in no container.
    fn lend(&self) -> RefsOf<'_, Self>;
}

/// The borrowed forms of a record, for one lifetime.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a record",
    label = "has no columns",
    note = "put `#[derive(SoA)]` on the struct; a field marked `#[soa(nested)]` must have such a struct as its type"
)]
pub trait Lend<'a, Implied = &'a Self>: Stored {
    /// Contiguous rows: one slice per field.
    type View: View<'a, Record = Self>;
    /// Contiguous rows: one mutable slice per field.
    type ViewMut: ViewMut<'a, Record = Self>;
    /// One row: one reference per field.
    type Proxy: Proxy<'a, Record = Self>;
    /// One row: one mutable reference per field.
    type ProxyMut: ProxyMut<'a, Record = Self>;

    /// What borrowed rows need to find derived columns.
    type Origin: Origin<'a, Self>;

    /// Names the slices of a tree.
    fn view(cells: SlicesOf<'a, Self>, origin: Self::Origin) -> Self::View
    where
        Self: 'a;

    /// The slices of a view; their lengths are whatever its maker put in.
    fn view_cells(view: Self::View) -> SlicesOf<'a, Self>
    where
        Self: 'a;

    /// Names the mutable slices of a tree.
    fn view_mut(cells: MutSlicesOf<'a, Self>) -> Self::ViewMut
    where
        Self: 'a;

    /// The slices of a mutable view; their lengths are whatever its maker put in.
    fn view_mut_cells(view: Self::ViewMut) -> MutSlicesOf<'a, Self>
    where
        Self: 'a;

    /// The slices of a mutable view, lent for a shorter time.
    fn view_mut_reborrow<'s>(view: &'s mut Self::ViewMut) -> MutSlicesOf<'s, Self>
    where
        Self: 'a,
        'a: 's;

    /// The slices of a mutable view, shared for a shorter time.
    fn view_mut_share<'s>(view: &'s Self::ViewMut) -> SlicesOf<'s, Self>
    where
        Self: 'a,
        'a: 's;

    /// Names the cells of a row.
    fn proxy(cells: RefsOf<'a, Self>, origin: Self::Origin) -> Self::Proxy
    where
        Self: 'a;

    /// The cells of a proxy, for any time that is not longer. (Over a generic nested record the proxy itself cannot be
    /// known to be covariant; field by field, its cells are.)
    fn proxy_cells<'s>(proxy: Self::Proxy) -> RefsOf<'s, Self>
    where
        Self: 'a,
        'a: 's;

    /// Names the mutable cells of a row.
    fn proxy_mut(cells: MutsOf<'a, Self>) -> Self::ProxyMut
    where
        Self: 'a;
}

/// A record that can be kept in columns.
///
/// Implemented by `#[derive(SoA)]`; use it as a bound in code that works for any record.
///
/// ```
/// # use soakit_runtime::record::{Bulk, SoA};
/// fn last_row<T: SoA>(bulk: &Bulk<T>) -> Option<usize> {
///     bulk.len().checked_sub(1)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a record",
    label = "has no columns",
    note = "put `#[derive(SoA)]` on the struct; a field marked `#[soa(nested)]` must have such a struct as its type"
)]
pub trait SoA: Stored + for<'x> Lend<'x> {
    /// What `Bulk<Self>` dereferences to: one method per field.
    type Access: Access<Self>;
    /// One token per field, of a record `R` in which this one stands at path `P`.
    type Fields<R, P: Path>: Tokens;
    /// The columns as a struct that its owner may take apart.
    type Parts;

    /// The names, types and documentation of the columns.
    const REGISTRY: &'static Registry;

    /// Names the columns of a settled tree.
    fn into_parts(columns: Self::Columns) -> Self::Parts;

    /// The tree of named columns. The lengths of the leaves are whatever the owner made them.
    fn from_parts(parts: Self::Parts) -> Self::Columns;

    /// Shows every validated cell of a row to the inspector.
    fn validate<'a>(row: ProxyOf<'a, Self>, inspector: &mut Inspector<'_>)
    where
        Self: 'a,
    {
        let _ = (row, inspector);
    }

    /// Whether some derived column has a validator.
    const VALIDATES_DERIVED: bool = false;

    /// Shows every cell of each validated derived column to the inspector.
    fn validate_derived(store: &Store<Self>, inspector: &mut Inspector<'_>) {
        let _ = (store, inspector);
    }

    /// Makes derived columns right, given as functions that each do so for one; together, where the columns may be shared
    /// between threads.
    fn refresh(store: &Store<Self>, columns: &[fn(&Store<Self>)]) {
        columns.iter().for_each(|compute| compute(store));
    }

    /// The cell of a row at a dotted path of external names.
    ///
    /// # Errors
    /// When there is no such column, or its type has no runtime form.
    fn value<'a>(row: ProxyOf<'a, Self>, path: &str) -> Result<Value, Miss>
    where
        Self: 'a;

    /// Writes the cell of a row at a dotted path of external names.
    ///
    /// # Errors
    /// When there is no such column, its type has no runtime form, the value has another type, or the validator refuses.
    /// Nothing has changed then.
    fn set_value(slot: Slot<'_, Self::Columns>, path: &str, value: Value) -> Result<(), Miss>;
}

/// What the derive wraps around a [`Store`].
///
/// The runtime asks for the store once per operation and trusts nothing else, so an implementation that answers with
/// different stores does no harm.
pub trait Access<T: SoA>: Sized {
    /// Wraps a store.
    fn from_store(store: Store<T>) -> Self;

    /// Unwraps it.
    fn into_store(self) -> Store<T>;

    /// Looks inside.
    fn store(&self) -> &Store<T>;

    /// Looks inside, mutably.
    fn store_mut(&mut self) -> &mut Store<T>;
}

/// Builds the error for columns of different lengths from leaf numbers.
#[cold]
pub(crate) fn length_mismatch<T: SoA>(first_rows: usize, (leaf, rows): (usize, usize)) -> LengthMismatch {
    let registry = T::REGISTRY;
    LengthMismatch::new(registry.name, (registry.leaf_name(0), first_rows), (registry.leaf_name(leaf), rows))
}
