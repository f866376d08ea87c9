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
pub use core::marker::{Copy, PhantomData, Sized};
pub use core::mem::drop;
pub use core::option::Option::{self, None, Some};
pub use core::primitive::{bool, str};
pub use core::result::Result::{self, Err, Ok};

pub use soakit_runtime::column::{
    Column, Dict, DictSlice, Nullable, NullableDictSlice, NullableDictSliceMut, NullableMut, NullableTextSlice,
    NullableTextSliceMut, NullableVecSlice, NullableVecSliceMut, Reborrow, Text, TextSlice, Unit, UnitSlice,
};
pub use soakit_runtime::record::derived::{NoDerived, NoOrigin};
pub use soakit_runtime::record::{
    Access, Bulk, Cells, ColumnInfo, ColumnKind, DebugRecord, DropProbe, EqRecord, Field, Here, Inspector, Left, Lend,
    Miss, MutSlicesOf, MutsOf, NoDrop, OpaqueCell, OpaqueType, Path, ProbeCell, ProbeType, Proxy, ProxyMut, ProxyOf,
    RefsOf, Registry, Right, ScalarCell, ScalarType, SlicesOf, Slot, SoA, Store, Stored, Then, Tokens, Value, View, ViewMut,
    split_path,
};

/// The columns of a nested record as a container of their own. They come from a settled tree, so they have one length.
#[must_use]
pub fn nested_bulk<T: SoA>(columns: T::Columns) -> Bulk<T> {
    match Bulk::from_tree(columns) {
        Ok(bulk) => bulk,
        Err(mismatch) => unreachable!("{mismatch}"),
    }
}
