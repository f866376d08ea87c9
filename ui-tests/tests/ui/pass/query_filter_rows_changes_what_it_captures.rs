use soakit::prelude::*;

#[derive(SoA)]
struct Weather {
    temp: f64,
}

fn main() {
    let weather = Bulk::<Weather>::new();
    let limit = 30.0;
    let _ = weather.query().filter_rows(|w| *w.temp > limit);
}
