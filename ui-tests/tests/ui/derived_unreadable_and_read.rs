use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    speed: f64 = |vx, vy| ,
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {
    let bulk = Bulk::<Body>::new();
    assert!(bulk.speed().is_empty());
}
