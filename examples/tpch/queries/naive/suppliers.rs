//! Queries about suppliers: 2, 5, 7, 11, 15, 20, 21.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::date;
use soakit::{Decimal, WideDecimal};

use super::{Answer, Tables, customer_nations, nations_of, revenue, supplier_nations};

pub(super) fn minimum_cost(tables: &Tables) -> Answer {
    let (nations, europe) = (supplier_nations(tables), nations_of(tables, "EUROPE"));
    let offers = || tables.part_suppliers.iter().filter(|offer| europe.contains(&nations[offer.supplier_key]));
    let mut least: HashMap<i32, Decimal<2>> = HashMap::new();
    for offer in offers() {
        let cost = least.entry(*offer.part_key).or_insert(Decimal::MAX);
        *cost = (*cost).min(*offer.supply_cost);
    }
    let parts = tables.parts.iter().filter(|part| *part.size == 15 && part.kind.ends_with("BRASS"));
    let parts: HashMap<i32, &str> = parts.map(|part| (*part.part_key, part.manufacturer)).collect();
    let suppliers: HashMap<i32, _> =
        tables.suppliers.iter().map(|supplier| (*supplier.supplier_key, supplier)).collect();
    let mut rows: Vec<_> = offers()
        .filter(|offer| *offer.supply_cost == least[offer.part_key])
        .filter_map(|offer| Some((*offer.part_key, *parts.get(offer.part_key)?, suppliers[offer.supplier_key])))
        .map(|(part, manufacturer, supplier)| {
            let nation = nations[supplier.supplier_key];
            let key = (Reverse(*supplier.account_balance), nation, supplier.name, part);
            (key, (manufacturer, supplier.address, supplier.phone, supplier.comment))
        })
        .collect();
    rows.sort_unstable();
    let rows = rows.into_iter().take(100);
    let rows = rows.map(|((Reverse(balance), nation, name, part), rest)| (balance, name, nation, part, rest));
    let header = ["s_acctbal", "s_name", "n_name", "p_partkey", "p_mfgr", "s_address", "s_phone", "s_comment"];
    Answer::new(header, rows)
}

pub(super) fn local_volume(tables: &Tables) -> Answer {
    let (suppliers, customers) = (supplier_nations(tables), customer_nations(tables));
    let asia = nations_of(tables, "ASIA");
    let orders = tables.orders.iter().filter(|order| order.order_date.year() == 1994);
    let orders: HashMap<i32, &str> = orders.map(|order| (*order.order_key, customers[order.customer_key])).collect();
    let mut revenues: BTreeMap<&str, WideDecimal<4>> = BTreeMap::new();
    for line in &tables.line_items {
        let nation = suppliers[line.supplier_key];
        if asia.contains(&nation) && orders.get(line.order_key) == Some(&nation) {
            *revenues.entry(nation).or_default() += revenue(&line);
        }
    }
    let mut rows: Vec<_> = revenues.into_iter().collect();
    rows.sort_by_key(|(_, revenue)| Reverse(*revenue));
    Answer::new(["n_name", "revenue"], rows)
}

pub(super) fn volume_shipping(tables: &Tables) -> Answer {
    let (suppliers, customers) = (supplier_nations(tables), customer_nations(tables));
    let orders: HashMap<i32, &str> =
        tables.orders.iter().map(|order| (*order.order_key, customers[order.customer_key])).collect();
    let mut revenues: BTreeMap<(&str, &str, i16), WideDecimal<4>> = BTreeMap::new();
    for line in tables.line_items.iter().filter(|line| (1995..=1996).contains(&line.ship_date.year())) {
        let nations @ (supplier, customer) = (suppliers[line.supplier_key], orders[line.order_key]);
        if [("FRANCE", "GERMANY"), ("GERMANY", "FRANCE")].contains(&nations) {
            *revenues.entry((supplier, customer, line.ship_date.year())).or_default() += revenue(&line);
        }
    }
    Answer::new(["supp", "cust", "yr", "revenue"], revenues)
}

