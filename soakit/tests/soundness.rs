//! User code that panics, lies or leaks. Whatever it does, the container stays valid and nothing is dropped twice.
//!
//! Each trap here has caught a library of this kind: replacing at the end, columns of unequal length, drops that run in the
//! middle of a move, ranges and iterators that change their answer.

use std::cell::{Cell, RefCell};
use std::cmp::Ordering;
use std::ops::{Bound, RangeBounds};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use soakit::prelude::*;

/// Counts the values alive, and panics when told to.
#[derive(Debug)]
struct Tracked {
    number: u32,
    world: Rc<World>,
}

#[derive(Debug, Default)]
struct World {
    alive: Cell<i64>,
    /// The next clone or drop of this number panics.
    clone_bomb: Cell<Option<u32>>,
    drop_bomb: Cell<Option<u32>>,
}

impl Tracked {
    fn new(number: u32, world: &Rc<World>) -> Self {
        world.alive.set(world.alive.get() + 1);
        Self { number, world: Rc::clone(world) }
    }
}

impl Clone for Tracked {
    fn clone(&self) -> Self {
        if self.world.clone_bomb.get() == Some(self.number) {
            self.world.clone_bomb.set(None);
            panic!("clone of {}", self.number);
        }
        Self::new(self.number, &self.world)
    }
}

impl Drop for Tracked {
    fn drop(&mut self) {
        self.world.alive.set(self.world.alive.get() - 1);
        assert!(self.world.alive.get() >= 0, "dropped twice");
        if self.world.drop_bomb.get() == Some(self.number) {
            self.world.drop_bomb.set(None);
            panic!("drop of {}", self.number);
        }
    }
}

/// Droppable cells in the first column, the last, and behind a validity bitmap.
#[derive(SoA, Clone, Debug)]
struct Row {
    first: Tracked,
    number: u32,
    text: String,
    maybe: Option<Tracked>,
    last: Tracked,
}

fn row(number: u32, world: &Rc<World>) -> Row {
    Row {
        first: Tracked::new(number, world),
        number,
        text: format!("row {number}"),
        maybe: number.is_multiple_of(2).then(|| Tracked::new(number + 1000, world)),
        last: Tracked::new(number + 2000, world),
    }
}

fn rows(count: u32, world: &Rc<World>) -> Bulk<Row> {
    (0..count).map(|number| row(number, world)).collect()
}

/// Every row is whole: all its cells say the same number.
fn assert_whole(bulk: &Bulk<Row>) {
    for row in bulk {
        let number = *row.number;
        assert_eq!(row.first.number, number);
        assert_eq!(row.text, format!("row {number}"));
        assert_eq!(row.maybe.map(|maybe| maybe.number), (number % 2 == 0).then_some(number + 1000));
        assert_eq!(row.last.number, number + 2000);
    }
}

fn quietly<R>(work: impl FnOnce() -> R) -> Result<R, ()> {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let result = catch_unwind(AssertUnwindSafe(work)).map_err(|_| ());
    std::panic::set_hook(hook);
    result
}

/// Runs an operation in a world where one clone or drop panics; the container must be usable and leave nothing behind
/// twice.
fn survives(name: &str, operation: impl Fn(&mut Bulk<Row>, &Rc<World>)) {
    // Cells 0..8 are firsts, 1000..1008 maybes, 2000..2008 lasts.
    let bombs: Vec<u32> =
        if cfg!(miri) { vec![3, 1002, 2004] } else { (0..8).chain(1000..1008).chain(2000..2008).collect() };
    for bomb in bombs {
        for clone in [true, false] {
            let world = Rc::new(World::default());
            let mut bulk = rows(8, &world);
            let fuse = if clone { &world.clone_bomb } else { &world.drop_bomb };
            fuse.set(Some(bomb));
            let _ = quietly(|| operation(&mut bulk, &world));
            fuse.set(None);
            assert_whole(&bulk);
            // Still a container: it grows, shrinks and sorts.
            bulk.push(row(90, &world));
            bulk.insert(0, row(91, &world));
            bulk.sort_by_key(|row| *row.number);
            assert_whole(&bulk);
            let clone = bulk.clone();
            assert_whole(&clone);
            drop(clone);
            drop(bulk);
            assert!(world.alive.get() >= 0, "{name}: dropped twice");
        }
    }
}

