//! Joins, against nested loops.

use soakit::prelude::*;

#[derive(SoA, Clone, Debug, PartialEq)]
struct Customer {
    key: i32,
    name: String,
    #[soa(dict)]
    nation: String,
    limit: Option<f64>,
}

#[derive(SoA, Clone, Debug, PartialEq)]
struct Order {
    customer: i32,
    nation: Option<String>,
    total: f64,
    wide: i128,
}

fn data(customers: usize, orders: usize) -> (Bulk<Customer>, Bulk<Order>) {
    let mut state = 3_u64;
    let mut next = move |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as usize % bound
    };
    let nations = ["Chad", "Peru", "", "Fiji"];
    let customers = (0..customers)
        .map(|i| Customer {
            key: (i / 2) as i32 - 3,
            name: format!("c{i}"),
            nation: nations[next(4)].into(),
            limit: (next(3) > 0).then(|| next(10) as f64),
        })
        .collect();
    let orders = (0..orders)
        .map(|_| Order {
            customer: next(60) as i32 - 10,
            nation: (next(4) > 0).then(|| ["Peru", "Oman", ""][next(3)].into()),
            total: next(20) as f64,
            wide: next(5) as i128 - 2,
        })
        .collect();
    (customers, orders)
}

/// The dullest join: every pair is looked at.
fn pairs(
    customers: &[Customer],
    orders: &[Order],
    holds: impl Fn(&Customer, &Order) -> bool,
) -> [Vec<(Option<usize>, Option<usize>)>; 4] {
    let mut inner = Vec::new();
    let mut left = Vec::new();
    let mut found = vec![false; orders.len()];
    for (c, customer) in customers.iter().enumerate() {
        let partners: Vec<usize> = (0..orders.len()).filter(|&o| holds(customer, &orders[o])).collect();
        inner.extend(partners.iter().map(|&o| (Some(c), Some(o))));
        left.extend(partners.iter().map(|&o| (Some(c), Some(o))));
        if partners.is_empty() {
            left.push((Some(c), None));
        }
        partners.into_iter().for_each(|o| found[o] = true);
    }
    let rest = (0..orders.len()).filter(|&o| !found[o]).map(|o| (None, Some(o)));
    let right = inner.iter().copied().chain(rest.clone()).collect();
    let full = left.iter().copied().chain(rest).collect();
    [inner, left, right, full]
}

#[test]
fn joins_are_those_of_nested_loops() {
    let sizes = [(0, 0), (0, 5), (5, 0), (1, 1), (40, 30), (300, 2500)];
    for (c, o) in sizes.into_iter().take(if cfg!(miri) { 5 } else { 6 }) {
        let (customers, orders) = data(c, o);
        let (cs, os) = (Vec::from(customers.clone()), Vec::from(orders.clone()));
        let [inner, left, right, full] = pairs(&cs, &os, |c, o| c.key == o.customer);
        let total = |o: Option<usize>| o.map(|o| os[o].total);
        let name = |c: Option<usize>| c.map(|c| cs[c].name.clone());
        for table in 0..4 {
            let got = customers.query().join(orders.query(), |c| c.key, |o| o.customer).force_table(table);
            let got = got.select(|(c, o)| (c.name, o.total));
            let want: Vec<_> = inner.iter().map(|&(c, o)| (name(c).unwrap(), total(o).unwrap())).collect();
            assert_eq!(Vec::from(got), want);
            let got = customers.query().left_join(orders.query(), |c| c.key, |o| o.customer).force_table(table);
            let got = got.select(|(c, o)| (c.name, o.total));
            let want: Vec<_> = left.iter().map(|&(c, o)| (name(c).unwrap(), total(o))).collect();
            assert_eq!(Vec::from(got), want);
            let got = customers.query().right_join(orders.query(), |c| c.key, |o| o.customer).force_table(table);
            let got = got.select(|(c, o)| (c.name, o.total));
            let want: Vec<_> = right.iter().map(|&(c, o)| (name(c), total(o).unwrap())).collect();
            assert_eq!(Vec::from(got), want);
            let got = customers.query().full_join(orders.query(), |c| c.key, |o| o.customer).force_table(table);
            let got = got.select(|(c, o)| (c.name, o.total));
            let want: Vec<_> = full.iter().map(|&(c, o)| (name(c), total(o))).collect();
            assert_eq!(Vec::from(got), want);
        }
        let got = customers.query().semi_join(orders.query(), |c| c.key, |o| o.customer).to_bulk();
        let want: Vec<Customer> = cs.iter().filter(|c| os.iter().any(|o| o.customer == c.key)).cloned().collect();
        assert_eq!(Vec::from(got), want);
        let got = customers
            .query()
            .anti_join(orders.query(), |c| c.key, |o| o.customer)
            .matching(|(c, o)| o.total.gt(c.limit))
            .to_bulk();
        let want: Vec<Customer> = cs
            .iter()
            .filter(|c| !os.iter().any(|o| o.customer == c.key && c.limit.is_some_and(|limit| o.total > limit)))
            .cloned()
            .collect();
        assert_eq!(Vec::from(got), want);
    }
}

