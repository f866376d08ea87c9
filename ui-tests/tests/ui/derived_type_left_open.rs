use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    speeds: Vec<_> = |vx, vy| vec![*vx, *vy],
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
