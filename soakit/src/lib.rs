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
/// A view whose fields are all nested records, any borrowed form of a record without fields, and views and proxies of a
/// record with derived columns have a private member.
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
/// - `#[soa(alias = "gust_mph")]`: a further name that the column may have in a file that is read; any number of times.
/// - `#[soa(validate = |gust| condition, message = "…")]`: a predicate over the borrowed cell, or the path of a function
///   `fn(cell) -> bool`. Asked by [`Bulk::try_push`], [`Bulk::validate`] and their like.
///
/// # Derived columns
///
/// `#[soa(derived(…))]` on the struct declares columns that are computed from fields and from each other, kept, and never
/// stale. [The guide](guide::derived) has the whole story: what is computed again and when, threads, panics, what is
/// refused and why, and the code that is generated.
///
/// ```
/// use soakit::prelude::*;
///
/// #[derive(SoA)]
/// #[soa(derived(
///     /// Metres per second.
///     pub speed: f64 = |vx, &vy| vx.hypot(vy),
///     label: String = describe(name, speed),
///     share: [f64] = |vx| share_of_total(vx),
///     #[soa(rename = "Rest", validate = |rest| rest.is_none_or(|rest| *rest >= 0.0), message = "fuel is used up")]
///     eager rest: Option<f64> = |speed, fuel.litres as &fuel| (*speed > 0.0).then(|| fuel / speed),
/// ))]
/// struct Ship {
///     name: String,
///     vx: f64,
///     vy: f64,
///     #[soa(nested)]
///     fuel: Tank,
/// }
///
/// #[derive(SoA)]
/// struct Tank {
///     litres: f64,
/// }
///
/// fn describe(name: &str, speed: &f64) -> String {
///     format!("{name} at {speed} m/s")
/// }
///
/// fn share_of_total(cells: &[f64]) -> Vec<f64> {
///     let total: f64 = cells.iter().sum();
///     cells.iter().map(|cell| cell / total).collect()
/// }
///
/// let mut fleet = Bulk::from([Ship { name: "Anna".into(), vx: 3.0, vy: 4.0, fuel: Tank { litres: 10.0 } }]);
/// assert_eq!(fleet.speed(), [5.0]);
/// fleet.vx_mut()[0] = 0.0;
/// assert_eq!(fleet.label().get(0), Some("Anna at 4 m/s"));
/// ```
///
/// A declaration is `attributes visibility eager name: Type = computation`:
///
/// - attributes are documentation and `#[soa(…)]`; `eager` and the visibility may be left out. An eager column is computed
///   when the method that changes the container returns, any other when it is read;
/// - a computation is a closure whose parameters are the dependencies, or the call of a function whose arguments are. A
///   dependency is a field, a field of a nested record (`fuel.litres`), or a derived column, perhaps `as` another name; in a
///   tuple struct, `field_0`. Cells come by reference, and `&name` binds the value;
/// - `[T]` as the type makes the column column-wise: the computation receives slices, and answers with a whole column.
///
/// Containers, views and proxies get a method of the column's name, `WeatherFields` a token (in a tuple struct, a method).
/// Records and `WeatherRow` do not: a derived column belongs to a container.
///
/// Options of a derived column:
///
/// - `rename`, `validate`, `message`, `dict`, `column`: as on a field;
/// - `#[soa(serialize)]`: text formats hold the column, and what they hold is compared with what is computed;
/// - `#[soa(before = path, after = path)]`: functions that take a [`&Recomputation`](Recomputation), called around every
///   computation.
///
/// Methods of the container: [`refresh`](Bulk::refresh), [`refresh_columns`](Bulk::refresh_columns),
/// [`is_fresh`](Bulk::is_fresh), [`forget_derived`](Bulk::forget_derived), [`memory_usage`](Bulk::memory_usage),
/// [`columns_mut`](Bulk::columns_mut), [`set_cell_if_changed`](Bulk::set_cell_if_changed),
/// [`set_if_changed`](Bulk::set_if_changed), [`mark`](Bulk::mark), [`changes_since`](Bulk::changes_since); the graph:
/// [`Registry::to_mermaid`], [`Registry::to_dot`].
///
/// # Options of the struct
///
/// - `#[soa(crate = path)]`: where to find `soakit` under another name.
/// - `#[soa(derive(View: Hash; Columns: Clone, Debug))]`: further derives for `View`, `ViewMut`, `Proxy`, `ProxyMut` or
///   `Columns`. `View` and `Proxy` are `Clone`, `Copy`, `Debug` and `PartialEq` already.
/// - `#[soa(attr(Proxy: must_use))]`: further attributes for the same types.
pub use soakit_derive::SoA;

