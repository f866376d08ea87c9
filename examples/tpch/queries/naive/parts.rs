//! Queries about parts: 8, 9, 14, 16, 17, 19.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::date;
use soakit::{Decimal, WideDecimal};

use super::super::super::tables::Part;
use super::{Answer, Tables, customer_nations, nations_of, revenue, supplier_nations};

/// Parts by their keys.
fn parts(tables: &Tables) -> HashMap<i32, soakit::ProxyOf<'_, Part>> {
    tables.parts.iter().map(|part| (*part.part_key, part)).collect()
}

pub(super) fn market_share(tables: &Tables) -> Answer {
    let (parts, suppliers, customers) = (parts(tables), supplier_nations(tables), customer_nations(tables));
    let america = nations_of(tables, "AMERICA");
    let orders = tables.orders.iter().filter(|order| america.contains(&customers[order.customer_key]));
    let years: HashMap<i32, i16> = orders.map(|order| (*order.order_key, order.order_date.year())).collect();
    let mut shares: BTreeMap<i16, [WideDecimal<4>; 2]> = BTreeMap::new();
    for line in tables.line_items.iter().filter(|line| parts[line.part_key].kind == "ECONOMY ANODIZED STEEL") {
        if let Some(&year @ 1995..=1996) = years.get(line.order_key) {
            let [brazil, all] = shares.entry(year).or_default();
            *all += revenue(&line);
            if suppliers[line.supplier_key] == "BRAZIL" {
                *brazil += revenue(&line);
            }
        }
    }
    Answer::new(["yr", "share"], shares.into_iter().map(|(year, [brazil, all])| (year, brazil.ratio(all))))
}

pub(super) fn profit(tables: &Tables) -> Answer {
    let (parts, suppliers) = (parts(tables), supplier_nations(tables));
    let costs = tables.part_suppliers.iter();
    let costs: HashMap<(i32, i32), Decimal<2>> =
        costs.map(|row| ((*row.part_key, *row.supplier_key), *row.supply_cost)).collect();
    let years: HashMap<i32, i16> =
        tables.orders.iter().map(|order| (*order.order_key, order.order_date.year())).collect();
    let mut profits: BTreeMap<(&str, Reverse<i16>), WideDecimal<4>> = BTreeMap::new();
    for line in tables.line_items.iter().filter(|line| parts[line.part_key].name.contains("green")) {
        let cost = costs[&(*line.part_key, *line.supplier_key)] * *line.quantity;
        let group = (suppliers[line.supplier_key], Reverse(years[line.order_key]));
        *profits.entry(group).or_default() += revenue(&line) - cost;
    }
    let rows = profits.into_iter().map(|((nation, Reverse(year)), profit)| (nation, year, profit));
    Answer::new(["n_name", "yr", "profit"], rows)
}

pub(super) fn promotion(tables: &Tables) -> Answer {
    let parts = parts(tables);
    let [mut promoted, mut all] = [WideDecimal::<4>::ZERO; 2];
    for line in &tables.line_items {
        if (date(1995, 9, 1)..date(1995, 10, 1)).contains(line.ship_date) {
            all += revenue(&line);
            if parts[line.part_key].kind.starts_with("PROMO") {
                promoted += revenue(&line);
            }
        }
    }
    Answer::new(["promo"], [100.0 * promoted.ratio(all)])
}

pub(super) fn suppliers(tables: &Tables) -> Answer {
    let parts = parts(tables);
    let complains = |comment: &str| comment.split_once("Customer").is_some_and(|(_, rest)| rest.contains("Complaints"));
    let bad = tables.suppliers.iter().filter(|supplier| complains(supplier.comment));
    let bad: HashSet<i32> = bad.map(|supplier| *supplier.supplier_key).collect();
    let mut groups: BTreeMap<(&str, &str, i32), HashSet<i32>> = BTreeMap::new();
    for row in tables.part_suppliers.iter().filter(|row| !bad.contains(row.supplier_key)) {
        let part = &parts[row.part_key];
        let is_sized = [49, 14, 23, 45, 19, 3, 36, 9].contains(part.size);
        if part.brand != "Brand#45" && !part.kind.starts_with("MEDIUM POLISHED") && is_sized {
            groups.entry((part.brand, part.kind, *part.size)).or_default().insert(*row.supplier_key);
        }
    }
    let mut rows: Vec<_> = groups.into_iter().map(|(group, suppliers)| (group, suppliers.len() as u64)).collect();
    rows.sort_by_key(|(_, suppliers)| Reverse(*suppliers));
    Answer::new(["p_brand", "p_type", "p_size", "n"], rows)
}

pub(super) fn small_quantities(tables: &Tables) -> Answer {
    let parts = parts(tables);
    let mut quantities: HashMap<i32, (WideDecimal<2>, u64)> = HashMap::new();
    for line in &tables.line_items {
        let (sum, count) = quantities.entry(*line.part_key).or_default();
        *sum += *line.quantity;
        *count += 1;
    }
    let mut total = None;
    for line in &tables.line_items {
        let part = &parts[line.part_key];
        // The quantity is below a fifth of the mean, without a division.
        let (sum, count) = quantities[line.part_key];
        let is_small = WideDecimal::from(*line.quantity) * count * 5 < sum;
        if part.brand == "Brand#23" && part.container == "MED BOX" && is_small {
            *total.get_or_insert(WideDecimal::<2>::ZERO) += *line.extended_price;
        }
    }
    Answer::new(["yearly"], [total.map(|total| total.div_f64(7.0))])
}

pub(super) fn discounted_revenue(tables: &Tables) -> Answer {
    let parts = parts(tables);
    let offers = [
        ("Brand#12", ["SM CASE", "SM BOX", "SM PACK", "SM PKG"], 1..=11, 1..=5),
        ("Brand#23", ["MED BAG", "MED BOX", "MED PKG", "MED PACK"], 10..=20, 1..=10),
        ("Brand#34", ["LG CASE", "LG BOX", "LG PACK", "LG PKG"], 20..=30, 1..=15),
    ];
    let mut total = WideDecimal::<4>::ZERO;
    for line in &tables.line_items {
        let part = &parts[line.part_key];
        let is_offered = offers.iter().any(|(brand, containers, quantities, sizes)| {
            let (least, most) = (Decimal::from_int(*quantities.start()), Decimal::from_int(*quantities.end()));
            part.brand == *brand
                && containers.contains(&part.container)
                && (least..=most).contains(line.quantity)
                && sizes.contains(part.size)
        });
        let is_by_air = ["AIR", "AIR REG"].contains(&line.ship_mode);
        if is_offered && is_by_air && line.ship_instructions == "DELIVER IN PERSON" {
            total += revenue(&line);
        }
    }
    Answer::new(["revenue"], [total])
}
