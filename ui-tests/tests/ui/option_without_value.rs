use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    #[soa(rename)]
    mass: f64,
}

fn main() {}
