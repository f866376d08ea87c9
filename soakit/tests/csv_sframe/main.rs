//! CSV as SFrame understood it: its dialect, its value grammar, its corner cases, each with data of our own.
//!
//! Every case goes through one harness ([`harness::Case`]): it is read; half of its columns are read; it is written and read
//! again. Delimiters and ends of records are `¦` and `¶` in the texts where a case holds for several of them.
#![cfg(feature = "io")]

mod blanks;
mod brackets;
mod escapes;
mod extra;
mod harness;
mod missing;
mod records;
mod types;
