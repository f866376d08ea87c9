#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

mod geo {
    use soakit::prelude::*;

    #[derive(SoA)]
    pub struct Point {
        pub x: f64,
        pub y: f64,
    }
}

#[derive(SoA)]
#[soa(derived(
    east: f64 = |pos.x| *x,
))]
struct Body {
    #[soa(nested)]
    pos: geo::Point,
}

fn main() {}
