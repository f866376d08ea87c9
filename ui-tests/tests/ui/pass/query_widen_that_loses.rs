use soakit::prelude::*;

#[derive(SoA)]
struct Weather {
    temp: f64,
}

fn main() {
    let weather = Bulk::<Weather>::new();
    let _ = weather.query().select(|w| (w.temp.lossy_cast::<u8>(),));
}
