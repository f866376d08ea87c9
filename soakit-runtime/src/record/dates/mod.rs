//! Dates and times of `jiff` and `chrono` (features of the same names) as cells of results, as keys, and as values known at
//! run time.
//!
//! A code ([`Coded`](super::Coded)) is made of calendar fields where the library keeps them, since finding a day's number takes a division
//! and more per row. A [`Value`](super::Value) is ISO 8601 text.
//!
//! Deliberately absent: types that carry a time zone other than UTC. Two of them may be one instant and yet differ, so they
//! have no order in which equal means the same.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
