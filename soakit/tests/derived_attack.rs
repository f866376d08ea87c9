//! Attacks on derived columns: panics from every place that runs the user's code, containers of extreme lengths, views put
//! together by hand, threads. Each tells its story in a sentence.

#![allow(clippy::forget_non_drop, reason = "what leaks is to have no `Drop`, and may get one")]

mod support;

use std::cell::Cell;
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use soakit::Recomputation;
use soakit::prelude::*;
use support::Random;

thread_local! {
    /// So many calls of the user's code from now, one panics.
    static FUSE: Cell<u32> = const { Cell::new(u32::MAX) };
}

fn tick() {
    let left = FUSE.get();
    if left == 0 {
        FUSE.set(u32::MAX);
        resume_unwind(Box::new("fuse"));
    }
    if left != u32::MAX {
        FUSE.set(left - 1);
    }
}

fn hook(_: &Recomputation) {
    tick();
}

/// Owns memory, so that Miri sees a double drop or a read after one.
#[derive(Debug, PartialEq)]
struct Fused(Box<u32>);

fn fused(number: u32) -> Fused {
    Fused(Box::new(number))
}

impl Clone for Fused {
    fn clone(&self) -> Self {
        tick();
        Self(self.0.clone())
    }
}

impl Drop for Fused {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            tick();
        }
    }
}

fn burning<R>(result: R) -> R {
    tick();
    result
}

#[derive(SoA, Clone)]
#[soa(derived(
    plain: Fused = |cell| burning(fused(*cell.0 + 1)),
    maybe: Option<Fused> = |plain, number| burning((number.is_multiple_of(2)).then(|| fused(*plain.0 + 1))),
    text: String = |number, plain| burning(format!("{number} {}", plain.0)),
    #[soa(dict)]
    word: String = |number| burning(format!("word {}", number % 3)),
    whole: [Fused] = |plain| burning(plain.iter().rev().cloned().collect()),
    of_whole: Option<Fused> = |whole, number| burning((number.is_multiple_of(3)).then(|| whole.clone())),
    #[soa(before = hook, after = hook)]
    hooked: Fused = |number| fused(*number),
    #[soa(before = hook, after = hook)]
    whole_hooked: [u32] = |number| number.to_vec(),
))]
struct Row {
    number: u32,
    cell: Fused,
    optional: Option<Fused>,
}

fn row(number: u32) -> Row {
    Row { number, cell: fused(number), optional: (number % 2 == 1).then(|| fused(number)) }
}

fn assert_right(bulk: &Bulk<Row>) {
    let numbers: Vec<u32> = bulk.number().to_vec();
    assert!(numbers.iter().eq(bulk.cell().iter().map(|cell| &*cell.0)));
    assert_eq!(
        bulk.plain().iter().map(|cell| *cell.0).collect::<Vec<_>>(),
        numbers.iter().map(|n| n + 1).collect::<Vec<_>>()
    );
    for (row, number) in bulk.iter().zip(numbers.iter().copied()) {
        assert_eq!(row.optional.map(|cell| *cell.0), (number % 2 == 1).then_some(number));
        assert_eq!(row.maybe().map(|cell| *cell.0), (number.is_multiple_of(2)).then_some(number + 2));
        assert_eq!(row.text(), format!("{number} {}", number + 1));
        assert_eq!(row.word(), format!("word {}", number % 3));
        assert_eq!(*row.hooked().0, number);
    }
    let whole: Vec<u32> = bulk.whole().iter().map(|cell| *cell.0).collect();
    assert_eq!(whole, numbers.iter().rev().map(|number| number + 1).collect::<Vec<_>>());
    let of_whole: Vec<_> = bulk.of_whole().iter().map(|cell| cell.map(|cell| *cell.0)).collect();
    let expected = numbers.iter().zip(&whole).map(|(number, whole)| (number.is_multiple_of(3)).then_some(*whole));
    assert_eq!(of_whole, expected.collect::<Vec<_>>());
    assert_eq!(bulk.whole_hooked(), numbers);
}

