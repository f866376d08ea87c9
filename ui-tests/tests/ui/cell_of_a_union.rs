use soakit::prelude::*;

#[derive(Clone, Copy, Cell)]
union Number {
    int: u64,
    float: f64,
}

fn main() {}
