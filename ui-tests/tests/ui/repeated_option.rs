use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    #[soa(rename = "a")]
    #[soa(rename = "b")]
    mass: f64,
}

fn main() {}
