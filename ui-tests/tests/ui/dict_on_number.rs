use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    #[soa(dict)]
    mass: f64,
}

fn main() {}
