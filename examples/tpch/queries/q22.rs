//! Customers of some countries who have more than the mean and have never ordered: how many there are, and what they have.

use soakit::Decimal;
use soakit::prelude::*;

use super::{Answer, Tables};

pub fn run(tables: &Tables) -> Answer {
    let customers = || {
        let codes = ["13", "31", "23", "29", "30", "18", "17"];
        tables.customers.query().filter(move |customer| customer.phone.substr(0, 2).is_in(codes))
    };
    let mean = customers()
        .filter(|customer| customer.account_balance.gt(Decimal::ZERO))
        .aggregate(|customer| customer.account_balance.mean())
        .unwrap_or(f64::NAN);
    let rows = customers()
        .filter(|customer| customer.account_balance.lossy_cast::<f64>().gt(mean))
        .anti_join(tables.orders.query(), |customer| customer.customer_key, |order| order.customer_key)
        .group_by(|customer| customer.phone.substr(0, 2))
        .agg(|customer| (count(), customer.account_balance.sum()))
        .query()
        .sort_by(|(code, _)| code)
        .to_bulk();
    Answer::new(["code", "n", "total"], rows)
}
