//! What was sold, returned and shipped up to a day, in sums and means.

use jiff::civil::date;
use soakit::Decimal;
use soakit::prelude::*;

use super::{Answer, Tables};

pub fn run(tables: &Tables) -> Answer {
    let report = tables
        .line_items
        .query()
        .filter(|line| line.ship_date.le(date(1998, 9, 2)))
        .group_by(|line| (line.return_flag, line.line_status))
        .agg(|line| {
            let discounted = line.extended_price * (Decimal::ONE - line.discount);
            (
                line.quantity.sum(),
                line.extended_price.sum(),
                discounted.sum(),
                (discounted * (Decimal::ONE + line.tax)).sum(),
                line.quantity.mean(),
                line.extended_price.mean(),
                line.discount.mean(),
                count(),
            )
        });
    let header = [
        "l_returnflag",
        "l_linestatus",
        "sum_qty",
        "sum_base",
        "sum_disc",
        "sum_charge",
        "avg_qty",
        "avg_price",
        "avg_disc",
        "n",
    ];
    Answer::new(header, report.query().sort_by(|(key, _)| key).to_bulk())
}
