use soakit::prelude::*;

#[derive(SoA)]
struct Weather {
    temp: f64,
}

fn main() {
    let weather = Bulk::<Weather>::new();
    let _ = weather.query().filter(|w| w.temp.gt(30.0)).count();
}
