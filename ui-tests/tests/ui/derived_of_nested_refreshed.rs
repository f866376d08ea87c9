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
#[soa(derived(
    distance: f64 = |pos.x, pos.y| x.hypot(*y),
))]
struct Body {
    #[soa(nested)]
    pos: Point,
}

fn main() {
    let bulk = Bulk::<Body>::new();
    bulk.refresh_columns(|b| b.pos.length);
}
