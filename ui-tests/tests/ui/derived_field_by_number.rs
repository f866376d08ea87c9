use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(sum: f64 = |0, field_1| field_1 + 1.0))]
struct Pair(f64, f64);

fn main() {}
