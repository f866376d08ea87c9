//! How many customers have how many orders, special requests aside.

use soakit::prelude::*;

use super::{Answer, Tables};

pub fn run(tables: &Tables) -> Answer {
    let orders = tables.orders.query().filter(|order| !order.comment.like("%special%requests%"));
    let rows = tables
        .customers
        .query()
        .left_join(orders, |customer| customer.customer_key, |order| order.customer_key)
        .group_by(|(customer, _)| customer.customer_key)
        .agg(|(_, order)| order.order_key.count_some())
        .query()
        .group_by(|(_, orders)| orders)
        .agg(|_| count())
        .query()
        .sort_by(|(orders, customers)| (customers.desc(), orders.desc()))
        .to_bulk();
    Answer::new(["c_count", "n"], rows)
}
