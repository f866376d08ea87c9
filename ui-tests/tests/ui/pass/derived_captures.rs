#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

fn main() {
    const FACTOR: f64 = 2.0;

    #[derive(SoA)]
    #[soa(derived(
        scaled: f64 = |vx| vx * FACTOR,
    ))]
    struct Body {
        vx: f64,
    }
}
