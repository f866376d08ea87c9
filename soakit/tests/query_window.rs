//! Windows, against loops over vectors.

use soakit::Coded;
use soakit::prelude::*;
use soakit_runtime::pipeline::Parallel;
use soakit_runtime::query::{cume_dist, dense_rank, ntile, percent_rank, rank, row_number};

#[derive(SoA, Clone, Debug)]
struct Trade {
    #[soa(dict)]
    symbol: String,
    note: String,
    time: i32,
    price: f64,
    shares: Option<i64>,
    bid: Option<f64>,
    late: Option<u8>,
}

/// Random rows with ties, missing values, NaN and negative zeros.
fn trades(rows: usize, symbols: u64, seed: u64) -> Bulk<Trade> {
    let mut state = seed;
    let mut next = move |bound: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % bound
    };
    (0..rows)
        .map(|_| Trade {
            symbol: format!("S{}", next(symbols)),
            note: format!("note {}", next(7)),
            time: next(rows as u64 / 2 + 1) as i32 - 10,
            price: [f64::NAN, -0.0, 0.0, f64::INFINITY, 1.0, 2.5, -3.0, 8.25][next(8) as usize],
            shares: (next(4) > 0).then(|| next(100) as i64 - 50),
            bid: (next(4) > 0).then(|| next(64) as f64 / 4.0),
            late: (next(3) > 0).then(|| next(4) as u8),
        })
        .collect()
}

/// Tables of all shapes: none, one row, one partition, a few, as many as rows.
fn shapes() -> Vec<Bulk<Trade>> {
    [(0, 1), (1, 1), (2, 1), (60, 1), (200, 4), (150, 1000), (500, 7)]
        .into_iter()
        .enumerate()
        .map(|(seed, (rows, symbols))| trades(rows, symbols, seed as u64 + 1))
        .collect()
}

/// Rows of each partition in its order, stably.
fn partitions<K: PartialEq, O: Ord>(
    rows: &[Trade],
    key: impl Fn(&Trade) -> K,
    order: impl Fn(&Trade) -> O,
) -> Vec<Vec<usize>> {
    let mut partitions: Vec<(K, Vec<usize>)> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let key = key(row);
        match partitions.iter_mut().find(|(known, _)| *known == key) {
            Some((_, rows)) => rows.push(index),
            None => partitions.push((key, vec![index])),
        }
    }
    let sorted = partitions.into_iter().map(|(_, mut partition)| {
        partition.sort_by_key(|&index| order(&rows[index]));
        partition
    });
    sorted.collect()
}

/// Has `answer` answer for each place of each partition; answers by row.
fn dull<T: Clone>(rows: usize, partitions: &[Vec<usize>], answer: impl Fn(&[usize], usize) -> T) -> Vec<T> {
    let mut answers: Vec<Option<T>> = vec![None; rows];
    for partition in partitions {
        for place in 0..partition.len() {
            answers[partition[place]] = Some(answer(partition, place));
        }
    }
    answers.into_iter().map(Option::unwrap).collect()
}

/// The frame of a place by rows.
fn rows_of(partition: &[usize], place: usize, from: Option<i64>, to: Option<i64>) -> Vec<usize> {
    let within = |other: usize| {
        let distance = other as i64 - place as i64;
        from.is_none_or(|from| distance >= from) && to.is_none_or(|to| distance <= to)
    };
    (0..partition.len()).filter(|&other| within(other)).map(|other| partition[other]).collect()
}

/// Ways to run: with one thread, two and seven, in tasks so small that there are many.
fn ways() -> [Parallel; 4] {
    let small = |threads, morsel_rows| Parallel { threads, morsel_rows, serial_rows: 0 };
    [Parallel::default(), small(1, 5), small(2, 1), small(7, 64)]
}

