//! Which parts are worth a ten-thousandth of the German stock or more.

use soakit::Decimal;
use soakit::prelude::*;

use super::{Answer, Tables};

pub fn run(tables: &Tables) -> Answer {
    let germany = tables.nations.query().filter(|nation| nation.name.eq("GERMANY"));
    let germans =
        tables.suppliers.query().semi_join(germany, |supplier| supplier.nation_key, |nation| nation.nation_key);
    let stock = tables
        .part_suppliers
        .query()
        .semi_join(germans, |offer| offer.supplier_key, |supplier| supplier.supplier_key)
        .group_by(|offer| offer.part_key)
        .agg(|offer| (offer.supply_cost * offer.available).sum());
    let least = stock.query().aggregate(|(_, value)| value.sum()) * Decimal::<4>::literal("0.0001");
    let rows = stock
        .query()
        .filter(|(_, value)| value.rescale::<6>().gt(least))
        .sort_by(|(_, value)| value.desc())
        .to_bulk();
    Answer::new(["ps_partkey", "total"], rows)
}
