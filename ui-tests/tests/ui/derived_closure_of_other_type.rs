use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    speed: f64 = |vx, vy| vx.hypot(*vy) > 3.0,
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
