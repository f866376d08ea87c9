use soakit::prelude::*;

#[derive(SoA)]
struct Weather {
    temp: f64,
}

fn main() {
    let weather = Bulk::<Weather>::new();
    let mut hot = 0;
    let _ = weather.query().filter_rows(|w| {
        hot += 1;
        *w.temp > 30.0
    });
}
