#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(Clone, Copy, Cell)]
struct Metres(f64);

fn main() {}
