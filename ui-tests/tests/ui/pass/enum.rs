#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(Clone, Copy)]
enum Kind {
    Circle,
    Square,
}

#[derive(SoA)]
struct Shape {
    kind: Kind,
    size: f64,
}

fn main() {}
