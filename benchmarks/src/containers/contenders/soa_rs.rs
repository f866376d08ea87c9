//! soa-rs 1.0: one allocation for all fields under a generic `Soa<T>`.
//!
//! It has neither `retain` nor a sort. The replacements move the records through a `Vec`, which is both the shortest and,
//! for these records, the fastest way: no field is cloned.

use std::hint::black_box;
use std::mem::take;
use std::vec::Drain;

use soa_rs::{Soa, SoaClone, Soars};

use crate::containers::contender::{Contender, Role, group_rows, group_rows_std};
use crate::containers::line::Line;
use crate::containers::record::{mixed_record, numeric_record};

/// The records and what the library writes for them.
#[allow(missing_docs, unreachable_pub, dead_code, unsafe_op_in_unsafe_fn, clippy::all, reason = "written by a derive")]
mod records {
    use super::*;

    numeric_record!(#[derive(Clone, Soars, SoaClone)]);
    mixed_record!(#[derive(Clone, Soars, SoaClone)]);
}

use records::{Mixed, MixedSlicesMut, Numeric, NumericSlicesMut};

/// The contender for the record of four numeric fields.
pub(crate) type NumericSoa = Soa<Numeric>;

/// The contender for the record of ten mixed fields.
pub(crate) type MixedSoa = Soa<Mixed>;

macro_rules! contender {
    ($Record:ident, $SlicesMut:ident { $($field:ident),* }, group: $group:ident) => {
        impl Contender for Soa<$Record> {
            type Row = $Record;
            const NAME: &'static str = "soa-rs";
            const ROLE: Role = Role::Peer;
            const REPLACED: &'static [Line] = &[Line::Retain, Line::Sort, Line::Partition, Line::PartitionStd];

            #[inline(never)]
            fn push(rows: Drain<'_, $Record>) -> Self {
                let mut container = Soa::<$Record>::new();
                for row in rows {
                    container.push(row);
                }
                container
            }

            #[inline(never)]
            fn extend(rows: Drain<'_, $Record>) -> Self {
                let mut container = Soa::<$Record>::new();
                Extend::extend(&mut container, rows);
                container
            }

            #[inline(never)]
            fn from_vec(rows: Vec<$Record>) -> Self {
                rows.into_iter().collect()
            }

            #[inline(never)]
            fn into_vec(self) -> Vec<$Record> {
                self.into()
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
                    let row = self.idx(row);
                    sum.wrapping_add($Record::mix($(row.$field),*))
                })
            }

            #[inline(never)]
            fn read_at_random(&self, rows: &[u32]) -> u64 {
                rows.iter().fold(0, |sum, &row| {
                    let row = self.idx(row as usize);
                    sum.wrapping_add($Record::mix($(row.$field),*))
                })
            }

            #[inline(never)]
            fn iterate(&self) -> u64 {
                self.iter().fold(0, |sum, row| sum.wrapping_add($Record::mix($(row.$field),*)))
            }

            #[inline(never)]
            fn sum(&self) -> u64 {
                self.id().iter().fold(0, |sum, id| sum.wrapping_add(*id))
            }

            #[inline(never)]
            fn update(&mut self) {
                let $SlicesMut { x, y, z, .. } = self.slices_mut();
                for ((x, y), z) in x.iter_mut().zip(&*y).zip(&*z) {
                    *x += y * z;
                }
            }

            #[inline(never)]
            fn retain(&mut self) {
                *self = take(self).into_iter().filter(|row| row.id % 2 == 0).collect();
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
                let mut rows: Vec<$Record> = take(self).into();
                rows.sort_by_key(|row| row.id);
                *self = rows.into_iter().collect();
            }

            #[inline(never)]
            fn partition(&self) -> u64 {
                group_rows(self.$group().iter().copied())
            }

            #[inline(never)]
            fn partition_std(&self) -> u64 {
                group_rows_std(self.$group().iter().copied())
            }
        }
    };
}

contender!(Numeric, NumericSlicesMut { id, x, y, z }, group: id);
contender!(
    Mixed,
    MixedSlicesMut { id, station, level, valid, x, y, z, gust, name, shift },
    group: station
);
