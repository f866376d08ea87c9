#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

struct Point {
    x: f64,
}

#[derive(SoA)]
struct Place {
    pos: Point,
    y: f64,
}

#[derive(SoA)]
#[soa(derived(
    length: f64 = |place.pos, place.y| pos.x.hypot(*y),
))]
struct Body {
    #[soa(nested)]
    place: Place,
}

fn main() {}
