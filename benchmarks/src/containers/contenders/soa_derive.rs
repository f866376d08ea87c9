//! soa_derive 0.14: a derive that writes a struct of `Vec`s and all its methods.
//!
//! `extend` and `collect` reserve nothing, so `Contender::from_vec` reserves first. There is no owned iterator; columns
//! are public, so `Contender::into_vec` takes them out. `get` is
//! checked once a row, `index` once a field. `Drop` pops row by row.

/// The loops, in the module that has the generated types in scope.
macro_rules! contender {
    ($Record:ident, $Vec:ident { $first:ident $(, $field:ident)* }, group: $group:ident) => {
        impl Contender for $Vec {
            type Row = $Record;
            const NAME: &'static str = "soa_derive";
            const ROLE: Role = Role::Peer;
            const REPLACED: &'static [Line] = &[Line::IntoVec, Line::Partition, Line::PartitionStd];

            #[inline(never)]
            fn push(rows: Drain<'_, $Record>) -> Self {
                let mut container = $Vec::new();
                for row in rows {
                    container.push(row);
                }
                container
            }

            #[inline(never)]
            fn extend(rows: Drain<'_, $Record>) -> Self {
                let mut container = $Vec::new();
                Extend::extend(&mut container, rows);
                container
            }

            #[inline(never)]
            fn from_vec(rows: Vec<$Record>) -> Self {
                let mut container = $Vec::with_capacity(rows.len());
                Extend::extend(&mut container, rows);
                container
            }

            #[inline(never)]
            fn into_vec(mut self) -> Vec<$Record> {
                $(let mut $field = take(&mut self.$field).into_iter();)*
                take(&mut self.$first)
                    .into_iter()
                    .map(|$first| $Record { $first $(, $field: $field.next().expect("columns of one length"))* })
                    .collect()
            }

            fn row_count(&self) -> usize {
                self.len()
            }

            fn reserve(&mut self, additional: usize) {
                self.reserve(additional);
            }

            #[inline(never)]
            fn read_in_order(&self) -> u64 {
                (0..self.len()).fold(0, |sum, row| {
                    let row = self.get(row).unwrap();
                    sum.wrapping_add($Record::mix(row.$first $(, row.$field)*))
                })
            }

            #[inline(never)]
            fn read_at_random(&self, rows: &[u32]) -> u64 {
                rows.iter().fold(0, |sum, &row| {
                    let row = self.get(row as usize).unwrap();
                    sum.wrapping_add($Record::mix(row.$first $(, row.$field)*))
                })
            }

            #[inline(never)]
            fn iterate(&self) -> u64 {
                self.iter().fold(0, |sum, row| sum.wrapping_add($Record::mix(row.$first $(, row.$field)*)))
            }

            #[inline(never)]
            fn sum(&self) -> u64 {
                self.id.iter().fold(0, |sum, id| sum.wrapping_add(*id))
            }

            #[inline(never)]
            fn update(&mut self) {
                for (x, y, z) in soa_zip!(self, [mut x, y, z]) {
                    *x += y * z;
                }
            }

            #[inline(never)]
            fn retain(&mut self) {
                self.retain(|row| row.id % 2 == 0);
            }

            #[inline(never)]
            fn swap_remove(&mut self, rows: &[u32]) -> u64 {
                rows.iter().fold(0, |sum, &row| sum.wrapping_add(black_box(self.swap_remove(row as usize)).id))
            }

            #[inline(never)]
            fn insert(&mut self, rows: Drain<'_, $Record>) {
                let middle = self.len() / 2;
                for row in rows {
                    self.insert(middle, row);
                }
            }

            #[inline(never)]
            fn sort(&mut self) {
                self.as_mut_slice().sort_by_key(|row| *row.id);
            }

            #[inline(never)]
            fn partition(&self) -> u64 {
                group_rows(self.$group.iter().copied())
            }

            #[inline(never)]
            fn partition_std(&self) -> u64 {
                group_rows_std(self.$group.iter().copied())
            }
        }
    };
}

/// What the loops need in each of the modules below.
mod scope {
    pub(super) use std::hint::black_box;
    pub(super) use std::mem::take;
    pub(super) use std::vec::Drain;

    pub(super) use soa_derive::{StructOfArray, soa_zip};

    pub(super) use crate::containers::contender::{Contender, Role, group_rows, group_rows_std};
    pub(super) use crate::containers::line::Line;
    pub(super) use crate::containers::record::{mixed_record, numeric_record};
}

/// The record of four numeric fields and what the library writes for it.
#[allow(missing_docs, unreachable_pub, dead_code, unsafe_op_in_unsafe_fn, clippy::all, reason = "written by a derive")]
pub(crate) mod numeric {
    use super::scope::*;

    numeric_record!(#[derive(Clone, StructOfArray)] #[soa_derive(Clone)]);
    contender!(Numeric, NumericVec { id, x, y, z }, group: id);
}

/// The record of ten mixed fields.
#[allow(missing_docs, unreachable_pub, dead_code, unsafe_op_in_unsafe_fn, clippy::all, reason = "written by a derive")]
pub(crate) mod mixed {
    use super::scope::*;

    mixed_record!(#[derive(Clone, StructOfArray)] #[soa_derive(Clone)]);
    contender!(
        Mixed,
        MixedVec { id, station, level, valid, x, y, z, gust, name, shift },
        group: station
    );
}
