//! The ten orders of builders with the most revenue that had not been shipped on a day.

use jiff::civil::date;
use soakit::Decimal;
use soakit::prelude::*;

use super::{Answer, Tables};

pub fn run(tables: &Tables) -> Answer {
    let day = date(1995, 3, 15);
    let builders = tables.customers.query().filter(|customer| customer.market_segment.eq("BUILDING"));
    let orders = tables.orders.query().filter(|order| order.order_date.lt(day)).semi_join(
        builders,
        |order| order.customer_key,
        |builder| builder.customer_key,
    );
    let rows = tables
        .line_items
        .query()
        .filter(|line| line.ship_date.gt(day))
        .join(orders, |line| line.order_key, |order| order.order_key)
        .group_by(|(line, order)| (line.order_key, order.order_date, order.ship_priority))
        .agg(|(line, _)| (line.extended_price * (Decimal::ONE - line.discount)).sum())
        .query()
        .top_k(10, |((_, day, _), revenue)| (revenue.desc(), day))
        .select(|((order, day, priority), revenue)| (order, revenue, day, priority));
    Answer::new(["l_orderkey", "revenue", "o_orderdate", "o_shippriority"], rows)
}
