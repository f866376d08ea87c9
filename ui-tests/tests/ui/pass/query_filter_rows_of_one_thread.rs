use std::sync::atomic::{AtomicU64, Ordering};

use soakit::prelude::*;

#[derive(SoA)]
struct Weather {
    temp: f64,
}

fn main() {
    let weather = Bulk::<Weather>::new();
    let hot = AtomicU64::new(0);
    let _ = weather.query().filter_rows(|w| {
        hot.fetch_add(1, Ordering::Relaxed);
        *w.temp > 30.0
    });
}
