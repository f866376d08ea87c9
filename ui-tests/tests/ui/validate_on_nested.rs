use soakit::prelude::*;

#[derive(SoA)]
struct Point {
    x: f64,
    y: f64,
}

#[derive(SoA)]
struct Body {
    #[soa(nested, validate = |_| true)]
    position: Point,
}

fn main() {}
