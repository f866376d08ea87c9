//! The generic half of SoAKit. Users name the crate `soakit`, which re-exports what is public here.
//!
//! The crate is built in floors; each imports only from the floors below it:
//!
//! 0. [`words`]: row numbers, errors;
//! 1. [`mod@column`]: the memory of one field, and of a tree of fields;
//! 2. [`record`]: the traits that the derive implements, [`Bulk`](record::Bulk), views, proxies, partitions, the
//!    [`Registry`](record::Registry) and [`Value`](record::Value).
//!
//! Everything that an algorithm needs is generic and lives here; the derive emits data types and one-line functions.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(unsafe_code)]

extern crate alloc;

pub mod words;

pub mod column;

pub mod record;

pub mod expression;

pub mod codes;

pub mod pipeline;

pub mod query;

/// The thread pool that parallel operations run on; re-exported so that its traits have the version that fits.
#[cfg(feature = "parallel")]
pub use rayon;
