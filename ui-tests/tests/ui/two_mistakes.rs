use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    #[soa(nestd)]
    position: u8,
    #[soa(message = "no")]
    mass: f64,
}

fn f(bulk: &Bulk<Body>) -> &[f64] {
    bulk.mass()
}

fn main() {}
