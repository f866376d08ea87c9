//! What the derive's expansion names. No part of the public interface: it changes without notice.
//!
//! Names of the standard library stand here too, so that generated code works without a prelude, without `std`, and
//! beside modules of any name.

extern crate alloc;

pub use alloc::vec::Vec;
pub use core::assert;
pub use core::clone::Clone;
pub use core::cmp::PartialEq;
pub use core::default::Default;
pub use core::fmt::{Debug, Formatter, Result as FmtResult};
pub use core::marker::{Copy, PhantomData, Send, Sized, Sync};
pub use core::option::Option::{self, None, Some};
pub use core::primitive::{bool, str, u32, u64, usize};
pub use core::result::Result::{self, Err, Ok};

pub use soakit_runtime::column::{
    CloneColumn, Column, Dict, DictSlice, Nullable, NullableDictSlice, NullableDictSliceMut, NullableMut,
    NullableTextSlice, NullableTextSliceMut, NullableVecSlice, NullableVecSliceMut, Reborrow, Text, TextSlice, Unit,
    UnitSlice,
};
pub use soakit_runtime::record::derived::{
    Cache, Cached, ColumnWise, Computed, Dependency, DerivedColumn, Fused, Hooks, InOneThread, InPlace, InTurn, Leaves,
    NoDerived, NoOrigin, Refresh, Repair, RowWise, Source,
};
pub use soakit_runtime::record::{
    Access, At, Bulk, Cell, Cells, Coded, ColumnInfo, ColumnKind, DebugRecord, Derivation, DropProbe, Element,
    EqRecord, Field, FromRow, Here, Inspector, Left, Lend, Miss, MutSlicesOf, MutsOf, Nested, NoDrop, OpaqueCell,
    OpaqueType, Path, Place, Plain, ProbeCell, ProbeType, Proxy, ProxyMut, ProxyMutPart, ProxyOf, ProxyPart, RefsOf,
    Registry, Right, Scalar, ScalarCell, ScalarType, SlicesOf, Slot, SoA, Store, Stored, StoredToken, Then, Tokens,
    Value, Variants, View, ViewMut, ViewMutPart, ViewPart, cell_like, split_path, value_of, value_variant,
    variant_value,
};

/// A record in no container, as a row.
#[inline(always)]
pub fn proxy_of<'s, T: Lend<'s>>(record: &'s T) -> T::Proxy {
    T::proxy(record.lend(), Default::default())
}

/// A row, for a shorter time.
#[inline(always)]
pub fn shorter_proxy<'s, 'a: 's, T: SoA + 'a>(
    proxy: <T as Lend<'a>>::Proxy,
    origin: <T as Lend<'s>>::Origin,
) -> <T as Lend<'s>>::Proxy {
    <T as Lend<'s>>::proxy(<T as Lend<'a>>::proxy_cells(proxy), origin)
}

/// A mutably borrowed row, shared for a shorter time.
#[inline(always)]
pub fn shared_proxy<'s, 'a: 's, T: SoA + 'a>(proxy: &'s <T as Lend<'a>>::ProxyMut) -> <T as Lend<'s>>::Proxy {
    <T as Lend<'s>>::proxy(proxy.cells(), Default::default())
}

/// Mutably borrowed rows, for a shorter time.
#[inline(always)]
pub fn reborrow<'s, 'a: 's, T: SoA + 'a>(view: &'s mut <T as Lend<'a>>::ViewMut) -> <T as Lend<'s>>::ViewMut {
    <T as Lend<'s>>::view_mut(<T as Lend<'a>>::view_mut_reborrow(view))
}

/// Mutably borrowed rows, shared for a shorter time.
#[inline(always)]
pub fn share<'s, 'a: 's, T: SoA + 'a>(view: &'s <T as Lend<'a>>::ViewMut) -> <T as Lend<'s>>::View {
    <T as Lend<'s>>::view(<T as Lend<'a>>::view_mut_share(view), Default::default())
}

/// The column at path `P`.
pub type ColumnAt<T, P> = <<T as Stored>::Columns as At<P>>::Column;

/// Derived column `N`.
pub type ColumnOf<T, const N: usize> = <T as DerivedColumn<N>>::Column;

/// The cells of derived column `N`.
pub type CellOf<T, const N: usize> = <<T as DerivedColumn<N>>::Column as Column>::Item;

/// The tokens of a record.
#[must_use]
pub const fn tokens<T: SoA>() -> T::Fields<T, Here> {
    Tokens::ALL
}

/// What a token names within a nested record, as a dependency of a derived column of `T`.
#[must_use]
pub const fn part<T, K: Tokens>(_: K) -> <K::Place as Dependency<T>>::Part
where
    K::Place: Dependency<T>,
{
    <K::Place as Dependency<T>>::PART
}

/// The columns of a nested record as a container of their own. They come from a settled tree, so they have one length.
#[must_use]
pub fn nested_bulk<T: SoA>(columns: T::Columns) -> Bulk<T> {
    match Bulk::from_tree(columns) {
        Ok(bulk) => bulk,
        Err(mismatch) => unreachable!("{mismatch}"),
    }
}
