#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
struct Point {
    x: f64,
    y: f64,
}

#[derive(SoA)]
#[soa(derived(
    east: f64 = |pos.x| *x,
))]
struct Body {
    #[soa(nested)]
    pos: Point,
}

fn main() {}
