#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    label: Option<&'static str> = |vx| (*vx < 0.0).then_some("west"),
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
