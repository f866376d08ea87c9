#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    #[soa(validate = |mass| *mass > 0.0)]
    mass: f64,
}

fn main() {}