#[test]
fn panicking_drop_and_clone_leave_a_valid_container() {
    survives("truncate", |bulk, _| bulk.truncate(2));
    survives("clear", |bulk, _| bulk.clear());
    survives("retain", |bulk, _| bulk.retain(|row| *row.number % 3 == 0));
    survives("drain", |bulk, _| drop(bulk.drain(1..6)));
    survives("drain, half used", |bulk, _| bulk.drain(1..6).take(2).for_each(drop));
    survives("splice", |bulk, world| drop(bulk.splice(2..5, [row(50, world), row(51, world)])));
    survives("set", |bulk, world| bulk.set(3, row(60, world)));
    survives("fill", |bulk, world| bulk.fill(row(61, world)));
    survives("swap_remove", |bulk, _| drop(bulk.swap_remove(1)));
    survives("remove", |bulk, _| drop(bulk.remove(2)));
    survives("clone", |bulk, _| drop(bulk.clone()));
    survives("extend_from_within", |bulk, _| bulk.extend_from_within(..));
    survives("gather", |bulk, _| drop(bulk.gather(&[0, 7, 3, 3])));
    survives("resize", |bulk, world| bulk.resize(20, row(4, world)));
    survives("dedup", |bulk, _| bulk.dedup_by(|a, b| *a.number / 3 == *b.number / 3));
    survives("into_iter", |bulk, _| std::mem::take(bulk).into_iter().take(3).for_each(drop));
    survives("into_columns", |bulk, _| drop(std::mem::take(bulk).into_columns()));
    survives("split_off", |bulk, _| drop(bulk.split_off(3)));
    survives("concat", |bulk, _| drop(Bulk::<Row>::concat([bulk.view(), bulk.view()])));
    survives("set nullable cell", |bulk, world| {
        bulk.get_mut(2).expect("row 2").maybe.set(Some(Tracked::new(1002, world)));
    });
}

#[test]
fn nothing_leaks_when_nothing_panics() {
    let world = Rc::new(World::default());
    let mut bulk = rows(20, &world);
    bulk.retain(|row| *row.number % 3 != 0);
    drop(bulk.drain(2..5));
    drop(bulk.splice(1..3, [row(70, &world)]));
    drop(bulk.swap_remove(0));
    bulk.truncate(6);
    bulk.insert(2, row(71, &world));
    bulk.sort_by_key(|row| std::cmp::Reverse(*row.number));
    bulk.reverse();
    bulk.get_mut(0).expect("row 0").maybe.set(None);
    let clone = bulk.clone();
    let mut iter = clone.into_iter();
    iter.next();
    iter.next_back();
    drop(iter);
    let columns = bulk.into_columns();
    let bulk = Bulk::<Row>::from_columns(columns).expect("one length");
    drop(bulk);
    assert_eq!(world.alive.get(), 0);
}

