use soakit::prelude::*;

#[derive(SoA)]
struct Weather {
    hourly: Vec<f64>,
    temp: f64,
}

fn main() {
    let weather = Bulk::<Weather>::new();
    let _ = weather.query().sort_by(|w| w.hourly).count();
}
