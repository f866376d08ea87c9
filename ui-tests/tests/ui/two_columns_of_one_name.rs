use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    mass: f64,
    #[soa(rename = "mass")]
    weight: f64,
}

fn main() {}
