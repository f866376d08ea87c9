//! A join of a table with one of a tenth of its rows, by a unique key.

use hashbrown::HashMap;
use soakit::Bulk;
use soakit::prelude::*;

use super::super::line::{Line, Pair};
use super::alone;
use crate::random::Random;

#[derive(SoA, Clone)]
struct Part {
    key: i32,
    price: f64,
}

#[derive(SoA, Clone)]
struct Sale {
    part: i32,
    quantity: f64,
}

type Tables = (Bulk<Sale>, Bulk<Part>);

/// Ten sales for each part; half of them of parts that are not there.
fn tables(rows: usize) -> Tables {
    let parts = (rows / 10).max(1);
    let mut random = Random::new(4);
    let mut keys: Vec<i32> = (0..parts as i32).map(|key| key * 2).collect();
    for place in (1..parts).rev() {
        keys.swap(place, random.below(place as u64 + 1) as usize);
    }
    let parts_table = keys.iter().map(|&key| Part { key, price: f64::from(key % 1000) / 4.0 }).collect();
    let sales = (0..rows)
        .map(|_| Sale { part: random.below(parts as u64 * 2) as i32, quantity: (random.below(50) + 1) as f64 });
    (sales.collect(), parts_table)
}

pub(super) fn lines() -> Vec<Box<dyn Line>> {
    vec![Box::new(Pair {
        name: "join",
        goal: None,
        table: tables,
        ours,
        hand,
        told: (|sum| sum, |sum| sum),
        filled: None,
    })]
}

fn ours((sales, parts): &Tables) -> f64 {
    alone(sales).join(parts.query(), |s| s.part, |p| p.key).aggregate(|(s, p)| (s.quantity * p.price).sum())
}

fn hand((sales, parts): &Tables) -> f64 {
    let prices: HashMap<i32, f64> = parts.key().iter().copied().zip(parts.price().iter().copied()).collect();
    let mut sum = 0.0;
    for (part, quantity) in sales.part().iter().zip(sales.quantity()) {
        if let Some(price) = prices.get(part) {
            sum += quantity * price;
        }
    }
    sum
}
