//! Exact numbers in queries.

use soakit::prelude::*;
use soakit::{Decimal, WideDecimal};

#[test]
fn decimals_are_cast_and_rescaled() {
    let prices: Vec<(Decimal<2>, Option<Decimal<2>>)> =
        (-3..40).map(|cents| (Decimal::new(cents * 125), (cents % 3 == 0).then(|| Decimal::new(cents)))).collect();
    let table = Bulk::from(prices.clone());
    let computed = table.query().select(|(price, fee)| {
        let rounded = (price.rescale::<1>(), fee.rescale::<4>());
        (price.lossy_cast::<f64>(), fee.lossy_cast::<f64>(), rounded)
    });
    let want: Vec<_> = prices
        .iter()
        .map(|(price, fee)| {
            let rounded = (price.rescale::<1>(), fee.map(|fee| fee.rescale::<4>()));
            (price.to_f64(), fee.map(Decimal::to_f64), rounded)
        })
        .collect();
    assert_eq!(Vec::from(computed), want);
}

#[test]
fn sums_of_groups_are_compared_with_a_part_of_their_sum() {
    let table = Bulk::from(Vec::from_iter((0..1000_i64).map(|row| (row % 10, Decimal::<2>::new(row % 10)))));
    let groups = table.query().group_by(|(group, _)| group).agg(|(_, price)| price.sum());
    let least = groups.query().aggregate(|(_, sum)| sum.sum()) * Decimal::<4>::literal("0.1");
    let large = groups.query().filter(|(_, sum)| sum.rescale::<6>().gt(least)).select(|(group, sum)| (group, sum));
    // The sums are 0, 1, …, 9, a tenth of their sum is 4.5.
    let want: Vec<(i64, WideDecimal<2>)> = (5..10).map(|group| (group, WideDecimal::from_int(group.into()))).collect();
    assert_eq!(Vec::from(large), want);
}
