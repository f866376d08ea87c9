use soakit::prelude::*;

#[derive(SoA)]
union Number {
    int: u64,
    float: f64,
}

fn main() {}
