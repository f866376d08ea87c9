#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    label: String = |vx| if *vx < 0.0 { "west".to_owned() } else { "east".to_owned() },
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
