#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
struct Point {
    x: f64,
    y: f64,
}

#[derive(SoA)]
struct Place {
    #[soa(nested)]
    pos: Point,
}

#[derive(SoA)]
#[soa(derived(
    length: f64 = |place.pos.x, place.pos.y as z| x.hypot(*z),
))]
struct Body {
    #[soa(nested)]
    place: Place,
}

fn main() {}
