#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(Clone, Copy)]
union Number {
    int: u64,
    float: f64,
}

#[derive(SoA)]
struct Row {
    number: Number,
}

fn main() {}
