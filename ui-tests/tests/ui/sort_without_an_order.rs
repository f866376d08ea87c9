use soakit::prelude::*;

#[derive(SoA)]
struct Sale {
    shop: String,
    tags: Vec<u8>,
}

fn main() {
    let sales = Bulk::<Sale>::new();
    let _ = sales.query().sort_by(|s| (s.shop, s.tags.desc()));
}
