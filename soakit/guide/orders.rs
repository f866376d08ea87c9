// The records and rows of the guide's chapter on queries.
#[allow(unused_imports)]
use soakit::prelude::*;

#[derive(SoA, Clone, Debug, PartialEq)]
pub struct Order {
    pub id: u32,
    pub customer: u32,
    #[soa(dict)]
    pub status: String,
    pub day: u16,
    pub total: f64,
    pub discount: Option<f64>,
}

#[derive(SoA, Clone, Debug, PartialEq)]
pub struct Customer {
    pub id: u32,
    pub name: String,
    #[soa(dict)]
    pub country: String,
}

pub fn shop() -> (Bulk<Order>, Bulk<Customer>) {
    let order = |(id, customer, status, day, total, discount): (u32, u32, &str, u16, f64, Option<f64>)| Order {
        id,
        customer,
        status: status.into(),
        day,
        total,
        discount,
    };
    let orders = [
        (1, 7, "open", 1, 120.0, None),
        (2, 7, "open", 2, 300.0, Some(60.0)),
        (3, 8, "done", 2, 560.0, None),
        (4, 8, "back", 5, 20.0, Some(0.0)),
        (5, 9, "back", 9, 50.0, Some(0.0)),
    ];
    let customers = [(7, "Ann", "Peru"), (8, "Bob", "Chad"), (6, "Carol", "Peru"), (9, "Dan", "Fiji")];
    let customer = |(id, name, country): (u32, &str, &str)| Customer { id, name: name.into(), country: country.into() };
    (orders.into_iter().map(order).collect(), customers.into_iter().map(customer).collect())
}