#[test]
fn panicking_predicates_and_keys_change_nothing() {
    let world = Rc::new(World::default());
    let mut bulk = rows(9, &world);
    let numbers: Vec<u32> = bulk.number().to_vec();
    let fuse = || {
        let calls = Cell::new(0);
        move || {
            calls.set(calls.get() + 1);
            assert!(calls.get() < 5, "fifth call");
        }
    };
    let tick = fuse();
    assert!(
        quietly(|| bulk.retain(|_| {
            tick();
            false
        }))
        .is_err()
    );
    let tick = fuse();
    assert!(
        quietly(|| bulk.sort_by_key(|row| {
            tick();
            std::cmp::Reverse(*row.number)
        }))
        .is_err()
    );
    let tick = fuse();
    assert!(
        quietly(|| bulk.sort_by(|a, b| {
            tick();
            b.number.cmp(a.number)
        }))
        .is_err()
    );
    let tick = fuse();
    assert!(
        quietly(|| bulk.dedup_by(|_, _| {
            tick();
            true
        }))
        .is_err()
    );
    let tick = fuse();
    assert!(
        quietly(|| bulk.retain_mut(|_| {
            tick();
            false
        }))
        .is_err()
    );
    let tick = fuse();
    assert!(
        quietly(|| drop(bulk.splice(
            2..4,
            (0..9).map(|n| {
                tick();
                row(n, &world)
            })
        )))
        .is_err()
    );
    assert_eq!(bulk.number(), numbers);
    assert_whole(&bulk);
}

#[test]
fn a_panicking_iterator_leaves_the_rows_it_gave() {
    let world = Rc::new(World::default());
    let mut bulk = rows(2, &world);
    let broken = (2..9).map(|number| if number < 5 { row(number, &world) } else { panic!("row {number}") });
    assert!(quietly(|| bulk.extend(broken)).is_err());
    assert_eq!(bulk.number(), [0, 1, 2, 3, 4]);
    assert_whole(&bulk);
}

/// Claims any length.
struct Liar<I>(I, usize);

impl<I: Iterator> Iterator for Liar<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.1, Some(self.1))
    }
}

impl<I: Iterator> ExactSizeIterator for Liar<I> {}

#[test]
fn lying_iterators_are_counted_not_believed() {
    let world = Rc::new(World::default());
    for claimed in [0, 1, 100] {
        let mut bulk = rows(3, &world);
        bulk.extend(Liar((3..9).map(|number| row(number, &world)), claimed));
        drop(bulk.splice(1..2, Liar((50..53).map(|number| row(number, &world)), claimed)));
        assert_eq!(bulk.number(), [0, 50, 51, 52, 2, 3, 4, 5, 6, 7, 8]);
        assert_whole(&bulk);
    }
    let mut bulk = rows(1, &world);
    assert!(quietly(|| bulk.extend(Liar(std::iter::empty(), usize::MAX))).is_err());
    assert_eq!(bulk.len(), 1);
}

/// Answers differently each time it is asked.
struct Moody(RefCell<Vec<(usize, usize)>>, Cell<(usize, usize)>);

impl Moody {
    fn new(answers: &[(usize, usize)]) -> Self {
        Self(RefCell::new(answers.to_vec()), Cell::new((0, 0)))
    }
}

impl RangeBounds<usize> for Moody {
    fn start_bound(&self) -> Bound<&usize> {
        let next = self.0.borrow_mut().pop().unwrap_or((0, 1000));
        self.1.set(next);
        // Leaked on purpose: the answer must outlive the borrow of the cell.
        Bound::Included(Box::leak(Box::new(next.0)))
    }

    fn end_bound(&self) -> Bound<&usize> {
        Bound::Excluded(Box::leak(Box::new(self.1.get().1)))
    }
}

#[test]
#[cfg_attr(miri, ignore = "leaks on purpose")]
fn ranges_are_asked_once() {
    let world = Rc::new(World::default());
    let mut bulk = rows(8, &world);
    drop(bulk.drain(Moody::new(&[(0, 100), (2, 4)])));
    assert_eq!(bulk.number(), [0, 1, 4, 5, 6, 7]);
    bulk.extend_from_within(Moody::new(&[(0, 100), (1, 2)]));
    drop(bulk.splice(Moody::new(&[(0, 100), (0, 2)]), []));
    assert_eq!(bulk.number(), [4, 5, 6, 7, 1]);
    assert_eq!(bulk.slice(Moody::new(&[(0, 100), (1, 3)])).number, [5, 6]);
    assert_whole(&bulk);
}

