#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    speed: f64 = |vx, vy| vx.hypot(*vy),
    double: f64 = |speed| speed * 2.0,
    fast: bool = |double| *double > 9.0,
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
