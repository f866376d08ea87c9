#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    #[soa(column = soakit::column::Text)]
    mass: String,
}

fn main() {}