#[test]
fn rows_are_numbered_in_the_order_of_their_partition() {
    for trades in shapes() {
        let rows = Vec::from(trades.clone());
        let partitions = partitions(&rows, |row| row.symbol.clone(), |row| (row.late.is_none(), row.late));
        let late = |partition: &[usize], place: usize| rows[partition[place]].late;
        let expected = dull(rows.len(), &partitions, |partition, place| {
            let first = (0..=place).find(|&other| late(partition, other) == late(partition, place)).unwrap();
            let end =
                (place..partition.len()).rfind(|&other| late(partition, other) == late(partition, place)).unwrap() + 1;
            let mut keys: Vec<_> = (0..=place).map(|other| late(partition, other)).collect();
            keys.dedup();
            let count = partition.len();
            // Dealt out one by one.
            let tile = |buckets: usize| {
                let sizes = (0..buckets).map(|bucket| count / buckets + usize::from(bucket < count % buckets));
                let ends = sizes.scan(0, |end, size| {
                    *end += size;
                    Some(*end)
                });
                ends.into_iter().position(|end| place < end).unwrap() as u64 + 1
            };
            let percent = if count == 1 { 0.0 } else { first as f64 / (count - 1) as f64 };
            (
                place as u64 + 1,
                first as u64 + 1,
                keys.len() as u64,
                percent,
                end as f64 / count as f64,
                tile(1),
                tile(4),
                tile(1000),
            )
        });
        for way in ways() {
            let found = trades.query().parallel(way).window(|t| t.symbol, |t| t.late).select(|_| {
                (row_number(), rank(), dense_rank(), percent_rank(), cume_dist(), ntile(1), ntile(4), ntile(1000))
            });
            assert_eq!(Vec::from(found), expected);
        }
    }
}

#[test]
fn other_rows_are_found_or_missing() {
    for trades in shapes() {
        let rows = Vec::from(trades.clone());
        let partitions = partitions(&rows, |row| (row.symbol.clone(), row.late), |row| row.time);
        let other = |partition: &[usize], place: usize, by: i64| {
            usize::try_from(place as i64 + by).ok().and_then(|place| partition.get(place)).map(|&row| &rows[row])
        };
        let expected = dull(rows.len(), &partitions, |partition, place| {
            let row = &rows[partition[place]];
            (
                row.time,
                other(partition, place, -1).map(|row| row.time),
                other(partition, place, 3).map(|row| row.note.clone()),
                other(partition, place, -2).and_then(|row| row.shares),
                other(partition, place, 1).map_or(-1, |row| row.time),
                other(partition, place, -1).map_or(Some(7), |row| row.shares),
                rows[partition[0]].symbol.clone(),
                rows[*partition.last().unwrap()].shares,
                partition.get(1).map(|&row| rows[row].time),
                other(partition, place, -1).map(|other| row.time - other.time),
                other(partition, place, -2).map_or(row.note.clone(), |row| row.note.clone()),
            )
        });
        for way in ways() {
            let found = trades.query().parallel(way).window(|t| (t.symbol, t.late), |t| t.time).select(|t| {
                (
                    t.time,
                    t.time.lag(1),
                    t.note.lead(3),
                    t.shares.lag(2),
                    t.time.lead_or(1, -1),
                    t.shares.lag_or(1, 7),
                    t.symbol.first_value(),
                    t.shares.last_value(),
                    t.time.nth_value(2),
                    t.time - t.time.lag(1),
                    t.note.lag_or(2, t.note),
                )
            });
            assert_eq!(Vec::from(found), expected);
        }
    }
}

#[test]
fn no_distance_is_too_far() {
    let trades = trades(10, 2, 3);
    let found = trades.query().window(|t| t.symbol, |t| t.time).select(|t| {
        (
            t.time.lag(usize::MAX),
            t.time.lead(usize::MAX),
            t.time.nth_value(usize::MAX),
            t.shares.sum().rows_between(usize::MAX, usize::MAX),
        )
    });
    let sums = trades.query().window(|t| t.symbol, |_| ()).select(|t| (t.shares.sum().over_all(),));
    let found = Vec::from(found);
    assert!(found.iter().all(|(lag, lead, nth, _)| (lag, lead, nth) == (&None, &None, &None)));
    assert!(found.iter().map(|(.., sum)| *sum).eq(Vec::from(sums).into_iter().map(|(sum,)| sum)));
}

