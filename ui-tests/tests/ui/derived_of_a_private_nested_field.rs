use soakit::prelude::*;

mod geo {
    use soakit::prelude::*;

    #[derive(SoA)]
    pub struct Point {
        x: f64,
        pub y: f64,
    }
}

#[derive(SoA)]
#[soa(derived(
    east: f64 = |pos.x| *x,
))]
struct Body {
    #[soa(nested)]
    pos: geo::Point,
}

fn main() {}
