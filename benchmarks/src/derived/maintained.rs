//! By hand, as an expert does it: more vectors beside the fields, and every change writes the cells that follow from it.
//!
//! Nothing is noted and nothing is lazy, so a read is a read. The price is that each function that changes a field knows
//! all columns that depend on it.

use std::marker::PhantomData;

use super::chain::{self, Chain};
use super::contender::{Contender, Role};

/// The contender.
pub(super) struct Maintained<C> {
    x: Vec<f64>,
    y: Vec<f64>,
    /// Every column, or the last alone; empty until somebody reads.
    columns: Vec<Vec<f64>>,
    is_read: bool,
    chain: PhantomData<fn() -> C>,
}

impl<C: Chain> Maintained<C> {
    #[inline(never)]
    fn compute_all(&mut self) {
        let y = &self.y;
        if let [last] = &mut self.columns[..] {
            last.clear();
            last.extend(self.x.iter().zip(y).map(|(&x, &y)| C::last(x, y)));
        } else {
            for link in 0..C::LINKS {
                let (before, after) = self.columns.split_at_mut(link);
                let (previous, column) = (before.last().unwrap_or(&self.x), &mut after[0]);
                column.clear();
                column.extend(previous.iter().zip(y).map(|(&previous, &y)| C::link(previous, y)));
            }
        }
        self.is_read = true;
    }

    #[inline(always)]
    fn compute(&mut self, row: usize) {
        let (x, y) = (self.x[row], self.y[row]);
        if let [last] = &mut self.columns[..] {
            last[row] = C::last(x, y);
        } else {
            let mut cell = x;
            for column in &mut self.columns {
                cell = C::link(cell, y);
                column[row] = cell;
            }
        }
    }

    #[inline(always)]
    fn last(&mut self) -> &[f64] {
        if !self.is_read {
            self.compute_all();
        }
        self.columns.last().expect("a chain has a link")
    }
}

impl<C: Chain> Contender for Maintained<C> {
    const NAME: &'static str = "maintained by hand";
    const ROLE: Role = Role::Maintained;

    fn new((x, y): (Vec<f64>, Vec<f64>), kept: bool) -> Self {
        let columns = vec![Vec::new(); if kept { C::LINKS } else { 1 }];
        Self { x, y, columns, is_read: false, chain: PhantomData }
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
        self.compute(row);
    }

    #[inline(never)]
    fn set_each(&mut self, rows: &[u32], x: f64) {
        for &row in rows {
            self.x[row as usize] = x;
            self.compute(row as usize);
        }
    }

    #[inline(never)]
    fn negate_all(&mut self) {
        self.x.iter_mut().for_each(|x| *x = -*x);
        self.compute_all();
    }

    #[inline(never)]
    fn push(&mut self, x: f64, y: f64) {
        self.x.push(x);
        self.y.push(y);
        self.columns.iter_mut().for_each(|column| column.push(0.0));
        self.compute(self.x.len() - 1);
    }

    #[inline(never)]
    fn swap_remove(&mut self, row: usize) {
        self.x.swap_remove(row);
        self.y.swap_remove(row);
        for column in &mut self.columns {
            column.swap_remove(row);
        }
    }

    #[inline(never)]
    fn sort(&mut self) {
        let order = order_by_x(&self.x);
        for column in [&mut self.x, &mut self.y].into_iter().chain(&mut self.columns) {
            *column = order.iter().map(|&row| column[row as usize]).collect();
        }
    }

    fn row_count(&self) -> usize {
        self.x.len()
    }
}

/// Row numbers in the order of `x`, equal ones in the order of rows.
pub(super) fn order_by_x(x: &[f64]) -> Vec<u32> {
    let mut keys: Vec<(f64, u32)> = x.iter().copied().zip(0..).collect();
    keys.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    keys.into_iter().map(|(_, row)| row).collect()
}