#[test]
fn exhausted_and_extreme_ranges_are_refused_or_empty() {
    let world = Rc::new(World::default());
    let mut bulk = rows(4, &world);
    let mut exhausted = 1..=2;
    exhausted.by_ref().for_each(drop);
    // `Vec` treats an exhausted inclusive range as empty; what matters here is that nothing breaks.
    let _ = quietly(|| drop(bulk.drain(exhausted)));
    assert_whole(&bulk);
    let rows = bulk.len();
    assert!(quietly(|| drop(bulk.drain(0..=usize::MAX))).is_err());
    assert!(quietly(|| drop(bulk.drain((Bound::Excluded(usize::MAX), Bound::Unbounded)))).is_err());
    #[expect(clippy::reversed_empty_ranges, reason = "the mistake under test")]
    let reversed = quietly(|| drop(bulk.drain(3..1)));
    assert!(reversed.is_err());
    assert!(quietly(|| drop(bulk.drain(0..rows + 1))).is_err());
    drop(bulk.drain(rows..));
    assert_eq!(bulk.len(), rows);
    assert_whole(&bulk);
}

#[test]
fn rows_at_the_end_are_refused_at_the_callers_line() {
    let world = Rc::new(World::default());
    let mut bulk = rows(3, &world);
    let message = |result: std::thread::Result<()>| {
        let payload = result.expect_err("row 3 of 3 is not there");
        payload.downcast_ref::<String>().expect("a formatted message").clone()
    };
    let mut attempt = |operation: &mut dyn FnMut(&mut Bulk<Row>)| {
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let result = catch_unwind(AssertUnwindSafe(|| operation(&mut bulk)));
        std::panic::set_hook(hook);
        message(result)
    };
    let spare = |number| row(number, &world);
    assert_eq!(attempt(&mut |bulk| drop(bulk.replace(3, spare(9)))), "row 3 out of range for 3 rows");
    assert_eq!(attempt(&mut |bulk| drop(bulk.remove(3))), "row 3 out of range for 3 rows");
    assert_eq!(attempt(&mut |bulk| drop(bulk.swap_remove(3))), "row 3 out of range for 3 rows");
    assert_eq!(attempt(&mut |bulk| bulk.swap(0, 3)), "row 3 out of range for 3 rows");
    assert_eq!(attempt(&mut |bulk| bulk.insert(4, spare(9))), "row 4 out of range for 3 rows");
    assert_eq!(attempt(&mut |bulk| drop(bulk.row(3))), "row 3 out of range for 3 rows");
    assert_eq!(attempt(&mut |bulk| bulk.set_cell(3, |row| row.number, 1)), "row 3 out of range for 3 rows");
    assert_eq!(attempt(&mut |bulk| drop(bulk.gather(&[0, 3]))), "row 3 out of range for 3 rows");
    assert_eq!(attempt(&mut |bulk| drop(bulk.split_off(4))), "row 4 out of range for 3 rows");
    assert!(bulk.get(3).is_none() && bulk.get_mut(3).is_none());
    assert_whole(&bulk);
}

#[test]
fn an_order_that_lies_gives_some_order() {
    let world = Rc::new(World::default());
    let mut bulk = rows(40, &world);
    let mut state = 7_u32;
    let _ = quietly(|| {
        bulk.sort_by(|_, _| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            [Ordering::Less, Ordering::Equal, Ordering::Greater][(state >> 16) as usize % 3]
        });
    });
    assert_whole(&bulk);
    let mut numbers = bulk.number().to_vec();
    numbers.sort_unstable();
    assert_eq!(numbers, (0..40).collect::<Vec<_>>());
}

#[test]
#[cfg_attr(miri, ignore = "leaks on purpose")]
fn a_leaked_drain_leaves_a_whole_container() {
    let world = Rc::new(World::default());
    let mut bulk = rows(8, &world);
    std::mem::forget(bulk.drain(2..5));
    assert_eq!(bulk.number(), [0, 1, 5, 6, 7]);
    assert_whole(&bulk);
}

