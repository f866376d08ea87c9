#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(Clone, Copy, Cell)]
struct Number {
    int: u64,
    float: f64,
}

fn main() {}
