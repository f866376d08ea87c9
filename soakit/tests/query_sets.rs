//! Distinct rows and sets of rows, against lists of keys that have been met.

use soakit::prelude::*;
use soakit_runtime::pipeline::Parallel;
use soakit_runtime::query::Strategy;

#[derive(SoA, Clone, Debug, PartialEq)]
struct Reading {
    #[soa(dict)]
    station: String,
    #[soa(dict)]
    quality: Option<String>,
    note: String,
    hour: u8,
    value: Option<f64>,
    wide: i128,
    number: u32,
}

fn readings(rows: usize, seed: u64) -> Vec<Reading> {
    let mut state = seed;
    let mut next = move |bound: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % bound
    };
    (0..rows as u32)
        .map(|number| Reading {
            station: format!("s{}", next(7) + seed % 3),
            quality: (next(3) > 0).then(|| ["good", "bad", ""][next(3) as usize].into()),
            note: format!("note {}", next(90)),
            hour: next(24) as u8,
            value: (next(4) > 0).then(|| [f64::NAN, -0.0, 0.0, 1.0, -f64::NAN, 7.5][next(6) as usize]),
            wide: i128::from(next(4)) << 100,
            number,
        })
        .collect()
}

fn parallels() -> [Parallel; 4] {
    let tiny = |threads| Parallel { threads, morsel_rows: 97, serial_rows: 1 };
    [Parallel::default(), tiny(1), tiny(2), tiny(7)]
}

#[cfg(feature = "parallel")]
fn with_threads(work: impl Fn() + Send + Sync) {
    soakit::rayon::ThreadPoolBuilder::new().num_threads(7).build().unwrap().install(work);
}

#[cfg(not(feature = "parallel"))]
fn with_threads(work: impl Fn() + Send + Sync) {
    work();
}

/// A value as a key: what is equal as a key is equal here.
fn float(value: Option<f64>) -> Option<u64> {
    value.map(|value| if value.is_nan() { u64::MAX } else { (value + 0.0).to_bits() })
}

/// The first of each key, of rows that come one after the other.
fn firsts<K: PartialEq>(rows: impl IntoIterator<Item = Reading>, key: impl Fn(&Reading) -> K) -> Vec<Reading> {
    let mut kept: Vec<Reading> = Vec::new();
    for row in rows {
        if !kept.iter().any(|known| key(known) == key(&row)) {
            kept.push(row);
        }
    }
    kept
}

/// Rows as text, in which NaN is equal to itself.
fn text(rows: impl IntoIterator<Item = Reading>) -> String {
    format!("{:?}", rows.into_iter().collect::<Vec<_>>())
}

macro_rules! distinct {
    (|$w:ident| $keys:expr, |$r:ident| $key:expr) => {{
        for rows in [0, 1, 50, 1500] {
            let plain = readings(rows, rows as u64);
            let bulk: Bulk<Reading> = plain.clone().into();
            let first = text(firsts(plain.clone(), |$r| $key));
            let mut last = firsts(plain.into_iter().rev(), |$r| $key);
            last.reverse();
            let last = text(last);
            for parallel in parallels() {
                let query = || bulk.query().parallel(parallel).distinct(|$w| $keys);
                assert_eq!(text(query().to_bulk()), first);
                for strategy in Strategy::ALL {
                    assert_eq!(text(query().force(strategy).to_bulk()), first, "{strategy:?}");
                    assert_eq!(text(query().force(strategy).keep_last().to_bulk()), last, "{strategy:?}");
                }
            }
        }
    }};
}

#[test]
fn distinct_keeps_the_first_or_the_last_of_each_key() {
    with_threads(|| {
        distinct!(|r| r.station, |r| r.station.clone());
        distinct!(|r| r.value, |r| float(r.value));
        distinct!(|r| (r.quality, r.hour), |r| (r.quality.clone(), r.hour));
        distinct!(|r| (r.wide, r.note), |r| (r.wide, r.note.clone()));
        distinct!(|r| r.number, |r| r.number);
    });
}