/// Of the rows of a frame: count, sum of shares, mean of bids, least note, greatest price.
type Answers = (u64, i64, Option<f64>, Option<String>, Option<u64>);

fn answers(rows: &[Trade], frame: &[usize]) -> Answers {
    let bids: Vec<f64> = frame.iter().filter_map(|&row| rows[row].bid).collect();
    let greatest = frame.iter().map(|&row| Coded::code(rows[row].price)).max();
    (
        frame.len() as u64,
        frame.iter().filter_map(|&row| rows[row].shares).sum(),
        // Quarters: sums are exact in any order.
        (!bids.is_empty()).then(|| bids.iter().sum::<f64>() / bids.len() as f64),
        frame.iter().map(|&row| rows[row].note.clone()).min(),
        greatest,
    )
}

macro_rules! framed {
    ($trades:expr, $way:expr, |$agg:ident| $framed:expr) => {{
        let found = $trades.query().parallel($way).window(|t| t.symbol, |t| t.time).select(|t| {
            macro_rules! frame {
                ($e:expr) => {{
                    let $agg = $e;
                    $framed
                }};
            }
            (frame!(count()), frame!(t.shares.sum()), frame!(t.bid.mean()), frame!(t.note.min()), frame!(t.price.max()))
        });
        Vec::from(found)
    }};
}

#[test]
fn aggregates_are_those_of_the_rows_of_each_frame() {
    for trades in shapes() {
        let rows = Vec::from(trades.clone());
        let partitions = partitions(&rows, |row| row.symbol.clone(), |row| row.time);
        let expected = |from, to| {
            dull(rows.len(), &partitions, |partition, place| answers(&rows, &rows_of(partition, place, from, to)))
        };
        let whole = |(count, sum, mean, note, price): (u64, i64, Option<f64>, String, f64)| {
            (count, sum, mean, Some(note), Some(price.code()))
        };
        for way in ways() {
            macro_rules! check {
                ($from:expr, $to:expr, |$agg:ident| $framed:expr) => {
                    let found: Vec<Answers> = framed!(trades, way, |$agg| $framed).into_iter().map(whole).collect();
                    assert_eq!(found, expected($from, $to), "{}", stringify!($framed));
                };
            }
            check!(None, Some(0), |agg| agg.running());
            check!(None, None, |agg| agg.over_all());
            check!(Some(0), Some(0), |agg| agg.rolling(1));
            check!(Some(-1), Some(0), |agg| agg.rolling(2));
            check!(Some(-19), Some(0), |agg| agg.rolling(20));
            check!(Some(-3), Some(2), |agg| agg.rows_between(3, 2));
            check!(Some(0), Some(9), |agg| agg.rows_between(0, 9));
            for (from, to) in [
                (None, Some(-1)),
                (Some(1), None),
                (Some(2), Some(4)),
                (Some(-9), Some(-4)),
                (Some(3), Some(1)),
                (None, Some(2)),
                (Some(-3), None),
                (Some(i64::MIN), Some(i64::MAX)),
            ] {
                let found = framed!(trades, way, |agg| agg.rows_from_to(from, to));
                let found: Vec<Answers> = found
                    .into_iter()
                    .map(|(count, sum, mean, note, price)| (count, sum, mean, note, price.map(Coded::code)))
                    .collect();
                assert_eq!(found, expected(from, to), "{from:?} to {to:?}");
            }
            let full: Vec<_> = expected(Some(-2), Some(0))
                .into_iter()
                .map(|(count, sum, mean, note, price)| {
                    if count < 3 { (None, None, None, None, None) } else { (Some(count), Some(sum), mean, note, price) }
                })
                .collect();
            let found = framed!(trades, way, |agg| agg.rolling_full(3));
            let found: Vec<_> = found
                .into_iter()
                .map(|(count, sum, mean, note, price)| (count, sum, mean, note, price.map(Coded::code)))
                .collect();
            assert_eq!(found, full);
        }
    }
}

