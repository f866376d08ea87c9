#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

use std::cell::Cell;

#[derive(SoA)]
#[soa(derived(
    busy: bool = |hits| *hits > 9,
))]
struct Body {
    hits: u32,
}

fn main() {}
