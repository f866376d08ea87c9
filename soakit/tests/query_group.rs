//! Groups, against maps.

use std::collections::HashMap;

use soakit::prelude::*;
use soakit_runtime::query::{Strategy, count};

#[derive(SoA, Clone, Debug, PartialEq)]
struct Trade {
    #[soa(dict)]
    symbol: String,
    note: String,
    hour: u8,
    price: f64,
    shares: i64,
    fee: Option<f64>,
}

fn trades(rows: usize) -> Bulk<Trade> {
    let mut state = 7_u64;
    let mut next = move |bound: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) % bound
    };
    (0..rows)
        .map(|_| Trade {
            symbol: ["AAPL", "MSFT", "X", "IBM"][next(4) as usize].into(),
            note: format!("note {}", next(50)),
            hour: next(24) as u8,
            price: next(1000) as f64 / 8.0,
            shares: next(1 << 40) as i64 - (1 << 39),
            fee: (next(3) > 0).then(|| next(100) as f64),
        })
        .collect()
}

#[test]
fn groups_are_those_of_a_map_in_order_of_first_appearance() {
    for rows in if cfg!(miri) { &[0, 1, 60][..] } else { &[0, 1, 100, 5000] }.iter().copied() {
        let trades = trades(rows);
        for strategy in Strategy::ALL {
            let groups = trades
                .query()
                .filter(|t| t.price.gt(10.0))
                .group_by(|t| (t.symbol, t.hour))
                .force(strategy)
                .agg(|t| (count(), t.price.sum(), t.fee.mean(), t.shares.max(), t.note.min()));
            let mut order: Vec<(String, u8)> = Vec::new();
            let mut map: HashMap<(String, u8), Vec<Trade>> = HashMap::new();
            for trade in Vec::from(trades.clone()).into_iter().filter(|t| t.price > 10.0) {
                let key = (trade.symbol.clone(), trade.hour);
                let rows = map.entry(key.clone()).or_default();
                if rows.is_empty() {
                    order.push(key);
                }
                rows.push(trade);
            }
            assert_eq!(groups.len(), order.len(), "{strategy:?}");
            for (group, key) in groups.iter().zip(order) {
                let rows = &map[&key];
                assert_eq!((group.0.0, *group.0.1), (&*key.0, key.1));
                let answers = group.1;
                assert_eq!(*answers.0, rows.len() as u64);
                assert_eq!(*answers.1, rows.iter().map(|t| t.price).sum::<f64>());
                let fees: Vec<f64> = rows.iter().filter_map(|t| t.fee).collect();
                assert_eq!(
                    answers.2.copied(),
                    (!fees.is_empty()).then(|| fees.iter().sum::<f64>() / fees.len() as f64)
                );
                assert_eq!(Some(*answers.3), rows.iter().map(|t| t.shares).max());
                assert_eq!(Some(answers.4), rows.iter().map(|t| &*t.note).min());
            }
        }
    }
}

#[test]
fn wide_and_single_keys_group_too() {
    let rows = if cfg!(miri) { 300 } else { 3000 };
    let trades = trades(rows);
    let by_note = trades.query().group_by(|t| t.note).agg(|t| t.shares.sum());
    let notes: std::collections::HashSet<String> = trades.iter().map(|t| t.note.into()).collect();
    assert_eq!(by_note.len(), notes.len());
    let wide = trades.query().group_by(|t| (t.shares, t.price, t.note, t.fee)).agg(|_| count());
    assert!(wide.len() > rows * 9 / 10);
    let again = wide.query().filter(|(_, n)| n.gt(0)).group_by(|((_, _, note, _), _)| note).agg(|(_, n)| n.sum());
    assert_eq!(again.len(), notes.len());
    assert_eq!(again.query().aggregate(|(_, n)| n.sum()), rows as u64);
}

#[test]
fn keys_of_a_narrow_range_group_as_any_others() {
    use soakit_runtime::pipeline::Parallel;
    // Negative keys, missing ones, gaps; batches whole, masked (19 in 20 rows stay) and listed; several tasks.
    let (row_count, all_threads): (i32, &[usize]) = if cfg!(miri) { (120, &[1]) } else { (9000, &[1, 2, 7]) };
    let rows: Vec<(i32, Option<i64>, f64)> = (0..row_count)
        .map(|i| (i * 7 % 37 - 20, (i % 11 > 0).then_some(i64::from(i % 5) << 3), f64::from(i % 64) / 8.0))
        .collect();
    let bulk: Bulk<(i32, Option<i64>, f64)> = rows.iter().copied().collect();
    for most in [8.0, 7.6, 2.0] {
        let mut order = Vec::new();
        let mut map: HashMap<(i32, Option<i64>), (u64, f64)> = HashMap::new();
        for &(a, b, x) in rows.iter().filter(|row| row.2 < most) {
            let group = map.entry((a, b)).or_default();
            if group.0 == 0 {
                order.push((a, b));
            }
            *group = (group.0 + 1, group.1 + x);
        }
        let want: Vec<_> = order.into_iter().map(|key| (key, map[&key])).collect();
        for strategy in [None, Some(Strategy::Streaming), Some(Strategy::Hashed), Some(Strategy::Partitioned)] {
            for &threads in all_threads {
                let parallel = Parallel { threads, morsel_rows: row_count as usize / 9, serial_rows: 0 };
                let groups =
                    bulk.query().parallel(parallel).filter(|(_, _, x)| x.lt(most)).group_by(|(a, b, _)| (a, b));
                let groups = match strategy {
                    Some(strategy) => groups.force(strategy),
                    None => groups,
                };
                assert_eq!(
                    Vec::from(groups.agg(|(_, _, x)| (count(), x.sum()))),
                    want,
                    "{strategy:?}, {threads} threads"
                );
            }
        }
    }
}

#[test]
fn keys_that_cannot_be_computed_for_dropped_rows_are_not() {
    let bulk: Bulk<(i32, u8)> = (0..if cfg!(miri) { 120 } else { 5000 }).map(|i| (i % 40, 1)).collect();
    let groups =
        bulk.query().filter(|(n, _)| n.ne(0)).group_by(|(n, _)| (120_i32 / n).map(|n| n as u8)).agg(|_| count());
    assert_eq!(groups.iter().map(|group| *group.1).sum::<u64>() as usize, bulk.len() * 39 / 40);
}
