use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    length: f64 = |x, y| x.hypot(*y),
))]
struct Point {
    x: f64,
    y: f64,
}

#[derive(SoA)]
struct Body {
    #[soa(nested)]
    pos: Point,
}

fn main() {
    let bulk = Bulk::<Body>::new();
    let _ = bulk.col(|b| b.pos.length);
}
