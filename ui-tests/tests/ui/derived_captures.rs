use soakit::prelude::*;

fn main() {
    let factor = 2.0;

    #[derive(SoA)]
    #[soa(derived(
        scaled: f64 = |vx| vx * factor,
    ))]
    struct Body {
        vx: f64,
    }
}
