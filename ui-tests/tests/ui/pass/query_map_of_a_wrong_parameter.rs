use soakit::prelude::*;

#[derive(SoA)]
struct Weather {
    origin: String,
}

fn main() {
    let weather = Bulk::<Weather>::new();
    let _ = weather.query().select(|w| (w.origin.map(|origin: &str| origin.len() as u64),));
}