#[test]
fn frames_by_value_are_the_rows_of_those_values() {
    for trades in shapes() {
        let rows = Vec::from(trades.clone());
        for (before, after) in [(0, 0), (3, 0), (0, 2), (5, 40), (u64::MAX, 0), (u64::MAX, u64::MAX)] {
            let partitions = partitions(&rows, |row| row.symbol.clone(), |row| row.time);
            let expected = dull(rows.len(), &partitions, |partition, place| {
                let own = i128::from(rows[partition[place]].time);
                let near = |row: &&usize| {
                    let distance = i128::from(rows[**row].time) - own;
                    distance >= -i128::from(before) && distance <= i128::from(after)
                };
                answers(&rows, &partition.iter().filter(near).copied().collect::<Vec<_>>())
            });
            let way = Parallel { threads: 7, morsel_rows: 3, serial_rows: 0 };
            let found = framed!(trades, way, |agg| agg.range_between(before, after));
            let found = found.into_iter();
            let found: Vec<Answers> = found
                .map(|(count, sum, mean, note, price)| (count, sum, mean, Some(note), Some(price.code())))
                .collect();
            assert_eq!(found, expected);
        }
    }
}

#[test]
fn frames_by_value_keep_missing_values_and_nan_to_themselves() {
    for trades in shapes() {
        let rows = Vec::from(trades.clone());
        let count_near = |near: &dyn Fn(&Trade, &Trade) -> bool| -> Vec<u64> {
            let same = |row: &Trade, other: &Trade| row.symbol == other.symbol;
            let count = |row| rows.iter().filter(|other| same(row, other) && near(row, other)).count() as u64;
            rows.iter().map(count).collect()
        };
        let by_bid = trades.query().window(|t| t.symbol, |t| t.bid).select(|_| (count().range_between(2.0, 0.25),));
        let expected = count_near(&|row, other| match (row.bid, other.bid) {
            (Some(row), Some(other)) => other >= row - 2.0 && other <= row + 0.25,
            (row, other) => row == other,
        });
        assert_eq!(Vec::from(by_bid).into_iter().map(|(count,)| count).collect::<Vec<_>>(), expected);
        let by_price = trades.query().window(|t| t.symbol, |t| t.price).select(|_| (count().range_between(1.5, 0.0),));
        let expected = count_near(&|row, other| {
            let (row, other) = (row.price, other.price);
            if row.is_finite() { other >= row - 1.5 && other <= row } else { row.code() == other.code() }
        });
        assert_eq!(Vec::from(by_price).into_iter().map(|(count,)| count).collect::<Vec<_>>(), expected);
        let by_late = trades.query().window(|t| t.symbol, |t| t.late).select(|_| (count().range_between(1, 1),));
        let expected = count_near(&|row, other| match (row.late, other.late) {
            (Some(row), Some(other)) => row.abs_diff(other) <= 1,
            (row, other) => row == other,
        });
        assert_eq!(Vec::from(by_late).into_iter().map(|(count,)| count).collect::<Vec<_>>(), expected);
    }
}

