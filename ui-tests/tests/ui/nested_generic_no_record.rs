use soakit::prelude::*;

struct Point<T> {
    x: T,
}

#[derive(SoA)]
struct Body<T> {
    #[soa(nested)]
    position: Point<T>,
    mass: f64,
}

fn main() {}
