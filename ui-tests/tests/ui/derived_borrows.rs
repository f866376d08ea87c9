use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    label: &str = |vx| if *vx < 0.0 { "west" } else { "east" },
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
