#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
struct Point {
    x: f64,
}

#[derive(SoA)]
struct Body {
    mass: f64,
    #[soa(nested)]
    pos: Point,
}

fn main() {
    let mut bulk = Bulk::<Body>::new();
    let (_x, _mass) = bulk.columns_mut(|b| (b.pos.x, b.mass));
}
