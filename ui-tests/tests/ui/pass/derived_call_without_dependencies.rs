#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    speed: f64 = speed(vx),
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn speed(vx: &f64) -> f64 {
    vx.abs()
}

fn main() {}
