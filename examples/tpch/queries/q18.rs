//! The largest orders of more than 300 pieces, and who made them.

use soakit::WideDecimal;
use soakit::prelude::*;

use super::{Answer, Tables};

pub fn run(tables: &Tables) -> Answer {
    let quantities = tables.line_items.query().group_by(|line| line.order_key).agg(|line| line.quantity.sum());
    let large = quantities.query().filter(|(_, quantity)| quantity.gt(WideDecimal::from_int(300)));
    let rows = tables
        .orders
        .query()
        .join(large, |order| order.order_key, |(order, _)| order)
        .top_k(100, |(order, _)| (order.total_price.desc(), order.order_date))
        .join(tables.customers.query(), |(order, _)| order.customer_key, |customer| customer.customer_key)
        .select(|(order, (key, quantity), customer)| {
            (customer.name, customer.customer_key, key, order.order_date, order.total_price, quantity)
        });
    Answer::new(["c_name", "c_custkey", "o_orderkey", "o_orderdate", "o_totalprice", "qty"], rows)
}
