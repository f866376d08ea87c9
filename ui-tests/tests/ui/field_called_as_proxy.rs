use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    as_proxy: u8,
}

fn main() {}
