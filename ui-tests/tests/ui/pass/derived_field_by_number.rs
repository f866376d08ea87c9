#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(sum: f64 = |field_0, field_1| field_0 + field_1))]
struct Pair(f64, f64);

fn main() {}
