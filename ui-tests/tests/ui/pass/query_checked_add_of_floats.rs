use soakit::prelude::*;

#[derive(SoA)]
struct Weather {
    temp: f64,
    month: u8,
}

fn main() {
    let weather = Bulk::<Weather>::new();
    let _ = weather.query().select(|w| (w.month.checked_add(1),));
}
