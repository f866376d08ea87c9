use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    speed: f64 = |vx, vz| vx.hypot(*vz),
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
