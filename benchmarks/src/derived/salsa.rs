//! salsa: an input for each row, and a tracked function for each column.
//!
//! salsa notes at run time what each result was made of, and compares what came out with what was there; it is made for
//! results that cost milliseconds, of which there are thousands. Here each costs a nanosecond: the table shows how far
//! apart the two uses are. A million rows of ten results would take gigabytes, so it is given fewer.

use std::marker::PhantomData;

use salsa::{Database, DatabaseImpl, Setter};

use super::chain::{Chain, multiply_add};
use super::contender::{Contender, Role};

#[salsa::input]
struct Row {
    #[returns(copy)]
    x: f64,
    #[returns(copy)]
    y: f64,
}

macro_rules! links {
    ($($link:ident of $previous:path;)*) => {
        $(
            #[salsa::tracked(returns(copy))]
            fn $link(db: &dyn Database, row: Row) -> f64 {
                multiply_add($previous(db, row), row.y(db))
            }
        )*
    };
}

/// The field that a chain starts from.
fn link_0(db: &dyn Database, row: Row) -> f64 {
    row.x(db)
}

links! {
    link_1 of link_0;
    link_2 of link_1;
    link_3 of link_2;
    link_4 of link_3;
    link_5 of link_4;
    link_6 of link_5;
    link_7 of link_6;
    link_8 of link_7;
    link_9 of link_8;
    link_10 of link_9;
}

#[salsa::tracked(returns(copy))]
fn hypot(db: &dyn Database, row: Row) -> f64 {
    row.x(db).hypot(row.y(db))
}

/// The contender.
pub(super) struct Salsa<C> {
    db: DatabaseImpl,
    rows: Vec<Row>,
    last: fn(&dyn Database, Row) -> f64,
    chain: PhantomData<fn() -> C>,
}

impl<C: Chain> Contender for Salsa<C> {
    const NAME: &'static str = "salsa";
    const ROLE: Role = Role::Elsewhere;
    const MOST_ROWS: usize = 10_000;

    fn new((x, y): (Vec<f64>, Vec<f64>), _kept: bool) -> Self {
        let db = DatabaseImpl::default();
        let rows = x.into_iter().zip(y).map(|(x, y)| Row::new(&db, x, y)).collect();
        // What the two chains of one link compute tells them apart.
        let last = match C::LINKS {
            1 if C::link(3.0, 4.0) == 5.0 => hypot,
            1 => link_1,
            3 => link_3,
            10 => link_10,
            links => panic!("no tracked function for a chain of {links}"),
        };
        Self { db, rows, last, chain: PhantomData }
    }

    #[inline(never)]
    fn read_all(&mut self) {
        for &row in &self.rows {
            std::hint::black_box((self.last)(&self.db, row));
        }
    }

    #[inline(never)]
    fn read(&mut self, row: usize) -> f64 {
        (self.last)(&self.db, self.rows[row])
    }

    #[inline(never)]
    fn sum(&mut self) -> f64 {
        self.rows.iter().map(|&row| (self.last)(&self.db, row)).sum()
    }

    #[inline(never)]
    fn set_x(&mut self, row: usize, x: f64) {
        self.rows[row].set_x(&mut self.db).to(x);
    }

    #[inline(never)]
    fn set_each(&mut self, rows: &[u32], x: f64) {
        for &row in rows {
            self.set_x(row as usize, x);
        }
    }

    #[inline(never)]
    fn negate_all(&mut self) {
        for row in 0..self.rows.len() {
            let x = self.rows[row].x(&self.db);
            self.set_x(row, -x);
        }
    }

    #[inline(never)]
    fn push(&mut self, x: f64, y: f64) {
        self.rows.push(Row::new(&self.db, x, y));
    }

    #[inline(never)]
    fn swap_remove(&mut self, row: usize) {
        self.rows.swap_remove(row);
    }

    #[inline(never)]
    fn sort(&mut self) {
        let db = &self.db;
        self.rows.sort_by(|a, b| a.x(db).total_cmp(&b.x(db)));
    }

    fn row_count(&self) -> usize {
        self.rows.len()
    }
}
