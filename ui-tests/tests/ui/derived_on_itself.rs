use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    speed: f64 = |vx, speed| vx.hypot(*speed),
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
