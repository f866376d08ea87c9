#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
struct Summary {
    count: u64,
    mean: f64,
}

fn main() {
    let rows = Bulk::from([(1_u64, 2.0_f64)]);
    let _ = rows.into_named::<Summary>();
}
