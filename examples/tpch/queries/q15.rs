//! The supplier who brought the most revenue in a quarter; several, if they tie.

use jiff::civil::date;
use soakit::Decimal;
use soakit::prelude::*;

use super::{Answer, Tables};

pub fn run(tables: &Tables) -> Answer {
    let revenues = tables
        .line_items
        .query()
        .filter(|line| line.ship_date.between(date(1996, 1, 1), date(1996, 3, 31)))
        .group_by(|line| line.supplier_key)
        .agg(|line| (line.extended_price * (Decimal::ONE - line.discount)).sum());
    let most = revenues.query().aggregate(|(_, revenue)| revenue.max()).unwrap_or_default();
    let rows = revenues
        .query()
        .filter(|(_, revenue)| revenue.eq(most))
        .join(tables.suppliers.query(), |(supplier, _)| supplier, |supplier| supplier.supplier_key)
        .sort_by(|(_, supplier)| supplier.supplier_key)
        .select(|((key, revenue), supplier)| (key, supplier.name, supplier.address, supplier.phone, revenue));
    Answer::new(["s_suppkey", "s_name", "s_address", "s_phone", "total"], rows)
}
