#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

struct Mass(f64);

impl Drop for Mass {
    fn drop(&mut self) {}
}

#[derive(SoA)]
struct Body {
    mass: Mass,
}

fn main() {}
