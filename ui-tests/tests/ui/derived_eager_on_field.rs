use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    #[soa(eager)]
    vx: f64,
    vy: f64,
}

fn main() {}
