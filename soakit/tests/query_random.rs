//! Random queries, every strategy, any number of tasks: against the dullest evaluator.

use std::collections::BTreeMap;

use soakit::prelude::*;
use soakit::query::Parallel;
use soakit_runtime::pipeline::Form;
use soakit_runtime::query::{SortStrategy, Strategy};

#[derive(SoA, Clone, Debug, PartialEq)]
#[soa(derived(double: i64 = |n| 2 * i64::from(*n), long: bool = |text| text.len() > 3))]
struct Row {
    n: i32,
    small: u8,
    float: f64,
    text: String,
    #[soa(dict)]
    word: String,
    maybe: Option<i16>,
    name: Option<String>,
    flag: bool,
}

struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn row(&mut self, spread: u64) -> Row {
        let floats = [0.0, -0.0, 1.5, f64::NAN, f64::INFINITY, -2.0, f64::MIN_POSITIVE];
        Row {
            n: self.below(spread) as i32 - (spread / 2) as i32,
            small: self.below(4) as u8,
            float: floats[self.below(7) as usize],
            text: "abcdefg"[..self.below(7) as usize].into(),
            word: ["x", "yy", "", "Zürich"][self.below(4) as usize].into(),
            maybe: (self.below(3) > 0).then(|| self.below(5) as i16 - 2),
            name: (self.below(3) > 0).then(|| format!("name {}", self.below(6))),
            flag: self.below(2) == 1,
        }
    }
}

/// Adds a random filter, to a query and to a list.
macro_rules! filtered {
    ($random:ident, $query:ident, $rows:ident) => {{
        let bound = $random.below(9) as i32 - 4;
        macro_rules! filter {
            ($expression:expr, $closure:expr) => {{
                $rows.retain($closure);
                $query.filter($expression).boxed()
            }};
        }
        match $random.below(10) {
            0 => filter!(|r| r.n.gt(bound), |r: &Row| r.n > bound),
            1 => filter!(|r| r.maybe.lt(1_i16) | r.flag, |r: &Row| r.maybe.is_some_and(|m| m < 1) || r.flag),
            2 => filter!(|r| r.word.ne("x") & r.text.starts_with("ab"), |r: &Row| r.word != "x"
                && r.text.starts_with("ab")),
            3 => filter!(|r| r.float.ge(0.0), |r: &Row| r.float >= 0.0),
            4 => filter!(|r| r.long | r.double.le(i64::from(bound)), |r: &Row| r.text.len() > 3 || 2 * r.n <= bound),
            5 => filter!(|r| r.name.eq("name 2"), |r: &Row| r.name.as_deref() == Some("name 2")),
            6 => filter!(|r| r.small.ne(0) & (6_u8 / r.small).gt(1), |r: &Row| r.small != 0 && 6 / r.small > 1),
            7 => filter!(|r| !r.maybe.is_none() ^ r.flag, |r: &Row| r.maybe.is_some() ^ r.flag),
            8 => filter!(|r| r.maybe.eq(None), |r: &Row| r.maybe.is_none()),
            _ => filter!(|r| r.small.ge(0), |_: &Row| true),
        }
    }};
}

/// A float as a key: NaN is one, and zero has no sign.
fn key(float: f64) -> (bool, i64) {
    let bits = (float + 0.0).to_bits() as i64;
    if float.is_nan() { (true, 0) } else { (false, bits ^ (((bits >> 63) as u64) >> 1) as i64) }
}

/// The position of each first row of a key.
fn groups<K: Ord>(rows: &[Row], key: impl Fn(&Row) -> K) -> Vec<Vec<&Row>> {
    let mut found: BTreeMap<K, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<&Row>> = Vec::new();
    for row in rows {
        let group = *found.entry(key(row)).or_insert(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
        }
        groups[group].push(row);
    }
    groups
}

/// Rows, comparable although NaN is among them.
fn shown<T: std::fmt::Debug>(rows: impl IntoIterator<Item = T>) -> Vec<String> {
    rows.into_iter().map(|row| format!("{row:?}")).collect()
}

