//! The sixth and the first question of TPC-H, over floats.

use soakit::Bulk;
use soakit::prelude::*;

use super::super::line::{Line, Pair};
use super::super::tables::{Item, items};
use super::alone;

/// The days of a year, and the last but ninety.
pub(super) const YEAR: std::ops::Range<i32> = 731..1096;
pub(super) const LAST_DAY: i32 = 2436;

pub(super) fn lines() -> Vec<Box<dyn Line>> {
    vec![
        Box::new(Pair {
            name: "q6",
            goal: Some(0.9),
            table: items,
            ours: q6,
            hand: q6_by_hand,
            told: (|sum| sum, |sum| sum),
            filled: None,
        }),
        Box::new(Pair {
            name: "q1",
            goal: Some(0.6),
            table: items,
            ours: q1,
            hand: q1_by_hand,
            told: (sorted, sorted),
            filled: None,
        }),
    ]
}

fn q6(items: &Bulk<Item>) -> f64 {
    alone(items)
        .filter(|i| i.shipped.ge(YEAR.start) & i.shipped.lt(YEAR.end))
        .filter(|i| i.discount.between(5.0 / 64.0, 7.0 / 64.0) & i.quantity.lt(24.0))
        .aggregate(|i| (i.price * i.discount).sum())
}

/// Without a branch: the bits of what does not count are cleared. In eight lanes, so that additions need not wait.
fn q6_by_hand(items: &Bulk<Item>) -> f64 {
    let rows = items.len();
    let (shipped, discount) = (&items.shipped()[..rows], &items.discount()[..rows]);
    let (quantity, price) = (&items.quantity()[..rows], &items.price()[..rows]);
    let part = |row: usize| {
        let keep = (shipped[row] >= YEAR.start)
            & (shipped[row] < YEAR.end)
            & (discount[row] >= 5.0 / 64.0)
            & (discount[row] <= 7.0 / 64.0)
            & (quantity[row] < 24.0);
        f64::from_bits((price[row] * discount[row]).to_bits() & u64::from(keep).wrapping_neg())
    };
    let mut sums = [0.0; 8];
    for start in (0..rows / 8 * 8).step_by(8) {
        for (lane, sum) in sums.iter_mut().enumerate() {
            *sum += part(start + lane);
        }
    }
    sums.iter().sum::<f64>() + (rows / 8 * 8..rows).map(part).sum::<f64>()
}

/// The answers for a group.
type Group<N> = ((String, String), (N, N, N, N, f64, f64, f64, u64));

fn q1(items: &Bulk<Item>) -> Vec<Group<f64>> {
    let groups = alone(items).filter(|i| i.shipped.le(LAST_DAY)).group_by(|i| (i.flag, i.status)).agg(|i| {
        (
            i.quantity.sum(),
            i.price.sum(),
            (i.price * (1.0 - i.discount)).sum(),
            (i.price * (1.0 - i.discount) * (1.0 + i.tax)).sum(),
            i.quantity.mean(),
            i.price.mean(),
            i.discount.mean(),
            count(),
        )
    });
    Vec::from(groups)
}

/// What is added up for a group.
#[derive(Clone, Copy, Default)]
struct Sums {
    quantity: f64,
    price: f64,
    discounted: f64,
    charged: f64,
    discount: f64,
    count: u64,
}

/// A slot for each pair of words; sums that serve two answers are made once.
fn q1_by_hand(items: &Bulk<Item>) -> Vec<Group<f64>> {
    let (flags, statuses) = (items.flag(), items.status());
    let words = statuses.words().len();
    let mut slots = vec![Sums::default(); flags.words().len() * words];
    let (flag_codes, status_codes) = (flags.codes(), statuses.codes());
    let (shipped, quantity, price) = (items.shipped(), items.quantity(), items.price());
    let (discount, tax) = (items.discount(), items.tax());
    for row in 0..items.len() {
        // Nearly all rows count: the branch is guessed.
        if shipped[row] > LAST_DAY {
            continue;
        }
        let slot = &mut slots[flag_codes[row] as usize * words + status_codes[row] as usize];
        let discounted = price[row] * (1.0 - discount[row]);
        slot.quantity += quantity[row];
        slot.price += price[row];
        slot.discounted += discounted;
        slot.charged += discounted * (1.0 + tax[row]);
        slot.discount += discount[row];
        slot.count += 1;
    }
    let groups = slots.iter().enumerate().filter(|(_, sums)| sums.count > 0).map(|(slot, sums)| {
        let word = |words: soakit::column::TextSlice<'_>, code| words.get(code).unwrap_or_default().to_owned();
        let mean = |sum: f64| sum / sums.count as f64;
        let key = (word(flags.words(), slot / words), word(statuses.words(), slot % words));
        let means = (mean(sums.quantity), mean(sums.price), mean(sums.discount));
        (key, (sums.quantity, sums.price, sums.discounted, sums.charged, means.0, means.1, means.2, sums.count))
    });
    groups.collect()
}

/// Groups in the order of their keys.
fn sorted<V>(mut groups: Vec<((String, String), V)>) -> Vec<((String, String), V)> {
    groups.sort_by(|a, b| a.0.cmp(&b.0));
    groups
}
