use soakit::Bulk;

mod inner {
    use soakit::prelude::*;

    #[derive(SoA)]
    pub struct Body {
        mass: f64,
    }
}

fn f(bulk: &Bulk<inner::Body>) -> &[f64] {
    bulk.mass()
}

fn main() {}
