//! Algorithms over columns of codes: plain numbers that stand for keys. Free of type parameters, so that they are compiled
//! once, however many queries there are.
//!
//! A key of a query, whatever its type, becomes a few columns of `u64` codes (see [`Coded`](crate::record::Coded)). Sorting,
//! grouping and joining see nothing else.

#[allow(dead_code)]
pub(crate) mod intern;
#[allow(dead_code)]
pub(crate) mod wide;

#[allow(dead_code, unused_imports)]
pub(crate) mod group;
#[allow(dead_code, unused_imports)]
pub(crate) mod join;

#[allow(dead_code)]
pub(crate) mod each;
#[allow(dead_code)]
pub(crate) mod local;
#[allow(dead_code)]
mod partition;
#[allow(dead_code)]
pub(crate) mod slots;

#[cfg(test)]
mod testing;
pub(crate) mod lots;
pub(crate) mod pack;
pub(crate) mod rank;
pub(crate) mod sort;
pub(crate) mod top;
mod word;
