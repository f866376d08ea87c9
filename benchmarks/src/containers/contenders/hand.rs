//! The struct of vectors that a person would write for one record, with the loops that a person would write over it.
//!
//! Fields are zipped where that is natural and indexed elsewhere; nothing is unchecked. `retain` swaps the kept rows to the
//! front: `Vec::retain` on one vector after the other would mispredict once for each field, and be five times slower.
//! `sort` sorts pairs of key and row number and gathers each vector.

use std::hint::black_box;
use std::vec::Drain;

use crate::containers::contender::{Contender, Role, group_rows, group_rows_std};
use crate::containers::record::{mixed_record, numeric_record};

/// The records, without any library.
#[allow(unreachable_pub, missing_docs, reason = "some libraries want public structs, so the macros write them")]
mod records {
    use super::{mixed_record, numeric_record};

    numeric_record!(#[derive(Clone)]);
    mixed_record!(#[derive(Clone)]);
}

use records::{Mixed, Numeric};

macro_rules! contender {
    ($Columns:ident of $Record:ident { $first:ident: $First:ty $(, $field:ident: $Field:ty)* }, group: $group:ident) => {
        /// A vector for each field.
        #[derive(Clone, Default)]
        pub(crate) struct $Columns {
            $first: Vec<$First>,
            $($field: Vec<$Field>,)*
        }

        impl $Columns {
            fn with_capacity(rows: usize) -> Self {
                $Columns { $first: Vec::with_capacity(rows) $(, $field: Vec::with_capacity(rows))* }
            }

            #[inline]
            fn push_row(&mut self, row: $Record) {
                self.$first.push(row.$first);
                $(self.$field.push(row.$field);)*
            }
        }

        impl Contender for $Columns {
            type Row = $Record;
            const NAME: &'static str = "by hand";
            const ROLE: Role = Role::Hand;

            #[inline(never)]
            fn push(rows: Drain<'_, $Record>) -> Self {
                let mut container = $Columns::default();
                for row in rows {
                    container.push_row(row);
                }
                container
            }

            #[inline(never)]
            fn extend(rows: Drain<'_, $Record>) -> Self {
                let mut container = $Columns::with_capacity(rows.len());
                for row in rows {
                    container.push_row(row);
                }
                container
            }

            #[inline(never)]
            fn from_vec(rows: Vec<$Record>) -> Self {
                let mut container = $Columns::with_capacity(rows.len());
                for row in rows {
                    container.push_row(row);
                }
                container
            }

            #[inline(never)]
            fn into_vec(self) -> Vec<$Record> {
                $(let mut $field = self.$field.into_iter();)*
                self.$first
                    .into_iter()
                    .map(|$first| $Record { $first $(, $field: $field.next().expect("columns of one length"))* })
                    .collect()
            }

            fn row_count(&self) -> usize {
                self.$first.len()
            }

            fn reserve(&mut self, additional: usize) {
                self.$first.reserve(additional);
                $(self.$field.reserve(additional);)*
            }

            #[inline(never)]
            fn read_in_order(&self) -> u64 {
                (0..self.row_count()).fold(0, |sum, row| {
                    sum.wrapping_add($Record::mix(&self.$first[row] $(, &self.$field[row])*))
                })
            }

            #[inline(never)]
            fn read_at_random(&self, rows: &[u32]) -> u64 {
                rows.iter().fold(0, |sum, &row| {
                    let row = row as usize;
                    sum.wrapping_add($Record::mix(&self.$first[row] $(, &self.$field[row])*))
                })
            }

            #[inline(never)]
            fn iterate(&self) -> u64 {
                let rows = self.row_count();
                let $first = &self.$first[..rows];
                $(let $field = &self.$field[..rows];)*
                // Slices of one known length: the compiler drops the checks, as it does for zipped iterators.
                (0..rows).fold(0, |sum, row| sum.wrapping_add($Record::mix(&$first[row] $(, &$field[row])*)))
            }

            #[inline(never)]
            fn sum(&self) -> u64 {
                self.id.iter().fold(0, |sum, id| sum.wrapping_add(*id))
            }

            #[inline(never)]
            fn update(&mut self) {
                for ((x, y), z) in self.x.iter_mut().zip(&self.y).zip(&self.z) {
                    *x += y * z;
                }
            }

            #[inline(never)]
            fn retain(&mut self) {
                let mut kept = 0;
                for row in 0..self.row_count() {
                    if self.id[row] % 2 == 0 {
                        self.$first.swap(kept, row);
                        $(self.$field.swap(kept, row);)*
                        kept += 1;
                    }
                }
                self.$first.truncate(kept);
                $(self.$field.truncate(kept);)*
            }

            #[inline(never)]
            fn swap_remove(&mut self, rows: &[u32]) -> u64 {
                rows.iter().fold(0, |sum, &row| {
                    let row = row as usize;
                    let removed = $Record {
                        $first: self.$first.swap_remove(row)
                        $(, $field: self.$field.swap_remove(row))*
                    };
                    sum.wrapping_add(black_box(removed).id)
                })
            }

            #[inline(never)]
            fn insert(&mut self, rows: Drain<'_, $Record>) {
                let middle = self.row_count() / 2;
                for row in rows {
                    self.$first.insert(middle, row.$first);
                    $(self.$field.insert(middle, row.$field);)*
                }
            }

            #[inline(never)]
            fn sort(&mut self) {
                let mut order: Vec<(u64, u32)> = self.id.iter().copied().zip(0..).collect();
                order.sort_unstable();
                gather(&mut self.$first, &order);
                $(gather(&mut self.$field, &order);)*
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

/// Puts the values of a column in the order of the listed rows.
fn gather<V: Default>(column: &mut Vec<V>, order: &[(u64, u32)]) {
    *column = order.iter().map(|&(_, row)| std::mem::take(&mut column[row as usize])).collect();
}

contender!(NumericColumns of Numeric { id: u64, x: f64, y: f64, z: f64 }, group: id);
contender!(
    MixedColumns of Mixed {
        id: u64, station: u32, level: u8, valid: bool, x: f64, y: f64, z: f64, gust: Option<f64>, name: String,
        shift: i32
    },
    group: station
);
