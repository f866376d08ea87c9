use soakit::prelude::*;

#[derive(SoA)]
struct Weather {
    origin: String,
    temp: f64,
}

fn main() {
    let weather = Bulk::<Weather>::new();
    let _ = weather.query().group_by(|w| w.origin).agg(|w| w.temp * 1.8);
}
