//! Derived columns on several threads: each row is computed once, whoever comes first; nobody waits for ever; and the bits
//! do not depend on the number of threads.
#![cfg(feature = "parallel")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Barrier, mpsc};
use std::time::Duration;

use soakit::prelude::*;
use soakit::rayon::prelude::*;
use soakit::rayon::{self, ThreadPool, ThreadPoolBuilder};

/// Enough for the thread pool.
const ROWS: u32 = if cfg!(miri) { 300 } else { 70_000 };
const TIMES: usize = if cfg!(miri) { 1 } else { 2 };

/// Runs work on a thread of its own, and gives up when it does not come to an end.
fn in_time<R: Send + 'static>(work: impl FnOnce() -> R + Send + 'static) -> R {
    let (sender, receiver) = mpsc::channel();
    let thread = std::thread::spawn(move || sender.send(work()).expect("somebody waits"));
    let limit = Duration::from_secs(if cfg!(miri) { 3600 } else { 60 });
    match receiver.recv_timeout(limit) {
        Ok(result) => {
            thread.join().expect("the thread is well");
            result
        }
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("threads wait for each other"),
        Err(mpsc::RecvTimeoutError::Disconnected) => match thread.join() {
            Err(panic) => std::panic::resume_unwind(panic),
            Ok(()) => unreachable!("the thread sends before it ends"),
        },
    }
}

fn pool(threads: usize) -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started")
}

macro_rules! counted {
    ($name:ident, $calls:ident) => {
        static $calls: [AtomicUsize; 4] = [const { AtomicUsize::new(0) }; 4];

        #[derive(SoA, Clone)]
        #[soa(derived(
                                    wave: f64 = |x| { $calls[0].fetch_add(1, Ordering::Relaxed); (x * 0.1).sin() },
                                    sums: [f64] = |wave| {
                                        $calls[1].fetch_add(1, Ordering::Relaxed);
                                        let total: f64 = wave.iter().sum();
                                        wave.iter().map(|wave| wave / total).collect()
                                    },
                                    label: String = |sums, wave| {
                                        $calls[2].fetch_add(1, Ordering::Relaxed);
                                        format!("{} {}", sums.to_bits(), wave.to_bits())
                                    },
                                    maybe: Option<f64> = |wave, y| {
                                        $calls[3].fetch_add(1, Ordering::Relaxed);
                                        (*wave > 0.0).then(|| wave + y)
                                    },
                                ))]
        struct $name {
            x: f64,
            y: f64,
        }

        impl $name {
            fn bulk() -> Bulk<Self> {
                (0..ROWS).map(|row| Self { x: row.into(), y: 2.0 }).collect()
            }

            #[allow(dead_code, reason = "some tests count nothing")]
            fn assert_counted() {
                let calls = $calls.each_ref().map(|calls| calls.swap(0, Ordering::Relaxed));
                let rows = ROWS as usize;
                assert_eq!(calls, [rows, 1, rows, rows]);
            }
        }
    };
}

#[test]
fn eight_threads_that_read_at_once_compute_each_row_once() {
    counted!(Row, CALLS);
    in_time(|| {
        for time in 0..TIMES {
            let bulk = Row::bulk();
            let barrier = Barrier::new(8);
            std::thread::scope(|scope| {
                for thread in 0..8 {
                    let (bulk, barrier) = (&bulk, &barrier);
                    scope.spawn(move || {
                        barrier.wait();
                        for column in 0..4 {
                            match (thread + column + time) % 4 {
                                0 => assert_eq!(bulk.label().len(), ROWS as usize),
                                1 => assert_eq!(bulk.wave().len(), ROWS as usize),
                                2 => assert_eq!(bulk.maybe().len(), ROWS as usize),
                                _ => assert_eq!(bulk.sums().len(), ROWS as usize),
                            }
                        }
                    });
                }
            });
            Row::assert_counted();
        }
    });
}

#[test]
fn parallel_iterators_that_read_inside_compute_each_row_once() {
    counted!(Row, CALLS);
    in_time(|| {
        for threads in [1, 2, 7] {
            let pool = pool(threads);
            for _ in 0..TIMES {
                let bulk = Row::bulk();
                let sum: f64 = pool.install(|| {
                    bulk.par_iter()
                        .enumerate()
                        .map(|(row, proxy)| match row % 3 {
                            0 => proxy.label().len() as f64,
                            1 => proxy.maybe().copied().unwrap_or(0.0),
                            _ => bulk.sums()[row],
                        })
                        .sum()
                });
                assert!(sum.is_finite());
                assert_eq!(bulk.wave().len(), ROWS as usize);
                Row::assert_counted();
            }
        }
    });
}

