//! How queries run: threads, progress, cancellation, memory, explanations.
#![cfg(feature = "parallel")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use soakit::prelude::*;
use soakit::query::{Cancelled, Control, Parallel};
use soakit::rayon::ThreadPoolBuilder;

#[derive(SoA, Clone, Debug, PartialEq)]
#[soa(derived(energy: f64 = |mass, speed| mass * speed * speed / 2.0))]
struct Body {
    #[soa(dict)]
    kind: String,
    id: u64,
    mass: f64,
    speed: f64,
}

fn bodies(rows: usize) -> Bulk<Body> {
    (0..rows as u64)
        .map(|id| Body {
            kind: ["star", "dust", "moon"][(id * id % 3) as usize].into(),
            id: id.wrapping_mul(0x9e37_79b9_7f4a_7c15),
            mass: 1.0 / (id + 1) as f64,
            speed: (id % 1013) as f64 * 0.1,
        })
        .collect()
}

/// Few rows a task, and threads from the first row on.
fn small(threads: usize) -> Parallel {
    Parallel { threads, morsel_rows: 128, serial_rows: 0 }
}

#[test]
fn answers_are_the_same_bits_on_any_number_of_threads() {
    let rows = if cfg!(miri) { 400 } else { 20_000 };
    let bodies = bodies(rows);
    let answers = [1, 2, 7].map(|threads| {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let query = || bodies.query().parallel(small(0)).filter(|b| b.energy.gt(0.01));
            let (sum, mean) = query().aggregate(|b| (b.energy.sum(), b.mass.mean()));
            let groups = query().group_by(|b| b.kind).agg(|b| (b.energy.sum(), b.mass.mean(), count()));
            let many = query().group_by(|b| b.id % 1000).agg(|b| (b.mass.sum(), b.speed.max()));
            let joined = query()
                .join(groups.query().parallel(small(0)), |b| b.kind, |(kind, _)| kind)
                .select(|(b, (_, (energy, ..)))| (b.id, b.energy / energy));
            (sum.to_bits(), mean.map(f64::to_bits), groups, many, joined)
        })
    });
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
    let alone = bodies.query().parallel(small(1)).filter(|b| b.energy.gt(0.01)).aggregate(|b| b.energy.sum());
    assert_eq!(alone.to_bits(), answers[0].0);
}

#[test]
fn a_cancelled_query_answers_that_it_was() {
    let bodies = bodies(5000);
    let control = Control::new();
    control.cancel();
    let answer = control.run(|| bodies.query().parallel(small(2)).control(&control).filter(|b| b.mass.gt(0.5)).count());
    assert_eq!(answer, Err(Cancelled));
    // From within, half way.
    let control = Control::new();
    let asked = AtomicUsize::new(0);
    let answer = control.run(|| {
        bodies
            .query()
            .parallel(small(1))
            .control(&control)
            .filter_rows(|_| {
                if asked.fetch_add(1, Ordering::Relaxed) == 1000 {
                    control.cancel();
                }
                true
            })
            .select(|b| (b.id,))
    });
    assert_eq!(answer, Err(Cancelled));
    assert!(asked.into_inner() < 5000);
    assert_eq!(bodies.query().count(), 5000);
}

#[test]
fn progress_is_told_and_memory_is_counted() {
    let bodies = bodies(3000);
    let told = Arc::new(AtomicUsize::new(0));
    let control = Control::on_progress({
        let told = Arc::clone(&told);
        move |done, known| {
            assert!(done <= known);
            told.fetch_add(1, Ordering::Relaxed);
        }
    });
    let groups = bodies.query().parallel(small(1)).control(&control).group_by(|b| b.id).agg(|b| b.mass.sum());
    assert_eq!(groups.len(), 3000);
    assert!(told.load(Ordering::Relaxed) > 10);
    assert!(control.peak_bytes() > 3000 * 8, "{} bytes", control.peak_bytes());
}

#[test]
fn a_panic_in_a_closure_reaches_the_caller_and_nothing_is_lost() {
    let bodies = bodies(if cfg!(miri) { 1000 } else { 4000 });
    let before = bodies.clone();
    let bomb = |b: f64| -> f64 { if b > 90.0 { panic!("too fast") } else { b } };
    for threads in [1, 2] {
        let run =
            std::panic::AssertUnwindSafe(|| bodies.query().parallel(small(threads)).select(|b| (b.speed.map(bomb),)));
        let panic = std::panic::catch_unwind(run).unwrap_err();
        assert_eq!(panic.downcast_ref::<&str>(), Some(&"too fast"));
        let texts = std::panic::AssertUnwindSafe(|| {
            bodies.query().parallel(small(threads)).select(|b| (b.speed.map(|v: f64| format!("{:?}", bomb(v))), b.id))
        });
        assert!(std::panic::catch_unwind(texts).is_err());
    }
    assert_eq!(bodies, before);
}

#[test]
fn what_a_filter_drops_is_never_computed() {
    let numbers: Bulk<(i64, u8)> = (0..5000).map(|i| (i64::from(i % 50), 1)).collect();
    // Nearly all rows pass, so they travel as a mask; a division by zero would panic.
    let sum = numbers
        .query()
        .filter(|(n, _)| n.ne(0))
        .filter(|(n, _)| (1000_i64 / n).gt(0) & (100_i64 % n).ge(0))
        .aggregate(|(n, _)| (1000_i64 / n).sum());
    let want: i64 = (0..5000_i64).map(|i| i % 50).filter(|n| *n != 0).map(|n| 1000 / n).sum();
    assert_eq!(sum, want);
    let halves = numbers.query().select(|(n, _)| (n.gt(0).if_else(1000_i64 / n, 0),));
    assert_eq!(halves.query().aggregate(|(n,)| n.sum()), want);
}

#[test]
fn explanations_name_columns_and_tell_what_was_done() {
    let bodies = bodies(3000);
    let query = || bodies.query().filter(|b| b.mass.gt(0.25) & b.kind.eq("dust"));
    let plan = query().group_by(|b| b.kind).explain();
    assert_eq!(
        plan,
        "scan Body: 3000 rows\n\
         filter ((mass > 0.25) & (kind == \"dust\")); a mask where most rows stay, else a list\n\
         group by kind: at most 2 groups, numbered batch by batch\n"
    );
    let (groups, analysis) = query().explain_analyze(|query| query.group_by(|b| b.id).agg(|b| b.mass.sum()));
    let text = analysis.to_string();
    assert!(text.contains(&format!("& (kind == \"dust\")): {} rows", groups.len())), "{text}");
    assert!(text.contains(&format!("found {0} groups of {0} rows", groups.len())), "{text}");
}
