//! How much of the revenue of a month came from promotions, in percent.

use jiff::civil::date;
use soakit::Decimal;
use soakit::prelude::*;

use super::{Answer, Tables};

pub fn run(tables: &Tables) -> Answer {
    let (promoted, all) = tables
        .line_items
        .query()
        .filter(|line| line.ship_date.between(date(1995, 9, 1), date(1995, 9, 30)))
        .join(tables.parts.query(), |line| line.part_key, |part| part.part_key)
        .aggregate(|(line, part)| {
            let revenue = line.extended_price * (Decimal::ONE - line.discount);
            (revenue.sum().only_if(part.kind.starts_with("PROMO")), revenue.sum())
        });
    Answer::new(["promo"], [100.0 * promoted.ratio(all)])
}