/// Panics from computations, hooks, clones and drops, one after the other on the same containers, so that what one leaves
/// behind meets the next. Whatever is left, it is read right.
#[test]
fn derived_columns_are_right_through_panic_after_panic() {
    let (seeds, steps) = if cfg!(miri) { (5, 40) } else { (400, 80) };
    for seed in 0..seeds {
        let mut random = Random::new(seed);
        let (mut bulk, mut other) = (Bulk::<Row>::new(), Bulk::<Row>::new());
        for step in 0..steps {
            bulk.truncate(24);
            let (rows, number) = (bulk.len(), random.below(60) as u32);
            let (range, at) = (random.range(rows), random.below(rows));
            let operation = random.below(40);
            FUSE.set(if random.below(3) == 0 { random.below(30) as u32 } else { u32::MAX });
            let outcome = catch_unwind(AssertUnwindSafe(|| match operation {
                0..=4 => bulk.push(row(number)),
                5 => bulk.insert(at, row(number)),
                6 if rows > 0 => drop(bulk.remove(at)),
                7 if rows > 0 => drop(bulk.swap_remove(at)),
                8 if rows > 0 => bulk.set(at, row(number)),
                9 => bulk.truncate(at),
                10 => bulk.shrink_to_fit(),
                11 if rows > 0 => bulk.swap(at, range.start.min(rows - 1)),
                12 => bulk.extend_from_within(range),
                13 => drop(bulk.drain(range).rev().take(2).collect::<Vec<_>>()),
                14 => drop(bulk.splice(range, [row(number), row(number + 1)])),
                15 => bulk.retain(|row| *row.number % 3 != number % 3),
                16 => bulk.shuffle(u64::from(number)),
                17 => other = bulk.split_off(at),
                18 | 19 => bulk.append(&mut other),
                20 => std::mem::swap(&mut bulk, &mut other),
                21 => bulk.rotate_left(at),
                22 => other = bulk.gather(&(0..rows as u32).rev().step_by(2).collect::<Vec<_>>()),
                23 => bulk.extend_from_view(other.view()),
                24 => other = bulk.clone(),
                25 => bulk.reverse(),
                26 => bulk.forget_derived(),
                27 => drop(bulk.number_mut()),
                28 => drop(bulk.get_mut(at)),
                29 => drop(bulk.pop()),
                30 => bulk.sort_by_key(|row| *row.plain().0),
                31 => bulk.retain(|row| row.of_whole().is_none()),
                32 => drop(bulk.plain()),
                33 => drop(bulk.maybe()),
                34 => drop(bulk.text()),
                35 => drop(bulk.of_whole()),
                36 => drop(bulk.hooked()),
                // Several columns at once go to the thread pool, which Miri meets elsewhere.
                37 if !cfg!(miri) => bulk.refresh(),
                38 if !cfg!(miri) => bulk.refresh_columns(|row| (row.whole_hooked, row.word, row.whole)),
                _ => bulk.refresh_columns(|row| row.whole),
            }));
            FUSE.set(u32::MAX);
            if outcome.is_err() && operation >= 32 {
                assert_eq!(bulk.len(), rows, "a computation that panics changes no row");
            }
            // A copy has the same cells, stale ones too; checking it leaves the caches here as they are.
            assert_right(&bulk.clone());
            assert_right(&other.clone());
            if random.below(4) == 0 {
                assert_right(&bulk);
            }
            let _ = step;
        }
    }
}

#[derive(SoA, Clone, Debug, PartialEq)]
#[soa(derived(
    eager checked: u32 = |number| burning(number + 1),
    lazy: u32 = |number| burning(number + 2),
    #[soa(before = hook, after = hook)]
    eager of_lazy: u32 = |lazy| burning(lazy + 3),
    eager whole: [u32] = |checked| burning(checked.iter().rev().copied().collect()),
))]
struct Strict {
    number: u32,
    name: String,
}

fn strict(number: u32) -> Strict {
    Strict { number, name: "n".repeat(number as usize % 5) }
}

