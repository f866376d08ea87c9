use soakit::prelude::*;

#[derive(SoA, Clone)]
struct Sale {
    shop: String,
    price: f64,
}

#[derive(SoA)]
struct Named {
    shop: String,
    price: f64,
}

fn main() {
    let sales = Bulk::<Sale>::new();
    let _ = sales.query().select_into::<Named>(|s| (s.shop, s.price * 2.0));
}
