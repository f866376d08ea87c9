#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    #[soa(rename = "b")]
    mass: f64,
}

fn main() {}
