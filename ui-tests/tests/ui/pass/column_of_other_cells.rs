#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

use soakit::column::Bits;

#[derive(SoA)]
struct Body {
    #[soa(column = Bits)]
    mass: bool,
}

fn main() {}