macro_rules! sets {
    (|$w:ident| $keys:expr, |$r:ident| $key:expr) => {{
        for (left, right) in [(0, 0), (0, 40), (40, 0), (300, 200), (700, 3)] {
            let (left, right) = (readings(left, 5), readings(right, 7));
            let (a, b): (Bulk<Reading>, Bulk<Reading>) = (left.clone().into(), right.clone().into());
            let has = |rows: &[Reading], row: &Reading| {
                let key = |$r: &Reading| $key;
                rows.iter().any(|other| key(other) == key(row))
            };
            let union = text(firsts(left.iter().chain(&right).cloned(), |$r| $key));
            let common = text(firsts(left.iter().filter(|row| has(&right, row)).cloned(), |$r| $key));
            let rest = text(firsts(left.iter().filter(|row| !has(&right, row)).cloned(), |$r| $key));
            for parallel in parallels() {
                let query = || a.query().parallel(parallel);
                assert_eq!(text(query().union_by(b.query(), |$w| $keys)), union);
                assert_eq!(text(query().intersection_by(b.query(), |$w| $keys)), common);
                assert_eq!(text(query().difference_by(b.query(), |$w| $keys)), rest);
            }
        }
    }};
}

#[test]
fn sets_by_keys_are_those_of_lists_whatever_the_dictionaries() {
    with_threads(|| {
        sets!(|r| r.station, |r| r.station.clone());
        sets!(|r| (r.quality, r.value), |r| (r.quality.clone(), float(r.value)));
        sets!(|r| (r.note, r.wide), |r| (r.note.clone(), r.wide));
        sets!(|r| (r.hour, r.station, r.quality), |r| (r.hour, r.station.clone(), r.quality.clone()));
    });
}

type Pair = (u8, Option<String>);

fn pairs(rows: usize, seed: u64) -> Vec<Pair> {
    readings(rows, seed).into_iter().map(|r| (r.hour, r.quality)).collect()
}

#[test]
fn sets_of_whole_rows_obey_the_laws_of_sets() {
    for (left, right) in [(0, 0), (0, 9), (9, 0), (200, 30), (30, 200)] {
        let (left, right) = (pairs(left, 1), pairs(right, 2));
        let (a, b): (Bulk<Pair>, Bulk<Pair>) = (left.clone().into(), right.clone().into());
        let distinct = |rows: Vec<Pair>| {
            let mut kept = Vec::new();
            rows.into_iter().for_each(|row| {
                if !kept.contains(&row) {
                    kept.push(row)
                }
            });
            kept
        };
        let expected = distinct(left.iter().chain(&right).cloned().collect());
        assert_eq!(Vec::from(a.query().union(b.query())), expected);
        assert_eq!(Vec::from(a.query().concat(b.query()).query().distinct_rows().to_bulk()), expected);
        let both = a.query().intersection(b.query());
        assert_eq!(Vec::from(both.clone()), distinct(left.iter().filter(|row| right.contains(row)).cloned().collect()));
        let only = a.query().difference(b.query());
        assert_eq!(both.len() + only.len(), a.query().distinct_rows().count());
        assert_eq!(a.query().union(a.query()), a.query().distinct_rows().to_bulk());
        assert!(a.query().difference(a.query()).is_empty());
        assert_eq!(only, a.query().difference_by(b.query(), |(hour, quality)| (hour, quality)));
        assert_eq!(both, a.query().intersection_by(b.query(), |(hour, quality)| (hour, quality)));
        assert_eq!(Vec::from(a.query().distinct_rows().keep_last().to_bulk()), {
            let mut last = distinct(left.into_iter().rev().collect());
            last.reverse();
            last
        });
    }
}

#[test]
fn queries_of_different_shapes_are_concatenated() {
    let (a, b): (Bulk<Reading>, Bulk<Reading>) = (readings(80, 1).into(), readings(60, 2).into());
    let first = a.query().filter(|r| r.hour.lt(12));
    let both = first.concat(b.view().query().sort_by(|r| r.station).limit(10));
    let expected = a.query().filter(|r| r.hour.lt(12)).to_bulk().into_iter();
    assert_eq!(text(both), text(expected.chain(b.query().top_k(10, |r| r.station).to_bulk())));
}
