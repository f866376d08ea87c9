use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    #[soa(serialize)]
    vx: f64,
    vy: f64,
}

fn main() {}
