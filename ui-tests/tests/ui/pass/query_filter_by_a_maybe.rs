use soakit::prelude::*;

#[derive(SoA)]
struct Weather {
    foggy: Option<bool>,
}

fn main() {
    let weather = Bulk::<Weather>::new();
    let _ = weather.query().filter(|w| w.foggy.unwrap_or(false)).count();
}
