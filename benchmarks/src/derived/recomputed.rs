//! By hand, without notes of changes: a vector for each field, and everything is computed again when something changed.
//!
//! The loops are those that rustc vectorises, into vectors that keep their memory. Columns on the way that nobody wants
//! are computed in the loop of the last.

use std::marker::PhantomData;

use super::chain::{self, Chain};
use super::contender::{Contender, Role};
use super::maintained::order_by_x;

/// The contender.
pub(super) struct Recomputed<C> {
    x: Vec<f64>,
    y: Vec<f64>,
    /// Every column, or the last alone.
    columns: Vec<Vec<f64>>,
    is_fresh: bool,
    chain: PhantomData<fn() -> C>,
}

impl<C: Chain> Recomputed<C> {
    #[inline(never)]
    fn recompute(&mut self) {
        let (rows, y) = (self.x.len(), &self.y);
        if let [last] = &mut self.columns[..] {
            last.clear();
            last.extend(self.x.iter().zip(y).map(|(&x, &y)| C::last(x, y)));
        } else {
            for link in 0..C::LINKS {
                let (before, after) = self.columns.split_at_mut(link);
                let (previous, column) = (before.last().unwrap_or(&self.x), &mut after[0]);
                column.clear();
                column.extend(previous[..rows].iter().zip(y).map(|(&previous, &y)| C::link(previous, y)));
            }
        }
        self.is_fresh = true;
    }

    fn last(&mut self) -> &[f64] {
        if !self.is_fresh {
            self.recompute();
        }
        self.columns.last().expect("a chain has a link")
    }
}

impl<C: Chain> Contender for Recomputed<C> {
    const NAME: &'static str = "recomputed by hand";
    const ROLE: Role = Role::Recomputed;

    fn new((x, y): (Vec<f64>, Vec<f64>), kept: bool) -> Self {
        let columns = vec![Vec::new(); if kept { C::LINKS } else { 1 }];
        Self { x, y, columns, is_fresh: false, chain: PhantomData }
    }

    fn read_all(&mut self) {
        self.last();
    }

    #[inline(never)]
    fn read(&mut self, row: usize) -> f64 {
        self.last()[row]
    }

    #[inline(never)]
    fn sum(&mut self) -> f64 {
        chain::sum(self.last())
    }

    #[inline(never)]
    fn set_x(&mut self, row: usize, x: f64) {
        self.x[row] = x;
        self.is_fresh = false;
    }

    #[inline(never)]
    fn set_each(&mut self, rows: &[u32], x: f64) {
        for &row in rows {
            self.x[row as usize] = x;
            self.is_fresh = false;
        }
    }

    #[inline(never)]
    fn negate_all(&mut self) {
        self.x.iter_mut().for_each(|x| *x = -*x);
        self.is_fresh = false;
    }

    #[inline(never)]
    fn push(&mut self, x: f64, y: f64) {
        self.x.push(x);
        self.y.push(y);
        self.is_fresh = false;
    }

    #[inline(never)]
    fn swap_remove(&mut self, row: usize) {
        self.x.swap_remove(row);
        self.y.swap_remove(row);
        self.is_fresh = false;
    }

    #[inline(never)]
    fn sort(&mut self) {
        let order = order_by_x(&self.x);
        for column in [&mut self.x, &mut self.y] {
            *column = order.iter().map(|&row| column[row as usize]).collect();
        }
        self.is_fresh = false;
    }

    fn row_count(&self) -> usize {
        self.x.len()
    }
}
