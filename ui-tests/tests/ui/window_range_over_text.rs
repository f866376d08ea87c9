use soakit::prelude::*;

#[derive(SoA)]
struct Trade {
    symbol: String,
    price: f64,
}

fn main() {
    let trades = Bulk::<Trade>::new();
    let _ = trades.query().window(|_| (), |t| t.symbol).select(|t| (t.price, t.price.sum().range_between(1, 0)));
}
