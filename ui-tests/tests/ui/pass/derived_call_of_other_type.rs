#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

fn length(name: &str) -> usize {
    name.len()
}

#[derive(SoA)]
#[soa(derived(
    label: usize = length(name),
))]
struct Body {
    name: String,
}

fn main() {}
