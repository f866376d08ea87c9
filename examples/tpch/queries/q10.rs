//! The twenty customers who returned the most in a quarter.

use jiff::civil::date;
use soakit::Decimal;
use soakit::prelude::*;

use super::{Answer, Tables};

pub fn run(tables: &Tables) -> Answer {
    let orders =
        tables.orders.query().filter(|order| order.order_date.between(date(1993, 10, 1), date(1993, 12, 31)));
    let lost = tables
        .line_items
        .query()
        .filter(|line| line.return_flag.eq("R"))
        .join(orders, |line| line.order_key, |order| order.order_key)
        .group_by(|(_, order)| order.customer_key)
        .agg(|(line, _)| (line.extended_price * (Decimal::ONE - line.discount)).sum());
    // Who they are is asked of twenty only.
    let rows = lost
        .query()
        .top_k(20, |(_, revenue)| revenue.desc())
        .join(tables.customers.query(), |(customer, _)| customer, |customer| customer.customer_key)
        .join(tables.nations.query(), |(_, customer)| customer.nation_key, |nation| nation.nation_key)
        .select(|((key, revenue), customer, nation)| {
            let contact = (customer.address, customer.phone, customer.comment);
            (key, customer.name, revenue, customer.account_balance, nation.name, contact)
        });
    let header = ["c_custkey", "c_name", "revenue", "c_acctbal", "n_name", "c_address", "c_phone", "c_comment"];
    Answer::new(header, rows)
}
