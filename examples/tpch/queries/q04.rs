//! How many orders of a quarter had a line that came too late, by priority.

use jiff::civil::date;
use soakit::prelude::*;

use super::{Answer, Tables};

pub fn run(tables: &Tables) -> Answer {
    let late = tables.line_items.query().filter(|line| line.commit_date.lt(line.receipt_date));
    let rows = tables
        .orders
        .query()
        .filter(|order| order.order_date.between(date(1993, 7, 1), date(1993, 9, 30)))
        .semi_join(late, |order| order.order_key, |line| line.order_key)
        .group_by(|order| order.priority)
        .agg(|_| count())
        .query()
        .sort_by(|(priority, _)| priority)
        .to_bulk();
    Answer::new(["o_orderpriority", "n"], rows)
}
