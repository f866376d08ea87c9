use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    length: f64 = |x, y| x.hypot(*y),
))]
struct Point {
    x: f64,
    y: f64,
}

#[derive(SoA)]
#[soa(derived(
    twice: f64 = |pos.length| length * 2.0,
))]
struct Body {
    #[soa(nested)]
    pos: Point,
}

fn main() {}
