//! What would have been earned without the small discounts of a year.

use soakit::Decimal;
use soakit::prelude::*;

use super::{Answer, Tables};

pub fn run(tables: &Tables) -> Answer {
    let revenue = tables
        .line_items
        .query()
        .filter(|line| line.ship_date.year().eq(1994))
        .filter(|line| line.discount.between(Decimal::literal("0.05"), Decimal::literal("0.07")))
        .filter(|line| line.quantity.lt(Decimal::from_int(24)))
        .aggregate(|line| (line.extended_price * line.discount).sum());
    Answer::new(["revenue"], [revenue])
}
