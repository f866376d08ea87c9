//! The sixth and the first question of TPC-H, over exact decimals and dates.

use jiff::civil::{Date, date};
use soakit::prelude::*;
use soakit::{Bulk, Decimal, WideDecimal};

use super::super::line::{Line, Pair};
use super::super::tables::{ExactItem, exact_items};
use super::alone;

const YEAR: std::ops::Range<Date> = date(1994, 1, 1)..date(1995, 1, 1);
const LAST_DAY: Date = date(1998, 9, 2);
const ONE: Decimal<2> = Decimal::new(100);

pub(super) fn lines() -> Vec<Box<dyn Line>> {
    let q6 = Pair {
        name: "q6-exact",
        goal: Some(0.9),
        table: exact_items,
        ours: q6,
        hand: q6_by_hand,
        told: (|sum| sum, |sum| sum),
        filled: None,
    };
    let q1 = Pair {
        name: "q1-exact",
        goal: Some(0.6),
        table: exact_items,
        ours: q1,
        hand: q1_by_hand,
        told: (sorted, sorted),
        filled: None,
    };
    vec![Box::new(q6), Box::new(q1)]
}

fn q6(items: &Bulk<ExactItem>) -> WideDecimal<4> {
    alone(items)
        .filter(|i| i.shipped.ge(YEAR.start) & i.shipped.lt(YEAR.end))
        .filter(|i| i.discount.between(Decimal::new(5), Decimal::new(7)) & i.quantity.lt(Decimal::new(2400)))
        .aggregate(|i| (i.price * i.discount).sum())
}

/// Few rows count, so one branch on all conditions is guessed well; the product is checked as the query's is. The order of
/// dates asks the year, then the month, then the day; one number has no branch.
fn q6_by_hand(items: &Bulk<ExactItem>) -> WideDecimal<4> {
    let rows = items.len();
    let (shipped, discount) = (&items.shipped()[..rows], &items.discount()[..rows]);
    let (quantity, price) = (&items.quantity()[..rows], &items.price()[..rows]);
    let number = |date: Date| i32::from(date.year()) << 16 | i32::from(date.month()) << 8 | i32::from(date.day());
    let year = number(YEAR.start)..number(YEAR.end);
    let mut sum = 0;
    for row in 0..rows {
        let day = number(shipped[row]);
        let keep = (discount[row].mantissa() >= 5)
            & (discount[row].mantissa() <= 7)
            & (quantity[row].mantissa() < 2400)
            & (day >= year.start)
            & (day < year.end);
        if keep {
            sum += i128::from((price[row] * discount[row]).mantissa());
        }
    }
    WideDecimal::new(sum)
}

/// The answers for a group.
type Group = ((String, String), (WideDecimal<2>, WideDecimal<2>, WideDecimal<4>, WideDecimal<6>, f64, f64, f64, u64));

fn q1(items: &Bulk<ExactItem>) -> Vec<Group> {
    let groups = alone(items).filter(|i| i.shipped.le(LAST_DAY)).group_by(|i| (i.flag, i.status)).agg(|i| {
        (
            i.quantity.sum(),
            i.price.sum(),
            (i.price * (ONE - i.discount)).sum(),
            (i.price * (ONE - i.discount) * (ONE + i.tax)).sum(),
            i.quantity.mean(),
            i.price.mean(),
            i.discount.mean(),
            count(),
        )
    });
    Vec::from(groups)
}

/// What is added up for a group.
#[derive(Clone, Copy, Default)]
struct Sums {
    quantity: i128,
    price: i128,
    discounted: i128,
    charged: i128,
    discount: i128,
    count: u64,
}

fn q1_by_hand(items: &Bulk<ExactItem>) -> Vec<Group> {
    let (flags, statuses) = (items.flag(), items.status());
    let words = statuses.words().len();
    let mut slots = vec![Sums::default(); flags.words().len() * words];
    let (flag_codes, status_codes) = (flags.codes(), statuses.codes());
    let (shipped, quantity, price) = (items.shipped(), items.quantity(), items.price());
    let (discount, tax) = (items.discount(), items.tax());
    for row in 0..items.len() {
        if shipped[row] > LAST_DAY {
            continue;
        }
        let slot = &mut slots[flag_codes[row] as usize * words + status_codes[row] as usize];
        let discounted = price[row] * (ONE - discount[row]);
        slot.quantity += i128::from(quantity[row].mantissa());
        slot.price += i128::from(price[row].mantissa());
        slot.discounted += i128::from(discounted.mantissa());
        slot.charged += i128::from((discounted * (ONE + tax[row])).mantissa());
        slot.discount += i128::from(discount[row].mantissa());
        slot.count += 1;
    }
    let groups = slots.iter().enumerate().filter(|(_, sums)| sums.count > 0).map(|(slot, sums)| {
        let word = |words: soakit::column::TextSlice<'_>, code| words.get(code).unwrap_or_default().to_owned();
        let mean = |sum| WideDecimal::<2>::new(sum).to_f64() / sums.count as f64;
        let key = (word(flags.words(), slot / words), word(statuses.words(), slot % words));
        let answers = (
            WideDecimal::new(sums.quantity),
            WideDecimal::new(sums.price),
            WideDecimal::new(sums.discounted),
            WideDecimal::new(sums.charged),
            mean(sums.quantity),
            mean(sums.price),
            mean(sums.discount),
            sums.count,
        );
        (key, answers)
    });
    groups.collect()
}

/// Groups in the order of their keys.
fn sorted(mut groups: Vec<Group>) -> Vec<Group> {
    groups.sort_by(|a, b| a.0.cmp(&b.0));
    groups
}
