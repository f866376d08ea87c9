use soakit::prelude::*;

#[derive(SoA)]
struct Weather {
    temp: f64,
    month: u8,
}

#[derive(SoA)]
struct Summary {
    month: u8,
    days: u64,
}

fn main() {
    let weather = Bulk::<Weather>::new();
    let _ = weather.query().group_by(|w| w.month).agg(|_| count()).into_named::<Summary>();
}
