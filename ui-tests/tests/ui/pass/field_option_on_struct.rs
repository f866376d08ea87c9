#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
struct Point {
    x: f64,
    y: f64,
}

#[derive(SoA)]
struct Body {
    #[soa(nested)]
    position: Point,
}

fn main() {}
