//! What somebody would try who wants a query to answer wrongly, or to read what is not there.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use soakit::prelude::*;
use soakit::query::{Aggregate, Parallel};
use soakit::{Coded, ColumnKind, Plain};

#[derive(SoA, Clone, Debug, PartialEq)]
#[soa(derived(twice: i64 = |id| 2 * i64::from(*id)))]
struct Row {
    id: u32,
    wide: Option<i64>,
    full: u64,
    huge: Option<i128>,
    float: Option<f64>,
    text: Option<String>,
    #[soa(dict)]
    word: Option<String>,
    #[soa(dict)]
    sure: String,
    flag: Option<bool>,
}

struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize].clone()
    }

    fn rows(&mut self, count: usize) -> Vec<Row> {
        let words = ["", "a", "a\0", "Zürich", "b", "zz"];
        (0..count)
            .map(|id| Row {
                id: id as u32,
                wide: self.pick(&[None, Some(i64::MIN), Some(-1), Some(0), Some(i64::MAX)]),
                full: self.pick(&[0, 1, u64::MAX - 1, u64::MAX]),
                huge: self.pick(&[None, Some(i128::MIN), Some(-1 << 64), Some(0), Some(i128::MAX)]),
                float: self.pick(&[
                    None,
                    Some(f64::NAN),
                    Some(-f64::NAN),
                    Some(0.0),
                    Some(-0.0),
                    Some(f64::INFINITY),
                    Some(-5e-324),
                ]),
                text: self.pick(&[None, Some(0), Some(1), Some(2), Some(3)]).map(|word: usize| words[word].into()),
                word: self.pick(&[None, Some(0), Some(1), Some(2), Some(4)]).map(|word: usize| words[word].into()),
                sure: self.pick(&words).into(),
                flag: self.pick(&[None, Some(false), Some(true)]),
            })
            .collect()
    }

    /// A container whose dictionaries have words that no row has, and rows whose words were taken away.
    fn bulk(&mut self, count: usize) -> (Bulk<Row>, Vec<Row>) {
        let junk: Vec<Row> = self.rows(self.0 as usize % 7);
        let rows = self.rows(count);
        let mut bulk = Bulk::from(junk.clone());
        bulk.extend(rows.clone());
        for _ in &junk {
            bulk.remove(0);
        }
        let mut rows = rows;
        for _ in 0..count / 5 {
            let row = self.below(count as u64) as usize;
            rows[row].word = None;
            bulk.set(row, rows[row].clone());
        }
        assert_eq!(shown(Vec::from(bulk.clone())), shown(rows.clone()));
        (bulk, rows)
    }
}

/// A float as a key: NaN is one and the last, zero has no sign.
fn key(float: f64) -> (bool, i64) {
    let bits = (float + 0.0).to_bits() as i64;
    if float.is_nan() { (true, 0) } else { (false, bits ^ (((bits >> 63) as u64) >> 1) as i64) }
}

fn shown<T: std::fmt::Debug>(rows: impl IntoIterator<Item = T>) -> Vec<String> {
    rows.into_iter().map(|row| format!("{row:?}")).collect()
}

/// Settings that nobody would choose.
fn settings() -> Vec<Parallel> {
    let of = |threads, morsel_rows, serial_rows| Parallel { threads, morsel_rows, serial_rows };
    if cfg!(miri) {
        return vec![of(1, 0, 0), of(2, 7, 0)];
    }
    vec![Parallel::default(), of(0, 0, 0), of(3, 1, 0), of(2, 7, 0), of(7, usize::MAX, 0), of(1, 1000, usize::MAX)]
}

const SIZES: [usize; 6] = [0, 1, 2, 20, 200, 1200];

fn sizes() -> impl Iterator<Item = usize> {
    SIZES.into_iter().take(if cfg!(miri) { 4 } else { 6 })
}

/// The positions of the rows with each key, in the order in which keys appear.
fn groups<K: PartialEq>(rows: &[Row], key: impl Fn(&Row) -> K) -> Vec<Vec<u32>> {
    let mut keys: Vec<K> = Vec::new();
    let mut groups: Vec<Vec<u32>> = Vec::new();
    for row in rows {
        let own = key(row);
        match keys.iter().position(|key| *key == own) {
            Some(group) => groups[group].push(row.id),
            None => {
                keys.push(own);
                groups.push(vec![row.id]);
            }
        }
    }
    groups
}

