use soakit::prelude::*;

struct Body {
    mass: f64,
}

fn f() -> Bulk<Body> {
    todo!()
}

fn main() {}
