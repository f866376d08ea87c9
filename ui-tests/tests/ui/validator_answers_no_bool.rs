use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    #[soa(validate = |mass| *mass)]
    mass: f64,
}

fn main() {}
