use soakit::prelude::*;

#[derive(SoA)]
struct Weather {
    origin: String,
}

fn main() {
    let weather = Bulk::<Weather>::new();
    let _ = weather.query().filter(|w| w.origin.eq("JFK")).count();
}
