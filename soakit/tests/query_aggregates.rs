//! Aggregates, against loops over `Vec`; whatever the threads, and by group.

use std::collections::HashSet;
use std::fmt::Debug;

use soakit::prelude::*;
use soakit::query::{Aggregate, Interpolation, Parallel};
use soakit::{Decimal, WideDecimal};

#[derive(SoA, Clone, Debug, PartialEq)]
struct Weather {
    #[soa(dict)]
    origin: String,
    name: String,
    nick: Option<String>,
    month: u8,
    code: Option<i32>,
    big: i64,
    wide: i128,
    temp: f64,
    dewp: f64,
    gust: Option<f64>,
    price: Decimal<2>,
}

/// Rows with ties, missing values, and now and then NaN, zeros of both signs and infinities.
fn weather(rows: usize, odd: bool) -> Bulk<Weather> {
    let mut state = 11_u64;
    let mut next = move |bound: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) % bound
    };
    let float = |next: &mut dyn FnMut(u64) -> u64| {
        if odd && next(20) == 0 {
            [f64::NAN, -f64::NAN, 0.0, -0.0, f64::INFINITY][next(5) as usize]
        } else {
            next(200) as f64 / 7.0 - 10.0
        }
    };
    (0..rows)
        .map(|_| Weather {
            origin: ["JFK", "LGA", "EWR"][next(3) as usize].into(),
            name: format!("name {}", next(40)),
            nick: (next(3) == 0).then(|| format!("n{}", next(9))),
            month: next(12) as u8 + 1,
            code: (next(4) > 0).then(|| next(9) as i32 - 4),
            big: next(1 << 30) as i64 - (1 << 29),
            wide: (i128::from(next(7)) - 3) << 90,
            temp: float(&mut next),
            dewp: float(&mut next),
            gust: (next(3) > 0).then(|| float(&mut next)),
            price: Decimal::new(next(100_000) as i64),
        })
        .collect()
}

const ROWS: [usize; 6] = [0, 1, 2, 100, 1024, 5000];

fn rows_of(bulk: &Bulk<Weather>) -> Vec<Weather> {
    Vec::from(bulk.clone())
}

/// Equal as text: NaN equals NaN, and -0.0 differs from 0.0.
#[track_caller]
fn same(found: impl Debug, expected: impl Debug, what: &str) {
    assert_eq!(format!("{found:?}"), format!("{expected:?}"), "{what}");
}

#[track_caller]
fn close(found: Option<f64>, expected: Option<f64>) {
    match (found, expected) {
        (Some(found), Some(expected)) => {
            let near = (found - expected).abs() <= 1e-9 * (1.0 + expected.abs());
            assert!(near || found.is_nan() && expected.is_nan(), "{found} {expected}");
        }
        pair => assert_eq!(pair.0, pair.1),
    }
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

fn cov(pairs: &[(f64, f64)], ddof: usize) -> Option<f64> {
    let (left, right): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    let (left, right) = (mean(&left).unwrap_or(0.0), mean(&right).unwrap_or(0.0));
    let sum: f64 = pairs.iter().map(|pair| (pair.0 - left) * (pair.1 - right)).sum();
    (pairs.len() > ddof).then(|| sum / (pairs.len() - ddof) as f64)
}

fn var(values: &[f64], ddof: usize) -> Option<f64> {
    cov(&values.iter().map(|value| (*value, *value)).collect::<Vec<_>>(), ddof)
}

/// Zeros are one value, and so is every NaN.
fn key(value: f64) -> u64 {
    if value.is_nan() { u64::MAX } else { (value + 0.0).to_bits() }
}

fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(|a, b| a.is_nan().cmp(&b.is_nan()).then(a.total_cmp(b)));
    values
}

fn quantile(values: &[f64], q: f64) -> Option<f64> {
    let values = sorted(values.to_vec());
    let exact = q * values.len().checked_sub(1)? as f64;
    let (low, share) = (exact.floor() as usize, exact.fract());
    Some(if share == 0.0 { values[low] } else { values[low] + (values[low + 1] - values[low]) * share })
}

