//! The queries as loops that nobody could get wrong, over hash maps and sets.
//!
//! They hold the tables and the comparison to the expected answers without a query engine in between; and at a larger scale,
//! where answers that are empty at the small one are not, they are what the queries are compared with.

mod customers;
mod lines;
mod parts;
mod suppliers;

use std::collections::HashMap;

use super::{Answer, Query, Tables};

/// The loops, by the numbers of their queries.
pub const LOOPS: &[Query] = &[
    Query { number: 1, title: "Pricing summary report", run: lines::pricing_summary },
    Query { number: 2, title: "Minimum cost supplier", run: suppliers::minimum_cost },
    Query { number: 3, title: "Shipping priority", run: customers::shipping_priority },
    Query { number: 4, title: "Order priority checking", run: lines::order_priority },
    Query { number: 5, title: "Local supplier volume", run: suppliers::local_volume },
    Query { number: 6, title: "Forecasting revenue change", run: lines::revenue_change },
    Query { number: 7, title: "Volume shipping", run: suppliers::volume_shipping },
    Query { number: 8, title: "National market share", run: parts::market_share },
    Query { number: 9, title: "Product type profit measure", run: parts::profit },
    Query { number: 10, title: "Returned item reporting", run: customers::returned_items },
    Query { number: 11, title: "Important stock identification", run: suppliers::important_stock },
    Query { number: 12, title: "Shipping modes and order priority", run: lines::shipping_modes },
    Query { number: 13, title: "Customer distribution", run: customers::distribution },
    Query { number: 14, title: "Promotion effect", run: parts::promotion },
    Query { number: 15, title: "Top supplier", run: suppliers::top },
    Query { number: 16, title: "Parts/supplier relationship", run: parts::suppliers },
    Query { number: 17, title: "Small-quantity-order revenue", run: parts::small_quantities },
    Query { number: 18, title: "Large volume customer", run: customers::large_volume },
    Query { number: 19, title: "Discounted revenue", run: parts::discounted_revenue },
    Query { number: 20, title: "Potential part promotion", run: suppliers::part_promotion },
    Query { number: 21, title: "Suppliers who kept orders waiting", run: suppliers::kept_waiting },
    Query { number: 22, title: "Global sales opportunity", run: customers::sales_opportunity },
];

/// A line of an order.
type Line<'t> = soakit::ProxyOf<'t, super::super::tables::LineItem>;

/// What a line brings.
fn revenue(line: &Line<'_>) -> soakit::Decimal<4> {
    *line.extended_price * (soakit::Decimal::ONE - *line.discount)
}

/// Names of nations by their keys.
fn nations(tables: &Tables) -> HashMap<i32, &str> {
    tables.nations.iter().map(|nation| (*nation.nation_key, nation.name)).collect()
}

/// Names of the nations of a region.
fn nations_of<'t>(tables: &'t Tables, region: &str) -> Vec<&'t str> {
    let region = tables.regions.iter().find(|row| row.name == region).map(|row| *row.region_key);
    tables.nations.iter().filter(|nation| Some(*nation.region_key) == region).map(|nation| nation.name).collect()
}

/// The nations of suppliers by their keys.
fn supplier_nations(tables: &Tables) -> HashMap<i32, &str> {
    let nations = nations(tables);
    tables.suppliers.iter().map(|supplier| (*supplier.supplier_key, nations[supplier.nation_key])).collect()
}

/// The nations of customers by their keys.
fn customer_nations(tables: &Tables) -> HashMap<i32, &str> {
    let nations = nations(tables);
    tables.customers.iter().map(|customer| (*customer.customer_key, nations[customer.nation_key])).collect()
}
