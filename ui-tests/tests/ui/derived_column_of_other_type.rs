use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    share: [f64] = |vx| vx.iter().map(|cell| cell / 2.0),
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
