//! `Vec` of records: the layout that one leaves for a struct of arrays.

use std::hint::black_box;
use std::vec::Drain;

use crate::containers::contender::{Contender, Role, group_rows, group_rows_std};
use crate::containers::line::Line;
use crate::containers::record::{Record, mixed_record, numeric_record};

/// The records, without any library.
#[allow(unreachable_pub, missing_docs, reason = "some libraries want public structs, so the macros write them")]
mod records {
    use super::{mixed_record, numeric_record};

    numeric_record!(#[derive(Clone)]);
    mixed_record!(#[derive(Clone)]);
}

use records::{Mixed, Numeric};

/// The contender for the record of four numeric fields.
pub(crate) type NumericRows = Vec<Numeric>;

/// The contender for the record of ten mixed fields.
pub(crate) type MixedRows = Vec<Mixed>;

macro_rules! contender {
    ($Record:ident, group: $group:ident) => {
        impl Contender for Vec<$Record> {
            type Row = $Record;
            const NAME: &'static str = "Vec<T>";
            const ROLE: Role = Role::Rows;
            const ABSENT: &'static [Line] = &[Line::FromVec, Line::IntoVec];

            #[inline(never)]
            fn push(rows: Drain<'_, $Record>) -> Self {
                let mut container = Vec::new();
                for row in rows {
                    container.push(row);
                }
                container
            }

            #[inline(never)]
            fn extend(rows: Drain<'_, $Record>) -> Self {
                let mut container = Vec::new();
                Extend::extend(&mut container, rows);
                container
            }

            fn from_vec(rows: Vec<$Record>) -> Self {
                rows
            }

            fn into_vec(self) -> Vec<$Record> {
                self
            }

            fn row_count(&self) -> usize {
                self.len()
            }

            fn reserve(&mut self, additional: usize) {
                self.reserve(additional);
            }

            #[inline(never)]
            fn read_in_order(&self) -> u64 {
                (0..self.len()).fold(0, |sum, row| sum.wrapping_add(self[row].mix_all()))
            }

            #[inline(never)]
            fn read_at_random(&self, rows: &[u32]) -> u64 {
                rows.iter().fold(0, |sum, &row| sum.wrapping_add(self[row as usize].mix_all()))
            }

            #[inline(never)]
            fn iterate(&self) -> u64 {
                self.iter().fold(0, |sum, row| sum.wrapping_add(row.mix_all()))
            }

            #[inline(never)]
            fn sum(&self) -> u64 {
                self.iter().fold(0, |sum, row| sum.wrapping_add(row.id))
            }

            #[inline(never)]
            fn update(&mut self) {
                for row in self {
                    row.x += row.y * row.z;
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
                self.sort_by_key(|row| row.id);
            }

            #[inline(never)]
            fn partition(&self) -> u64 {
                group_rows(self.iter().map(|row| row.$group))
            }

            #[inline(never)]
            fn partition_std(&self) -> u64 {
                group_rows_std(self.iter().map(|row| row.$group))
            }
        }
    };
}

contender!(Numeric, group: id);
contender!(Mixed, group: station);
