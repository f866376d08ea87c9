//! Queries about lines of orders: 1, 4, 6, 12.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::date;
use soakit::{Decimal, WideDecimal};

use super::{Answer, Tables, revenue};

#[derive(Default)]
struct Sums {
    quantity: WideDecimal<2>,
    base: WideDecimal<2>,
    discounted: WideDecimal<4>,
    charged: WideDecimal<6>,
    discount: WideDecimal<2>,
    count: u32,
}

pub(super) fn pricing_summary(tables: &Tables) -> Answer {
    let mut groups: BTreeMap<(&str, &str), Sums> = BTreeMap::new();
    for line in tables.line_items.iter().filter(|line| *line.ship_date <= date(1998, 9, 2)) {
        let sums = groups.entry((line.return_flag, line.line_status)).or_default();
        let discounted = revenue(&line);
        sums.quantity += *line.quantity;
        sums.base += *line.extended_price;
        sums.discounted += discounted;
        sums.charged += discounted * (Decimal::ONE + *line.tax);
        sums.discount += *line.discount;
        sums.count += 1;
    }
    let rows = groups.into_iter().map(|(key, sums)| {
        let mean = |sum: WideDecimal<2>| sum.div_f64(sums.count.into());
        let totals = (sums.quantity, sums.base, sums.discounted, sums.charged);
        (key, totals, (mean(sums.quantity), mean(sums.base), mean(sums.discount)), sums.count)
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
    Answer::new(header, rows)
}

pub(super) fn order_priority(tables: &Tables) -> Answer {
    let late = tables.line_items.iter().filter(|line| line.commit_date < line.receipt_date);
    let late: HashSet<i32> = late.map(|line| *line.order_key).collect();
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for order in &tables.orders {
        let is_in_quarter = (date(1993, 7, 1)..date(1993, 10, 1)).contains(order.order_date);
        if is_in_quarter && late.contains(order.order_key) {
            *counts.entry(order.priority).or_default() += 1;
        }
    }
    Answer::new(["o_orderpriority", "n"], counts)
}

pub(super) fn revenue_change(tables: &Tables) -> Answer {
    let mut revenue = WideDecimal::<4>::ZERO;
    for line in &tables.line_items {
        let is_in_year = line.ship_date.year() == 1994;
        let is_discounted = (Decimal::literal("0.05")..=Decimal::literal("0.07")).contains(line.discount);
        if is_in_year && is_discounted && *line.quantity < Decimal::from_int(24) {
            revenue += *line.extended_price * *line.discount;
        }
    }
    Answer::new(["revenue"], [revenue])
}

pub(super) fn shipping_modes(tables: &Tables) -> Answer {
    let priorities: HashMap<i32, &str> = tables.orders.iter().map(|order| (*order.order_key, order.priority)).collect();
    let mut counts: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for line in &tables.line_items {
        let is_late = line.commit_date < line.receipt_date && line.ship_date < line.commit_date;
        if is_late && line.receipt_date.year() == 1994 && ["MAIL", "SHIP"].contains(&line.ship_mode) {
            let (high, low) = counts.entry(line.ship_mode).or_default();
            *if ["1-URGENT", "2-HIGH"].contains(&priorities[line.order_key]) { high } else { low } += 1;
        }
    }
    Answer::new(["l_shipmode", "high", "low"], counts)
}