#[test]
fn text_keys_join_whatever_their_columns() {
    let (customers, orders) = data(50, 60);
    let (cs, os) = (Vec::from(customers.clone()), Vec::from(orders.clone()));
    let [inner, left, ..] = pairs(&cs, &os, |c, o| Some(&c.nation) == o.nation.as_ref() && c.key as i128 == o.wide);
    let got = customers
        .query()
        .join(orders.query(), |c| (c.nation, c.key.widen::<i128>()), |o| (o.nation, o.wide))
        .select(|(c, o)| (c.name, o.total));
    let want: Vec<_> = inner.iter().map(|&(c, o)| (cs[c.unwrap()].name.clone(), os[o.unwrap()].total)).collect();
    assert_eq!(Vec::from(got), want);
    // The other way round: the dictionary is asked for words of a text column, and missing ones.
    let [back, ..] = pairs(&cs, &os, |c, o| Some(&c.nation) == o.nation.as_ref());
    let got = orders.query().join(customers.query(), |o| o.nation, |c| c.nation).count();
    assert_eq!(got, back.len());
    let matched = customers
        .query()
        .left_join(orders.query(), |c| (c.nation, c.key.widen::<i128>()), |o| (o.nation, o.wide))
        .filter(|(_, o)| o.total.is_none())
        .count();
    assert_eq!(matched, left.iter().filter(|pair| pair.1.is_none()).count());
}

#[test]
fn three_tables_and_missing_keys() {
    let (customers, orders) = data(40, 50);
    let n = customers
        .query()
        .left_join(orders.query(), |c| c.key, |o| o.customer)
        .join(orders.query(), |(_, o)| o.nation, |p| p.nation)
        .filter(|(c, o, p)| c.limit.is_some() & o.total.eq(p.total))
        .count();
    let (cs, os) = (Vec::from(customers), Vec::from(orders));
    let [_, left, ..] = pairs(&cs, &os, |c, o| c.key == o.customer);
    let want: usize = left
        .iter()
        .map(|&(c, o)| {
            let (nation, total) = (o.and_then(|o| os[o].nation.clone()), o.map(|o| os[o].total));
            let partners = os.iter().filter(|p| p.nation == nation && Some(p.total) == total).count();
            if cs[c.unwrap()].limit.is_some() { partners } else { 0 }
        })
        .sum();
    assert_eq!(n, want);
    assert_eq!(os.len() * cs.len(), Bulk::from(cs).query().cross_join(Bulk::from(os).query()).count());
}

#[test]
fn as_of_joins_find_the_nearest_row_before_or_after() {
    let (customers, orders) = if cfg!(miri) { data(20, 30) } else { data(200, 300) };
    let (cs, os) = (Vec::from(customers.clone()), Vec::from(orders.clone()));
    // The last order of a nation, as totals go, that is not above the limit; of equal ones, the last.
    let before = |c: &Customer| {
        let mut best: Option<&Order> = None;
        for o in os.iter().filter(|o| o.nation.as_ref() == Some(&c.nation)) {
            if c.limit.is_some_and(|limit| o.total <= limit) && best.is_none_or(|best| o.total >= best.total) {
                best = Some(o);
            }
        }
        best.map(|o| (o.total, o.customer))
    };
    let got = customers
        .query()
        .as_of_join(orders.query(), |c| c.nation, |o| o.nation, |c| c.limit, |o| o.total)
        .select(|(c, o)| (c.name, o.total, o.customer));
    let want: Vec<_> = cs.iter().map(|c| (c.name.clone(), before(c).map(|o| o.0), before(c).map(|o| o.1))).collect();
    assert_eq!(Vec::from(got), want);
    let after = |c: &Customer| {
        let later = os.iter().filter(|o| c.limit.is_some_and(|limit| o.total >= limit)).map(|o| o.total);
        later.min_by(f64::total_cmp).filter(|total| c.limit.is_some_and(|limit| total - limit < 1.0))
    };
    let got = customers
        .query()
        .as_of_join(orders.query(), |_| (), |_| (), |c| c.limit, |o| o.total)
        .forward()
        .matching(|(c, o)| (o.total - c.limit).lt(1.0))
        .select(|(c, o)| (c.name, o.total));
    let want: Vec<_> = cs.iter().map(|c| (c.name.clone(), after(c))).collect();
    assert_eq!(Vec::from(got), want);
}