#[test]
fn swapped_views_and_accessors_stay_whole() {
    let world = Rc::new(World::default());
    let (mut a, mut b) = (rows(2, &world), rows(5, &world));
    {
        let (mut left, mut right) = (a.view_mut(), b.view_mut());
        std::mem::swap(&mut left, &mut right);
        std::mem::swap(&mut left.number, &mut right.number);
        // The two views now have columns of different lengths; asking them for rows is refused.
        assert!(quietly(|| left.iter_mut().count()).is_err());
        assert!(quietly(|| right.iter_mut().count()).is_err());
    }
    std::mem::swap(&mut *a, &mut *b);
    assert_eq!((a.len(), b.len()), (5, 2));
    assert_whole(&a);
    assert_whole(&b);
    let crooked = RowView { number: b.view().number, ..a.view() };
    assert!(quietly(|| crooked.iter().count()).is_err());
    assert!(quietly(|| crooked.to_bulk()).is_err());
    assert!(quietly(|| crooked.get(4).is_some()).is_err());
}

#[derive(SoA, Clone, Debug, PartialEq)]
struct Nothing;

#[derive(SoA, Clone, Debug, PartialEq)]
struct Sizeless((), [u64; 0]);

#[test]
fn records_without_size_are_counted() {
    let mut bulk: Bulk<Nothing> = Bulk::new();
    for _ in 0..5 {
        bulk.push(Nothing);
    }
    bulk.swap_remove(1);
    bulk.insert(0, Nothing);
    bulk.retain(|_| true);
    drop(bulk.drain(1..2));
    bulk.reverse();
    bulk.sort_by(|_, _| Ordering::Less);
    assert_eq!((bulk.len(), bulk.iter().count(), bulk.view().len()), (4, 4, 4));
    assert_eq!(bulk.pop(), Some(Nothing));

    let mut bulk: Bulk<Sizeless> = std::iter::repeat_n(Sizeless((), []), 7).collect();
    bulk.truncate(6);
    let _ = bulk.remove(0);
    assert_eq!(bulk, vec![Sizeless((), []); 5]);
    assert!(quietly(|| bulk.reserve(usize::MAX)).is_err());
    assert_eq!(bulk.len(), 5);
}

#[test]
fn capacity_overflow_is_refused_and_changes_nothing() {
    let world = Rc::new(World::default());
    let mut bulk = rows(2, &world);
    assert!(quietly(|| bulk.reserve(usize::MAX)).is_err());
    assert!(quietly(|| bulk.reserve(usize::MAX / 8)).is_err());
    assert!(quietly(|| bulk.reserve_exact(isize::MAX as usize)).is_err());
    assert!(quietly(|| drop(Bulk::<Row>::with_capacity(usize::MAX))).is_err());
    assert_whole(&bulk);
    bulk.push(row(2, &world));
    assert_whole(&bulk);
}

#[test]
fn empty_and_single_rows_survive_everything() {
    let world = Rc::new(World::default());
    for count in [0, 1] {
        let mut bulk = rows(count, &world);
        bulk.sort_by_key(|row| *row.number);
        bulk.reverse();
        bulk.rotate_left(count as usize);
        bulk.shuffle(3);
        bulk.retain(|_| true);
        bulk.dedup_by_key(|row| *row.number);
        bulk.shrink_to_fit();
        drop(bulk.drain(..0));
        assert_eq!(bulk.partition_by(|row| row.number).len(), count as usize);
        assert_eq!(bulk.chunks(4).count(), count as usize);
        assert_eq!(bulk.windows(2).count(), 0);
        assert_eq!(bulk.sample(count as usize, 1).len(), count as usize);
        assert_eq!(bulk.clone().len(), count as usize);
        assert_whole(&bulk);
        assert_eq!(bulk.pop().is_some(), count == 1);
        assert!(bulk.pop().is_none());
    }
}
