//! What France and Germany shipped to each other, by year.

use jiff::civil::date;
use soakit::Decimal;
use soakit::prelude::*;

use super::{Answer, Tables};

pub fn run(tables: &Tables) -> Answer {
    let nations = || tables.nations.query().filter(|nation| nation.name.is_in(["FRANCE", "GERMANY"]));
    let rows = tables
        .line_items
        .query()
        .filter(|line| line.ship_date.between(date(1995, 1, 1), date(1996, 12, 31)))
        .join(tables.suppliers.query(), |line| line.supplier_key, |supplier| supplier.supplier_key)
        .join(nations(), |(_, supplier)| supplier.nation_key, |nation| nation.nation_key)
        .join(tables.orders.query(), |(line, ..)| line.order_key, |order| order.order_key)
        .join(tables.customers.query(), |(.., order)| order.customer_key, |customer| customer.customer_key)
        .join(nations(), |(.., customer)| customer.nation_key, |nation| nation.nation_key)
        .filter(|(_, _, from, _, _, to)| from.name.ne(to.name))
        .group_by(|(line, _, from, _, _, to)| (from.name, to.name, line.ship_date.year()))
        .agg(|(line, ..)| (line.extended_price * (Decimal::ONE - line.discount)).sum())
        .query()
        .sort_by(|(key, _)| key)
        .to_bulk();
    Answer::new(["supp", "cust", "yr", "revenue"], rows)
}
