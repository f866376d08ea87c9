use soakit::prelude::*;

#[derive(SoA)]
#[soa(krate = soakit)]
struct Body {
    mass: f64,
}

fn main() {}
