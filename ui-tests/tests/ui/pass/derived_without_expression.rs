#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    speed: f64 = |vx, vy| vx.hypot(*vy),
    heading: f64 = |vx, vy| vy.atan2(*vx),
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