macro_rules! check_keys {
    ($($name:ident |$r:ident| $expression:expr, |$o:ident| $plain:expr;)*) => {$(
        #[test]
        fn $name() {
            for (seed, count) in sizes().enumerate() {
                let mut random = Random(seed as u64 + 1);
                let (bulk, rows) = random.bulk(count);
                let (other, others) = random.bulk(count.min(40) / 2);
                let key = |$o: &Row| $plain;
                let want = groups(&rows, key);
                for parallel in settings() {
                    let query = || bulk.query().parallel(parallel);
                    let got = query().group_by(|$r| $expression).agg(|r| (r.id.collect_list(), r.id.first()));
                    let lists: Vec<Vec<u32>> = Vec::from(got).into_iter().map(|(_, (list, _))| list).collect();
                    assert_eq!(lists, want, "{count} {parallel:?}");
                    let firsts: Vec<u32> = want.iter().map(|group| group[0]).collect();
                    let got = query().distinct(|$r| $expression).select(|r| (r.id,));
                    assert_eq!(got.field_0(), firsts);
                    let mut lasts: Vec<u32> = want.iter().map(|group| *group.last().unwrap()).collect();
                    lasts.sort_unstable();
                    let got = query().distinct(|$r| $expression).keep_last().select(|r| (r.id,));
                    assert_eq!(got.field_0(), lasts);

                    let mut pairs = Vec::new();
                    let (mut semi, mut anti) = (Vec::new(), Vec::new());
                    let mut met = vec![false; others.len()];
                    for row in &rows {
                        let mut alone = true;
                        for (index, other) in others.iter().enumerate() {
                            if key(row) == key(other) {
                                pairs.push((Some(row.id), Some(other.id)));
                                (alone, met[index]) = (false, true);
                            }
                        }
                        if alone {
                            pairs.push((Some(row.id), None));
                            anti.push(row.id);
                        } else {
                            semi.push(row.id);
                        }
                    }
                    pairs.extend(others.iter().zip(&met).filter(|(_, met)| !**met).map(|(o, _)| (None, Some(o.id))));
                    for table in 0..4 {
                        let got = query()
                            .full_join(other.query(), |$r| $expression, |$r| $expression)
                            .force_table(table)
                            .select(|(r, o)| (r.id, o.id));
                        assert_eq!(Vec::from(got), pairs, "{count} {table} {parallel:?}");
                    }
                    let got = query().semi_join(other.query(), |$r| $expression, |$r| $expression).select(|r| (r.id,));
                    assert_eq!(got.field_0(), semi);
                    let got = query().anti_join(other.query(), |$r| $expression, |$r| $expression).select(|r| (r.id,));
                    assert_eq!(got.field_0(), anti);

                    let all: Vec<Row> = rows.iter().chain(&others).cloned().collect();
                    let mut known = Vec::new();
                    let mut union = Vec::new();
                    for row in &all {
                        if !known.contains(&key(row)) {
                            known.push(key(row));
                            union.push(row.clone());
                        }
                    }
                    let got = query().union_by(other.query(), |$r| $expression);
                    assert_eq!(shown(Vec::from(got)), shown(union));
                    let once = |keep: bool| {
                        let held = |id: &&u32| others.iter().any(|o| key(o) == key(&rows[**id as usize])) == keep;
                        firsts.iter().filter(held).copied().collect::<Vec<u32>>()
                    };
                    assert_eq!(query().intersection_by(other.query(), |$r| $expression).id(), once(true));
                    assert_eq!(query().difference_by(other.query(), |$r| $expression).id(), once(false));
                }
            }
        }
    )*};
}

check_keys! {
    wide_keys_are_told_apart |r| (r.wide, r.full, r.huge), |o| (o.wide, o.full, o.huge);
    full_codes_are_told_apart |r| r.full, |o| o.full;
    missing_and_least_are_told_apart |r| r.wide, |o| o.wide;
    huge_numbers_are_told_apart |r| r.huge, |o| o.huge;
    floats_are_keys |r| r.float, |o| o.float.map(key);
    missing_text_is_not_empty |r| r.text, |o| o.text.clone();
    missing_words_are_not_empty |r| r.word, |o| o.word.clone();
    words_are_keys |r| (r.sure, r.flag), |o| (o.sure.clone(), o.flag);
    everything_is_a_key |r| (r.sure, r.word, r.text, r.float, r.flag, r.huge, r.full),
        |o| (o.sure.clone(), o.word.clone(), o.text.clone(), o.float.map(key), o.flag, o.huge, o.full);
    computed_keys_are_keys |r| (r.word.eq("a"), r.wide.unwrap_or(0), r.float.is_some(), r.text.is_none()),
        |o| (o.word.as_deref() == Some("a"), o.wide.unwrap_or(0), o.float.is_some(), o.text.is_none());
}

#[test]
fn text_meets_words_and_what_is_sure_meets_what_may_be_missing() {
    for count in sizes() {
        let mut random = Random(count as u64 + 77);
        let ((left, rows), (right, others)) = (random.bulk(count), random.bulk(25));
        let nested = |holds: &dyn Fn(&Row, &Row) -> bool| {
            let pairs = rows.iter().flat_map(|r| others.iter().filter(|o| holds(r, o)).map(|o| (r.id, o.id)));
            pairs.collect::<Vec<_>>()
        };
        macro_rules! meet {
            ($a:ident $b:ident |$r:ident, $o:ident| $holds:expr) => {
                for table in 0..4 {
                    let got = left.query().join(right.query(), |r| r.$a, |o| o.$b).force_table(table);
                    assert_eq!(Vec::from(got.select(|(r, o)| (r.id, o.id))), nested(&|$r, $o| $holds));
                }
            };
        }
        meet!(text word |r, o| r.text == o.word);
        meet!(word text |r, o| r.word == o.text);
        meet!(sure text |r, o| Some(&r.sure) == o.text.as_ref());
        meet!(text sure |r, o| r.text.as_ref() == Some(&o.sure));
        meet!(sure word |r, o| Some(&r.sure) == o.word.as_ref());
        meet!(word sure |r, o| r.word.as_ref() == Some(&o.sure));
        // The optional side of a join is a key again, and an aggregate's column.
        let got = left
            .query()
            .left_join(right.query(), |r| r.wide, |o| o.wide)
            .join(right.query(), |(_, o)| (o.word, o.full), |p| (p.word, p.full))
            .select(|(r, o, p)| (r.id, o.id, p.id));
        let mut want = Vec::new();
        for r in &rows {
            for o in others.iter().filter(|o| o.wide == r.wide) {
                want.extend(
                    others.iter().filter(|p| p.word == o.word && p.full == o.full).map(|p| (r.id, Some(o.id), p.id)),
                );
            }
        }
        assert_eq!(Vec::from(got), want);
        let got =
            left.query().left_join(right.query(), |r| r.full, |o| o.full).group_by(|(_, o)| o.sure).agg(|(r, o)| {
                (count_of(), o.id.sum(), o.id.min(), o.sure.max(), o.float.count_some(), r.id.n_unique())
            });
        let total: u64 = got.iter().map(|(_, (count, ..))| *count).sum();
        let pairs: usize = rows.iter().map(|r| others.iter().filter(|o| o.full == r.full).count().max(1)).sum();
        assert_eq!(total, pairs as u64);
        for (sure, (_, sum, least, greatest, _, _)) in &got {
            assert_eq!((sure.is_some(), sure), (least.is_some(), greatest));
            assert!(sure.is_some() || *sum == 0);
        }
    }
}

