//! Orders and sets of rows, against `Vec::sort_by`, `truncate` and loops.

use core::cmp::Ordering;

use soakit::prelude::*;
use soakit_runtime::pipeline::Parallel;
use soakit_runtime::query::SortStrategy;

#[derive(SoA, Clone, Debug, PartialEq)]
struct Flight {
    #[soa(dict)]
    carrier: String,
    #[soa(dict)]
    gate: Option<String>,
    note: String,
    remark: Option<String>,
    day: u8,
    delay: Option<f64>,
    air: f64,
    code: i64,
    seat: Option<i64>,
    wide: i128,
    maybe_wide: Option<i128>,
    number: u32,
}

/// Random rows, with many ties, missing values, NaN and both zeros.
fn flights(rows: usize, seed: u64) -> Vec<Flight> {
    let mut state = seed;
    let mut next = move |bound: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % bound
    };
    let float = |of: u64| match of {
        0 => f64::NAN,
        1 => -0.0,
        2 => 0.0,
        3 => f64::NEG_INFINITY,
        4 => -f64::NAN,
        5 => f64::INFINITY,
        of => of as f64 - 10.0,
    };
    let whole = |of: u64| match of {
        0 => i64::MIN,
        1 => i64::MAX,
        of => of as i64 - 5,
    };
    (0..rows as u32)
        .map(|number| Flight {
            carrier: ["UA", "AA", "", "B6", "DL"][next(5) as usize].into(),
            gate: (next(4) > 0).then(|| ["g", "f", ""][next(3) as usize].into()),
            note: format!("{}{}", ["n", "note ", ""][next(3) as usize], next(1 << 30)),
            remark: (next(5) > 0).then(|| "r".repeat(next(12) as usize)),
            day: next(3) as u8,
            delay: (next(4) > 0).then(|| float(next(16))),
            air: float(next(16)),
            code: whole(next(12)),
            seat: (next(4) > 0).then(|| whole(next(12))),
            wide: i128::from(whole(next(3))) * 1_000_000_007 + i128::from(next(2)),
            maybe_wide: (next(4) > 0).then(|| i128::from(whole(next(3))) << next(60)),
            number,
        })
        .collect()
}

/// One pass with the defaults, and passes with tiny tasks on one, two and seven threads.
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

fn floats(a: f64, b: f64) -> Ordering {
    a.is_nan().cmp(&b.is_nan()).then(a.partial_cmp(&b).unwrap_or(Ordering::Equal))
}

/// Missing values last, or first; the others in an order or its reverse.
fn optional<T>(a: &Option<T>, b: &Option<T>, first: bool, compare: impl Fn(&T, &T) -> Ordering) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => compare(a, b),
        (None, None) => Ordering::Equal,
        (None, Some(_)) => {
            if first {
                Ordering::Less
            } else {
                Ordering::Greater
            }
        }
        (Some(_), None) => {
            if first {
                Ordering::Greater
            } else {
                Ordering::Less
            }
        }
    }
}

/// Holds an order by some keys to a stable sort by a comparison, for every strategy and limit.
macro_rules! order {
    (|$w:ident| $keys:expr, |$a:ident, $b:ident| $compare:expr) => {{
        for rows in [0, 1, 2, 40, 700, 3000] {
            let plain = flights(rows, rows as u64 + 3);
            let bulk: Bulk<Flight> = plain.clone().into();
            let mut sorted = plain;
            sorted.sort_by(|$a, $b| $compare);
            let expected: Vec<u32> = sorted.iter().map(|f| f.number).collect();
            for parallel in parallels() {
                for strategy in SortStrategy::ALL.map(Some).into_iter().chain([None]) {
                    for limit in [None, Some(0), Some(1), Some(7), Some(rows / 2), Some(rows + 1)] {
                        let query = bulk.query().parallel(parallel).sort_by(|$w| $keys);
                        let query = match strategy {
                            Some(strategy) => query.force(strategy),
                            None => query,
                        };
                        let got = match limit {
                            None => query.select(|f| (f.number,)),
                            Some(limit) => query.limit(limit).select(|f| (f.number,)),
                        };
                        let expected = &expected[..limit.unwrap_or(rows).min(rows)];
                        assert!(got.field_0() == expected, "{rows} rows, {parallel:?}, {strategy:?}, {limit:?}");
                    }
                }
            }
        }
    }};
}

