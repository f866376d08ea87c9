use soakit::prelude::*;

struct Unit(f64);

#[derive(SoA)]
#[soa(derived(
    unit: Unit = |vx| Unit(*vx),
))]
struct Body {
    vx: f64,
}

fn main() {}
