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
    length: f64 = |place.pos.x, place.y| x.hypot(*y),
))]
struct Body {
    #[soa(nested)]
    place: Place,
}

fn main() {}
