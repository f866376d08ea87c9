#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    a: f64 = |vx, b| vx + b,
    b: f64 = |c| c + 1.0,
    c: f64 = |vy, vx| vy + vx,
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
