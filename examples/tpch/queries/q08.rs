//! The share of Brazil in what America buys of a kind of steel, by year.

use jiff::civil::date;
use soakit::Decimal;
use soakit::prelude::*;

use super::{Answer, Tables};

pub fn run(tables: &Tables) -> Answer {
    let steel = tables.parts.query().filter(|part| part.kind.eq("ECONOMY ANODIZED STEEL"));
    let orders =
        tables.orders.query().filter(|order| order.order_date.between(date(1995, 1, 1), date(1996, 12, 31)));
    let america = tables.regions.query().filter(|region| region.name.eq("AMERICA"));
    let buyers = tables.nations.query().semi_join(america, |nation| nation.region_key, |region| region.region_key);
    let rows = tables
        .line_items
        .query()
        .semi_join(steel, |line| line.part_key, |part| part.part_key)
        .join(orders, |line| line.order_key, |order| order.order_key)
        .join(tables.customers.query(), |(_, order)| order.customer_key, |customer| customer.customer_key)
        .semi_join(buyers, |(.., customer)| customer.nation_key, |nation| nation.nation_key)
        .join(tables.suppliers.query(), |(line, ..)| line.supplier_key, |supplier| supplier.supplier_key)
        .join(tables.nations.query(), |(.., supplier)| supplier.nation_key, |nation| nation.nation_key)
        .group_by(|(_, order, ..)| order.order_date.year())
        .agg(|(line, .., seller)| {
            let revenue = line.extended_price * (Decimal::ONE - line.discount);
            (revenue.sum().only_if(seller.name.eq("BRAZIL")), revenue.sum())
        })
        .query()
        .sort_by(|(year, _)| year)
        .select(|(year, (brazil, all))| (year, brazil.lossy_cast::<f64>() / all.lossy_cast::<f64>()));
    Answer::new(["yr", "share"], rows)
}
