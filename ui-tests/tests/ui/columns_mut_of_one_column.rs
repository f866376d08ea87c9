use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {
    let mut bulk = Bulk::<Body>::new();
    let (_vx, _vy) = bulk.columns_mut(|b| (b.vx, b.vx));
}