/// Values with their counts, in order of first appearance, told apart by what `key` makes of them.
fn counted<T: Clone, K: PartialEq>(values: &[T], key: impl Fn(&T) -> K) -> Vec<(T, u64)> {
    let mut counts: Vec<(T, u64)> = Vec::new();
    for value in values {
        match counts.iter_mut().find(|(other, _)| key(other) == key(value)) {
            Some((_, count)) => *count += 1,
            None => counts.push((value.clone(), 1)),
        }
    }
    counts
}

fn most<T: Clone>(counts: &[(T, u64)]) -> Option<T> {
    let most = counts.iter().map(|(_, count)| *count).max()?;
    counts.iter().find(|(_, count)| *count == most).map(|(value, _)| value.clone())
}

#[test]
fn sums_are_exact_where_they_can_be() {
    for rows in ROWS {
        let bulk = weather(rows, false);
        let all = rows_of(&bulk);
        let found = bulk.query().aggregate(|w| {
            (
                w.big.checked_sum(),
                w.wide.checked_sum(),
                w.code.checked_sum(),
                w.price.checked_sum(),
                w.price.sum(),
                w.price.mean(),
                w.temp.compensated_sum(),
                w.gust.compensated_sum(),
            )
        });
        let cents: i128 = all.iter().map(|w| i128::from(w.price.mantissa())).sum();
        assert_eq!(found.0, Some(all.iter().map(|w| w.big).sum()));
        assert_eq!(found.1, Some(all.iter().map(|w| w.wide).sum()));
        assert_eq!(found.2, Some(all.iter().filter_map(|w| w.code).map(i64::from).sum()));
        assert_eq!(found.3, Some(WideDecimal::<2>::new(cents)));
        assert_eq!(found.4, WideDecimal::<2>::new(cents));
        close(found.5, (rows > 0).then(|| cents as f64 / 100.0 / rows as f64));
        close(Some(found.6), Some(all.iter().map(|w| w.temp).sum()));
        close(Some(found.7), Some(all.iter().filter_map(|w| w.gust).sum()));
    }
}

#[test]
fn a_sum_that_does_not_fit_is_missing_and_one_that_comes_back_is_not() {
    let values =
        |big: &[i64], wide: &[i128]| -> Bulk<(i64, i128)> { big.iter().copied().zip(wide.iter().copied()).collect() };
    let sums = |bulk: &Bulk<(i64, i128)>| {
        let tiny = Parallel { morsel_rows: 1, ..Parallel::default() };
        let whole = bulk.query().aggregate(|(big, wide)| (big.checked_sum(), wide.checked_sum()));
        assert_eq!(whole, bulk.query().parallel(tiny).aggregate(|(big, wide)| (big.checked_sum(), wide.checked_sum())));
        whole
    };
    assert_eq!(sums(&values(&[i64::MAX, 1], &[i128::MAX, 1])), (None, None));
    assert_eq!(sums(&values(&[i64::MIN, -1], &[i128::MIN, -1])), (None, None));
    assert_eq!(sums(&values(&[i64::MAX, 5, -9], &[i128::MAX, 5, -9])), (Some(i64::MAX - 4), Some(i128::MAX - 4)));
    assert_eq!(sums(&values(&[i64::MIN, -5, 9], &[i128::MIN, -5, 9])), (Some(i64::MIN + 4), Some(i128::MIN + 4)));
    assert_eq!(sums(&values(&[], &[])), (Some(0), Some(0)));
    let unsigned = Bulk::<(u128,)>::from([(u128::MAX,), (1,)]);
    assert_eq!(unsigned.query().aggregate(|(x,)| x.checked_sum()), None);
}

