use soakit::prelude::*;

#[derive(SoA)]
#[soa(derive(View: Debug))]
struct Body {
    mass: u8,
}

fn main() {}
