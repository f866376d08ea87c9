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
pub use core::primitive::{bool, str, u8, u32, u64, usize};
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

pub use crate::{__formats_of_newtype as formats_of_newtype, __formats_of_variants as formats_of_variants};

#[cfg(feature = "arrow")]
pub use soakit_arrow::{ArrowAs, ArrowCell, CellProblem, Variant};
#[cfg(feature = "io")]
pub use soakit_io::cell::{ParseCell, Shape, WriteCell, variants};
#[cfg(feature = "io")]
pub use {alloc::string::String, soakit_io::cell::Expected};

/// What file formats know of an enum without data.
#[doc(hidden)]
#[macro_export]
macro_rules! __formats_of_variants {
    ($cell:ident) => {
        $crate::__text_of_variants! { $cell }
        $crate::__arrow_of_variants! { $cell }
    };
}

/// What file formats know of a struct of one field.
#[doc(hidden)]
#[macro_export]
macro_rules! __formats_of_newtype {
    ($cell:ident { $member:tt: $inner:ty }) => {
        $crate::__text_of_newtype! { $cell { $member: $inner } }
        $crate::__arrow_of_newtype! { $cell { $member: $inner } }
    };
}

#[cfg(feature = "io")]
#[doc(hidden)]
#[macro_export]
macro_rules! __text_of_variants {
    ($cell:ident) => {
        impl $crate::__private::ParseCell for $cell
        where
            for<'x> Self: $crate::__private::Copy + $crate::__private::Send + $crate::__private::Sync,
        {
            const SHAPE: $crate::__private::Shape = $crate::__private::Shape::Text;

            fn expected() -> $crate::__private::Expected {
                $crate::__private::variants::expected_variant::<Self>()
            }
            #[inline]
            fn parse_cell(text: &$crate::__private::str) -> $crate::__private::Option<Self> {
                $crate::__private::variants::parse_variant(text)
            }
        }
        impl $crate::__private::WriteCell for $cell
        where
            for<'x> Self: $crate::__private::Copy + $crate::__private::Send + $crate::__private::Sync,
        {
            const SHAPE: $crate::__private::Shape = $crate::__private::Shape::Text;

            fn write_cell(&self, out: &mut $crate::__private::String) {
                $crate::__private::variants::write_variant(*self, out);
            }
        }
    };
}

#[cfg(feature = "io")]
#[doc(hidden)]
#[macro_export]
macro_rules! __text_of_newtype {
    ($cell:ident { $member:tt: $inner:ty }) => {
        impl $crate::__private::ParseCell for $cell
        where
            for<'x> $inner: $crate::__private::ParseCell,
        {
            const SHAPE: $crate::__private::Shape = <$inner as $crate::__private::ParseCell>::SHAPE;

            fn expected() -> $crate::__private::Expected {
                <$inner as $crate::__private::ParseCell>::expected()
            }
            #[inline]
            fn parse_cell(text: &$crate::__private::str) -> $crate::__private::Option<Self> {
                $crate::__private::Option::map(<$inner as $crate::__private::ParseCell>::parse_cell(text), |value| {
                    Self { $member: value }
                })
            }
            fn parse_item(text: &$crate::__private::str, is_quoted: bool) -> $crate::__private::Option<Self> {
                let value = <$inner as $crate::__private::ParseCell>::parse_item(text, is_quoted);
                $crate::__private::Option::map(value, |value| Self { $member: value })
            }
        }
        impl $crate::__private::WriteCell for $cell
        where
            for<'x> $inner: $crate::__private::WriteCell,
        {
            const SHAPE: $crate::__private::Shape = <$inner as $crate::__private::WriteCell>::SHAPE;

            fn write_cell(&self, out: &mut $crate::__private::String) {
                <$inner as $crate::__private::WriteCell>::write_cell(&self.$member, out);
            }
            fn write_item(&self, out: &mut $crate::__private::String) {
                <$inner as $crate::__private::WriteCell>::write_item(&self.$member, out);
            }
        }
    };
}

#[cfg(not(feature = "io"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __text_of_variants {
    ($($ignored:tt)*) => {};
}

#[cfg(not(feature = "io"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __text_of_newtype {
    ($($ignored:tt)*) => {};
}

#[cfg(feature = "arrow")]
#[doc(hidden)]
#[macro_export]
macro_rules! __arrow_of_variants {
    ($cell:ident) => {
        impl $crate::__private::ArrowAs for $cell
        where
            for<'x> Self: $crate::__private::Copy + $crate::__private::Send + $crate::__private::Sync,
        {
            type Cell = $crate::__private::Variant<Self>;

            fn into_arrow(self) -> $crate::__private::Result<Self::Cell, $crate::__private::CellProblem> {
                $crate::__private::Ok($crate::__private::Variant(self))
            }
            fn from_arrow(cell: Self::Cell) -> $crate::__private::Result<Self, $crate::__private::CellProblem> {
                $crate::__private::Ok(cell.0)
            }
        }
    };
}

#[cfg(feature = "arrow")]
#[doc(hidden)]
#[macro_export]
macro_rules! __arrow_of_newtype {
    ($cell:ident { $member:tt: $inner:ty }) => {
        impl $crate::__private::ArrowAs for $cell
        where
            for<'x> Self: $crate::__private::Copy + $crate::__private::Send + $crate::__private::Sync,
            for<'x> $inner: $crate::__private::ArrowCell,
        {
            type Cell = $inner;

            fn into_arrow(self) -> $crate::__private::Result<Self::Cell, $crate::__private::CellProblem> {
                $crate::__private::Ok(self.$member)
            }
            fn from_arrow(cell: Self::Cell) -> $crate::__private::Result<Self, $crate::__private::CellProblem> {
                $crate::__private::Ok(Self { $member: cell })
            }
        }
    };
}

#[cfg(not(feature = "arrow"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __arrow_of_variants {
    ($($ignored:tt)*) => {};
}

#[cfg(not(feature = "arrow"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __arrow_of_newtype {
    ($($ignored:tt)*) => {};
}