#[test]
fn numbers_are_sorted_as_a_vec_is() {
    with_threads(|| {
        order!(|f| f.code, |a, b| a.code.cmp(&b.code));
        order!(|f| (f.day.desc(), f.air), |a, b| b.day.cmp(&a.day).then(floats(a.air, b.air)));
        order!(|f| f.air.desc(), |a, b| floats(b.air, a.air));
        order!(|f| (f.wide, f.code.desc()), |a, b| a.wide.cmp(&b.wide).then(b.code.cmp(&a.code)));
        order!(|f| (f.code * 0, f.day + 1), |a, b| a.day.cmp(&b.day));
    });
}

#[test]
fn missing_values_go_where_they_are_told() {
    with_threads(|| {
        order!(|f| f.delay, |a, b| optional(&a.delay, &b.delay, false, |a, b| floats(*a, *b)));
        order!(|f| f.delay.desc(), |a, b| optional(&a.delay, &b.delay, false, |a, b| floats(*b, *a)));
        order!(|f| f.delay.nulls_first(), |a, b| optional(&a.delay, &b.delay, true, |a, b| floats(*a, *b)));
        order!(|f| f.delay.desc().nulls_first(), |a, b| optional(&a.delay, &b.delay, true, |a, b| floats(*b, *a)));
        order!(|f| (f.seat.desc(), f.day), |a, b| optional(&a.seat, &b.seat, false, |a, b| b.cmp(a))
            .then(a.day.cmp(&b.day)));
        order!(|f| (f.day, f.seat.nulls_first()), |a, b| a.day.cmp(&b.day).then(optional(
            &a.seat,
            &b.seat,
            true,
            |a, b| a.cmp(b)
        )));
        order!(|f| f.maybe_wide.desc(), |a, b| optional(&a.maybe_wide, &b.maybe_wide, false, |a, b| b.cmp(a)));
        order!(|f| f.maybe_wide.nulls_first(), |a, b| optional(&a.maybe_wide, &b.maybe_wide, true, |a, b| a.cmp(b)));
    });
}

#[test]
fn text_is_sorted_by_its_bytes() {
    with_threads(|| {
        order!(|f| f.carrier, |a, b| a.carrier.cmp(&b.carrier));
        order!(|f| (f.carrier.desc(), f.note), |a, b| b.carrier.cmp(&a.carrier).then(a.note.cmp(&b.note)));
        order!(|f| f.note.desc(), |a, b| b.note.cmp(&a.note));
        order!(|f| f.gate.desc(), |a, b| optional(&a.gate, &b.gate, false, |a, b| b.cmp(a)));
        order!(|f| f.gate.nulls_first(), |a, b| optional(&a.gate, &b.gate, true, |a, b| a.cmp(b)));
        order!(|f| f.remark, |a, b| optional(&a.remark, &b.remark, false, |a, b| a.cmp(b)));
        order!(|f| f.remark.desc().nulls_first(), |a, b| optional(&a.remark, &b.remark, true, |a, b| b.cmp(a)));
    });
}

#[test]
fn top_k_is_sort_and_limit_also_after_a_filter() {
    let plain = flights(5000, 1);
    let bulk: Bulk<Flight> = plain.clone().into();
    let mut late: Vec<Flight> = plain.into_iter().filter(|f| f.delay.is_some_and(|delay| delay > 0.0)).collect();
    late.sort_by_key(|row| std::cmp::Reverse(row.code));
    with_threads(|| {
        for parallel in parallels() {
            for rows in [0, 1, 30, 5000] {
                let query = || bulk.query().parallel(parallel).filter(|f| f.delay.gt(0.0));
                let expected: Vec<u32> = late.iter().take(rows).map(|f| f.number).collect();
                assert_eq!(query().top_k(rows, |f| f.code.desc()).select(|f| (f.number,)).field_0(), expected);
                assert_eq!(query().sort_by(|f| f.code.desc()).limit(rows).select(|f| (f.number,)).field_0(), expected);
                let offset: Vec<u32> = late.iter().skip(7).take(rows).map(|f| f.number).collect();
                let query = query().sort_by(|f| f.code.desc()).offset(7).limit(rows);
                assert_eq!(query.select(|f| (f.number,)).field_0(), offset);
            }
        }
    });
}

