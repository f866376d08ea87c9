//! SoAKit's derived columns.

use soakit::prelude::*;

use super::chain::{self, multiply_add};
use super::contender::{Contender, Role};

/// A number that orders as `f64::total_cmp` does: keys are computed once for each row, comparisons reach for two rows.
#[inline(always)]
fn total_order(x: f64) -> i64 {
    let bits = x.to_bits() as i64;
    bits ^ ((bits >> 63) as u64 >> 1) as i64
}

macro_rules! contender {
    ($Ours:ident of $Record:ident { $($first:ident $(, $column:ident)*)? } last $last:ident: $($derived:tt)*) => {
        /// Two fields and a chain of derived columns.
        #[derive(SoA, Clone)]
        #[soa(derived($($derived)*))]
        struct $Record {
            x: f64,
            y: f64,
        }

        /// The contender.
        pub(super) struct $Ours {
            bulk: Bulk<$Record>,
            kept: bool,
        }

        impl Contender for $Ours {
            const NAME: &'static str = "SoAKit";
            const ROLE: Role = Role::Ours;

            fn new((x, y): (Vec<f64>, Vec<f64>), kept: bool) -> Self {
                Self { bulk: x.into_iter().zip(y).map(|(x, y)| $Record { x, y }).collect(), kept }
            }

            #[inline(never)]
            fn read_all(&mut self) {
                if self.kept {
                    $(let _ = (self.bulk.$first().len(), $(self.bulk.$column().len()),*);)?
                }
                let _ = self.bulk.$last().len();
            }

            #[inline(never)]
            fn read(&mut self, row: usize) -> f64 {
                self.bulk.$last()[row]
            }

            #[inline(never)]
            fn sum(&mut self) -> f64 {
                chain::sum(self.bulk.$last())
            }

            #[inline(never)]
            fn set_x(&mut self, row: usize, x: f64) {
                self.bulk.set_cell(row, |row| row.x, x);
            }

            #[inline(never)]
            fn set_each(&mut self, rows: &[u32], x: f64) {
                for &row in rows {
                    self.bulk.set_cell(row as usize, |row| row.x, x);
                }
            }

            #[inline(never)]
            fn negate_all(&mut self) {
                self.bulk.x_mut().iter_mut().for_each(|x| *x = -*x);
            }

            #[inline(never)]
            fn push(&mut self, x: f64, y: f64) {
                self.bulk.push($Record { x, y });
            }

            #[inline(never)]
            fn swap_remove(&mut self, row: usize) {
                self.bulk.swap_remove(row);
            }

            #[inline(never)]
            fn sort(&mut self) {
                self.bulk.sort_by_key(|row| total_order(*row.x));
            }

            fn row_count(&self) -> usize {
                self.bulk.len()
            }
        }
    };
}

contender!(OfOne of RecordOfOne {} last a: a: f64 = |&x, &y| multiply_add(x, y));
contender!(OfHypot of RecordOfHypot {} last a: a: f64 = |&x, &y| x.hypot(y));
contender!(
    OfThree of RecordOfThree { a, b } last c:
    a: f64 = |&x, &y| multiply_add(x, y),
    b: f64 = |&a, &y| multiply_add(a, y),
    c: f64 = |&b, &y| multiply_add(b, y),
);
contender!(
    OfTen of RecordOfTen { a, b, c, d, e, f, g, h, i } last j:
    a: f64 = |&x, &y| multiply_add(x, y),
    b: f64 = |&a, &y| multiply_add(a, y),
    c: f64 = |&b, &y| multiply_add(b, y),
    d: f64 = |&c, &y| multiply_add(c, y),
    e: f64 = |&d, &y| multiply_add(d, y),
    f: f64 = |&e, &y| multiply_add(e, y),
    g: f64 = |&f, &y| multiply_add(f, y),
    h: f64 = |&g, &y| multiply_add(g, y),
    i: f64 = |&h, &y| multiply_add(h, y),
    j: f64 = |&i, &y| multiply_add(i, y),
);
