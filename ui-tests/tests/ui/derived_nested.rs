use soakit::prelude::*;

#[derive(SoA, Clone)]
struct Point {
    x: f64,
    y: f64,
}

#[derive(SoA)]
#[soa(derived(
    #[soa(nested)]
    mirrored: Point = |vx, vy| Point { x: *vy, y: *vx },
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