/// An eager column that panics takes the change back.
#[test]
fn a_change_that_an_eager_column_refuses_is_undone() {
    let (seeds, steps) = if cfg!(miri) { (4, 30) } else { (300, 60) };
    let mut refused = 0;
    for seed in 0..seeds {
        let mut random = Random::new(seed + 5000);
        let mut bulk = Bulk::<Strict>::new();
        let mut other: Bulk<Strict> = (0..3).map(strict).collect();
        for _ in 0..steps {
            bulk.truncate(20);
            let before = bulk.clone();
            let (rows, number) = (bulk.len(), random.below(60) as u32);
            let (range, at, operation) = (random.range(rows), random.below(rows), random.below(14));
            FUSE.set(if random.flip() { random.below(25) as u32 } else { u32::MAX });
            let outcome = catch_unwind(AssertUnwindSafe(|| match operation {
                0 | 1 => bulk.push(strict(number)),
                2 => bulk.insert(at, strict(number)),
                3 if rows > 0 => bulk.set(at, strict(number)),
                4 if rows > 0 => drop(bulk.replace(at, strict(number))),
                5 if rows > 0 => bulk.set_cell(at, |row| row.number, number),
                6 => bulk.extend((0..5).map(strict)),
                7 => bulk.extend_from_slice(&[strict(4), strict(number)]),
                8 => bulk.extend_from_view(other.view()),
                9 => bulk.extend_from_within(range.clone()),
                10 => bulk.try_push(strict(number)).expect("nothing is refused"),
                11 if rows > 0 => drop(bulk.set_cell_if_changed(at, |row| row.name, "x".repeat(40))),
                12 if rows > 0 => drop(bulk.set_if_changed(at, strict(number))),
                13 if rows > 0 => bulk.try_set(at, strict(number)).expect("nothing is refused"),
                _ => (),
            }));
            FUSE.set(u32::MAX);
            if outcome.is_err() {
                refused += 1;
                assert_eq!(bulk, before, "operation {operation}");
            }
            // Removals are not undone; what comes after is right all the same.
            FUSE.set(if random.below(3) == 0 { random.below(10) as u32 } else { u32::MAX });
            let removal = random.below(8);
            let _ = catch_unwind(AssertUnwindSafe(|| match removal {
                0 if !bulk.is_empty() => drop(bulk.swap_remove(0)),
                1 => bulk.reverse(),
                2 => bulk.retain(|row| *row.number % 5 != 0),
                3 => bulk.append(&mut other),
                4 => other = bulk.split_off(bulk.len() / 2),
                5 => drop(bulk.number_mut()),
                _ => (),
            }));
            FUSE.set(u32::MAX);
            for bulk in [&bulk, &other] {
                let numbers = bulk.number();
                assert!(bulk.checked().iter().eq(numbers.iter().map(|n| n + 1).collect::<Vec<_>>().iter()));
                assert!(bulk.of_lazy().iter().eq(numbers.iter().map(|n| n + 5).collect::<Vec<_>>().iter()));
                assert!(bulk.whole().iter().eq(numbers.iter().rev().map(|n| n + 1).collect::<Vec<_>>().iter()));
            }
        }
    }
    assert!(refused > 10, "{refused}");
}

#[derive(SoA, Clone, Debug, PartialEq)]
#[soa(derived(double: u32 = |cost| cost * 2, sum: [u32] = |cost| vec![cost.iter().sum(); cost.len()]))]
struct Plain {
    key: u32,
    cost: u32,
}

fn plain(rows: u32) -> Bulk<Plain> {
    (0..rows).map(|number| Plain { key: number % 2, cost: number }).collect()
}

/// A view's slices may be replaced by those of another container; a copy of its rows then took the derived cells of the
/// first one along, and they were never right.
#[test]
fn copies_of_a_view_with_foreign_slices_are_right() {
    let bulk = plain(6);
    let foreign: Bulk<Plain> = (100..106).map(|cost| Plain { key: 0, cost }).collect();
    assert_eq!(bulk.double().len(), bulk.sum().len());
    let mut view = bulk.view();
    view.cost = foreign.cost();
    let partitions = view.partition_by(|row| row.key);
    for copy in partitions.iter().map(|partition| partition.to_bulk()).chain([view.to_bulk()]) {
        let doubled: Vec<u32> = copy.cost().iter().map(|cost| cost * 2).collect();
        assert_eq!(copy.double(), doubled);
    }
}

