#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

fn tell(_: &soakit::Recomputation) {}

#[derive(SoA)]
#[soa(derived(
    #[soa(before = tell)]
    speed: f64 = |vx, vy| vx.hypot(*vy),
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
