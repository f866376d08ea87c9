use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    mass: f64,
    mass_mut: f64,
}

fn main() {}
