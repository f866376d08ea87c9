use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    #[soa(renamed = "Mass")]
    mass: f64,
}

fn main() {}