#[test]
fn floats_have_the_same_bits_on_any_number_of_threads() {
    let rows: Bulk<(u8, f64)> = (0..20_000_u32).map(|row| ((row % 3) as u8, f64::from(row).sin() * 1e9)).collect();
    let bits = |threads| {
        let way = Parallel { threads, morsel_rows: 100, serial_rows: 0 };
        let window = rows.query().parallel(way).window(|(key, _)| key, |_| ());
        let found = window.select(|(_, x)| {
            (
                x.sum().running(),
                x.mean().rolling(7),
                x.sum().rolling(50),
                x.sum().over_all(),
                x.sum().rows_from_to(Some(-5), None),
            )
        });
        let found = Vec::from(found).into_iter();
        found.map(|(a, b, c, d, e)| [a, b, c, d, e].map(f64::to_bits)).collect::<Vec<_>>()
    };
    let one = bits(1);
    assert!(one == bits(2) && one == bits(7));
}

#[test]
fn orders_go_down_and_missing_values_first() {
    for trades in shapes() {
        let rows = Vec::from(trades.clone());
        let order = |row: &Trade| (row.late.is_some(), row.late.map(std::cmp::Reverse), row.time);
        let partitions = partitions(&rows, |row| row.symbol.clone(), order);
        let expected = dull(rows.len(), &partitions, |partition, place| {
            (place as u64 + 1, place.checked_sub(1).map(|before| rows[partition[before]].time))
        });
        let window = trades.query().window(|t| t.symbol, |t| (t.late.desc().nulls_first(), t.time));
        assert_eq!(Vec::from(window.select(|t| (row_number(), t.time.lag(1)))), expected);
        // Before is later, when the greatest comes first.
        let near = |t: &Trade, other: &Trade| match (t.late, other.late) {
            (Some(t), Some(other)) => other >= t && other <= t + 2,
            (t, other) => t == other,
        };
        let count_near =
            |t: &Trade| rows.iter().filter(|other| other.symbol == t.symbol && near(t, other)).count() as u64;
        for (found, float) in [(0, false), (1, true)].map(|(_, float)| {
            let query = trades.query();
            let found = if float {
                let window = query.window(|t| t.symbol, |t| t.late.map(|late: Option<u8>| late.map(f64::from)).desc());
                window.select(|_| (count().range_between(2.0, 0.0),))
            } else {
                query.window(|t| t.symbol, |t| t.late.desc()).select(|_| (count().range_between(2, 0),))
            };
            (found, float)
        }) {
            let found: Vec<u64> = Vec::from(found).into_iter().map(|(count,)| count).collect();
            assert_eq!(found, rows.iter().map(count_near).collect::<Vec<_>>(), "{float}");
        }
    }
}

#[test]
fn what_leaves_a_frame_leaves_no_trace() {
    let rows: Bulk<(f64,)> =
        [1e300, f64::INFINITY, 0.1, f64::NAN, 0.2, 0.3, 1e17, 1.0, 2.0].map(|x| (x,)).into_iter().collect();
    let sums = rows.query().window(|_| (), |_| ()).select(|(x,)| (x.sum().rolling(2),));
    let sums: Vec<f64> = Vec::from(sums).into_iter().map(|(sum,)| sum).collect();
    assert!(sums[3].is_nan() && sums[4].is_nan());
    assert_eq!((sums[5], sums[8]), (0.5, 3.0));
}

#[test]
fn window_expressions_stand_in_each_other() {
    let trades = trades(500, 3, 9);
    let rows = Vec::from(trades.clone());
    let partitions = partitions(&rows, |row| row.symbol.clone(), |row| row.time);
    let time = |row: usize| i64::from(rows[row].time);
    let step = |partition: &[usize], place: usize| {
        place.checked_sub(1).map(|before| time(partition[place]) - time(partition[before]))
    };
    let expected = dull(rows.len(), &partitions, |partition, place| {
        let steps: Vec<i64> = (place.saturating_sub(2)..=place).filter_map(|place| step(partition, place)).collect();
        let running = |place: usize| (0..=place).map(|place| time(partition[place])).sum::<i64>();
        (
            steps.iter().max().copied(),
            place.checked_sub(1).map(running),
            place < 3,
            steps.iter().max().copied().unwrap_or(0) + 1,
        )
    });
    let found = trades.query().window(|t| t.symbol, |t| t.time).select(|t| {
        let time = t.time.widen::<i64>();
        let greatest = (time - time.lag(1)).max().rolling(3);
        (greatest, time.sum().running().lag(1), row_number().le(3), greatest.unwrap_or(0) + 1)
    });
    assert_eq!(Vec::from(found), expected);
}