#[test]
fn partitions_copied_from_views_and_containers_are_right() {
    let mut bulk = plain(9);
    for is_read in [false, true] {
        if is_read {
            assert_eq!(bulk.double().len(), bulk.sum().len());
            bulk.set_cell(4, |row| row.cost, 70);
        }
        let partitions = bulk.partition_by(|row| row.key);
        let of_view = bulk.slice(3..).partition_by(|row| row.key);
        let views = of_view.iter().map(|partition| partition.to_bulk());
        for copy in partitions.iter().map(|partition| partition.to_bulk()).chain(views) {
            let doubled: Vec<u32> = copy.cost().iter().map(|cost| cost * 2).collect();
            assert_eq!(copy.double(), doubled);
            assert_eq!(copy.sum(), vec![copy.cost().iter().sum::<u32>(); copy.len()]);
        }
    }
}

#[test]
fn a_column_of_a_wrong_length_is_refused_until_it_has_the_right_one() {
    // Functions over whole columns run on threads of their own.
    static EXTRA: AtomicUsize = AtomicUsize::new(0);

    #[derive(SoA)]
    #[soa(derived(
        whole: [String] = |cost| vec![String::from("w"); cost.len() + EXTRA.load(Relaxed)].into_iter().collect(),
        length: usize = |whole| whole.len(),
    ))]
    struct Wrong {
        cost: u32,
    }

    for rows in [0, 1, 5] {
        let mut bulk: Bulk<Wrong> = (0..rows).map(|cost| Wrong { cost }).collect();
        EXTRA.store(1, Relaxed);
        assert!(catch_unwind(AssertUnwindSafe(|| bulk.whole().len())).is_err());
        // Of no rows, none is wrong.
        assert_eq!(catch_unwind(AssertUnwindSafe(|| bulk.length().len())).is_ok(), rows == 0);
        EXTRA.store(0, Relaxed);
        assert_eq!(bulk.length(), vec![1; rows as usize]);
        assert_eq!(bulk.whole().len(), rows as usize);
        // Were it asked again, it would be wrong again: what is right stays.
        EXTRA.store(2, Relaxed);
        assert_eq!(bulk.whole().len(), rows as usize);
        let _ = bulk.cost_mut();
        assert!(catch_unwind(AssertUnwindSafe(|| bulk.length().len())).is_err());
        EXTRA.store(0, Relaxed);
        assert_eq!(bulk.length(), vec![1; rows as usize]);
    }
}

#[test]
fn a_column_is_first_read_while_views_and_other_columns_are_lent() {
    let bulk = plain(5);
    let view = bulk.view();
    let proxy = bulk.get(2).expect("the row is there");
    let doubled = view.double();
    let sums = bulk.slice(1..4).sum();
    let mut rows = bulk.iter();
    assert_eq!(rows.next().map(|row| *row.sum()), Some(10));
    assert_eq!((doubled, sums), (&[0, 2, 4, 6, 8][..], &[10; 3][..]));
    assert_eq!((*proxy.double(), *proxy.sum(), *rows.last().unwrap().double()), (4, 10, 8));
}

#[test]
fn leaked_iterators_leave_columns_right() {
    let mut bulk = plain(10);
    assert_eq!(bulk.double().len(), bulk.sum().len());
    std::mem::forget(bulk.drain(2..5));
    assert_eq!(bulk.double(), [0, 2, 10, 12, 14, 16, 18]);
    let mut rows = bulk.iter_mut();
    *rows.next().unwrap().cost = 50;
    std::mem::forget(rows);
    let row = bulk.get_mut(1).expect("the row is there");
    *row.cost = 3;
    std::mem::forget(row);
    std::mem::forget(bulk.splice(3..5, [Plain { key: 0, cost: 30 }]));
    assert_eq!(bulk.double(), bulk.cost().iter().map(|cost| cost * 2).collect::<Vec<_>>());
    std::mem::forget(bulk.chunks_mut(2));
    assert_eq!(bulk.sum(), vec![bulk.cost().iter().sum::<u32>(); bulk.len()]);
}

