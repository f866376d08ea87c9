use soakit::prelude::*;

fn double(cell: &f64) -> f64 {
    cell * 2.0
}

#[derive(SoA)]
#[soa(derived(
    twice: f64 = double(vx, vy),
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
