use soakit::prelude::*;

#[derive(SoA)]
struct Weather {
    temp: f64,
    origin: String,
}

fn main() {
    let weather = Bulk::<Weather>::new();
    let _ = weather.query().filter(|w| w.origin.starts_with("J")).count();
}
