use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived = speed)]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
