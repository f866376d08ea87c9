use soakit::prelude::*;

#[derive(SoA)]
struct Weather {
    origin: String,
    month: u8,
    temp: f64,
    readings: Vec<f64>,
}

fn main() {
    let weather = Bulk::<Weather>::new();
    let _ = weather.query().aggregate(|w| (count(), w.origin.median()));
}
