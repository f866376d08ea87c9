use soakit::prelude::*;

use std::cell::Cell;

#[derive(SoA)]
#[soa(derived(
    busy: bool = |hits| hits.get() > 9,
))]
struct Body {
    hits: Cell<u32>,
}

fn main() {}
