use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    #[soa]
    mass: f64,
}

fn main() {}
