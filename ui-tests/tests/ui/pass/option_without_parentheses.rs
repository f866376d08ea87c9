#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    #[soa()]
    mass: f64,
}

fn main() {}
