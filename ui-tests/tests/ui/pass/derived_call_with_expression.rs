#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    speed: f64 = speed(vx, vy),
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn speed(vx: &f64, vy: &f64) -> f64 {
    vx.hypot(*vy)
}

fn main() {}
