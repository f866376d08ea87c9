use soakit::prelude::*;

#[derive(SoA)]
#[soa(nested)]
struct Body {
    mass: f64,
}

fn main() {}
