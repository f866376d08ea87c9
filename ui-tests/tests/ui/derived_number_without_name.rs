use soakit::prelude::*;

#[derive(SoA)]
struct Point(f64, f64);

#[derive(SoA)]
#[soa(derived(
    east: f64 = |pos.0| *pos,
))]
struct Body {
    #[soa(nested)]
    pos: Point,
}

fn main() {}
