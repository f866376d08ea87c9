#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    speeds: Vec<f64> = |vx, vy| vec![*vx, *vy],
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
