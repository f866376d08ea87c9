use soakit::prelude::*;

struct Point {
    x: f64,
}

#[derive(SoA)]
struct Body {
    #[soa(nested)]
    position: Point,
    mass: f64,
}

fn main() {}