fn count_of() -> soakit_runtime::query::aggregate::Count {
    soakit::query::count()
}

#[test]
fn sorts_have_all_rows_in_order() {
    for count in sizes() {
        let (bulk, rows) = Random(count as u64 + 5).bulk(count);
        for parallel in settings() {
            macro_rules! sorted {
                (|$r:ident| $expression:expr, |$o:ident| $key:expr) => {{
                    let mut want: Vec<&Row> = rows.iter().collect();
                    want.sort_by_key(|$o| $key);
                    let want: Vec<u32> = want.iter().map(|row| row.id).collect();
                    let got = bulk.query().parallel(parallel).sort_by(|$r| $expression).select(|r| (r.id,));
                    assert_eq!(got.field_0(), want, "{count} {parallel:?}");
                    for (offset, limit) in [(0, 0), (0, 1), (3, 5), (count, 1), (1, usize::MAX)] {
                        let some: Vec<u32> = want.iter().copied().skip(offset).take(limit).collect();
                        let query = bulk.query().parallel(parallel).sort_by(|$r| $expression);
                        assert_eq!(query.offset(offset).limit(limit).select(|r| (r.id,)).field_0(), some);
                        let some: Vec<u32> = want.iter().copied().take(limit).skip(offset).collect();
                        let query = bulk.query().parallel(parallel).sort_by(|$r| $expression);
                        assert_eq!(query.limit(limit).offset(offset).select(|r| (r.id,)).field_0(), some);
                        let end = count.min(limit);
                        let query = bulk.query().parallel(parallel).sort_by(|$r| $expression).limit(limit);
                        let query = query.tail(offset).boxed().select(|r| (r.id,));
                        assert_eq!(query.field_0(), &want[end.saturating_sub(offset)..end]);
                    }
                }};
            }
            use std::cmp::Reverse;
            sorted!(|r| r.wide, |o| (o.wide.is_none(), o.wide));
            sorted!(|r| r.wide.desc(), |o| (o.wide.is_none(), Reverse(o.wide)));
            sorted!(|r| r.wide.nulls_first(), |o| o.wide);
            sorted!(|r| r.huge.desc().nulls_first(), |o| (o.huge.is_some(), Reverse(o.huge)));
            sorted!(|r| (r.float.desc(), r.full), |o| (o.float.is_none(), Reverse(o.float.map(key)), o.full));
            sorted!(|r| (r.word.nulls_first(), r.text.desc()), |o| (
                o.word.clone(),
                o.text.is_none(),
                Reverse(o.text.clone())
            ));
            sorted!(|r| (r.sure.desc(), r.word, r.flag.nulls_first(), r.huge), |o| (
                Reverse(o.sure.clone()),
                o.word.is_none(),
                o.word.clone(),
                o.flag,
                o.huge.is_none(),
                o.huge
            ));
        }
    }
}

#[test]
fn limits_cut_filtered_rows_as_lists_are_cut() {
    for count in sizes() {
        let (bulk, rows) = Random(count as u64 + 9).bulk(count);
        for parallel in settings() {
            for bound in [0, count as u32 / 9, count as u32 / 2, count as u32] {
                let kept: Vec<u32> = rows.iter().filter(|r| r.id >= bound && r.id % 8 != 3).map(|r| r.id).collect();
                let query = || {
                    let query = bulk.query().parallel(parallel).filter(|r| r.id.ge(bound));
                    query.filter_rows(|r| r.id % 8 != 3).filter(|r| (r.id % 8).ne(3))
                };
                for rows in [0, 1, 5, 1024, usize::MAX] {
                    let some: Vec<u32> = kept.iter().copied().take(rows).collect();
                    assert_eq!(query().limit(rows).to_bulk().id(), some);
                    assert_eq!(query().tail(rows).to_bulk().id(), &kept[kept.len().saturating_sub(rows)..]);
                    let some: Vec<u32> = kept.iter().copied().skip(rows).take(7).collect();
                    assert_eq!(query().offset(rows).limit(7).to_bulk().id(), some);
                    assert_eq!(query().offset(rows).count(), kept.len().saturating_sub(rows));
                    let last: Vec<u32> = some.iter().copied().skip(2).filter(|id| id % 2 == 0).collect();
                    let again = query()
                        .offset(rows)
                        .limit(7)
                        .offset(2)
                        .filter(|r| (r.id % 2).eq(0))
                        .select(|r| (r.id, r.twice));
                    assert_eq!(again.field_0(), last);
                }
            }
        }
    }
}

