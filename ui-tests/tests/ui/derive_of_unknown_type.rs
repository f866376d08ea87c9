use soakit::prelude::*;

#[derive(SoA)]
#[soa(derive(Views: Hash))]
struct Body {
    mass: u8,
}

fn main() {}
