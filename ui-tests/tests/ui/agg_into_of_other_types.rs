use soakit::prelude::*;

#[derive(SoA, Clone)]
struct Sale {
    shop: String,
    price: f64,
}

#[derive(SoA)]
struct Named {
    shop: String,
    price: f32,
}

fn main() {
    let sales = Bulk::<Sale>::new();
    let _ = sales.query().group_by(|s| s.shop).agg_into::<Named>(|s| s.price.sum());
}
