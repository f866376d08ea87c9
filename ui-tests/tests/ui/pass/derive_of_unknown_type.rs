#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
#[soa(derive(View: Hash))]
struct Body {
    mass: u8,
}

fn main() {}
