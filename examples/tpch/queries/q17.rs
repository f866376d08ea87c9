//! What would be lost in a year if orders of few parts were no longer taken: fewer than a fifth of the part's mean.

use soakit::prelude::*;

use super::{Answer, Tables};

pub fn run(tables: &Tables) -> Answer {
    let parts = tables.parts.query().filter(|part| part.brand.eq("Brand#23") & part.container.eq("MED BOX"));
    let lines = tables
        .line_items
        .query()
        .semi_join(parts, |line| line.part_key, |part| part.part_key)
        .select(|line| (line.part_key, line.quantity, line.extended_price));
    let means = lines.query().group_by(|(part, ..)| part).agg(|(_, quantity, _)| quantity.mean());
    let (total, count) = lines
        .query()
        .join(means.query(), |(part, ..)| part, |(part, _)| part)
        .filter(|((_, quantity, _), (_, mean))| quantity.lossy_cast::<f64>().lt(mean * 0.2))
        .aggregate(|((.., price), _)| (price.sum(), count()));
    // A sum of nothing is missing in SQL.
    Answer::new(["yearly"], [(count > 0).then(|| total.div_f64(7.0))])
}
