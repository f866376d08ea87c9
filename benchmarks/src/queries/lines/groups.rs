//! Groups by keys of several kinds, as the h2o questions have them.

use hashbrown::HashMap;
use soakit::Bulk;
use soakit::prelude::*;

use super::super::line::{Line, Pair};
use super::super::tables::{Measure, measures};
use super::alone;

/// A key, a sum and a mean.
type Groups<K> = Vec<(K, (i64, f64))>;

pub(super) fn lines() -> Vec<Box<dyn Line>> {
    vec![
        Box::new(Pair {
            name: "group-dict",
            goal: Some(0.6),
            table: measures,
            ours: |table| alone(table).group_by(|m| m.word).agg(|m| (m.amount.sum(), m.reading.mean())),
            hand: by_word,
            told: (|groups| sorted(Vec::from(groups)), sorted),
            filled: None,
        }),
        Box::new(Pair {
            name: "group-100",
            goal: Some(0.6),
            table: measures,
            ours: |table| alone(table).group_by(|m| m.small).agg(|m| (m.amount.sum(), m.reading.mean())),
            hand: |table| by_number(table.small(), table),
            told: (|groups| sorted(Vec::from(groups)), sorted),
            filled: None,
        }),
        Box::new(Pair {
            name: "group-100k",
            goal: Some(0.6),
            table: measures,
            ours: |table| alone(table).group_by(|m| m.large).agg(|m| (m.amount.sum(), m.reading.mean())),
            hand: |table| by_number(table.large(), table),
            told: (|groups| sorted(Vec::from(groups)), sorted),
            filled: None,
        }),
        Box::new(Pair {
            name: "group-many",
            goal: Some(0.6),
            table: measures,
            ours: |table| alone(table).group_by(|m| m.sparse).agg(|m| (m.amount.sum(), m.reading.mean())),
            hand: by_map,
            told: (|groups| sorted(Vec::from(groups)), sorted),
            filled: None,
        }),
    ]
}

/// What is added up for a group.
#[derive(Clone, Copy, Default)]
struct Sums {
    amount: i64,
    value: f64,
    count: u64,
}

impl Sums {
    #[inline(always)]
    fn add(&mut self, amount: i32, value: f64) {
        self.amount += i64::from(amount);
        self.value += value;
        self.count += 1;
    }

    fn answers(&self) -> (i64, f64) {
        (self.amount, self.value / self.count as f64)
    }
}

/// A slot for each word.
fn by_word(table: &Bulk<Measure>) -> Groups<String> {
    let words = table.word();
    let mut slots = vec![Sums::default(); words.words().len()];
    for ((&code, &amount), &value) in words.codes().iter().zip(table.amount()).zip(table.reading()) {
        slots[code as usize].add(amount, value);
    }
    let groups = words.words().iter().zip(&slots).filter(|(_, sums)| sums.count > 0);
    groups.map(|(word, sums)| (word.to_owned(), sums.answers())).collect()
}

/// A slot for each number between the least and the greatest.
fn by_number(keys: &[i32], table: &Bulk<Measure>) -> Groups<i32> {
    let (least, greatest) =
        keys.iter().fold((i32::MAX, i32::MIN), |(least, greatest), &key| (least.min(key), greatest.max(key)));
    let mut slots = vec![Sums::default(); (greatest.max(least) - least) as usize + 1];
    for ((&key, &amount), &value) in keys.iter().zip(table.amount()).zip(table.reading()) {
        slots[(key - least) as usize].add(amount, value);
    }
    let groups = (least..).zip(&slots).filter(|(_, sums)| sums.count > 0);
    groups.map(|(key, sums)| (key, sums.answers())).collect()
}

/// A hash table, of the fastest crate.
fn by_map(table: &Bulk<Measure>) -> Groups<i64> {
    let mut map: HashMap<i64, Sums> = HashMap::new();
    for ((&key, &amount), &value) in table.sparse().iter().zip(table.amount()).zip(table.reading()) {
        map.entry(key).or_default().add(amount, value);
    }
    map.iter().map(|(&key, sums)| (key, sums.answers())).collect()
}

fn sorted<K: Ord>(mut groups: Groups<K>) -> Groups<K> {
    groups.sort_by(|a, b| a.0.cmp(&b.0));
    groups
}
