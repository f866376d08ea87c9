#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    speed: f64 = |vx, vy| vx.hypot(*vy),
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn bulk() -> Bulk<Body> {
    Bulk::from(vec![Body { vx: 1.0, vy: 1.0 }])
}

fn main() {
    let mut bulk = bulk();
    bulk.set_cell(0, |b| b.vx, 1.0);
}
