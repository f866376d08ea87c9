//! Floor 1: columns, the memory of one field.
//!
//! A record's storage is *one* column: a balanced tree of pairs whose leaves are the columns of the fields, such as
//! `((Vec<u64>, Vec<f64>), (Vec<f64>, Text))`. [`Column`] is implemented for leaves and, once, for a pair; so every
//! algorithm above this floor is written once, for a single column, and rustc unfolds it over the tree.
//!
//! # One length
//!
//! A column inside a store does not decide how many rows it has: the store does, and passes the number to every call.
//! That makes a push one comparison and one increment for the whole record (the peers pay one of each per field), and
//! it leaves no second length that could disagree. Three numbered rules hold between the store and its columns:
//!
//! 1. **Rows below `len` are whole.** `len` is the number the store passes in. Every column holds a live cell for each.
//! 2. **A column owns what its drop would drop.** Dropping a column never touches a dead cell, whatever the store was
//!    doing when a panic came. Columns whose cells need no drop may forget how many they hold.
//! 3. **Structural changes call no user code while the tree is out of step.** Removed cells move into a column of their
//!    own, which the caller drops after the store is whole again. Only `Clone` runs inside a column, and what it left
//!    half done lies beyond `len`, where nobody looks.
//!
//! A column that a user holds (from `into_columns`) is *settled*: its own length is exact.
//!
//! Deliberately absent: names, records, bounds checks. The callers in the `record` floor do the checking.

mod bits;
mod cells;
mod dict;
#[cfg(test)]
mod harness;
mod nullable;
mod pair;
mod parts;
mod text;
mod traits;
mod unit;
mod vec;

pub use bits::{BitMut, BitSlice, BitSliceMut, Bits};
pub use cells::{CellIter, CellIterMut, Walk};
pub use dict::{Dict, DictSlice};
pub use nullable::{
    CloneFill, Fill, Nullable, NullableDictSlice, NullableDictSliceMut, NullableMut, NullableSlice, NullableSliceMut,
    NullableTextSlice, NullableTextSliceMut, NullableVecSlice, NullableVecSliceMut, SlotSlice, SlotSliceMut, Zeroed,
};
pub use parts::PartsError;
pub use text::{Text, TextSlice};
pub use traits::{
    CloneColumn, Column, DebugColumn, EqColumn, Growth, HashColumn, OrdColumn, Reborrow, Slice, SliceMut,
    TotalEqColumn, TotalOrdColumn,
};
pub use unit::{Unit, UnitSlice};
