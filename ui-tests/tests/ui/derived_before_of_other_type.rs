use soakit::prelude::*;

fn tell(column: &str) {
    println!("{column}");
}

#[derive(SoA)]
#[soa(derived(
    #[soa(before = tell)]
    speed: f64 = |vx, vy| vx.hypot(*vy),
))]
struct Body {
    vx: f64,
    vy: f64,
}

fn main() {}