#[test]
fn compensated_sums_keep_what_plain_sums_lose() {
    let bulk = Bulk::<(f64,)>::from([(1.0,), (1e100,), (1.0,), (-1e100,)]);
    assert_eq!(bulk.query().aggregate(|(x,)| x.compensated_sum()), 2.0);
}

#[test]
fn spread_is_that_of_two_plain_passes() {
    for rows in ROWS {
        let bulk = weather(rows, false);
        let all = rows_of(&bulk);
        let temps: Vec<f64> = all.iter().map(|w| w.temp).collect();
        let codes: Vec<f64> = all.iter().filter_map(|w| w.code).map(f64::from).collect();
        let prices: Vec<f64> = all.iter().map(|w| w.price.to_f64()).collect();
        let found = bulk
            .query()
            .aggregate(|w| (w.temp.var(0), w.temp.var(1), w.temp.std(1), w.code.var(1), w.code.std(0), w.price.var(0)));
        close(found.0, var(&temps, 0));
        close(found.1, var(&temps, 1));
        close(found.2, var(&temps, 1).map(f64::sqrt));
        close(found.3, var(&codes, 1));
        close(found.4, var(&codes, 0).map(f64::sqrt));
        close(found.5, var(&prices, 0));
        let pairs: Vec<(f64, f64)> = all.iter().filter_map(|w| w.gust.map(|gust| (w.temp, gust))).collect();
        let both = bulk.query().aggregate(|w| (w.temp.cov(w.gust, 1), w.gust.cov(w.temp, 0), w.temp.corr(w.gust)));
        close(both.0, cov(&pairs, 1));
        close(both.1, cov(&pairs, 0));
        let (left, right): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
        let scale = var(&left, 0).zip(var(&right, 0)).map_or(0.0, |(left, right)| (left * right).sqrt());
        close(both.2, if scale > 0.0 { cov(&pairs, 0).map(|cov| cov / scale) } else { None });
    }
}

#[test]
fn quantiles_are_those_of_the_sorted_values() {
    for rows in ROWS {
        let bulk = weather(rows, true);
        let all = rows_of(&bulk);
        let temps: Vec<f64> = all.iter().map(|w| w.temp).collect();
        let gusts: Vec<f64> = all.iter().filter_map(|w| w.gust).collect();
        let codes: Vec<f64> = all.iter().filter_map(|w| w.code).map(f64::from).collect();
        for q in [0.0, 0.1, 0.5, 0.9, 1.0] {
            let found = bulk.query().aggregate(|w| (w.temp.quantile(q), w.gust.quantile(q), w.code.quantile(q)));
            close(found.0, quantile(&temps, q));
            close(found.1, quantile(&gusts, q));
            close(found.2, quantile(&codes, q));
            let (lower, higher, sketch) = bulk.query().aggregate(|w| {
                (
                    w.temp.quantile_with(q, Interpolation::Lower),
                    w.temp.quantile_with(q, Interpolation::Higher),
                    w.temp.approx_quantile(q),
                )
            });
            let values = sorted(temps.clone());
            let exact = q * rows.saturating_sub(1) as f64;
            same(lower, values.get(exact.floor() as usize), "lower");
            same(higher, values.get(exact.ceil() as usize), "higher");
            match (sketch, lower) {
                (Some(sketch), Some(exact)) if exact.is_finite() => {
                    assert!((sketch - exact).abs() <= exact.abs() / 256.0)
                }
                (sketch, exact) => same(sketch, exact, "sketch"),
            }
        }
        close(bulk.query().aggregate(|w| w.temp.median()), quantile(&temps, 0.5));
    }
}

#[test]
#[should_panic(expected = "a quantile is between 0 and 1, not 1.5")]
fn a_quantile_beyond_one_panics_where_it_is_asked_for() {
    let _ = weather(1, false).query().aggregate(|w| w.temp.quantile(1.5));
}

