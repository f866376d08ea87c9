#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    position: u8,
    #[soa(validate = |_| true, message = "no")]
    mass: f64,
}

fn f(bulk: &Bulk<Body>) -> &[f64] {
    bulk.mass()
}

fn main() {}