#[test]
fn no_rows_and_one_row_are_read_like_many() {
    let mut bulk = plain(0);
    assert!(bulk.double().is_empty() && bulk.sum().is_empty() && bulk.view().double().is_empty());
    bulk.push(Plain { key: 0, cost: 4 });
    assert_eq!((bulk.double(), bulk.sum()), (&[8][..], &[4][..]));
    bulk.reverse();
    bulk.swap(0, 0);
    bulk.rotate_left(1);
    assert_eq!((bulk.double(), bulk.sum()), (&[8][..], &[4][..]));
    assert_eq!(bulk.swap_remove(0).cost, 4);
    assert!(bulk.double().is_empty() && bulk.sum().is_empty());
}

#[test]
fn columns_given_away_and_taken_back_are_computed_again() {
    let mut bulk = plain(4);
    assert_eq!(bulk.double().len(), bulk.sum().len());
    let mut columns = bulk.into_columns();
    columns.cost[1] = 9;
    bulk = Bulk::from_columns(columns).expect("one length");
    assert_eq!(bulk.double(), [0, 18, 4, 6]);
}

#[test]
fn a_container_goes_to_another_thread_between_reads() {
    let mut bulk = plain(4);
    assert_eq!(bulk.double(), [0, 2, 4, 6]);
    bulk.set_cell(1, |row| row.cost, 9);
    let bulk = std::thread::spawn(move || {
        assert_eq!(bulk.double(), [0, 18, 4, 6]);
        bulk.set_cell(2, |row| row.cost, 10);
        bulk
    });
    let bulk = bulk.join().expect("the other thread is well");
    assert_eq!((bulk.double(), bulk.sum()), (&[0, 18, 20, 6][..], &[22; 4][..]));
}

#[test]
fn a_record_is_shared_between_threads_if_its_derived_columns_are() {
    #[derive(SoA)]
    #[soa(derived(rc: Rc<u32> = |cost| Rc::new(*cost)))]
    struct Local {
        cost: u32,
    }

    #[derive(SoA)]
    #[soa(derived(cell: Cell<u32> = |cost| Cell::new(*cost)))]
    struct Sent {
        cost: u32,
    }

    struct Probe<T: ?Sized>(PhantomData<T>);

    impl<T: ?Sized + Sync> Probe<T> {
        const IS_SYNC: bool = true;
    }

    impl<T: ?Sized + Send> Probe<T> {
        const IS_SEND: bool = true;
    }

    trait Otherwise {
        const IS_SYNC: bool = false;
        const IS_SEND: bool = false;
    }

    impl<T: ?Sized> Otherwise for Probe<T> {}

    const {
        assert!(Probe::<Bulk<Plain>>::IS_SYNC && Probe::<Bulk<Plain>>::IS_SEND);
        assert!(!Probe::<Bulk<Local>>::IS_SYNC && !Probe::<Bulk<Local>>::IS_SEND);
        assert!(!Probe::<Bulk<Sent>>::IS_SYNC && Probe::<Bulk<Sent>>::IS_SEND);
        assert!(Probe::<PlainView<'static>>::IS_SYNC && Probe::<PlainView<'static>>::IS_SEND);
        assert!(!Probe::<LocalView<'static>>::IS_SYNC && !Probe::<LocalView<'static>>::IS_SEND);
        assert!(!Probe::<SentView<'static>>::IS_SYNC && !Probe::<SentView<'static>>::IS_SEND);
        assert!(!Probe::<SentProxy<'static>>::IS_SYNC && !Probe::<SentProxy<'static>>::IS_SEND);
        assert!(!Probe::<soakit::Iter<'static, Local>>::IS_SYNC && !Probe::<soakit::Iter<'static, Local>>::IS_SEND);
        assert!(!Probe::<soakit::Iter<'static, Sent>>::IS_SYNC && !Probe::<soakit::Iter<'static, Sent>>::IS_SEND);
        assert!(!Probe::<soakit::Chunks<'static, Local>>::IS_SEND && !Probe::<soakit::Windows<'static, Sent>>::IS_SEND);
        assert!(Probe::<soakit::Iter<'static, Plain>>::IS_SYNC && Probe::<soakit::Iter<'static, Plain>>::IS_SEND);
    }
}
