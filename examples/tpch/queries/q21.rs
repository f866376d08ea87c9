//! Which Saudi suppliers kept orders waiting most often: they alone of several were late.

use soakit::prelude::*;

use super::{Answer, Tables};

pub fn run(tables: &Tables) -> Answer {
    let late = || tables.line_items.query().filter(|line| line.receipt_date.gt(line.commit_date));
    let nation = tables.nations.query().filter(|nation| nation.name.eq("SAUDI ARABIA"));
    let suppliers =
        tables.suppliers.query().semi_join(nation, |supplier| supplier.nation_key, |nation| nation.nation_key);
    let fulfilled = tables.orders.query().filter(|order| order.status.eq("F"));
    let rows = late()
        .join(suppliers, |line| line.supplier_key, |supplier| supplier.supplier_key)
        .semi_join(fulfilled, |(line, _)| line.order_key, |order| order.order_key)
        .semi_join(tables.line_items.query(), |(line, _)| line.order_key, |other| other.order_key)
        .matching(|(line, _, other)| other.supplier_key.ne(line.supplier_key))
        .anti_join(late(), |(line, _)| line.order_key, |other| other.order_key)
        .matching(|(line, _, other)| other.supplier_key.ne(line.supplier_key))
        .group_by(|(_, supplier)| supplier.name)
        .agg(|_| count())
        .query()
        .top_k(100, |(name, waits)| (waits.desc(), name))
        .to_bulk();
    Answer::new(["s_name", "n"], rows)
}
