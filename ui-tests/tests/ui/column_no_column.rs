use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    #[soa(column = String)]
    mass: String,
}

fn main() {}
