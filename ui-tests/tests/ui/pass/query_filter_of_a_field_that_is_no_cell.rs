use soakit::prelude::*;

#[derive(PartialEq)]
struct Wind(f64, f64);

#[derive(SoA)]
struct Weather {
    temp: f64,
    wind: Wind,
}

fn main() {
    let weather = Bulk::<Weather>::new();
    let _ = weather.query().filter_rows(|w| *w.wind == Wind(0.0, 0.0)).count();
}