#[test]
fn joins_inside_and_around_reads_come_to_an_end() {
    counted!(Row, CALLS);
    in_time(|| {
        for threads in [1, 2, 7] {
            let pool = pool(threads);
            for _ in 0..TIMES {
                let bulk = Row::bulk();
                pool.install(|| {
                    rayon::join(
                        || rayon::join(|| bulk.label().len(), || bulk.wave().len()),
                        || {
                            rayon::join(
                                || bulk.par_chunks(999).map(|chunk| chunk.maybe().len()).sum::<usize>(),
                                || rayon::join(|| bulk.sums().len(), || bulk.refresh()),
                            )
                        },
                    )
                });
                Row::assert_counted();
                let other = Row::bulk();
                pool.broadcast(|_| {
                    other.refresh();
                    other.maybe().len()
                });
                Row::assert_counted();
            }
        }
    });
}

#[test]
fn containers_computed_at_once_do_not_wait_for_each_other() {
    counted!(Row, CALLS);
    in_time(|| {
        for threads in [1, 2, 7] {
            let bulks: Vec<Bulk<Row>> = (0..4).map(|_| Row::bulk()).collect();
            pool(threads).install(|| {
                bulks.par_iter().for_each(|bulk| {
                    bulks.par_iter().for_each(|other| assert_eq!(other.label().len(), bulk.maybe().len()));
                });
            });
            for calls in &CALLS {
                calls.store(0, Ordering::Relaxed);
            }
        }
    });
}

#[test]
fn bits_do_not_depend_on_the_number_of_threads() {
    counted!(Row, CALLS);
    in_time(|| {
        let results: Vec<_> = [1, 2, 7]
            .into_iter()
            .map(|threads| {
                let mut bulk = Row::bulk();
                pool(threads).install(|| {
                    bulk.refresh();
                    // Rows in between, rows at the end, and all of a column.
                    bulk.set_cell(7, |row| row.x, 0.5);
                    bulk.swap(3, 100);
                    bulk.extend((0..ROWS).map(|row| Row { x: f64::from(row) * 1.5, y: 1.0 }));
                    bulk.refresh();
                    bulk.y_mut()[5] = 9.0;
                    bulk.par_iter_mut().for_each(|row| *row.x += 0.25);
                    bulk.par_sort_by_key(|row| (*row.x as u32 % 1000, row.label().len()));
                });
                let bits: Vec<u64> = bulk.wave().iter().chain(bulk.sums()).map(|cell| cell.to_bits()).collect();
                let labels: Vec<String> = bulk.label().iter().map(str::to_owned).collect();
                let maybe: Vec<_> = bulk.maybe().iter().map(|cell| cell.map(|cell| cell.to_bits())).collect();
                (bits, labels, maybe)
            })
            .collect();
        assert!(results[0] == results[1] && results[0] == results[2]);
    });
}

#[test]
fn a_panic_on_the_pool_reaches_the_reader_and_the_next_reading_is_right() {
    static FORBIDDEN: AtomicUsize = AtomicUsize::new(usize::MAX);

    #[derive(SoA)]
    #[soa(derived(
        checked: String = |number| {
            if *number as usize == FORBIDDEN.load(Ordering::Relaxed) {
                std::panic::resume_unwind(Box::new("forbidden"));
            }
            number.to_string()
        },
        length: usize = |checked| checked.len(),
        next: u32 = |number| number + 1,
    ))]
    struct Checked {
        number: u32,
    }

    in_time(|| {
        for threads in [1, 2, 7] {
            let pool = pool(threads);
            for forbidden in [0, ROWS as usize / 2, ROWS as usize - 1] {
                let mut bulk: Bulk<Checked> = (0..ROWS).map(|number| Checked { number }).collect();
                FORBIDDEN.store(forbidden, Ordering::Relaxed);
                let outcomes: Vec<bool> = pool.broadcast(|_| {
                    catch_unwind(AssertUnwindSafe(|| bulk.length().len() + bulk.checked().len())).is_err()
                });
                assert_eq!(outcomes, vec![true; threads]);
                assert!(catch_unwind(AssertUnwindSafe(|| pool.install(|| bulk.refresh()))).is_err());
                FORBIDDEN.store(usize::MAX, Ordering::Relaxed);
                bulk.set_cell(1, |row| row.number, 77);
                pool.install(|| bulk.refresh());
                let numbers = bulk.number();
                assert!(bulk.checked().iter().zip(numbers).all(|(text, number)| *text == number.to_string()));
                assert!(bulk.length().iter().zip(numbers).all(|(length, number)| *length == number.to_string().len()));
                assert!(bulk.next().iter().zip(numbers).all(|(next, number)| *next == number + 1));
            }
        }
    });
}

