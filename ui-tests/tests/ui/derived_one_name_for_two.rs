use soakit::prelude::*;

#[derive(SoA)]
struct Point {
    x: f64,
    y: f64,
}

#[derive(SoA)]
#[soa(derived(
    stretch: f64 = |pos.x, vel.x| x * x,
))]
struct Body {
    #[soa(nested)]
    pos: Point,
    #[soa(nested)]
    vel: Point,
}

fn main() {}
