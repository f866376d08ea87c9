use soakit::prelude::*;

struct Wind(f64, f64);

#[derive(SoA)]
struct Weather {
    temp: f64,
    wind: Wind,
}

fn main() {
    let weather = Bulk::<Weather>::new();
    let _ = weather.query().select(|w| (w.temp, w.wind));
}
