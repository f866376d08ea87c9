use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    speed: f64 = |vx, vy| vx.hypot(*vy),
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {
    let mut bulk = Bulk::<Body>::new();
    bulk.speed_mut();
}
