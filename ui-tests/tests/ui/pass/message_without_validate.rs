#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    #[soa(validate = |mass| *mass >= 0.0, message = "negative")]
    mass: f64,
}

fn main() {}