pub(super) fn important_stock(tables: &Tables) -> Answer {
    let nations = supplier_nations(tables);
    let mut stock: BTreeMap<i32, WideDecimal<2>> = BTreeMap::new();
    for row in tables.part_suppliers.iter().filter(|row| nations[row.supplier_key] == "GERMANY") {
        *stock.entry(*row.part_key).or_default() += *row.supply_cost * *row.available;
    }
    let least = stock.values().copied().sum::<WideDecimal<2>>() * Decimal::<4>::literal("0.0001");
    let mut rows: Vec<_> = stock.into_iter().filter(|(_, value)| value.rescale() > least).collect();
    rows.sort_by_key(|(_, value)| Reverse(*value));
    Answer::new(["ps_partkey", "total"], rows)
}

pub(super) fn top(tables: &Tables) -> Answer {
    let mut revenues: HashMap<i32, WideDecimal<4>> = HashMap::new();
    for line in &tables.line_items {
        if (date(1996, 1, 1)..date(1996, 4, 1)).contains(line.ship_date) {
            *revenues.entry(*line.supplier_key).or_default() += revenue(&line);
        }
    }
    let most = revenues.values().copied().max();
    let suppliers = tables.suppliers.iter().filter(|supplier| revenues.get(supplier.supplier_key).copied() == most);
    let rows =
        suppliers.map(|supplier| (*supplier.supplier_key, supplier.name, supplier.address, supplier.phone, most));
    Answer::new(["s_suppkey", "s_name", "s_address", "s_phone", "total"], rows)
}

pub(super) fn part_promotion(tables: &Tables) -> Answer {
    let mut sold: HashMap<(i32, i32), WideDecimal<2>> = HashMap::new();
    for line in tables.line_items.iter().filter(|line| line.ship_date.year() == 1994) {
        *sold.entry((*line.part_key, *line.supplier_key)).or_default() += *line.quantity;
    }
    let parts = tables.parts.iter().filter(|part| part.name.starts_with("forest"));
    let parts: HashSet<i32> = parts.map(|part| *part.part_key).collect();
    let offers = tables.part_suppliers.iter().filter(|offer| parts.contains(offer.part_key));
    // Where nothing was sold, the sum is missing, and nothing is more than that.
    let plenty = offers.filter(|offer| {
        let sold = sold.get(&(*offer.part_key, *offer.supplier_key));
        sold.is_some_and(|sold| WideDecimal::from_int((2 * *offer.available).into()) > *sold)
    });
    let plenty: HashSet<i32> = plenty.map(|offer| *offer.supplier_key).collect();
    let nations = supplier_nations(tables);
    let suppliers = tables.suppliers.iter().filter(|supplier| nations[supplier.supplier_key] == "CANADA");
    let suppliers = suppliers.filter(|supplier| plenty.contains(supplier.supplier_key));
    let mut rows: Vec<_> = suppliers.map(|supplier| (supplier.name, supplier.address)).collect();
    rows.sort_unstable();
    Answer::new(["s_name", "s_address"], rows)
}

pub(super) fn kept_waiting(tables: &Tables) -> Answer {
    let nations = supplier_nations(tables);
    let fulfilled: HashSet<i32> =
        tables.orders.iter().filter(|order| order.status == "F").map(|order| *order.order_key).collect();
    let mut suppliers: HashMap<i32, HashSet<i32>> = HashMap::new();
    let mut late: HashMap<i32, HashSet<i32>> = HashMap::new();
    for line in &tables.line_items {
        suppliers.entry(*line.order_key).or_default().insert(*line.supplier_key);
        if line.receipt_date > line.commit_date {
            late.entry(*line.order_key).or_default().insert(*line.supplier_key);
        }
    }
    let mut waits: HashMap<i32, u64> = HashMap::new();
    for line in tables.line_items.iter().filter(|line| line.receipt_date > line.commit_date) {
        let is_saudi = nations[line.supplier_key] == "SAUDI ARABIA";
        // Of several suppliers, this one alone was late.
        if is_saudi && fulfilled.contains(line.order_key) && suppliers[line.order_key].len() > 1 {
            *waits.entry(*line.supplier_key).or_default() += u64::from(late[line.order_key].len() == 1);
        }
    }
    let rows = tables.suppliers.iter();
    let rows = rows.filter_map(|supplier| Some((supplier.name, *waits.get(supplier.supplier_key)?)));
    let mut rows: Vec<_> = rows.filter(|(_, waits)| *waits > 0).collect();
    rows.sort_by_key(|&(name, waits)| (Reverse(waits), name));
    rows.truncate(100);
    Answer::new(["s_name", "n"], rows)
}
