//! Every strategy against a `BTreeMap` of lists.

use std::collections::BTreeMap;

use super::{JoinStrategy, JoinTable, MISS};
use crate::codes::local::BATCH;
use crate::codes::testing::{SKEWS, Skew, codes, mixed, on_threads};
use crate::pipeline::Run;

/// Codes that are there, neighbours of them, and codes far outside.
fn probes(codes: &[u64]) -> Vec<u64> {
    let known = codes.iter().take(3000).flat_map(|&code| [code, code.wrapping_add(1), code.wrapping_sub(1)]);
    let others = (0..500).map(mixed).chain([0, 1, u64::from(u32::MAX), 1 << 32, (1 << 32) | 3, u64::MAX]);
    known.chain(others).collect()
}

fn check(run: &Run, codes: &[u64], expected: &BTreeMap<u64, Vec<u32>>, strategy: Option<JoinStrategy>, what: &str) {
    let largest = codes.iter().copied().max().unwrap_or(0);
    let table = JoinTable::build(run, codes, largest, strategy);
    assert_eq!(table.is_unique(), expected.len() == codes.len(), "{what}");
    assert!(!expected.contains_key(&table.absent()), "{what}");
    for batch in probes(codes).chunks(BATCH) {
        let (mut values, mut found) = ([0; BATCH], [false; BATCH]);
        table.probe(batch, &mut values[..batch.len()]);
        table.contains_batch(batch, &mut found[..batch.len()]);
        for ((&code, &value), &found) in batch.iter().zip(&values).zip(&found) {
            let rows = expected.get(&code).map_or(&[][..], Vec::as_slice);
            assert_eq!((found, value == MISS), (!rows.is_empty(), rows.is_empty()), "{what}, code {code}");
            if table.is_unique() {
                assert!(rows.is_empty() || rows == [value], "{what}, code {code}");
            } else {
                assert_eq!((table.group(value), table.matches(code)), (rows, rows), "{what}, code {code}");
            }
        }
    }
}

#[test]
fn every_strategy_finds_what_a_map_of_lists_finds() {
    for skew in SKEWS {
        for rows in [0, 1, 1000, 140_000] {
            let codes = codes(skew, rows);
            let mut expected = BTreeMap::<u64, Vec<u32>>::new();
            for (position, &code) in (0..).zip(&codes) {
                expected.entry(code).or_default().push(position);
            }
            for threads in [1, 2, 7] {
                on_threads(threads, |run| {
                    for strategy in JoinStrategy::ALL.map(Some).into_iter().chain([None]) {
                        let what = format!("{skew:?}, {rows} rows, {threads} threads, {strategy:?}");
                        check(run, &codes, &expected, strategy, &what);
                    }
                });
            }
        }
    }
}

#[test]
fn narrow_codes_with_all_bits_set_are_told_from_free_slots() {
    let codes = [u64::from(u32::MAX), 5];
    for strategy in [JoinStrategy::Hashed, JoinStrategy::Partitioned] {
        let table = JoinTable::build(&Run::default(), &codes, codes[0], Some(strategy));
        let mut positions = [0; 4];
        table.probe_unique(&[u64::from(u32::MAX), 5, u64::from(u32::MAX) - 1, u64::MAX], &mut positions);
        assert_eq!(positions, [0, 1, MISS, MISS], "{strategy:?}");
    }
}

#[test]
#[should_panic(expected = "codes that occur more than once have lists")]
fn lists_are_not_positions() {
    let table = JoinTable::build(&Run::default(), &codes(Skew::Equal, 3), 3, None);
    table.probe_unique(&[3], &mut [0]);
}