#[test]
fn what_could_panic_is_not_asked_of_rows_that_are_gone() {
    let numbers: Bulk<(u32, u32)> = (0..5000).map(|i| (i, i % 16)).collect();
    let some = numbers.query().filter(|(_, b)| b.ne(0)).filter(|(a, b)| (a / b).ge(0)).filter(|(a, b)| (a % b).lt(3));
    let quotients = some.select(|(a, b)| (a / b, b));
    assert!(quotients.iter().all(|(_, b)| *b != 0));
    let sum = numbers.query().filter(|(_, b)| b.ne(0)).aggregate(|(a, b)| (a / b).sum());
    assert_eq!(sum, (0..5000_u64).filter(|i| i % 16 != 0).map(|i| i / (i % 16)).sum::<u64>());
    let sum = numbers.query().aggregate(|(a, b)| (a / b).sum().only_if(b.ne(0)));
    assert_eq!(sum, (0..5000_u64).filter(|i| i % 16 != 0).map(|i| i / (i % 16)).sum::<u64>());
    let either = numbers.query().select(|(a, b)| (b.eq(0).if_else(0_u32, a / b),));
    assert_eq!(either.field_0()[16..18], [0, 17]);
    let kept = numbers.query().filter(|(a, b)| b.eq(0) | (a / b).gt(100)).count();
    assert_eq!(kept, (0..5000).filter(|i| i % 16 == 0 || i / (i % 16) > 100).count());
}

#[test]
fn absolute_values_have_no_sign() {
    let floats =
        Bulk::from([(-0.0_f64, Some(-0.0_f64)), (0.0, None), (-1.5, Some(-2.5)), (f64::NEG_INFINITY, Some(3.0))]);
    let got = floats.query().select(|(a, b)| (a.abs(), b.abs()));
    assert!(got.field_0().iter().all(|a| a.is_sign_positive()), "{:?}", got.field_0());
    let want = [(0.0, Some(0.0)), (0.0, None), (1.5, Some(2.5)), (f64::INFINITY, Some(3.0))];
    assert_eq!(shown(Vec::from(got)), shown(want));
}

#[test]
fn sums_that_do_not_fit_say_so() {
    let wide: Bulk<(u64, i64, i128)> = [(u64::MAX, i64::MIN, i128::MAX), (u64::MAX, -1, -1)].into_iter().collect();
    let message = |query: &dyn Fn() -> String| match catch_unwind(AssertUnwindSafe(query)) {
        Ok(answer) => answer,
        Err(panic) => panic.downcast::<String>().map_or("?".into(), |message| *message),
    };
    let unsigned = message(&|| wide.query().aggregate(|(a, ..)| a.sum()).to_string());
    assert!(unsigned.contains("36893488147419103230") && unsigned.contains("u64"), "{unsigned}");
    let signed = message(&|| wide.query().aggregate(|(_, b, _)| b.sum()).to_string());
    assert!(signed.contains("-9223372036854775809") && signed.contains("i64"), "{signed}");
    assert_eq!(wide.query().aggregate(|(_, _, c)| c.sum()), i128::MAX - 1);
    assert_eq!(wide.query().aggregate(|(a, ..)| a.mean()), Some(u64::MAX as f64));
    assert_eq!(wide.query().aggregate(|(a, ..)| a.checked_sum()), None);
    let none = wide.query().filter(|(a, ..)| a.eq(1)).aggregate(|(a, b, c)| (a.sum(), b.mean(), c.max(), a.median()));
    assert_eq!(none, (0, None, None, None));
}

#[test]
fn windows_number_ties_nan_and_missing_as_loops_do() {
    for count in sizes().take(5) {
        let (bulk, rows) = Random(count as u64 + 15).bulk(count);
        for parallel in settings() {
            let window = bulk.query().parallel(parallel).window(|r| r.word, |r| (r.float.desc(), r.flag));
            let got = window.select(|r| {
                use soakit::query::{dense_rank, rank, row_number};
                let rolling = r.id.sum().rolling(3);
                (row_number(), rank(), dense_rank(), r.id.lag(2), r.id.lead(usize::MAX), rolling, r.id.min().over_all())
            });
            let order = |r: &Row| (r.float.is_none(), std::cmp::Reverse(r.float.map(key)), r.flag.is_none(), r.flag);
            let want = rows.iter().map(|row| {
                let mut part: Vec<&Row> = rows.iter().filter(|other| other.word == row.word).collect();
                part.sort_by_key(|row| order(row));
                let place = part.iter().position(|other| other.id == row.id).unwrap();
                let rank = part.iter().position(|other| order(other) == order(row)).unwrap() as u64 + 1;
                let mut before: Vec<_> = part[..=place].iter().map(|row| order(row)).collect();
                before.dedup();
                let lag = place.checked_sub(2).map(|place| part[place].id);
                let rolling: u64 = part[place.saturating_sub(2)..=place].iter().map(|row| u64::from(row.id)).sum();
                let least = part.iter().map(|row| row.id).min().unwrap();
                (place as u64 + 1, rank, before.len() as u64, lag, None::<u32>, rolling, least)
            });
            assert_eq!(shown(Vec::from(got)), shown(want), "{count} {parallel:?}");
            let ranged = bulk.query().parallel(parallel).window(|r| r.sure, |r| r.float.desc());
            let got = ranged
                .select(|r| (r.id.count_some().range_between(1.0, 0.0), r.id.sum().rows_from_to(Some(1), Some(0))));
            let want = rows.iter().map(|row| {
                let near = |other: &&Row| match (row.float, other.float) {
                    (None, None) => true,
                    (Some(a), Some(b)) if a.is_nan() || b.is_nan() => a.is_nan() && b.is_nan(),
                    (Some(a), Some(b)) => a == b || (b - a <= 1.0 && b >= a),
                    _ => false,
                };
                let part = rows.iter().filter(|other| other.sure == row.sure);
                (part.filter(near).count() as u64, 0_u64)
            });
            assert_eq!(shown(Vec::from(got)), shown(want), "{count} {parallel:?}");
        }
    }
}

