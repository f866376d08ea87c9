//! Results with names.
use soakit::prelude::*;

#[derive(SoA, Clone, Debug, PartialEq)]
struct Sale {
    #[soa(dict)]
    shop: String,
    day: u8,
    price: f64,
    note: Option<i64>,
}

#[derive(SoA, Clone, Debug, PartialEq)]
struct Named {
    place: String,
    twice: f64,
    note: Option<i64>,
}

fn sales() -> Bulk<Sale> {
    (0..100)
        .map(|n| Sale {
            shop: format!("shop {}", n % 7),
            day: (n % 5) as u8,
            price: n as f64,
            note: (n % 3 > 0).then_some(n),
        })
        .collect()
}

#[test]
fn selected_columns_get_the_names_of_a_record() {
    let sales = sales();
    let named = sales.query().filter(|s| s.day.eq(2)).select_into::<Named>(|s| (s.shop, s.price * 2.0, s.note));
    let expected: Vec<Named> = Vec::from(sales)
        .into_iter()
        .filter(|s| s.day == 2)
        .map(|s| Named { place: s.shop, twice: s.price * 2.0, note: s.note })
        .collect();
    assert_eq!(Vec::from(named), expected);
}

#[test]
fn more_columns_stand_beside_the_record() {
    let sales = sales();
    let more = sales.query().sort_by(|s| s.price.desc()).with(|s| (s.price * 2.0, s.note.is_some()));
    let expected: Vec<_> = Vec::from(sales.clone())
        .into_iter()
        .rev()
        .map(|s| {
            let more = (s.price * 2.0, s.note.is_some());
            (s, more)
        })
        .collect();
    assert_eq!(Vec::from(more.clone()), expected);
    let again = more.query().filter(|(s, (twice, _))| s.day.eq(1) & twice.gt(100.0)).select(|(s, _)| (s.price,));
    assert!(again.field_0().iter().all(|price| *price > 50.0) && again.len() == 10, "{again:?}");
    let one = sales.query().with(|s| s.price + 1.0);
    assert_eq!(one.field_1()[3], 4.0);
}

#[derive(SoA, Clone, Debug, PartialEq)]
struct Takings {
    shop: String,
    day: u8,
    sales: u64,
    total: f64,
    note: Option<i64>,
}

#[derive(SoA, Clone, Debug, PartialEq)]
struct Total {
    day: u8,
    total: f64,
}

#[test]
fn groups_get_the_names_of_a_record() {
    let sales = sales();
    let takings =
        sales.query().group_by(|s| (s.shop, s.day)).agg_into::<Takings>(|s| (count(), s.price.sum(), s.note.max()));
    let plain = sales.query().group_by(|s| (s.shop, s.day)).agg(|s| (count(), s.price.sum(), s.note.max()));
    let expected: Vec<Takings> = Vec::from(plain)
        .into_iter()
        .map(|((shop, day), (sales, total, note))| Takings { shop, day, sales, total, note })
        .collect();
    assert_eq!(Vec::from(takings), expected);
    let totals = sales.query().group_by(|s| s.day).agg_into::<Total>(|s| s.price.sum());
    assert_eq!(totals.day(), [0, 1, 2, 3, 4]);
    assert_eq!(totals.total().iter().sum::<f64>(), 4950.0);
}
