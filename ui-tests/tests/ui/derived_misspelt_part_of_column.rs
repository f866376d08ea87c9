use soakit::prelude::*;

#[derive(SoA)]
struct Point {
    x: f64,
    y: f64,
}

#[derive(SoA)]
#[soa(derived(
    length: [f64] = |pos.z| z.to_vec(),
))]
struct Body {
    #[soa(nested)]
    pos: Point,
}

fn main() {}