#[test]
fn random_queries_answer_as_the_dullest_evaluator() {
    let rounds = if cfg!(miri) { 3 } else { 400 };
    for seed in 0..rounds {
        let mut random = Random(seed);
        let sizes = if cfg!(miri) { [0, 1, 20, 40, 60] } else { [0, 1, 50, 1100, 2500] };
        let (count, spread) = (sizes[random.below(5) as usize], [3, 40, 1 << 20][random.below(3) as usize]);
        let all: Vec<Row> = (0..count).map(|_| random.row(spread)).collect();
        let others: Vec<Row> = (0..random.below(60)).map(|_| random.row(spread)).collect();
        let (bulk, right) = (Bulk::from(all.clone()), Bulk::from(others.clone()));
        let parallel = Parallel {
            threads: random.below(3) as usize,
            morsel_rows: [64, 300, 1 << 16][random.below(3) as usize],
            serial_rows: [0, 1 << 17][random.below(2) as usize],
        };
        let mut rows = all.clone();
        let form = [Form::ByDensity, Form::Masked, Form::Listed][random.below(3) as usize];
        let mut query = bulk.query().parallel(parallel).force_form(form).boxed();
        for _ in 0..random.below(4) {
            query = filtered!(random, query, rows);
        }
        let strategy = Strategy::ALL[random.below(5) as usize];
        let context = format!("seed {seed}, {count} rows, {strategy:?}, {form:?}, {parallel:?}");
        match random.below(7) {
            0 => assert_eq!(shown(Vec::from(query.to_bulk())), shown(rows), "{context}"),
            1 => {
                let got = query
                    .group_by(|r| (r.word, r.small))
                    .force(strategy)
                    .agg(|r| (soakit::query::count(), r.n.sum(), r.maybe.max()));
                let want = groups(&rows, |r| (r.word.clone(), r.small)).into_iter().map(|group| {
                    let key = (group[0].word.clone(), group[0].small);
                    let sum: i64 = group.iter().map(|r| i64::from(r.n)).sum();
                    (key, (group.len() as u64, sum, group.iter().filter_map(|r| r.maybe).max()))
                });
                assert_eq!(shown(Vec::from(got)), shown(want), "{context}");
            }
            2 => {
                let got =
                    query.group_by(|r| (r.name, r.float, r.n)).force(strategy).agg(|r| (r.text.min(), r.flag.any()));
                let want = groups(&rows, |r| (r.name.clone(), key(r.float), r.n)).into_iter().map(|group| {
                    let key = (group[0].name.clone(), group[0].float, group[0].n);
                    let least = group.iter().map(|r| r.text.clone()).min().unwrap();
                    (key, (least, group.iter().any(|r| r.flag)))
                });
                assert_eq!(shown(Vec::from(got)), shown(want), "{context}");
            }
            3 => {
                let sorts = [SortStrategy::Comparison, SortStrategy::Counting, SortStrategy::Radix];
                let query = query.sort_by(|r| (r.maybe.desc().nulls_first(), r.text, r.float, r.n.desc()));
                let got = query.force(sorts[random.below(3) as usize]).to_bulk();
                rows.sort_by(|a, b| {
                    let missing = a.maybe.is_some().cmp(&b.maybe.is_some());
                    let order = missing.then(b.maybe.cmp(&a.maybe)).then(a.text.cmp(&b.text));
                    order.then(key(a.float).cmp(&key(b.float))).then(b.n.cmp(&a.n))
                });
                assert_eq!(shown(Vec::from(got)), shown(rows), "{context}");
            }
            4 => {
                let got = query.distinct(|r| (r.word, r.name, r.flag)).force(strategy).to_bulk();
                let want = groups(&rows, |r| (r.word.clone(), r.name.clone(), r.flag));
                assert_eq!(shown(Vec::from(got)), shown(want.into_iter().map(|group| group[0].clone())), "{context}");
            }
            5 => {
                let table = random.below(4) as usize;
                let got = query
                    .left_join(right.query(), |r| (r.n, r.name), |o| (o.n, o.name))
                    .force_table(table)
                    .select(|(r, o)| (r.n, r.text, o.text, o.maybe));
                let want = rows.iter().flat_map(|r| {
                    let partners: Vec<&Row> = others.iter().filter(|o| o.n == r.n && o.name == r.name).collect();
                    let alone = partners.is_empty().then_some(None);
                    partners
                        .into_iter()
                        .map(Some)
                        .chain(alone)
                        .map(|o| (r.n, r.text.clone(), o.map(|o| o.text.clone()), o.and_then(|o| o.maybe)))
                        .collect::<Vec<_>>()
                });
                assert_eq!(shown(Vec::from(got)), shown(want), "{context}, table {table}");
            }
            _ => {
                let limit = random.below(40) as usize;
                let got = query.top_k(limit, |r| (r.small, r.n.desc())).select(|r| (r.small, r.n, r.double, r.long));
                rows.sort_by_key(|r| (r.small, std::cmp::Reverse(r.n)));
                let want = rows.iter().take(limit).map(|r| (r.small, r.n, 2 * i64::from(r.n), r.text.len() > 3));
                assert_eq!(shown(Vec::from(got)), shown(want), "{context}");
            }
        }
    }
}
