//! Algorithms over columns of codes: plain numbers that stand for keys. Free of type parameters, so that they are compiled
//! once, however many queries there are.
//!
//! A key of a query, whatever its type, becomes a few columns of `u64` codes (see [`Coded`](crate::record::Coded)). Sorting,
//! grouping and joining see nothing else.

pub(crate) mod intern;
pub(crate) mod rank;
pub(crate) mod wide;

pub(crate) mod group;
pub(crate) mod join;
pub(crate) mod sort;
pub(crate) mod top;

pub(crate) mod each;
pub(crate) mod local;
pub(crate) mod lots;
pub(crate) mod pack;
mod partition;
pub(crate) mod slots;
mod word;

#[cfg(test)]
mod testing;
