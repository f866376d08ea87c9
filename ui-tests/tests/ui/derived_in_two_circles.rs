use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    a: f64 = |b| b + 1.0,
    b: f64 = |a| a + 1.0,
    c: f64 = |d| d + 1.0,
    d: f64 = |c| c + 1.0,
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
