//! What each nation earns with green parts, by year.

use soakit::Decimal;
use soakit::prelude::*;

use super::{Answer, Tables};

pub fn run(tables: &Tables) -> Answer {
    let green = tables.parts.query().filter(|part| part.name.contains("green"));
    let rows = tables
        .line_items
        .query()
        .semi_join(green, |line| line.part_key, |part| part.part_key)
        .join(
            tables.part_suppliers.query(),
            |line| (line.part_key, line.supplier_key),
            |offer| (offer.part_key, offer.supplier_key),
        )
        .join(tables.orders.query(), |(line, _)| line.order_key, |order| order.order_key)
        .join(tables.suppliers.query(), |(line, ..)| line.supplier_key, |supplier| supplier.supplier_key)
        .join(tables.nations.query(), |(.., supplier)| supplier.nation_key, |nation| nation.nation_key)
        .group_by(|(_, _, order, _, nation)| (nation.name, order.order_date.year()))
        .agg(|(line, offer, ..)| {
            let revenue = line.extended_price * (Decimal::ONE - line.discount);
            (revenue - offer.supply_cost * line.quantity).sum()
        })
        .query()
        .sort_by(|((nation, year), _)| (nation, year.desc()))
        .to_bulk();
    Answer::new(["n_name", "yr", "profit"], rows)
}