#[test]
fn values_are_counted_as_a_list_counts_them() {
    for rows in ROWS {
        let bulk = weather(rows, true);
        let all = rows_of(&bulk);
        let names: Vec<String> = all.iter().map(|w| w.name.clone()).collect();
        let nicks: Vec<String> = all.iter().filter_map(|w| w.nick.clone()).collect();
        let origins: Vec<String> = all.iter().map(|w| w.origin.clone()).collect();
        let codes: Vec<i32> = all.iter().filter_map(|w| w.code).collect();
        let gusts: Vec<f64> = all.iter().filter_map(|w| w.gust).collect();
        let wides: Vec<i128> = all.iter().map(|w| w.wide).collect();
        let found = bulk.query().aggregate(|w| {
            (
                w.name.n_unique(),
                w.nick.n_unique(),
                w.origin.n_unique(),
                w.code.n_unique(),
                w.gust.n_unique(),
                w.wide.n_unique(),
            )
        });
        let unique = |values: &[String]| values.iter().collect::<HashSet<_>>().len() as u64;
        let expected = (
            unique(&names),
            unique(&nicks),
            unique(&origins),
            codes.iter().collect::<HashSet<_>>().len() as u64,
            gusts.iter().map(|gust| key(*gust)).collect::<HashSet<_>>().len() as u64,
            wides.iter().collect::<HashSet<_>>().len() as u64,
        );
        assert_eq!(found, expected);
        // Few values are counted almost exactly by the sketch, too.
        let about = bulk.query().aggregate(|w| {
            (w.name.approx_n_unique(), w.nick.approx_n_unique(), w.code.approx_n_unique(), w.wide.approx_n_unique())
        });
        assert_eq!(about, (expected.0, expected.1, expected.3, expected.5));

        let counts = bulk
            .query()
            .aggregate(|w| (w.name.freq_count(), w.nick.freq_count(), w.gust.freq_count(), w.wide.freq_count()));
        assert_eq!(counts.0, counted(&names, Clone::clone));
        assert_eq!(counts.1, counted(&nicks, Clone::clone));
        same(counts.2, counted(&gusts, |gust| key(*gust)), "freq_count");
        assert_eq!(counts.3, counted(&wides, |wide| *wide));
        let modes = bulk.query().aggregate(|w| (w.name.mode(), w.code.mode(), w.gust.mode(), w.origin.mode()));
        assert_eq!(modes.0.map(String::from), most(&counted(&names, Clone::clone)));
        assert_eq!(modes.1, most(&counted(&codes, |code| *code)));
        same(modes.2, most(&counted(&gusts, |gust| key(*gust))), "mode");
        assert_eq!(modes.3.map(String::from), most(&counted(&origins, Clone::clone)));
        let lists = bulk.query().aggregate(|w| (w.name.collect_list(), w.nick.collect_list(), w.gust.collect_list()));
        assert_eq!((lists.0, lists.1), (names, nicks));
        same(lists.2, gusts, "collect_list");
    }
}

#[test]
fn sketches_of_many_values_keep_their_promise() {
    let bulk: Bulk<(u64, f64)> = (0..200_000_u64).map(|i| (i.wrapping_mul(0x9E37_79B9_7F4A_7C15), i as f64)).collect();
    let (unique, about, quantile) =
        bulk.query().aggregate(|(x, y)| (x.n_unique(), x.approx_n_unique(), y.approx_quantile(0.25)));
    assert_eq!(unique, 200_000);
    assert!(about.abs_diff(unique) < 200_000 * 3 / 100, "{about}");
    assert!(quantile.is_some_and(|value| (value - 49_999.0).abs() < 200.0), "{quantile:?}");
}

