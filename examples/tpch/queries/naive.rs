//! Three of the queries as loops that nobody could get wrong: they hold the tables and the comparison to the expected
//! answers, without a query engine in between.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::date;
use soakit::{Decimal, WideDecimal};

use super::{Answer, Query, Tables};

/// The loops, by the numbers of their queries.
pub const LOOPS: &[Query] = &[
    Query { number: 1, title: "Pricing summary report", run: pricing_summary },
    Query { number: 3, title: "Shipping priority", run: shipping_priority },
    Query { number: 6, title: "Forecasting revenue change", run: revenue_change },
];

#[derive(Default)]
struct Sums {
    quantity: WideDecimal<2>,
    base: WideDecimal<2>,
    discounted: WideDecimal<4>,
    charged: WideDecimal<6>,
    discount: WideDecimal<2>,
    count: u32,
}

fn pricing_summary(tables: &Tables) -> Answer {
    let mut groups: BTreeMap<(&str, &str), Sums> = BTreeMap::new();
    for line in tables.line_items.iter().filter(|line| *line.ship_date <= date(1998, 9, 2)) {
        let sums = groups.entry((line.return_flag, line.line_status)).or_default();
        let discounted = *line.extended_price * (Decimal::ONE - *line.discount);
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

fn shipping_priority(tables: &Tables) -> Answer {
    let day = date(1995, 3, 15);
    let customers = tables.customers.iter().filter(|customer| customer.market_segment == "BUILDING");
    let customers: HashSet<i32> = customers.map(|customer| *customer.customer_key).collect();
    let orders = tables.orders.iter().filter(|order| *order.order_date < day && customers.contains(order.customer_key));
    let mut orders: HashMap<i32, _> = orders.map(|order| (*order.order_key, (WideDecimal::ZERO, order))).collect();
    for line in tables.line_items.iter().filter(|line| *line.ship_date > day) {
        if let Some((revenue, _)) = orders.get_mut(line.order_key) {
            *revenue += *line.extended_price * (Decimal::ONE - *line.discount);
        }
    }
    let mut orders: Vec<_> = orders.into_values().filter(|(revenue, _)| *revenue > WideDecimal::<4>::ZERO).collect();
    orders.sort_by_key(|(revenue, order)| (Reverse(*revenue), *order.order_date));
    let rows = orders.into_iter().take(10);
    let rows = rows.map(|(revenue, order)| (*order.order_key, revenue, *order.order_date, *order.ship_priority));
    Answer::new(["l_orderkey", "revenue", "o_orderdate", "o_shippriority"], rows)
}

fn revenue_change(tables: &Tables) -> Answer {
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