#[test]
fn rows_changed_on_several_threads_are_read_changed() {
    counted!(Row, CALLS);
    let mut bulk = Row::bulk();
    bulk.refresh();
    bulk.par_iter_mut().for_each(|row| *row.x *= 2.0);
    assert!(!bulk.is_fresh(|row| row.wave));
    assert!(bulk.wave().iter().zip(bulk.x()).all(|(wave, x)| *wave == (x * 0.1).sin()));
    bulk.par_chunks_mut(50).for_each(|chunk| chunk.x.fill(1.0));
    assert!(bulk.wave().iter().all(|wave| *wave == 0.1_f64.sin()));
    bulk.x_mut().par_iter_mut().enumerate().for_each(|(row, x)| *x = row as f64);
    bulk.par_sort_by(|a, b| b.wave().total_cmp(a.wave()));
    assert!(bulk.wave().is_sorted_by(|a, b| a >= b));
    assert!(bulk.wave().iter().zip(bulk.x()).all(|(wave, x)| *wave == (x * 0.1).sin()));
}

/// Waiting with rayon, a thread that computes a column may be given a job that reads the column; it waited for itself.
#[test]
fn a_function_over_whole_columns_may_wait_for_rayon() {
    #[derive(SoA)]
    #[soa(derived(whole: [f64] = |x| {
        let nap = |time| move || std::thread::sleep(Duration::from_millis(time));
        rayon::join(nap(10), nap(50));
        x.par_iter().map(|x| x * 2.0).collect()
    }))]
    struct Waiting {
        x: f64,
    }

    in_time(|| {
        for threads in [1, 3, 16] {
            let bulk: Bulk<Waiting> = (0..20).map(|x| Waiting { x: x.into() }).collect();
            pool(threads).scope(|scope| {
                for _ in 0..8 {
                    scope.spawn(|_| assert_eq!(bulk.whole().len(), 20));
                    std::thread::sleep(Duration::from_millis(5));
                }
            });
            let sums = pool(threads).install(|| bulk.par_iter().map(|row| row.whole() - row.x).sum::<f64>());
            assert_eq!(sums, 190.0);
        }
    });
}

#[test]
fn a_function_that_reads_its_own_column_panics() {
    use std::cell::OnceCell;

    thread_local! { static OWN: OnceCell<Bulk<Own>> = const { OnceCell::new() }; }

    #[derive(SoA)]
    #[soa(derived(own: u32 = |x| OWN.with(|bulk| bulk.get().map_or(0, |bulk| bulk.own()[0])) + x))]
    struct Own {
        x: u32,
    }

    in_time(|| {
        OWN.with(|bulk| {
            // Set and then borrowed again: what `get_or_init` answers with comes from a mutable borrow.
            assert!(bulk.set((0..3).map(|x| Own { x }).collect()).is_ok());
            let bulk = bulk.get().expect("just set");
            for _ in 0..2 {
                let panic = catch_unwind(AssertUnwindSafe(|| bulk.own().len())).expect_err("a circle");
                assert!(panic.downcast_ref::<&str>().is_some_and(|message| message.contains("own computation")));
            }
        });
    });
}

/// A container of cells without size may have as many rows as there are numbers, two of which once stood for "unread" and
/// "stale": a column that nobody had computed was lent with that many cells.
#[test]
fn as_many_rows_as_numbers_have_no_derived_cells() {
    #[derive(SoA)]
    #[soa(derived(cell: u64 = |nothing| { let () = nothing; 7 }))]
    struct Sizeless {
        nothing: (),
    }

    for rows in [usize::MAX, usize::MAX - 1] {
        let columns = SizelessColumns { nothing: vec![(); rows] };
        let mut bulk = Bulk::<Sizeless>::from_columns(columns).expect("one length");
        for _ in 0..2 {
            assert!(!bulk.is_fresh(|row| row.cell));
            assert!(catch_unwind(AssertUnwindSafe(|| bulk.cell().len())).is_err());
            assert!(catch_unwind(AssertUnwindSafe(|| *bulk.view().cell().last().unwrap())).is_err());
            let _ = bulk.nothing_mut();
        }
    }
}
