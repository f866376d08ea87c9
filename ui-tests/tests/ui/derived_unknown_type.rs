use soakit::prelude::*;

#[derive(Clone)]
struct Speed(f64);

#[derive(SoA)]
#[soa(derived(
    speed: Sped = |vx| Speed(*vx),
))]
struct Body {
    vx: f64,
}

fn main() {}
