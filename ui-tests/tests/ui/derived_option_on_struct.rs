use soakit::prelude::*;

#[derive(SoA)]
#[soa(serialize)]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
