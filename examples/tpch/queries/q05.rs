//! What Asian suppliers sold to customers of their own nation in a year.

use soakit::Decimal;
use soakit::prelude::*;

use super::{Answer, Tables};

pub fn run(tables: &Tables) -> Answer {
    let orders = tables.orders.query().filter(|order| order.order_date.year().eq(1994));
    let asia = tables.regions.query().filter(|region| region.name.eq("ASIA"));
    let nations = tables.nations.query().semi_join(asia, |nation| nation.region_key, |region| region.region_key);
    let rows = tables
        .line_items
        .query()
        .join(orders, |line| line.order_key, |order| order.order_key)
        .join(tables.customers.query(), |(_, order)| order.customer_key, |customer| customer.customer_key)
        .join(
            tables.suppliers.query(),
            |(line, _, customer)| (line.supplier_key, customer.nation_key),
            |supplier| (supplier.supplier_key, supplier.nation_key),
        )
        .join(nations, |(.., supplier)| supplier.nation_key, |nation| nation.nation_key)
        .group_by(|(.., nation)| nation.name)
        .agg(|(line, ..)| (line.extended_price * (Decimal::ONE - line.discount)).sum())
        .query()
        .sort_by(|(_, revenue)| revenue.desc())
        .to_bulk();
    Answer::new(["n_name", "revenue"], rows)
}
