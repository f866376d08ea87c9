#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
struct Point {
    x: f64,
    y: f64,
}

#[derive(SoA)]
#[soa(derived(
    stretch: f64 = |pos.x, vel.x as vel_x| x * vel_x,
))]
struct Body {
    #[soa(nested)]
    pos: Point,
    #[soa(nested)]
    vel: Point,
}

fn main() {}
