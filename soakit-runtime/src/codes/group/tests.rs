//! Every strategy against a `HashMap` and a loop.

use std::collections::HashMap;

use super::{GroupStrategy, Grouped, Groups, group, strategy::estimate};
use crate::codes::testing::{SKEWS, codes, on_threads};
use crate::pipeline::Run;

/// The dullest program.
fn dull(codes: &[u64]) -> Groups {
    let mut known = HashMap::new();
    let mut groups = Groups::default();
    for (position, &code) in codes.iter().enumerate() {
        let next = known.len() as u32;
        groups.ids.push(*known.entry(code).or_insert_with(|| {
            groups.firsts.push(position as u32);
            next
        }));
    }
    groups
}

#[test]
fn every_strategy_groups_as_a_hash_map_does() {
    for skew in SKEWS {
        for rows in [0, 1, 1000, 200_000] {
            let codes = codes(skew, rows);
            let largest = codes.iter().copied().max().unwrap_or(0);
            let expected = dull(&codes);
            for threads in [1, 2, 7] {
                on_threads(threads, |run| {
                    for strategy in GroupStrategy::ALL.map(Some).into_iter().chain([None]) {
                        let groups = group(run, &codes, largest, strategy).into_groups(run);
                        assert!(groups == expected, "{skew:?}, {rows} rows, {threads} threads, {strategy:?}");
                    }
                });
            }
        }
    }
}

#[test]
fn parts_cover_all_rows_and_name_their_groups() {
    let codes = codes(SKEWS[3], 200_000);
    let largest = codes.iter().copied().max().unwrap();
    let expected = dull(&codes);
    for strategy in [GroupStrategy::Partitioned, GroupStrategy::PartitionedDirect] {
        let Grouped::Parts(parts) = group(&Run::default(), &codes, largest, Some(strategy)) else {
            panic!("{strategy:?} makes parts");
        };
        assert_eq!(parts.firsts(), expected.firsts);
        let mut ids = vec![u32::MAX; codes.len()];
        for part in (0..parts.part_count()).map(|part| parts.part(part)) {
            assert_eq!(part.runs().map(|(positions, _)| positions.len()).sum::<usize>(), part.row_count());
            let mut last = None;
            for (positions, local) in part.runs() {
                for (&position, &group) in positions.iter().zip(local) {
                    assert!(last < Some(position), "positions ascend");
                    last = Some(position);
                    assert_eq!(part.codes()[group as usize], codes[position as usize]);
                    ids[position as usize] = part.numbers()[group as usize];
                }
            }
            for (&first, &number) in part.firsts().iter().zip(part.numbers()) {
                assert_eq!(expected.firsts[number as usize], first);
            }
        }
        assert!(ids == expected.ids, "{strategy:?}");
    }
}

#[test]
fn estimates_are_near() {
    for groups in [1_u64, 100, 10_000, 100_000] {
        let codes: Vec<u64> = (0..400_000).map(|row| crate::codes::testing::mixed(row) % groups).collect();
        let estimate = estimate(&codes) as u64;
        assert!(estimate >= groups / 2 && estimate <= groups * 2, "{estimate} for {groups}");
    }
}
