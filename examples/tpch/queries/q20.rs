//! Which Canadian suppliers have more of a forest-coloured part than half of what they sold of it in a year.

use soakit::prelude::*;

use super::{Answer, Tables};

pub fn run(tables: &Tables) -> Answer {
    let sold = tables
        .line_items
        .query()
        .filter(|line| line.ship_date.year().eq(1994))
        .group_by(|line| (line.part_key, line.supplier_key))
        .agg(|line| line.quantity.sum());
    let forest = tables.parts.query().filter(|part| part.name.starts_with("forest"));
    let plenty = tables
        .part_suppliers
        .query()
        .semi_join(forest, |offer| offer.part_key, |part| part.part_key)
        .semi_join(sold.query(), |offer| (offer.part_key, offer.supplier_key), |(key, _)| key)
        .matching(|(offer, (_, sold))| offer.available.widen::<f64>().gt(sold.lossy_cast::<f64>() * 0.5));
    let canada = tables.nations.query().filter(|nation| nation.name.eq("CANADA"));
    let rows = tables
        .suppliers
        .query()
        .semi_join(canada, |supplier| supplier.nation_key, |nation| nation.nation_key)
        .semi_join(plenty, |supplier| supplier.supplier_key, |offer| offer.supplier_key)
        .sort_by(|supplier| supplier.name)
        .select(|supplier| (supplier.name, supplier.address));
    Answer::new(["s_name", "s_address"], rows)
}
