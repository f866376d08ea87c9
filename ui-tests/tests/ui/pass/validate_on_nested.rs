#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
struct Point {
    #[soa(validate = |x| *x > 0.0)]
    x: f64,
}

#[derive(SoA)]
struct Body {
    #[soa(nested)]
    position: Point,
}

fn main() {}
