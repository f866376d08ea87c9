//! The tables that queries read.

use jiff::civil::{Date, date};
use soakit::prelude::*;
use soakit::{Bulk, Decimal};

use crate::random::Random;

/// As the line items of TPC-H, in floats; days are counted.
#[derive(SoA, Clone)]
pub(super) struct Item {
    pub(super) quantity: f64,
    pub(super) price: f64,
    pub(super) discount: f64,
    pub(super) tax: f64,
    #[soa(dict)]
    pub(super) flag: String,
    #[soa(dict)]
    pub(super) status: String,
    pub(super) shipped: i32,
}

/// The same, in exact decimals and dates.
#[derive(SoA, Clone)]
pub(super) struct ExactItem {
    pub(super) quantity: Decimal<2>,
    pub(super) price: Decimal<2>,
    pub(super) discount: Decimal<2>,
    pub(super) tax: Decimal<2>,
    #[soa(dict)]
    pub(super) flag: String,
    #[soa(dict)]
    pub(super) status: String,
    pub(super) shipped: Date,
}

/// Numbers of several widths.
#[derive(SoA, Clone, Debug, PartialEq)]
pub(super) struct Sample {
    pub(super) id: i64,
    /// Uniform in 0..100.
    pub(super) percent: f64,
    pub(super) weight: f64,
    pub(super) count: i32,
    pub(super) kind: u8,
}

/// As the table of the h2o group-by questions.
#[derive(SoA, Clone)]
pub(super) struct Measure {
    #[soa(dict)]
    pub(super) word: String,
    /// 1..=100
    pub(super) small: i32,
    /// 1..=100,000
    pub(super) large: i32,
    /// About as many as rows, from all of `i64`.
    pub(super) sparse: i64,
    pub(super) amount: i32,
    pub(super) reading: f64,
}

/// The days that line items were shipped on: seven years.
pub(super) const DAYS: i32 = 2526;
/// The first of them.
pub(super) const FIRST_DAY: Date = date(1992, 1, 2);

pub(super) fn items(rows: usize) -> Bulk<Item> {
    let mut random = Random::new(1);
    let items = (0..rows).map(|_| Item {
        quantity: (random.below(50) + 1) as f64,
        price: (random.below(400_000) + 3_600) as f64 / 4.0,
        discount: random.below(11) as f64 / 64.0,
        tax: random.below(9) as f64 / 64.0,
        flag: ["N", "A", "R"][random.below(3) as usize].into(),
        status: ["O", "F"][random.below(2) as usize].into(),
        shipped: random.below(DAYS as u64) as i32,
    });
    items.collect()
}

pub(super) fn exact_items(rows: usize) -> Bulk<ExactItem> {
    let days: Vec<Date> = FIRST_DAY.series(jiff::ToSpan::days(1)).take(DAYS as usize).collect();
    let mut random = Random::new(1);
    let items = (0..rows).map(|_| ExactItem {
        quantity: Decimal::new((random.below(50) as i64 + 1) * 100),
        price: Decimal::new(random.below(10_000_000) as i64 + 90_000),
        discount: Decimal::new(random.below(11) as i64),
        tax: Decimal::new(random.below(9) as i64),
        flag: ["N", "A", "R"][random.below(3) as usize].into(),
        status: ["O", "F"][random.below(2) as usize].into(),
        shipped: days[random.below(DAYS as u64) as usize],
    });
    items.collect()
}

pub(super) fn samples(rows: usize) -> Bulk<Sample> {
    let mut random = Random::new(2);
    let samples = (0..rows).map(|row| Sample {
        id: row as i64 * 3,
        percent: random.below(100_000) as f64 / 1000.0,
        weight: random.below(1000) as f64 / 8.0,
        count: random.below(1_000_000) as i32,
        kind: random.below(7) as u8,
    });
    samples.collect()
}

pub(super) fn measures(rows: usize) -> Bulk<Measure> {
    let words: Vec<String> = (1..=100).map(|word| format!("id{word:03}")).collect();
    let mut random = Random::new(3);
    let measures = (0..rows).map(|_| Measure {
        word: words[random.below(100) as usize].clone(),
        small: random.below(100) as i32 + 1,
        large: random.below(100_000) as i32 + 1,
        sparse: (random.below(rows as u64) as i64 + 1).wrapping_mul(0x5851_f42d_4c95_7f2d),
        amount: random.below(5) as i32 + 1,
        reading: random.below(1 << 16) as f64 / 64.0,
    });
    measures.collect()
}
