#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

fn length(vx: &f64, vy: &f64) -> f64 {
    vx.hypot(*vy)
}

#[derive(SoA)]
#[soa(derived(
    speed: f64 = length(vx, vy),
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
