use soakit::prelude::*;

#[derive(SoA, Clone)]
struct Point {
    x: f64,
    y: f64,
}

#[derive(SoA)]
#[soa(derived(
    mirrored: Point = |vx, vy| Point { x: *vy, y: *vx },
    east: f64 = |mirrored.x| *x,
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
