//! Which European supplier sells a brass part of some size for the least, and how to reach them.

use soakit::prelude::*;

use super::{Answer, Tables};

pub fn run(tables: &Tables) -> Answer {
    let parts = tables.parts.query().filter(|part| part.size.eq(15) & part.kind.ends_with("BRASS"));
    let europe = tables.regions.query().filter(|region| region.name.eq("EUROPE"));
    let nations = tables.nations.query().semi_join(europe, |nation| nation.region_key, |region| region.region_key);
    let offers = tables
        .part_suppliers
        .query()
        .join(parts, |offer| offer.part_key, |part| part.part_key)
        .join(tables.suppliers.query(), |(offer, _)| offer.supplier_key, |supplier| supplier.supplier_key)
        .join(nations, |(.., supplier)| supplier.nation_key, |nation| nation.nation_key)
        .select(|(offer, part, supplier, nation)| {
            let contact = (supplier.address, supplier.phone, supplier.comment);
            let row = (supplier.account_balance, supplier.name, nation.name, part.part_key, part.manufacturer, contact);
            (part.part_key, offer.supply_cost, row)
        });
    let cheapest = offers.query().group_by(|(part, ..)| part).agg(|(_, cost, _)| cost.min());
    let rows = offers
        .query()
        .semi_join(cheapest.query(), |(part, cost, _)| (part, cost), |cheapest| cheapest)
        .top_k(100, |(.., (balance, supplier, nation, part, ..))| (balance.desc(), nation, supplier, part))
        .select(|(.., row)| row);
    let header = ["s_acctbal", "s_name", "n_name", "p_partkey", "p_mfgr", "s_address", "s_phone", "s_comment"];
    Answer::new(header, rows)
}
