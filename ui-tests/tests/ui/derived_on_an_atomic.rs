use soakit::prelude::*;

use std::sync::atomic::AtomicU32;

#[derive(SoA)]
#[soa(derived(
    busy: bool = |hits| hits.load(std::sync::atomic::Ordering::Relaxed) > 9,
))]
struct Body {
    hits: AtomicU32,
}

fn main() {}
