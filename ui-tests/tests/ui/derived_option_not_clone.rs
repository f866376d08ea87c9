use soakit::prelude::*;

struct Unit(f64);

#[derive(SoA)]
#[soa(derived(
    unit: Option<Unit> = |vx| Some(Unit(*vx)),
))]
struct Body {
    vx: f64,
}

fn main() {}
