#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    #[soa(dict)]
    label: String = |vx| vx.to_string(),
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
