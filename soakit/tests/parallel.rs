//! Rows on many threads: the same answers, in the same order, whatever the number of threads.
#![cfg(feature = "parallel")]

mod support;

use soakit::prelude::*;
use soakit::rayon::ThreadPoolBuilder;
use soakit::rayon::prelude::*;
use support::{Mixed, Random};

const ROWS: usize = if cfg!(miri) { 40 } else { 5_000 };

fn with_threads(test: impl Fn() + Sync) {
    for threads in [1, 2, 7] {
        ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool").install(&test);
    }
}

#[test]
fn parallel_rows_are_the_rows() {
    let model = Mixed::list(&mut Random::new(5), ROWS);
    let bulk: Bulk<Mixed> = model.clone().into();
    with_threads(|| {
        let ids: Vec<u32> = bulk.par_iter().map(|row| *row.id).collect();
        assert_eq!(ids, bulk.id());
        let sums: Vec<u64> = bulk.par_chunks(33).map(|rows| rows.id.iter().map(|&id| u64::from(id)).sum()).collect();
        assert_eq!(
            sums,
            model.chunks(33).map(|rows| rows.iter().map(|row| u64::from(row.id)).sum()).collect::<Vec<u64>>()
        );
        let reversed: Vec<u32> = bulk.par_iter().rev().map(|row| *row.id).collect();
        assert!(reversed.iter().eq(bulk.id().iter().rev()));
        assert_eq!(
            (&bulk).into_par_iter().filter(|row| *row.alive).count(),
            model.iter().filter(|row| row.alive).count()
        );
    });
}

/// Neighbouring rows share a byte of a bitmap, and may be on two threads.
#[test]
fn parallel_changes_reach_every_row_once() {
    with_threads(|| {
        let mut model = Mixed::list(&mut Random::new(6), ROWS);
        let mut bulk: Bulk<Mixed> = model.clone().into();
        bulk.par_iter_mut().for_each(|mut row| {
            *row.id += 1;
            row.packed.set(*row.id % 2 == 0);
            row.weight.set((*row.id % 3 == 0).then_some(7));
            row.owner.set((*row.id % 5 == 0).then(|| Box::new(3)));
        });
        bulk.par_chunks_mut(7).for_each(|rows| rows.alive.fill(true));
        for row in &mut model {
            row.id += 1;
            row.packed = row.id % 2 == 0;
            row.weight = (row.id % 3 == 0).then_some(7);
            row.owner = (row.id % 5 == 0).then(|| Box::new(3));
            row.alive = true;
        }
        assert_eq!(bulk, model);
    });
}

#[test]
fn parallel_sorts_are_stable() {
    let model = Mixed::list(&mut Random::new(7), ROWS);
    with_threads(|| {
        let mut bulk: Bulk<Mixed> = model.clone().into();
        let mut expected = model.clone();
        bulk.par_sort_by_key(|row| (*row.alive, *row.id % 4));
        expected.sort_by_key(|row| (row.alive, row.id % 4));
        assert_eq!(bulk, expected);
        bulk.par_sort_by(|a, b| b.name.cmp(a.name));
        expected.sort_by(|a, b| b.name.cmp(&a.name));
        assert_eq!(bulk, expected);
    });
}

#[test]
fn parallel_collecting_keeps_order() {
    with_threads(|| {
        let mut bulk: Bulk<Mixed> =
            (0..ROWS as u32).into_par_iter().map(|id| Mixed { id, ..Mixed::default() }).collect();
        bulk.par_extend((0..10_u32).into_par_iter().map(|id| Mixed { id, ..Mixed::default() }));
        assert!(bulk.id().iter().copied().eq((0..ROWS as u32).chain(0..10)));
    });
}

#[test]
fn containers_and_views_go_where_their_fields_may() {
    fn sendable<T: Send + Sync>() {}
    sendable::<Bulk<Mixed>>();
    sendable::<support::MixedView<'_>>();
    sendable::<support::MixedViewMut<'_>>();
    sendable::<support::MixedProxy<'_>>();
    sendable::<support::MixedProxyMut<'_>>();
    sendable::<soakit::Iter<'_, Mixed>>();
    sendable::<soakit::IntoIter<Mixed>>();
}