#[test]
fn an_as_of_join_is_a_search_through_all_rows() {
    for count in sizes().take(5) {
        let mut random = Random(count as u64 + 31);
        let ((left, rows), (right, others)) = (random.bulk(count), random.bulk(60));
        for parallel in settings() {
            macro_rules! as_of {
                ($time:ident |$t:ident| $key:expr) => {
                    let moment = |row: &Row| row.$time.map(|$t| $key);
                    for forward in [false, true] {
                        let query = left.query().parallel(parallel);
                        let query = query.as_of_join(right.query(), |r| r.sure, |o| o.sure, |r| r.$time, |o| o.$time);
                        let got = if forward {
                            query.forward().select(|(r, o)| (r.id, o.id))
                        } else {
                            query.select(|(r, o)| (r.id, o.id))
                        };
                        let want = rows.iter().map(|r| {
                            let own = moment(r)?;
                            let mut alike: Vec<&Row> =
                                others.iter().filter(|o| o.sure == r.sure && moment(o).is_some()).collect();
                            alike.sort_by_key(|o| moment(o));
                            let partner = if forward {
                                alike.iter().find(|o| moment(o).unwrap() >= own)
                            } else {
                                alike.iter().rfind(|o| moment(o).unwrap() <= own)
                            };
                            partner.map(|o| o.id)
                        });
                        let want: Vec<_> = rows.iter().map(|r| r.id).zip(want).collect();
                        assert_eq!(Vec::from(got), want, "{count} {parallel:?}");
                    }
                };
            }
            as_of!(wide | t | t);
            as_of!(huge | t | t);
            as_of!(float | t | key(t));
        }
    }
}

/// A key whose codes are not what it says.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Liar(u64);

static ASKED: AtomicUsize = AtomicUsize::new(0);

impl soakit::Cell for Liar {
    type Column = Vec<Self>;
    type Read<'a> = Self;
    type Optional = Option<Self>;

    const KIND: ColumnKind = ColumnKind::Plain;
    const NAME: &'static str = "Liar";

    fn optional<'a>(read: Option<Self>) -> Option<Self>
    where
        Self: 'a,
    {
        read
    }
}

impl Plain for Liar {}

impl Coded for Liar {
    const BITS: u32 = 3;

    fn code(self) -> u64 {
        let asked = ASKED.fetch_add(1, Ordering::Relaxed) as u64;
        if asked.is_multiple_of(3) { self.0 } else { self.0.wrapping_mul(asked).wrapping_mul(0x9e37_79b9_7f4a_7c15) }
    }
}

#[test]
fn keys_that_lie_get_wrong_answers_or_a_panic() {
    let rows: Bulk<(Liar, Option<Liar>, u32)> = (0..if cfg!(miri) { 20 } else { 300 })
        .map(|i| (Liar(u64::from(i) * 77), (i % 3 > 0).then_some(Liar(u64::from(i))), i))
        .collect();
    let try_it = |work: &dyn Fn()| drop(catch_unwind(AssertUnwindSafe(work)));
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    for parallel in settings() {
        let query = || rows.query().parallel(parallel);
        try_it(&|| drop(query().group_by(|(a, ..)| a).agg(|(_, b, c)| (c.sum(), b.max(), b.n_unique(), b.mode()))));
        try_it(&|| drop(query().group_by(|(a, b, _)| (b, a, b)).agg(|(.., c)| c.collect_list())));
        try_it(&|| drop(query().sort_by(|(a, b, _)| (b.desc(), a)).to_bulk()));
        try_it(&|| drop(query().top_k(5, |(a, ..)| a.desc()).to_bulk()));
        try_it(&|| drop(query().distinct(|(a, b, _)| (a, b)).keep_last().to_bulk()));
        try_it(&|| drop(query().full_join(query(), |(a, ..)| a, |(a, ..)| a).select(|(x, y)| (x.2, y.2))));
        try_it(&|| drop(query().join(query(), |(_, b, _)| (b, b), |(_, b, _)| (b, b)).select(|(x, y)| (x.2, y.2))));
        let as_of = || query().as_of_join(query(), |_| (), |_| (), |(a, ..)| a, |(_, b, _)| b);
        try_it(&|| drop(as_of().select(|(x, y)| (x.2, y.2))));
        let window = || query().window(|(_, b, _)| b, |(a, ..)| a);
        try_it(&|| drop(window().select(|(_, b, c)| (soakit::query::rank(), c.sum().running(), b.lag(1)))));
        try_it(&|| drop(query().union_by(query(), |(a, b, _)| (a, b))));
    }
    std::panic::set_hook(hook);
    assert_eq!(rows.query().count(), 300);
}

