use soakit::prelude::*;

#[derive(SoA)]
struct Weather {
    gust: Option<f64>,
}

fn main() {
    let weather = Bulk::<Weather>::new();
    let _ = weather.query().select(|w| (w.gust.unwrap_or(0),));
}
