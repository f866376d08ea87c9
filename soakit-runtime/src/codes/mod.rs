//! Algorithms over columns of codes: plain numbers that stand for keys. Free of type parameters, so that they are compiled
//! once, however many queries there are.
//!
//! A key of a query, whatever its type, becomes a few columns of `u64` codes (see [`Coded`](crate::record::Coded)). Sorting,
//! grouping and joining see nothing else.

#[allow(dead_code)]
pub(crate) mod lots;
#[allow(dead_code)]
pub(crate) mod pack;
#[allow(dead_code)]
pub(crate) mod rank;
#[allow(dead_code)]
pub(crate) mod sort;
#[allow(dead_code)]
pub(crate) mod top;
#[allow(dead_code)]
mod word;
