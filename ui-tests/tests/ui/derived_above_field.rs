use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    #[soa(derived(speed: f64 = |vx, vy| vx.hypot(*vy)))]
    vx: f64,
    vy: f64,
}

fn main() {}
