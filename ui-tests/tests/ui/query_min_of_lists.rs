use soakit::prelude::*;

#[derive(SoA)]
struct Weather {
    hourly: Vec<f64>,
}

fn main() {
    let weather = Bulk::<Weather>::new();
    let _ = weather.query().aggregate(|w| w.hourly.min());
}
