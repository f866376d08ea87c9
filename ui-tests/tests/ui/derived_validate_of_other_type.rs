use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    #[soa(validate = |speed| speed.is_empty())]
    speed: f64 = |vx, vy| vx.hypot(*vy),
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
