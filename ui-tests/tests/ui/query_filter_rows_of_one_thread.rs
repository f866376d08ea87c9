use std::cell::Cell;

use soakit::prelude::*;

#[derive(SoA)]
struct Weather {
    temp: f64,
}

fn main() {
    let weather = Bulk::<Weather>::new();
    let hot = Cell::new(0);
    let _ = weather.query().filter_rows(|w| {
        hot.set(hot.get() + 1);
        *w.temp > 30.0
    });
}
