#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    #[soa(dict)]
    mass: String,
}

fn main() {}
