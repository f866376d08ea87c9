use soakit::prelude::*;

#[derive(Clone, Copy, Cell)]
struct Angle(f64);

#[derive(SoA)]
struct Sight {
    star: String,
    altitude: Angle,
}

fn main() {
    let _ = soakit::csv::read::<Sight>("sights.csv");
}
