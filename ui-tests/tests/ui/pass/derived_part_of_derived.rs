#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA, Clone)]
struct Point {
    x: f64,
    y: f64,
}

#[derive(SoA)]
#[soa(derived(
    mirrored: Point = |vx, vy| Point { x: *vy, y: *vx },
    east: f64 = |mirrored| mirrored.x,
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
