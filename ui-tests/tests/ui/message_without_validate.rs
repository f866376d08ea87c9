use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    #[soa(message = "negative")]
    mass: f64,
}

fn main() {}
