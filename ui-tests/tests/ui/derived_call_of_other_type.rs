use soakit::prelude::*;

fn length(name: &str) -> usize {
    name.len()
}

#[derive(SoA)]
#[soa(derived(
    label: String = length(name),
))]
struct Body {
    name: String,
}

fn main() {}
