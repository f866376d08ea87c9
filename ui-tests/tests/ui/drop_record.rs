use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    mass: f64,
}

impl Drop for Body {
    fn drop(&mut self) {}
}

fn main() {}
