use soakit::prelude::*;

#[derive(SoA)]
struct Weather {
    month: u8,
}

fn main() {
    let weather = Bulk::<Weather>::new();
    let _ = weather.query().filter(|w| w.month.is_in(["May", "June"])).count();
}
