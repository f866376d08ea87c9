//! Tuples are records: `Bulk<(u8, f64, String)>` keeps three columns, `Bulk<((Airport, u8), (u64, f64))>` four.
//!
//! The columns are called `0`, `1`, …; an inner tuple is a nested record. What is borrowed is a tuple again, so that closures
//! and loops take it apart:
//!
//! ```
//! # use soakit_runtime::record::{Bulk, View as _};
//! let mut stock = Bulk::from([("nail".to_owned(), 120_u64), ("screw".to_owned(), 80)]);
//! let (names, counts) = stock.view(); // a slice for each column
//! assert_eq!((names.get(1), counts), (Some("screw"), &[120, 80][..]));
//! for (name, count) in &stock {
//!     assert!(!name.is_empty() && *count > 0);
//! }
//! for (_, count) in &mut stock {
//!     *count -= 1;
//! }
//! assert_eq!(stock.field_1(), [119, 79]);
//! assert_eq!(stock.col(|(_, count)| count), [119, 79]);
//! ```
//!
//! # Shape
//!
//! Each element is a [`Cell`], which has a column of its own, or a record. [`Element`] tells which; its kind says how the
//! element is kept, lent and named, as `Stored`, `Lend` and `SoA` say of a record: [`KindStored`], [`KindLend`],
//! [`ElementKind`]. The kind of a cell is its column (`leaf`), that of a record [`Nested`]. A tuple's impls (`arities`) do no
//! more than ask each element's kind.
//!
//! Borrowed forms are real tuples, so they must find their record again: from `(&u8, &str)` back to `(u8, String)`.
//! [`ViewPart`] and its like know the way for one element. The price is that a cell's column must be one of those in
//! `leaf`.
//!
//! Deliberately absent: tuples of more than twelve, because those of the standard library have no `Debug` and `PartialEq`
//! either; validators; derived columns.

mod arities;
mod element;
mod leaf;
mod name;
mod nested;

pub use arities::TupleBulk;
pub use element::{Element, ElementKind, KindLend, KindStored, ProxyMutPart, ProxyPart, ViewMutPart, ViewPart};
pub use nested::Nested;
