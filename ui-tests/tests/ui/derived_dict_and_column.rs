use soakit::prelude::*;

#[derive(SoA)]
#[soa(derived(
    #[soa(dict, column = Vec<String>)]
    label: String = |vx| vx.to_string(),
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
