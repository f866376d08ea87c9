use soakit::prelude::*;

#[derive(SoA)]
struct Weather {
    foggy: bool,
}

fn main() {
    let weather = Bulk::<Weather>::new();
    let _ = weather.query().aggregate(|w| w.foggy.sum());
}
