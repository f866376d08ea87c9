//! The revenue of parts that are flown and handed over in person: three brands, each in its containers, numbers and sizes.

use soakit::Decimal;
use soakit::prelude::*;

use super::{Answer, Tables};

pub fn run(tables: &Tables) -> Answer {
    let revenue = tables
        .line_items
        .query()
        .filter(|line| line.ship_mode.is_in(["AIR", "AIR REG"]) & line.ship_instructions.eq("DELIVER IN PERSON"))
        .join(tables.parts.query(), |line| line.part_key, |part| part.part_key)
        .filter(|(line, part)| {
            let offer = |brand: &'static str, containers: [&'static str; 4], least, size| {
                let quantity = line.quantity.between(Decimal::from_int(least), Decimal::from_int(least + 10));
                quantity & part.brand.eq(brand) & part.container.is_in(containers) & part.size.between(1, size)
            };
            offer("Brand#12", ["SM CASE", "SM BOX", "SM PACK", "SM PKG"], 1, 5)
                | offer("Brand#23", ["MED BAG", "MED BOX", "MED PKG", "MED PACK"], 10, 10)
                | offer("Brand#34", ["LG CASE", "LG BOX", "LG PACK", "LG PKG"], 20, 15)
        })
        .aggregate(|(line, _)| (line.extended_price * (Decimal::ONE - line.discount)).sum());
    Answer::new(["revenue"], [revenue])
}
