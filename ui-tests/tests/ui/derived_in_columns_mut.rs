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
    let (_speed, _vx) = bulk.columns_mut(|b| (b.speed, b.vx));
}
