use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    #[soa(rename = 7)]
    mass: f64,
}

fn main() {}
