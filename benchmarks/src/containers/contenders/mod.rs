//! One file for each contender.
//!
//! A file holds a macro that writes the [`Contender`](super::contender::Contender) for a record, and uses it for both
//! records. The macros resemble each other on purpose: the reader can lay two files side by side and see that the loops
//! are the same.

mod hand;
mod layout;
mod ours;
mod rows;
mod soa_derive;
mod soa_rs;

use super::lane::{Lane, lane};

/// The contenders for the record of four numeric fields, in the order of the table's columns.
pub(crate) fn numeric() -> Vec<Box<dyn Lane>> {
    vec![
        lane::<ours::NumericBulk>(),
        lane::<soa_derive::numeric::NumericVec>(),
        lane::<layout::numeric::NumericVec>(),
        lane::<soa_rs::NumericSoa>(),
        lane::<rows::NumericRows>(),
        lane::<hand::NumericColumns>(),
    ]
}

/// The contenders for the record of ten mixed fields.
pub(crate) fn mixed() -> Vec<Box<dyn Lane>> {
    vec![
        lane::<ours::MixedBulk>(),
        lane::<soa_derive::mixed::MixedVec>(),
        lane::<layout::mixed::MixedVec>(),
        lane::<soa_rs::MixedSoa>(),
        lane::<rows::MixedRows>(),
        lane::<hand::MixedColumns>(),
    ]
}