/// An aggregate that panics now and then, and whose states own memory.
#[derive(Clone)]
struct Brittle(u32);

impl Aggregate<u32> for Brittle {
    type State = Vec<String>;
    type Output = Vec<String>;

    fn start(&self) -> Vec<String> {
        vec!["start".into()]
    }

    fn update(&self, state: &mut Vec<String>, value: u32) {
        assert_ne!(value, self.0, "the last straw");
        state.push(value.to_string());
    }

    fn merge(&self, state: &mut Vec<String>, later: Vec<String>) {
        assert_ne!(self.0, u32::MAX - 1, "merging");
        state.extend(later);
    }

    fn finish(&self, state: Vec<String>) -> Vec<String> {
        assert_ne!(self.0, u32::MAX - 2, "finishing");
        state
    }
}

// Under Miri: with `-Zmiri-ignore-leaks`. What was written in place before a panic is leaked, and not dropped.
#[test]
fn panics_on_the_way_leave_everything_as_it_was() {
    let count = if cfg!(miri) { 40_u32 } else { 3000 };
    let rows: Bulk<(u32, String)> = (0..count).map(|i| (i, format!("text {i}"))).collect();
    let before = rows.clone();
    let panics = |work: &dyn Fn()| assert!(catch_unwind(AssertUnwindSafe(work)).is_err());
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    for parallel in settings() {
        let query = || rows.query().parallel(parallel);
        let last = count - 3;
        let fuse = |i: u32| {
            assert_ne!(i, last, "the last straw");
            i
        };
        panics(&|| drop(query().select(|(i, _)| (i.map(fuse), i))));
        panics(&|| drop(query().select(|(i, _)| (i, i.map(move |i| fuse(i).to_string()), i))));
        panics(&|| drop(query().select(|(i, _)| (i.map(move |i| vec![fuse(i).to_string()]), i))));
        panics(&|| drop(query().select(|(i, _)| (i.map(move |i| Some(fuse(i))),))));
        panics(&|| drop(query().filter(|(i, _)| i.map(move |i| fuse(i) > 3)).to_bulk()));
        panics(&|| drop(query().sort_by(|(i, _)| i.map(fuse)).to_bulk()));
        panics(&|| drop(query().group_by(|(i, _)| i.map(move |i| fuse(i) % 5)).agg(|(_, s)| s.collect_list())));
        panics(&|| assert!(query().join(query(), |(i, _)| i.map(fuse), |(i, _)| i).count() > 0));
        for brittle in [last, u32::MAX - 2] {
            panics(&|| drop(query().aggregate(|(i, _)| i.aggregate(Brittle(brittle)))));
            panics(&|| drop(query().group_by(|(i, _)| i % 7).agg(|(i, _)| i.aggregate(Brittle(brittle)))));
            panics(&|| drop(query().group_by(|(i, _)| i.widen::<i64>()).agg(|(i, _)| i.aggregate(Brittle(brittle)))));
            panics(&|| {
                drop(query().window(|_| (), |(i, _)| i).select(|(i, _)| (i.aggregate(Brittle(brittle)).rolling(4),)))
            });
        }
        panics(&|| {
            drop(query().window(|_| (), |(i, _)| i).select(|(i, _)| (i.aggregate(Brittle(u32::MAX - 1)).rolling(4),)))
        });
        let fine =
            query().window(|_| (), |(i, _)| i.desc()).select(|(i, _)| (i.aggregate(Brittle(u32::MAX)).rolling(2),));
        assert_eq!(fine.field_0()[1], ["start", "2", "start", "1"]);
    }
    std::panic::set_hook(hook);
    assert_eq!(rows, before);
}

#[test]
fn queries_within_queries_and_derived_columns_within_closures() {
    let (bulk, rows) = Random(3).bulk(if cfg!(miri) { 20 } else { 300 });
    for parallel in settings() {
        let inner = |id: u32| bulk.query().parallel(parallel).filter(|r| r.twice.gt(i64::from(id))).count() as u64;
        let got =
            bulk.query().parallel(parallel).filter_rows(|r| *r.twice() % 4 == 0).select(|r| (r.id.map(inner), r.twice));
        let want = rows.iter().filter(|r| r.id % 2 == 0);
        let want = want.map(|r| (rows.iter().filter(|o| 2 * o.id > r.id).count() as u64, 2 * i64::from(r.id)));
        assert_eq!(Vec::from(got), want.collect::<Vec<_>>());
    }
}

#[test]
fn results_have_twelve_columns_and_records_within_records() {
    let rows: Bulk<(u32, String)> = (0..20).map(|i| (i, i.to_string())).collect();
    let twelve =
        rows.query().select(|(i, s)| (i, s, i + 1, i, i, i, i, i, i, (s, (i, s)), i, i.map(|i| i.to_string())));
    assert_eq!(twelve.len(), 20);
    let row = Vec::from(twelve).pop().unwrap();
    assert_eq!((row.9, row.11), (("19".to_owned(), (19, "19".to_owned())), "19".to_owned()));
    let none = rows.query().filter(|(i, _)| i.gt(99)).select(|(i, s)| ((i, (s,)), s));
    assert!(none.is_empty());
    let again = rows.query().group_by(|(i, _)| (i % 2, i % 3)).agg(|(i, s)| (i.max(), s.min()));
    let again = again
        .query()
        .sort_by(|((two, three), _)| (three.desc(), two))
        .select(|((two, three), (max, _))| ((two, three), max));
    assert_eq!(again.len(), 6);
}

