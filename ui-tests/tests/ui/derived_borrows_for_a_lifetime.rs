use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    label: Option<&'a str> = |vx| None,
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
