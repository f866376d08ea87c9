//! Whether lines that came late by ship or mail were of urgent orders.

use soakit::prelude::*;

use super::{Answer, Tables};

pub fn run(tables: &Tables) -> Answer {
    let rows = tables
        .line_items
        .query()
        .filter(|line| line.receipt_date.year().eq(1994) & line.ship_mode.is_in(["MAIL", "SHIP"]))
        .filter(|line| line.ship_date.lt(line.commit_date) & line.commit_date.lt(line.receipt_date))
        .join(tables.orders.query(), |line| line.order_key, |order| order.order_key)
        .group_by(|(line, _)| line.ship_mode)
        .agg(|(_, order)| {
            let urgent = order.priority.eq("1-URGENT") | order.priority.eq("2-HIGH");
            (count().only_if(urgent), count().only_if(!urgent))
        })
        .query()
        .sort_by(|(mode, _)| mode)
        .to_bulk();
    Answer::new(["l_shipmode", "high", "low"], rows)
}
