//! Queries about customers and their orders: 3, 10, 13, 18, 22.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::date;
use soakit::{Decimal, WideDecimal};

use super::{Answer, Tables, customer_nations, revenue};

pub(super) fn shipping_priority(tables: &Tables) -> Answer {
    let day = date(1995, 3, 15);
    let customers = tables.customers.iter().filter(|customer| customer.market_segment == "BUILDING");
    let customers: HashSet<i32> = customers.map(|customer| *customer.customer_key).collect();
    let orders = tables.orders.iter().filter(|order| *order.order_date < day && customers.contains(order.customer_key));
    let mut orders: HashMap<i32, _> = orders.map(|order| (*order.order_key, (WideDecimal::ZERO, order))).collect();
    for line in tables.line_items.iter().filter(|line| *line.ship_date > day) {
        if let Some((total, _)) = orders.get_mut(line.order_key) {
            *total += revenue(&line);
        }
    }
    let mut orders: Vec<_> = orders.into_values().filter(|(revenue, _)| *revenue > WideDecimal::<4>::ZERO).collect();
    orders.sort_by_key(|(revenue, order)| (Reverse(*revenue), *order.order_date));
    let rows = orders.into_iter().take(10);
    let rows = rows.map(|(revenue, order)| (*order.order_key, revenue, *order.order_date, *order.ship_priority));
    Answer::new(["l_orderkey", "revenue", "o_orderdate", "o_shippriority"], rows)
}

pub(super) fn returned_items(tables: &Tables) -> Answer {
    let orders = tables.orders.iter();
    let orders = orders.filter(|order| (date(1993, 10, 1)..date(1994, 1, 1)).contains(order.order_date));
    let orders: HashMap<i32, i32> = orders.map(|order| (*order.order_key, *order.customer_key)).collect();
    let mut revenues: HashMap<i32, WideDecimal<4>> = HashMap::new();
    for line in tables.line_items.iter().filter(|line| line.return_flag == "R") {
        if let Some(customer) = orders.get(line.order_key) {
            *revenues.entry(*customer).or_default() += revenue(&line);
        }
    }
    let nations = customer_nations(tables);
    let customers = tables.customers.iter();
    let mut customers: Vec<_> =
        customers.filter_map(|customer| Some((*revenues.get(customer.customer_key)?, customer))).collect();
    customers.sort_by_key(|(revenue, _)| Reverse(*revenue));
    let rows = customers.into_iter().take(20).map(|(revenue, customer)| {
        let money = (*customer.customer_key, customer.name, revenue, *customer.account_balance);
        (money, nations[customer.customer_key], (customer.address, customer.phone, customer.comment))
    });
    let header = ["c_custkey", "c_name", "revenue", "c_acctbal", "n_name", "c_address", "c_phone", "c_comment"];
    Answer::new(header, rows)
}

pub(super) fn distribution(tables: &Tables) -> Answer {
    let mut orders: HashMap<i32, u64> = tables.customers.iter().map(|customer| (*customer.customer_key, 0)).collect();
    for order in &tables.orders {
        let is_special = order.comment.split_once("special").is_some_and(|(_, rest)| rest.contains("requests"));
        if !is_special && let Some(count) = orders.get_mut(order.customer_key) {
            *count += 1;
        }
    }
    let mut customers: BTreeMap<u64, u64> = BTreeMap::new();
    for count in orders.into_values() {
        *customers.entry(count).or_default() += 1;
    }
    let mut rows: Vec<(u64, u64)> = customers.into_iter().collect();
    rows.sort_by_key(|&(orders, customers)| Reverse((customers, orders)));
    Answer::new(["c_count", "n"], rows)
}

pub(super) fn large_volume(tables: &Tables) -> Answer {
    let mut quantities: HashMap<i32, WideDecimal<2>> = HashMap::new();
    for line in &tables.line_items {
        *quantities.entry(*line.order_key).or_default() += *line.quantity;
    }
    let names: HashMap<i32, &str> =
        tables.customers.iter().map(|customer| (*customer.customer_key, customer.name)).collect();
    let orders = tables.orders.iter().map(|order| (quantities[order.order_key], order));
    let mut orders: Vec<_> = orders.filter(|(quantity, _)| *quantity > WideDecimal::from_int(300)).collect();
    orders.sort_by_key(|(_, order)| (Reverse(*order.total_price), *order.order_date));
    let rows = orders.into_iter().take(100).map(|(quantity, order)| {
        let (customer, key) = (*order.customer_key, *order.order_key);
        (names[&customer], customer, key, *order.order_date, *order.total_price, quantity)
    });
    Answer::new(["c_name", "c_custkey", "o_orderkey", "o_orderdate", "o_totalprice", "qty"], rows)
}

pub(super) fn sales_opportunity(tables: &Tables) -> Answer {
    let codes = ["13", "31", "23", "29", "30", "18", "17"];
    let customers = || tables.customers.iter().filter(|customer| codes.contains(&&customer.phone[..2]));
    let positive: Vec<Decimal<2>> =
        customers().map(|customer| *customer.account_balance).filter(|balance| *balance > Decimal::ZERO).collect();
    let sum: WideDecimal<2> = positive.iter().sum();
    let customers_with_orders: HashSet<i32> = tables.orders.iter().map(|order| *order.customer_key).collect();
    let mut groups: BTreeMap<&str, (u64, WideDecimal<2>)> = BTreeMap::new();
    for customer in customers() {
        // The balance is above the mean, without a division.
        let is_rich = WideDecimal::from(*customer.account_balance) * positive.len() as u64 > sum;
        if is_rich && !customers_with_orders.contains(customer.customer_key) {
            let (count, total) = groups.entry(&customer.phone[..2]).or_default();
            *count += 1;
            *total += *customer.account_balance;
        }
    }
    Answer::new(["code", "n", "total"], groups)
}
