use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    speed: f64 = |vx, vz| vx.hypot(*vz),
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {
    let bulk = Bulk::<Body>::new();
    assert!(bulk.speed().is_empty());
    for row in &bulk {
        let _: &f64 = row.speed();
    }
    assert!(bulk.col(|b| b.speed).is_empty());
}
