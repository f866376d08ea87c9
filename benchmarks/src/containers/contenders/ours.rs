//! SoAKit: one column for each field, of the kind that the field's type asks for.
//!
//! In the mixed record the text is a `Text` (offsets and bytes) and the value that may be missing a `Nullable` (values and
//! bits), which is what a user gets who writes nothing. Rows lend them as `&str` and `Option<&f64>`, so the macro is told
//! how to mix a row.

use std::hint::black_box;
use std::vec::Drain;

use soakit::prelude::*;

use crate::containers::contender::{Contender, Role, group_digest};
use crate::containers::record::{mixed_record, numeric_record};

/// The records and what the derive writes for them.
#[allow(unreachable_pub, missing_docs, reason = "some libraries want public structs, so the macros write them")]
mod records {
    use super::*;

    numeric_record!(#[derive(Clone, SoA)]);
    mixed_record!(#[derive(Clone, SoA)]);
}

use records::{Mixed, MixedViewMut, Numeric, NumericViewMut};

/// The contender for the record of four numeric fields.
pub(crate) type NumericBulk = Bulk<Numeric>;

/// The contender for the record of ten mixed fields.
pub(crate) type MixedBulk = Bulk<Mixed>;

macro_rules! contender {
    ($Record:ident, $ViewMut:ident, $row:ident => $($cell:expr),*; group: $group:ident) => {
        impl Contender for Bulk<$Record> {
            type Row = $Record;
            const NAME: &'static str = "SoAKit";
            const ROLE: Role = Role::Ours;

            #[inline(never)]
            fn push(rows: Drain<'_, $Record>) -> Self {
                let mut container = Bulk::<$Record>::new();
                for row in rows {
                    container.push(row);
                }
                container
            }

            #[inline(never)]
            fn extend(rows: Drain<'_, $Record>) -> Self {
                let mut container = Bulk::<$Record>::new();
                container.extend(rows);
                container
            }

            #[inline(never)]
            fn from_vec(rows: Vec<$Record>) -> Self {
                rows.into()
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
                    let $row = self.get(row).expect("a row below the length");
                    sum.wrapping_add($Record::mix($($cell),*))
                })
            }

            #[inline(never)]
            fn read_at_random(&self, rows: &[u32]) -> u64 {
                rows.iter().fold(0, |sum, &row| {
                    let $row = self.get(row as usize).expect("a row below the length");
                    sum.wrapping_add($Record::mix($($cell),*))
                })
            }

            #[inline(never)]
            fn iterate(&self) -> u64 {
                self.iter().fold(0, |sum, $row| sum.wrapping_add($Record::mix($($cell),*)))
            }

            #[inline(never)]
            fn sum(&self) -> u64 {
                self.id().iter().fold(0, |sum, id| sum.wrapping_add(*id))
            }

            #[inline(never)]
            fn update(&mut self) {
                let $ViewMut { x, y, z, .. } = self.view_mut();
                for ((x, y), z) in x.iter_mut().zip(&*y).zip(&*z) {
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
                self.sort_by_key(|row| *row.id);
            }

            #[inline(never)]
            fn partition(&self) -> u64 {
                let groups = self.partition_by(|row| row.$group);
                groups.iter().fold(0, |sum, group| {
                    sum.wrapping_add(group_digest(u64::from(*group.key()), group.rows()))
                })
            }
        }
    };
}

contender!(Numeric, NumericViewMut, row => row.id, row.x, row.y, row.z; group: id);
contender!(
    Mixed,
    MixedViewMut,
    row => row.id, row.station, row.level, row.valid, row.x, row.y, row.z, &row.gust.copied(), row.name, row.shift;
    group: station
);
