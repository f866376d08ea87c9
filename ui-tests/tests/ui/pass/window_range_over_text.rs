use soakit::prelude::*;

#[derive(SoA)]
struct Trade {
    time: u32,
    price: f64,
}

fn main() {
    let trades = Bulk::<Trade>::new();
    let _ = trades.query().window(|_| (), |t| t.time).select(|t| (t.price, t.price.sum().range_between(1, 0)));
}
