//! Filters, with all columns out, and a sum under a predicate.

use soakit::Bulk;
use soakit::prelude::*;

use super::super::line::{Line, Pair};
use super::super::tables::{Sample, SampleColumns, samples};
use super::alone;

pub(super) fn lines() -> Vec<Box<dyn Line>> {
    vec![
        filter::<1>("filter-1"),
        filter::<50>("filter-50"),
        filter::<99>("filter-99"),
        Box::new(Pair {
            name: "sum-where",
            goal: None,
            table: samples,
            ours: sum_where,
            hand: sum_where_by_hand,
            told: (|sum| sum, |sum| sum),
            filled: None,
        }),
    ]
}

/// A filter that keeps so many rows in a hundred.
fn filter<const PERCENT: u32>(name: &'static str) -> Box<dyn Line> {
    Box::new(Pair {
        name,
        goal: Some(0.9),
        table: samples,
        ours: |samples| alone(samples).filter(|s| s.percent.lt(f64::from(PERCENT))).to_bulk(),
        hand: filter_by_hand::<PERCENT>,
        told: (Vec::from, |(id, percent, weight, count, kind)| {
            let columns = SampleColumns { id, percent, weight, count, kind };
            Vec::from(Bulk::from_columns(columns).unwrap_or_default())
        }),
        filled: None,
    })
}

type Columns = (Vec<i64>, Vec<f64>, Vec<f64>, Vec<i32>, Vec<u8>);

/// The rows that stay are listed without a branch; then each column is gathered.
fn filter_by_hand<const PERCENT: u32>(samples: &Bulk<Sample>) -> Columns {
    let mut listed = vec![0; samples.len()];
    let mut kept = 0;
    for (row, &percent) in samples.percent().iter().enumerate() {
        listed[kept] = row as u32;
        kept += usize::from(percent < f64::from(PERCENT));
    }
    listed.truncate(kept);
    fn gathered<T: Copy>(column: &[T], rows: &[u32]) -> Vec<T> {
        rows.iter().map(|&row| column[row as usize]).collect()
    }
    (
        gathered(samples.id(), &listed),
        gathered(samples.percent(), &listed),
        gathered(samples.weight(), &listed),
        gathered(samples.count(), &listed),
        gathered(samples.kind(), &listed),
    )
}

fn sum_where(samples: &Bulk<Sample>) -> i64 {
    alone(samples).filter(|s| s.kind.eq(3) | s.percent.lt(40.0)).aggregate(|s| s.count.sum())
}

fn sum_where_by_hand(samples: &Bulk<Sample>) -> i64 {
    let rows = samples.kind().iter().zip(samples.percent()).zip(samples.count());
    let kept = |((&kind, &percent), &count): ((&u8, &f64), &i32)| {
        i64::from(count) & i64::from((kind == 3) | (percent < 40.0)).wrapping_neg()
    };
    rows.map(kept).sum()
}
