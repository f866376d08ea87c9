//! How many suppliers can deliver parts of some sizes, by brand, kind and size, without those that customers complain about.

use soakit::prelude::*;

use super::{Answer, Tables};

pub fn run(tables: &Tables) -> Answer {
    let disliked = tables.suppliers.query().filter(|supplier| supplier.comment.like("%Customer%Complaints%"));
    let parts = tables
        .parts
        .query()
        .filter(|part| part.brand.ne("Brand#45") & !part.kind.starts_with("MEDIUM POLISHED"))
        .filter(|part| part.size.is_in([49, 14, 23, 45, 19, 3, 36, 9]));
    let rows = tables
        .part_suppliers
        .query()
        .join(parts, |offer| offer.part_key, |part| part.part_key)
        .anti_join(disliked, |(offer, _)| offer.supplier_key, |supplier| supplier.supplier_key)
        .group_by(|(_, part)| (part.brand, part.kind, part.size))
        .agg(|(offer, _)| offer.supplier_key.n_unique())
        .query()
        .sort_by(|(key, suppliers)| (suppliers.desc(), key))
        .to_bulk();
    Answer::new(["p_brand", "p_type", "p_size", "n"], rows)
}
