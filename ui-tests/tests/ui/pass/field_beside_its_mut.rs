#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    mass: f64,
    mass_mutable: f64,
}

fn main() {}