#[test]
fn arg_min_and_arg_max_take_the_first_of_equal_rows() {
    for rows in ROWS {
        for odd in [false, true] {
            let bulk = weather(rows, odd);
            let all = rows_of(&bulk);
            let found = bulk.query().aggregate(|w| {
                (
                    w.name.arg_min(w.temp),
                    w.name.arg_max(w.temp),
                    w.nick.arg_max(w.code),
                    w.temp.arg_min(w.nick),
                    w.code.arg_max(w.gust),
                )
            });
            // NaN last; of equal ones, the first.
            let order = |a: f64, b: f64| (a + 0.0).partial_cmp(&(b + 0.0)).unwrap_or(a.is_nan().cmp(&b.is_nan()));
            let least = all.iter().min_by(|a, b| order(a.temp, b.temp));
            let greatest = all.iter().rev().max_by(|a, b| order(a.temp, b.temp));
            assert_eq!(found.0, least.map(|w| &*w.name));
            assert_eq!(found.1, greatest.map(|w| &*w.name));
            let by_code = all.iter().rev().filter(|w| w.code.is_some()).max_by_key(|w| w.code);
            assert_eq!(found.2, by_code.and_then(|w| w.nick.as_deref()));
            let by_nick = all.iter().filter(|w| w.nick.is_some()).min_by_key(|w| w.nick.clone());
            same(found.3, by_nick.map(|w| w.temp), "arg_min");
            let gust = |w: &Weather| w.gust.unwrap_or_default();
            let by_gust = all.iter().rev().filter(|w| w.gust.is_some()).max_by(|a, b| order(gust(a), gust(b)));
            assert_eq!(found.4, by_gust.and_then(|w| w.code));
        }
    }
}

#[test]
fn only_if_is_a_filter_for_one_aggregate() {
    for rows in ROWS {
        let bulk = weather(rows, false);
        let found = bulk.query().aggregate(|w| {
            (
                count(),
                count().only_if(w.month.eq(7)),
                w.temp.sum().only_if(w.month.eq(7)),
                w.gust.max().only_if(w.month.eq(7)),
                w.name.arg_max(w.temp).only_if(w.month.eq(7)),
                w.temp.corr(w.dewp).only_if(w.month.eq(7)),
                w.nick.n_unique().only_if(w.month.eq(7)),
                w.code.collect_list().only_if(w.month.eq(7)),
            )
        });
        let july: Bulk<Weather> = rows_of(&bulk).into_iter().filter(|w| w.month == 7).collect();
        let (total, ..) = found;
        assert_eq!(total, rows as u64);
        assert_eq!(found.1, july.len() as u64);
        let expected = july.query().aggregate(|w| {
            (
                w.temp.sum(),
                w.gust.max(),
                w.name.arg_max(w.temp),
                w.temp.corr(w.dewp),
                w.nick.n_unique(),
                w.code.collect_list(),
            )
        });
        close(Some(found.2), Some(expected.0));
        close(found.5, expected.3);
        assert_eq!((found.3, found.4, found.6, found.7), (expected.1, expected.2, expected.4, expected.5));
    }
}

/// The first of the longest names.
#[derive(Clone)]
struct LongestName;

impl<'a> Aggregate<&'a str> for LongestName {
    type State = &'a str;
    type Output = String;

    fn start(&self) -> &'a str {
        ""
    }

    fn update(&self, state: &mut &'a str, value: &'a str) {
        if value.len() > state.len() {
            *state = value;
        }
    }

    fn merge(&self, state: &mut &'a str, later: &'a str) {
        self.update(state, later);
    }

    fn finish(&self, state: &'a str) -> String {
        state.into()
    }
}

#[test]
fn aggregates_of_ones_own_have_threads_and_groups() {
    let bulk = weather(5000, false);
    let all = rows_of(&bulk);
    let longest = all.iter().rev().map(|w| &*w.name).max_by_key(|name| name.len());
    for threads in [1, 2, 7] {
        let parallel = Parallel { threads, morsel_rows: 100, serial_rows: 0 };
        let found = bulk.query().parallel(parallel).aggregate(|w| w.name.aggregate(LongestName));
        assert_eq!(Some(&*found), longest);
    }
    let groups = bulk.query().group_by(|w| w.month).agg(|w| w.name.aggregate(LongestName));
    assert_eq!(groups.len(), 12);
}

