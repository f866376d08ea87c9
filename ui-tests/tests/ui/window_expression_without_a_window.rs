use soakit::prelude::*;

#[derive(SoA)]
struct Trade {
    price: f64,
}

fn main() {
    let trades = Bulk::<Trade>::new();
    let _ = trades.query().select(|t| (t.price, t.price.lag(1)));
}
