#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

use soakit::column::Dict;
#[derive(SoA)]
struct Body {
    #[soa(column = Dict)]
    name: String,
}

fn main() {}
