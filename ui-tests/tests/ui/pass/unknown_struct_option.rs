#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
#[soa(crate = soakit)]
struct Body {
    mass: f64,
}

fn main() {}
