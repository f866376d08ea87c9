use soakit::prelude::*;

#[derive(SoA)]
struct Weather {
    origin: String,
    temp: f64,
}

fn main() {
    let weather = Bulk::<Weather>::new();
    let _ = weather.query().select(|w| (w.origin.lossy_cast::<f64>(),));
}
