use soakit::prelude::*;

#[derive(SoA, Clone)]
struct Sale {
    shop: String,
    price: f64,
}


fn main() {
    let sales = Bulk::<Sale>::new();
    let _ = sales.query().distinct(|s| (s.shop, s.price));
}
