use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    a: f64 = |b| *b,
    b: f64 = |a| *a,
    c: f64 = |b| *b,
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {
    let bulk = Bulk::<Body>::new();
    assert!(bulk.a().is_empty() && bulk.c().is_empty());
}
