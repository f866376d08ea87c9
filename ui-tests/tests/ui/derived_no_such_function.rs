use soakit::prelude::*;

fn length(vx: &f64, vy: &f64) -> f64 {
    vx.hypot(*vy)
}

#[derive(SoA)]
#[soa(derived(
    speed: f64 = lenght(vx, vy),
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
