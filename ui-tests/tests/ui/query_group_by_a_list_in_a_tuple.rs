use soakit::prelude::*;

#[derive(SoA)]
struct Weather {
    origin: String,
    hourly: Vec<f64>,
    temp: f64,
}

fn main() {
    let weather = Bulk::<Weather>::new();
    let _ = weather.query().group_by(|w| (w.origin, w.hourly)).agg(|w| w.temp.mean());
}
