//! SoAKit turns a plain struct into typed columns.
//!
//! ```
//! use soakit::prelude::*;
//!
//! /// One hourly observation.
//! #[derive(SoA, Clone, Debug, PartialEq)]
//! struct Weather {
//!     month: u8,
//!     temp: f64,
//!     gust: Option<f64>,
//! }
//!
//! let mut weather = Bulk::<Weather>::new();
//! weather.push(Weather { month: 1, temp: 39.0, gust: None });
//! weather.push(Weather { month: 7, temp: 81.0, gust: Some(12.5) });
//!
//! assert_eq!(weather.temp(), [39.0, 81.0]); // a column is a slice
//! weather.temp_mut()[0] = 40.0;
//! assert_eq!(weather.iter().filter(|row| *row.temp > 50.0).count(), 1);
//! ```

#![no_std]
#![forbid(unsafe_code)]

/// Keeps a struct in columns: implements [`trait@SoA`] and generates the types that lend its rows.
///
/// For a struct `Weather` it generates, as visible as the struct itself and with fields as visible as its fields:
///
/// | type | what it is |
/// | --- | --- |
/// | `WeatherView<'a>`, `WeatherViewMut<'a>` | contiguous rows borrowed: one slice per field |
/// | `WeatherProxy<'a>`, `WeatherProxyMut<'a>` | one row borrowed: one reference per field |
/// | `WeatherRow` | a trait with one method per field, for records and proxies alike |
/// | `WeatherColumns` | the columns, owned |
/// | `WeatherFields` | one token per field: what closures such as <code>\|w\| w.temp</code> receive |
/// | `WeatherBulk` | the methods `temp()` and `temp_mut()` that [`Bulk`] dereferences to |
///
/// In a tuple struct the methods are called `field_0`, `field_0_mut`, `field_1`, …; views and proxies are tuple structs.
/// A view whose fields are all nested records, and any borrowed form of a record without fields, has a private member.
///
/// # How a field is kept
///
/// | written | kept as |
/// | --- | --- |
/// | `String` | [`Text`](column::Text), offsets and bytes; cells are `&str` |
/// | `Option<T>` | [`Nullable`](column::Nullable), values and a bitmap; cells are `Option<&T>` |
/// | `#[soa(dict)] carrier: String` | [`Dict`](column::Dict), codes and distinct words; cells are `&str` |
/// | `#[soa(nested)] position: Point` | the columns of `Point`, itself a record |
/// | `#[soa(column = Bits)] alive: bool` | a column of your choice |
/// | anything else | `Vec<T>` |
///
/// Text cells are read-only in rows and views, and change through the container; so text columns have no `_mut` method.
///
/// # Other options of a field
///
/// - `#[soa(rename = "Wind gust")]`: the name in files, messages and access by name.
/// - `#[soa(validate = |gust| condition, message = "…")]`: a predicate over the borrowed cell, or the path of a function
///   `fn(cell) -> bool`. Asked by [`Bulk::try_push`], [`Bulk::validate`] and their like.
///
/// # Options of the struct
///
/// - `#[soa(crate = path)]`: where to find `soakit` under another name.
/// - `#[soa(derive(View: Hash; Columns: Clone, Debug))]`: further derives for `View`, `ViewMut`, `Proxy`, `ProxyMut` or
///   `Columns`. `View` and `Proxy` are `Clone`, `Copy`, `Debug` and `PartialEq` already.
/// - `#[soa(attr(Proxy: must_use))]`: further attributes for the same types.
pub use soakit_derive::SoA;

pub use soakit_runtime::record::derived::{Computed, Recomputation};
pub use soakit_runtime::record::{
    Bulk, Changes, Chunks, ChunksExact, ChunksMut, ColumnMemory, DerivedTokens, Field, IntoIter, Iter, IterMut, Key,
    Mark, MemoryUsage, Miss, Partition, Partitions, Path, Permutation, PermutationError, Proxy, ProxyMut, ProxyMutOf,
    ProxyOf, Registry, Scalar, Selection, SoA, StoredToken, StoredTokens, Token, Value, View, ViewMut, ViewMutOf,
    ViewOf, Windows,
};
pub use soakit_runtime::record::{ColumnInfo, ColumnKind, Derivation};
pub use soakit_runtime::words::{ColumnError, LengthMismatch, RowIndex, ValueError, Violation, Violations};

#[cfg(feature = "parallel")]
pub use soakit_runtime::{rayon, record::parallel};

#[cfg(feature = "serde")]
pub use soakit_runtime::record::serde;

/// Columns: the memory of one field.
pub mod column {
    pub use soakit_runtime::column::{
        BitMut, BitSlice, BitSliceMut, Bits, CellIter, CellIterMut, Dict, DictSlice, Nullable, NullableDictSlice,
        NullableDictSliceMut, NullableMut, NullableSlice, NullableSliceMut, NullableTextSlice, NullableTextSliceMut,
        NullableVecSlice, NullableVecSliceMut, PartsError, Text, TextSlice, Unit, UnitSlice,
    };

    /// The traits of columns, as bounds for code that works for any record: `T::Columns: CloneColumn`.
    ///
    /// They stand apart because their methods are named like those of `Vec`, and would be found first.
    pub mod traits {
        pub use soakit_runtime::column::{
            CloneColumn, Column, DebugColumn, EqColumn, HashColumn, OrdColumn, Reborrow, Slice, SliceMut,
            TotalEqColumn, TotalOrdColumn,
        };
    }
}

/// What programs import: `use soakit::prelude::*`.
pub mod prelude {
    pub use crate::{Bulk, SoA};
    pub use soakit_runtime::column::Reborrow as _;
    pub use soakit_runtime::record::{Proxy as _, ProxyMut as _, View as _, ViewMut as _};
}

/// The guide: from a first struct to threads. Every example runs.
pub mod guide {
    #[doc = include_str!("../guide/start.md")]
    pub mod start {}
    #[doc = include_str!("../guide/columns.md")]
    pub mod columns {}
    #[doc = include_str!("../guide/rows.md")]
    pub mod rows {}
    #[doc = include_str!("../guide/derived.md")]
    pub mod derived {}
    #[doc = include_str!("../guide/names.md")]
    pub mod names {}
    #[doc = include_str!("../guide/serde.md")]
    pub mod serde {}
    #[doc = include_str!("../guide/threads.md")]
    pub mod threads {}
}

/// The README's example runs, too.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}

#[doc(hidden)]
pub mod __private;