/// Makes a type of your own a cell: implements [`trait@Cell`], so that it stands in columns of results, in tuples, and in
/// expressions, and can be a key.
///
/// | type | what it gets |
/// | --- | --- |
/// | an enum without data | [`Cell`](trait@Cell), [`Plain`], [`Coded`] (in the order of the variants), [`Variants`] (their names), [`Scalar`] (the name as text) |
/// | a `Copy` struct of one field | `Cell`, `Plain`; `Coded` and `Scalar` if the field has them |
/// | another `Copy` struct | `Cell`, `Plain`: copied whole, never taken apart |
///
/// The type must be `Copy`, `Send` and `Sync`, and take no parameters. A struct whose fields should have columns of their
/// own is a record: derive [`trait@SoA`] for it.
///
/// ```
/// use soakit::prelude::*;
/// use soakit::{Coded, Value, Variants};
///
/// #[derive(Clone, Copy, Debug, PartialEq, Cell)]
/// enum Airport {
///     #[cell(rename = "EWR")]
///     Newark,
///     #[cell(rename = "JFK")]
///     Kennedy,
/// }
///
/// assert_eq!(Airport::NAMES, ["EWR", "JFK"]);
/// assert!(Airport::Newark.code() < Airport::Kennedy.code());
/// let rows = Bulk::from([(Airport::Kennedy, 3_u64)]);
/// assert_eq!(rows.field_0(), [Airport::Kennedy]);
/// assert_eq!(rows.value(0, "0"), Ok(Value::Text("JFK".into())));
/// ```
///
/// Options: `#[cell(rename = "…")]` on a variant, its name in files and messages; `#[cell(crate = path)]` on the type, where
/// to find `soakit` under another name.
pub use soakit_derive::Cell;

pub use soakit_runtime::record::derived::{Computed, Recomputation};
pub use soakit_runtime::record::{
    Bulk, Cell, Changes, Chunks, ChunksExact, ChunksMut, Coded, ColumnMemory, Constant, DerivedTokens, Element, Field,
    FromRow, IntoIter, Iter, IterMut, Key, Mark, MemoryUsage, Miss, Partition, Partitions, Path, Permutation,
    PermutationError, Plain, Proxy, ProxyMut, ProxyMutOf, ProxyOf, Registry, Scalar, Selection, SoA, StoredToken,
    StoredTokens, Token, TupleBulk, Value, Variants, View, ViewMut, ViewMutOf, ViewOf, Windows,
};
pub use soakit_runtime::record::{ColumnInfo, ColumnKind, Derivation};
pub use soakit_runtime::words::{ColumnError, LengthMismatch, RowIndex, ValueError, Violation, Violations};
pub use soakit_runtime::words::{Decimal, DecimalError, Rounding, WideDecimal};

#[cfg(feature = "parallel")]
pub use soakit_runtime::{rayon, record::parallel};

#[cfg(feature = "serde")]
pub use soakit_runtime::record::serde;

#[cfg(feature = "postcard")]
pub use soakit_io::postcard;

#[cfg(feature = "toml")]
pub use soakit_io::toml;

#[cfg(feature = "arrow")]
pub use soakit_arrow as arrow;

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

/// CSV: text with delimiters, in and out of typed columns.
#[cfg(feature = "io")]
pub use soakit_io::csv;

/// JSON: objects in lines or in an array, and columns as lists, in and out of typed columns.
#[cfg(feature = "io")]
pub use soakit_io::json;

/// Text as cells, and what all text formats share: errors, reports, what happens with rows that cannot be read.
#[cfg(feature = "io")]
pub mod io {
    #[cfg(any(feature = "postcard", feature = "toml"))]
    pub use soakit_io::FormError;
    pub use soakit_io::cell::{Any, Expected, ParseCell, Shape, WriteCell};
    pub use soakit_io::column::{ReadColumn, WriteColumn};
    pub use soakit_io::error::{BadCell, BadRecord, ColumnsError, Location, ReadError, RecordProblem};
    pub use soakit_io::{Bad, Chunks, OnError, Report, Texts, UnwritableCell, WriteError};
}

/// Queries: what their results, their aggregates and their settings are made of. They start at [`Bulk::query`].
pub mod query {
    #[cfg(feature = "std")]
    pub use soakit_runtime::pipeline::Analysis;
    pub use soakit_runtime::pipeline::{Cancelled, Control, Interpolation, Parallel};
    pub use soakit_runtime::query::{
        Agg, AggExpr, Aggregate, AggregateExpr, Boxed, FrameExpr, GroupBy, OrderExpr, Outputs, Predicate, Query,
        QueryView, RowFilter, ShiftExpr, Window, count, cume_dist, dense_rank, ntile, percent_rank, rank, row_number,
    };
}

/// Expressions: what closures of queries answer with. [The guide](crate::guide::expressions) says what they do with missing
/// values, NaN and overflow.
pub mod expression {
    /// What functions of expressions ask of types: implement these for numbers and dates of your own.
    pub use soakit_runtime::expression::function::{Arithmetic, DateParts, Float, Integer, Number, TimeParts};
    pub use soakit_runtime::expression::{
        Calc, DateExpr, Expr, KeyCell, MathExpr, Operand, PatternError, PatternProblem, TextExpr,
    };
    /// What is known of a filter before it meets a row, and of rows before they are read.
    pub use soakit_runtime::expression::{Extent, Requirement, Requirements, Test};
}

/// What programs import: `use soakit::prelude::*`.
pub mod prelude {
    pub use crate::{Bulk, Cell, SoA};
    pub use soakit_runtime::column::Reborrow as _;
    pub use soakit_runtime::expression::{DateExpr as _, Expr as _, MathExpr as _, TextExpr as _};
    pub use soakit_runtime::query::{
        AggregateExpr as _, FrameExpr as _, OrderExpr as _, QueryView as _, ShiftExpr as _, count,
    };
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
    #[doc = include_str!("../guide/expressions.md")]
    pub mod expressions {}
    #[doc = include_str!("../guide/queries.md")]
    pub mod queries {}
    #[cfg(feature = "io")]
    #[doc = include_str!("../guide/files.md")]
    pub mod files {}
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