#[test]
fn a_key_of_nothing_is_one_key() {
    let (bulk, rows) = Random(8).bulk(20);
    for right in [0, 1, 3] {
        let (other, _) = Random(2).bulk(right);
        let pairs = || bulk.query().join(other.query(), |_| (), |_| ());
        let crossed = bulk.query().cross_join(other.query()).select(|(r, o)| (r.id, o.id));
        assert_eq!(pairs().select(|(r, o)| (r.id, o.id)), crossed);
        assert_eq!(crossed.len(), 20 * right);
        let left = bulk.query().left_join(other.query(), |_| (), |_| ()).matching(|(r, o)| r.id.eq(o.id));
        let want = rows.iter().map(|r| (r.id, ((r.id as usize) < right).then_some(r.id)));
        assert_eq!(Vec::from(left.select(|(r, o)| (r.id, o.id))), want.collect::<Vec<_>>());
        assert_eq!(bulk.query().semi_join(other.query(), |_| (), |_| ()).count(), if right > 0 { 20 } else { 0 });
        assert_eq!(bulk.query().anti_join(other.query(), |_| (), |_| ()).count(), if right > 0 { 0 } else { 20 });
        assert_eq!(other.query().distinct(|_| ()).keep_last().count(), right.min(1));
        assert_eq!(other.query().union_by(other.query(), |_| ()).len(), right.min(1));
    }
}

#[derive(SoA, Clone, Debug, PartialEq, Eq, Hash)]
struct Plainer {
    #[soa(dict)]
    word: Option<String>,
    text: Option<String>,
    number: Option<u16>,
    unit: (),
}

#[test]
fn whole_rows_of_two_containers_are_compared_by_what_they_say() {
    let row = |i: u32| Plainer {
        word: (!i.is_multiple_of(3)).then(|| ["", "x", "y"][i as usize % 7 % 3].into()),
        text: (i % 4 > 1).then(|| ["", "x"][i as usize % 2].into()),
        number: (i % 5 > 2).then_some((i % 2) as u16),
        unit: (),
    };
    let left: Vec<Plainer> = (0..60).map(row).collect();
    let right: Vec<Plainer> = (5..90).rev().step_by(3).map(row).collect();
    let (a, b) = (Bulk::from(left.clone()), Bulk::from(right.clone()));
    let mut union: Vec<Plainer> = Vec::new();
    for row in left.iter().chain(&right) {
        if !union.contains(row) {
            union.push(row.clone());
        }
    }
    let firsts: Vec<Plainer> = union.iter().filter(|row| left.contains(row)).cloned().collect();
    assert_eq!(Vec::from(a.query().union(b.query())), union);
    assert_eq!(Vec::from(a.query().distinct_rows().to_bulk()), firsts);
    let both: Vec<Plainer> = firsts.iter().filter(|row| right.contains(row)).cloned().collect();
    assert_eq!(Vec::from(a.query().intersection(b.query())), both);
    let rest: Vec<Plainer> = firsts.iter().filter(|row| !right.contains(row)).cloned().collect();
    assert_eq!(Vec::from(a.query().difference(b.query())), rest);
    assert_eq!(Vec::from(a.query().concat(b.query())), [left.clone(), right].concat());
    assert!(a.query().difference(a.query()).is_empty());
    let by = |row: &Plainer| (row.word.clone(), row.number);
    let mut want: Vec<Plainer> = Vec::new();
    for row in left.iter().chain(&Vec::from(b.clone())) {
        if !want.iter().any(|known| by(known) == by(row)) {
            want.push(row.clone());
        }
    }
    assert_eq!(Vec::from(a.query().union_by(b.query(), |r| (r.word, r.number, r.unit))), want);
}

