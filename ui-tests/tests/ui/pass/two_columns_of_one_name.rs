#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    mass: f64,
    #[soa(rename = "weight")]
    weight: f64,
}

fn main() {}
