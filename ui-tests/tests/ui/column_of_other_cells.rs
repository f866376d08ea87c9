use soakit::prelude::*;

use soakit::column::Bits;

#[derive(SoA)]
struct Body {
    #[soa(column = Bits)]
    mass: f64,
}

fn main() {}