#[test]
fn limit_offset_and_tail_are_those_of_a_list() {
    let plain = flights(4000, 9);
    let bulk: Bulk<Flight> = plain.clone().into();
    let kept = |all: bool| plain.iter().filter(|f| all || f.number % 3 == 1).map(|f| f.number).collect::<Vec<u32>>();
    let (all, some) = (kept(true), kept(false));
    with_threads(|| {
        for parallel in parallels() {
            for rows in [0, 1, 10, 1333, 1334, 3999, 4000, 9999, usize::MAX] {
                let query = || bulk.query().parallel(parallel);
                let filtered = || query().filter(|f| (f.number % 3).eq(1));
                for (from, expected) in [(0, &all), (1, &some)] {
                    let answers = |q: [Bulk<Flight>; 4]| q.map(|bulk| bulk.number().to_vec());
                    let got = if from == 0 {
                        answers([
                            query().limit(rows).to_bulk(),
                            query().offset(rows).to_bulk(),
                            query().tail(rows).to_bulk(),
                            query().offset(5).limit(rows).tail(20).to_bulk(),
                        ])
                    } else {
                        answers([
                            filtered().limit(rows).to_bulk(),
                            filtered().offset(rows).to_bulk(),
                            filtered().tail(rows).to_bulk(),
                            filtered().offset(5).limit(rows).tail(20).to_bulk(),
                        ])
                    };
                    let most = rows.min(expected.len());
                    assert_eq!(got[0], expected[..most]);
                    assert_eq!(got[1], expected[most..]);
                    assert_eq!(got[2], expected[expected.len() - most..]);
                    let page: Vec<u32> = expected.iter().skip(5).take(rows).copied().collect();
                    assert_eq!(got[3], page[page.len().saturating_sub(20)..]);
                }
            }
        }
    });
}

#[test]
fn limit_commutes_with_nothing_it_should_not() {
    let bulk: Bulk<Flight> = flights(300, 2).into();
    let first: Vec<u32> = bulk.query().limit(50).filter(|f| f.day.eq(0)).select(|f| (f.number,)).field_0().to_vec();
    assert!(first.iter().all(|&row| row < 50));
    assert_eq!(first, *bulk.query().filter(|f| f.number.lt(50) & f.day.eq(0)).select(|f| (f.number,)).field_0());
    let sorted = bulk.query().sort_by(|f| f.code).filter(|f| f.day.eq(0)).limit(5).select(|f| (f.number,));
    let other = bulk.query().filter(|f| f.day.eq(0)).top_k(5, |f| f.code).select(|f| (f.number,));
    assert_eq!(sorted, other);
    assert_eq!(bulk.query().tail(10).limit(3).select(|f| (f.number,)).field_0(), [290, 291, 292]);
    assert_eq!(bulk.query().limit(10).limit(20).count(), 10);
}

#[test]
fn a_limit_does_not_look_at_all_rows() {
    use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
    let bulk: Bulk<(u32,)> = (0..100_000).map(|row| (row,)).collect();
    let asked = AtomicUsize::new(0);
    let query = bulk
        .query()
        .filter_rows(|(row,)| {
            asked.fetch_add(1, Relaxed);
            row % 2 == 1
        })
        .limit(600);
    assert_eq!(query.count(), 600);
    assert!(asked.load(Relaxed) < 6000, "{asked:?}");
}

#[test]
fn results_of_aggregates_are_sorted_too() {
    let bulk: Bulk<Flight> = flights(2000, 4).into();
    let groups = bulk.query().group_by(|f| (f.carrier, f.day)).agg(|f| (count(), f.code.max()));
    let busiest = groups.query().sort_by(|((carrier, _), (n, _))| (n.desc(), carrier)).select(|(_, (n, _))| (n,));
    assert!(busiest.field_0().is_sorted_by(|a, b| a >= b) && busiest.len() == 15);
}
