use soakit::prelude::*;

#[derive(SoA)]
struct Weather {
    temp: f64,
}

fn main() {
    let weather = Bulk::<Weather>::new();
    let _ = weather.query().aggregate(|w| w.temp.max() - w.temp.min());
}