#[test]
fn a_window_answers_more_than_once_and_over_filtered_rows() {
    let trades = trades(1000, 5, 4);
    let window = trades.query().filter(|t| t.time.gt(100)).window(|t| t.note, |t| (t.symbol, t.note, t.time));
    let numbers = window.select(|t| (t.symbol, t.time, row_number()));
    let lags = window.select(|t| (t.time, t.symbol.lag(1)));
    let kept: Vec<Trade> = Vec::from(trades.clone()).into_iter().filter(|row| row.time > 100).collect();
    let partitions = partitions(&kept, |row| row.note.clone(), |row| (row.symbol.clone(), row.time));
    let expected = dull(kept.len(), &partitions, |partition, place| {
        let row = &kept[partition[place]];
        (row.symbol.clone(), row.time, place as u64 + 1)
    });
    assert_eq!(Vec::from(numbers), expected);
    let expected = dull(kept.len(), &partitions, |partition, place| {
        (kept[partition[place]].time, place.checked_sub(1).map(|before| kept[partition[before]].symbol.clone()))
    });
    assert_eq!(Vec::from(lags), expected);
}

#[test]
fn a_window_keeps_rows_by_what_it_says_of_them() {
    for trades in shapes() {
        let rows = Vec::from(trades.clone());
        let partitions = partitions(&rows, |row| row.symbol.clone(), |row| std::cmp::Reverse(row.time));
        let numbers = dull(rows.len(), &partitions, |_, place| place);
        let expected: Vec<i32> = (0..rows.len()).filter(|&row| numbers[row] < 3).map(|row| rows[row].time).collect();
        for way in ways() {
            let window = trades.query().parallel(way).window(|t| t.symbol, |t| t.time.desc());
            let query = window.filter(|_| row_number().le(3));
            assert_eq!(
                Vec::from(query.select(|t| (t.time,))),
                expected.iter().map(|&time| (time,)).collect::<Vec<_>>()
            );
            let greatest = window.filter(|t| t.time.eq(t.time.max().over_all()));
            assert!(greatest.count() >= partitions.len());
        }
    }
}

/// The values, one behind the other: shows which rows a frame has, and their order.
#[derive(Clone)]
struct Shown;

impl soakit_runtime::query::Aggregate<u32> for Shown {
    type State = String;
    type Output = String;

    fn start(&self) -> String {
        String::new()
    }

    fn update(&self, state: &mut String, value: u32) {
        state.push_str(&value.to_string());
    }

    fn merge(&self, state: &mut String, later: String) {
        state.push_str(&later);
    }

    fn finish(&self, state: String) -> String {
        state
    }
}

#[test]
fn aggregates_of_ones_own_have_frames_too() {
    let rows: Bulk<(u32,)> = [3, 1, 4, 1, 5].map(|x| (x,)).into_iter().collect();
    let shown = rows.query().window(|_| (), |_| ()).select(|(x,)| {
        let shown = x.aggregate(Shown);
        (shown.clone().rolling(3), shown.clone().running(), shown.rows_from_to(Some(1), Some(2)))
    });
    let shown = Vec::from(shown);
    let line = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
    assert_eq!(
        shown,
        [
            line("3", "3", "14"),
            line("31", "31", "41"),
            line("314", "314", "15"),
            line("141", "3141", "5"),
            line("415", "31415", "")
        ]
    );
}

#[test]
#[should_panic(expected = "one bucket or more, not 0")]
fn rows_are_not_divided_into_no_bucket() {
    let _ = ntile(0);
}