#[test]
fn threads_and_tiny_tasks_change_no_bit() {
    for (rows, odd) in [(0, false), (1, true), (700, true), (3000, false)] {
        let bulk = weather(rows, odd);
        let run = |threads: usize| {
            let parallel = Parallel { threads, morsel_rows: 37, serial_rows: 0 };
            let numbers = bulk.query().parallel(parallel).filter(|w| w.month.ne(3)).aggregate(|w| {
                (
                    w.temp.compensated_sum(),
                    w.temp.var(1),
                    w.gust.std(0),
                    w.temp.median(),
                    w.gust.quantile(0.3),
                    w.temp.approx_quantile(0.3),
                    w.temp.cov(w.gust, 1),
                    w.temp.corr(w.dewp),
                    w.temp.mean().only_if(w.month.eq(7)),
                    w.temp.arg_max(w.dewp),
                )
            });
            let values = bulk.query().parallel(parallel).filter(|w| w.month.ne(3)).aggregate(|w| {
                (
                    w.name.n_unique(),
                    w.temp.approx_n_unique(),
                    w.name.mode(),
                    w.nick.freq_count(),
                    w.temp.freq_count(),
                    w.name.collect_list(),
                    w.big.checked_sum(),
                    w.name.arg_min(w.gust),
                )
            });
            format!("{numbers:?} {values:?}")
        };
        assert_eq!(run(1), run(2));
        assert_eq!(run(1), run(7));
    }
}

#[test]
fn groups_answer_as_their_rows_alone_would() {
    let bulk = weather(2000, false);
    let groups = bulk.query().group_by(|w| w.origin).agg(|w| {
        (
            w.temp.median(),
            w.temp.var(1),
            w.name.n_unique(),
            w.name.mode(),
            w.nick.freq_count(),
            w.code.collect_list(),
            w.name.arg_max(w.temp),
            w.temp.corr(w.gust),
            w.big.checked_sum(),
            w.temp.mean().only_if(w.month.eq(7)),
            count().only_if(w.month.eq(7)),
        )
    });
    assert_eq!(groups.len(), 3);
    for group in groups.iter() {
        let rows: Bulk<Weather> = rows_of(&bulk).into_iter().filter(|w| w.origin == group.0).collect();
        let alone = rows.query().aggregate(|w| {
            (
                w.temp.median(),
                w.temp.var(1),
                w.name.n_unique(),
                w.name.mode(),
                w.nick.freq_count(),
                w.code.collect_list(),
                w.name.arg_max(w.temp),
                w.temp.corr(w.gust),
                w.big.checked_sum(),
                w.temp.mean().only_if(w.month.eq(7)),
                count().only_if(w.month.eq(7)),
            )
        });
        let answers = group.1;
        close(Some(*answers.0), alone.0);
        close(answers.1.copied(), alone.1);
        assert_eq!((*answers.2, Some(answers.3)), (alone.2, alone.3));
        assert_eq!((answers.4, answers.5, Some(answers.6)), (&alone.4, &alone.5, alone.6));
        close(answers.7.copied(), alone.7);
        assert_eq!(answers.8.copied(), alone.8);
        close(answers.9.copied(), alone.9);
        assert_eq!(*answers.10, alone.10);
    }
}

#[test]
#[should_panic(expected = "the sum of a `i128` column does not fit 128 bits")]
fn a_sum_beyond_128_bits_panics_in_any_program() {
    let bulk = Bulk::<(i128,)>::from([(i128::MAX,), (1,)]);
    let _ = bulk.query().aggregate(|(x,)| x.sum());
}

#[test]
#[should_panic(expected = "the sum of a `i64` column is 9223372036854775808, which does not fit `i64`")]
fn a_sum_that_does_not_fit_panics_with_the_sum() {
    let bulk = Bulk::<(i64,)>::from([(i64::MAX,), (1,)]);
    let _ = bulk.query().aggregate(|(x,)| x.sum());
}
