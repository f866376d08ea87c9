use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    vx: f64 = |vy| vy + 1.0,
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
