#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    mass: f64,
}

fn f() -> Bulk<Body> {
    todo!()
}

fn main() {}