#[test]
fn aggregates_of_what_may_be_missing_are_those_of_what_is_there() {
    for count in sizes() {
        let (bulk, rows) = Random(count as u64 + 40).bulk(count);
        for parallel in settings() {
            let got = bulk.query().parallel(parallel).group_by(|r| r.word).agg(|r| {
                let ends = (r.wide.first(), r.wide.last(), r.text.first(), r.text.last());
                let most = (r.id.arg_max(r.float), r.id.arg_min(r.huge), r.text.min(), r.word.max());
                let values = (r.text.n_unique(), r.float.n_unique(), r.text.mode(), r.wide.freq_count());
                let some = (
                    r.full.sum().only_if(r.id.lt(0)),
                    r.full.max().only_if(r.flag.eq(true)),
                    r.flag.any(),
                    r.flag.all(),
                );
                (ends, most, values, some, r.text.collect_list(), r.wide.checked_sum())
            });
            let want = groups(&rows, |r| r.word.clone()).into_iter().map(|ids| {
                let rows: Vec<&Row> = ids.iter().map(|id| &rows[*id as usize]).collect();
                let wide = || rows.iter().filter_map(|r| r.wide);
                let text = || rows.iter().filter_map(|r| r.text.clone());
                let ends = (wide().next(), wide().next_back(), text().next(), text().next_back());
                let mut best: Option<(&Row, (bool, i64))> = None;
                let mut least: Option<(&Row, i128)> = None;
                for row in &rows {
                    if let Some(own) = row.float.map(key)
                        && best.is_none_or(|(_, best)| own > best)
                    {
                        best = Some((row, own));
                    }
                    if let Some(own) = row.huge
                        && least.is_none_or(|(_, least)| own < least)
                    {
                        least = Some((row, own));
                    }
                }
                let most = (best.map(|b| b.0.id), least.map(|l| l.0.id), text().min(), rows[0].word.clone());
                let mut texts: Vec<(String, u64)> = Vec::new();
                for own in text() {
                    match texts.iter_mut().find(|(text, _)| *text == own) {
                        Some((_, times)) => *times += 1,
                        None => texts.push((own, 1)),
                    }
                }
                let mut floats: Vec<_> = rows.iter().filter_map(|r| r.float.map(key)).collect();
                floats.sort_unstable();
                floats.dedup();
                let mode = texts.iter().rev().max_by_key(|(_, times)| *times).map(|(text, _)| text.clone());
                let mut wides: Vec<(i64, u64)> = Vec::new();
                for own in wide() {
                    match wides.iter_mut().find(|(wide, _)| *wide == own) {
                        Some((_, times)) => *times += 1,
                        None => wides.push((own, 1)),
                    }
                }
                let values = (texts.len() as u64, floats.len() as u64, mode, wides);
                let flags = || rows.iter().filter_map(|r| r.flag);
                let full = rows.iter().filter(|r| r.flag == Some(true)).map(|r| r.full).max();
                let some = (0_u64, full, flags().any(|f| f), flags().all(|f| f));
                let sum: i128 = wide().map(i128::from).sum();
                (rows[0].word.clone(), (ends, most, values, some, text().collect::<Vec<_>>(), i64::try_from(sum).ok()))
            });
            assert_eq!(shown(Vec::from(got)), shown(want), "{count} {parallel:?}");
        }
    }
}

#[test]
fn slices_partitions_and_selections_answer_for_their_own_rows() {
    let (bulk, rows) = Random(12).bulk(30);
    let view = bulk.slice(7..19);
    let got = view.query().filter(|r| r.twice.gt(20)).sort_by(|r| r.twice.desc()).select(|r| (r.id, r.twice));
    let want: Vec<(u32, i64)> = (11..19).rev().map(|id| (id, 2 * i64::from(id))).collect();
    assert_eq!(Vec::from(got), want);
    let joined = view.query().join(bulk.slice(15..).query(), |r| r.twice, |o| o.twice).select(|(r, o)| (r.twice, o.id));
    assert_eq!(Vec::from(joined), (15..19).map(|id| (2 * i64::from(id), id)).collect::<Vec<_>>());
    for partition in bulk.partition_by(|r| r.sure).iter() {
        let sums = partition.query().aggregate(|r| (r.twice.sum(), soakit::query::count()));
        let own = || rows.iter().filter(|r| r.sure == rows[partition.rows()[0] as usize].sure);
        assert_eq!(sums, (own().map(|r| 2 * i64::from(r.id)).sum(), own().count() as u64));
    }
    let some = bulk.query().filter(|r| r.id.lt(9)).selection();
    assert_eq!(bulk.query().within(&some).filter(|r| r.id.gt(4)).tail(2).to_bulk().id(), [7, 8]);
    let wrong = catch_unwind(AssertUnwindSafe(|| drop(view.query().within(&some))));
    assert!(wrong.is_err(), "a selection of other rows");
    let lists = bulk.query().select(|r| (r.id.map(|id| (id % 2 == 0).then(|| vec![id.to_string(); 2])), r.id));
    assert_eq!(lists.len(), 30);
    let last = lists.query().filter(|(list, _)| list.is_some()).tail(1).select(|(list, id)| (list, id));
    assert_eq!(Vec::from(last), [(Some(vec!["28".to_owned(); 2]), 28)]);
}

#[test]
fn a_frame_below_nothing_says_how_far_below() {
    let rows: Bulk<(f64,)> = (0..3).map(|i| (f64::from(i),)).collect();
    let asked = || drop(rows.query().window(|_| (), |(x,)| x).select(|(x,)| (x.sum().range_between(1.0, -2.5), x)));
    let message = *catch_unwind(AssertUnwindSafe(asked)).unwrap_err().downcast::<String>().unwrap();
    assert!(message.contains("-2.5") && message.contains('1'), "{message}");
}

/// A number whose order is not asked of NaN without a panic.
#[derive(Clone, Copy, Debug, PartialEq, soakit::Cell)]
struct Strict(f64);

impl PartialOrd for Strict {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        assert!(!self.0.is_nan() && !other.0.is_nan(), "NaN has no place");
        self.0.partial_cmp(&other.0)
    }
}

#[test]
fn comparisons_of_the_users_own_are_not_asked_of_rows_that_are_gone() {
    let rows: Bulk<(bool, Strict)> = (0..20).map(|i| (i > 0, Strict(f64::from(i) / f64::from(i)))).collect();
    assert_eq!(rows.query().filter(|(ok, x)| ok & x.gt(Strict(0.5))).count(), 19);
}
