#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

fn is_positive(mass: &f64) -> bool {
    *mass > 0.0
}

#[derive(SoA)]
struct Body {
    #[soa(validate = is_positive)]
    mass: f64,
}

fn main() {}
