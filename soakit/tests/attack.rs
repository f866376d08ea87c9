//! Attacks that once broke the library, or that guard something subtle. Each tells its story in a sentence.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::sync::{Mutex, PoisonError};

use soakit::prelude::*;

/// Runs work that may panic; answers with the line and the message of its panic.
fn panic_of<R>(work: impl FnOnce() -> R) -> Option<(String, u32, String)> {
    // The hook is the program's, so tests that set it take turns.
    static TURN: Mutex<()> = Mutex::new(());
    thread_local! { static LAST: Cell<Option<(String, u32, String)>> = const { Cell::new(None) } }
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|info| {
        let line = info.location().map_or(0, Location::line);
        let file = info.location().map_or("", Location::file);
        let message = info.payload().downcast_ref::<String>().cloned().unwrap_or_default();
        LAST.set(Some((file.into(), line, message)));
    }));
    let result = catch_unwind(AssertUnwindSafe(work));
    std::panic::set_hook(hook);
    result.err().and_then(|_| LAST.take())
}

thread_local! {
    /// So many clones and drops from now, one panics.
    static FUSE: Cell<u32> = const { Cell::new(u32::MAX) };
}

fn tick() {
    let left = FUSE.get();
    if left == 0 {
        FUSE.set(u32::MAX);
        std::panic::resume_unwind(Box::new("fuse"));
    }
    if left != u32::MAX {
        FUSE.set(left - 1);
    }
}

/// Owns memory, so that Miri sees a double drop or a read after one.
struct Fused(Box<u32>);

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

/// Nullable cells that need drop first, in the middle and nested; a cell whose clone panics behind each of them.
#[derive(SoA, Clone)]
struct Row {
    first: Option<Fused>,
    text: String,
    middle: Fused,
    #[soa(dict)]
    word: String,
    #[soa(column = soakit::column::Bits)]
    bit: bool,
    #[soa(nested)]
    inner: Inner,
}

#[derive(SoA, Clone)]
struct Inner {
    maybe: Option<Fused>,
    number: u32,
    last: Fused,
}

fn fused(number: u32) -> Fused {
    Fused(Box::new(number))
}

fn row(number: u32) -> Row {
    Row {
        first: (!number.is_multiple_of(3)).then(|| fused(number)),
        text: "x".repeat(number as usize % 7),
        middle: fused(number),
        word: format!("word {}", number % 4),
        bit: number % 5 < 2,
        inner: Inner { maybe: (number % 2 == 1).then(|| fused(number)), number, last: fused(number) },
    }
}

fn assert_whole(bulk: &Bulk<Row>) {
    for row in bulk {
        let number = *row.inner.number;
        assert_eq!(row.first.map(|cell| *cell.0), (!number.is_multiple_of(3)).then_some(number));
        assert_eq!(row.text, "x".repeat(number as usize % 7));
        assert_eq!(row.word, format!("word {}", number % 4));
        assert_eq!(row.bit, number % 5 < 2);
        assert_eq!(row.inner.maybe.map(|cell| *cell.0), (number % 2 == 1).then_some(number));
        assert_eq!((*row.middle.0, *row.inner.last.0), (number, number));
    }
}

/// A clone that panicked left clones beyond the last row in the nullable columns; shrinking then gave back the memory of
/// these leftovers, and the column's drop ran over it.
#[test]
fn leftovers_of_a_panic_may_be_shrunk_away() {
    for operation in
        [Bulk::shrink_to_fit, |bulk: &mut Bulk<Row>| bulk.reserve(500), |bulk: &mut Bulk<Row>| bulk.truncate(3)]
    {
        let mut bulk: Bulk<Row> = (0..40).map(row).collect();
        // Column by column 26, 40, 20 and 40 cells are cloned; the very last clone panics.
        FUSE.set(26 + 40 + 20 + 40 - 1);
        assert!(catch_unwind(AssertUnwindSafe(|| bulk.extend_from_within(..))).is_err());
        FUSE.set(u32::MAX);
        assert_eq!(bulk.len(), 40);
        operation(&mut bulk);
        bulk.shrink_to_fit();
        assert_whole(&bulk);
        // No push before the drop: that would tell the column its length.
        drop(bulk);
    }
}

/// Panics from clones and drops at random moments of random operations, one after the other on the same containers, so that
/// what one leaves behind meets the next.
#[test]
fn rows_stay_whole_through_panic_after_panic() {
    let (seeds, steps) = if cfg!(miri) { (4, 25) } else { (400, 80) };
    for seed in 1..=seeds {
        let mut state = u64::wrapping_mul(seed, 0x9E37_79B9_7F4A_7C15) | 1;
        let mut below = |bound: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 11) as usize % bound.max(1)
        };
        let (mut bulk, mut other) = (Bulk::<Row>::new(), Bulk::<Row>::new());
        for _ in 0..steps {
            bulk.truncate(24);
            let (rows, number) = (bulk.len(), below(60) as u32);
            let (a, b) = (below(rows + 1), below(rows + 1));
            let (range, at) = (a.min(b)..a.max(b), below(rows));
            let operation = below(26);
            FUSE.set(if below(3) == 0 { below(20) as u32 } else { u32::MAX });
            let _ = catch_unwind(AssertUnwindSafe(|| match operation {
                0..=4 => bulk.push(row(number)),
                5 => bulk.insert(at, row(number)),
                6 if rows > 0 => drop(bulk.remove(at)),
                7 if rows > 0 => drop(bulk.swap_remove(at)),
                8 if rows > 0 => bulk.set(at, row(number)),
                9 => bulk.truncate(at),
                10 => bulk.shrink_to(at),
                11 => bulk.reserve(number as usize),
                12 => bulk.extend_from_within(range),
                13 => drop(bulk.drain(range).rev().take(2).collect::<Vec<_>>()),
                14 => drop(bulk.splice(range, [row(number), row(number + 1)])),
                15 => bulk.retain(|row| *row.inner.number % 3 != number % 3),
                16 => bulk.shuffle(u64::from(number)),
                17 => other = bulk.split_off(at),
                18 => bulk.append(&mut other),
                19 => std::mem::swap(&mut bulk, &mut other),
                20 => bulk = Bulk::from_columns(std::mem::take(&mut bulk).into_columns()).expect("one length"),
                21 => bulk = Vec::from(std::mem::take(&mut bulk)).into(),
                22 => bulk = bulk.gather(&(0..rows as u32).rev().collect::<Vec<_>>()),
                23 => bulk.extend_from_view(other.view()),
                24 => bulk.fill(row(number)),
                _ => bulk.reverse(),
            }));
            FUSE.set(u32::MAX);
            assert_whole(&bulk);
            assert_whole(&other);
        }
    }
}

/// Two halves of a bitmap share a byte: both may be written and counted on threads of their own, wherever the split is.
#[test]
fn halves_of_a_byte_go_to_two_threads() {
    #[derive(SoA, Clone)]
    struct Flag {
        #[soa(column = soakit::column::Bits)]
        flag: bool,
        maybe: Option<u8>,
    }

    for split in [1, 64, 67, 72, 149] {
        let mut bulk: Bulk<Flag> =
            (0..150).map(|n| Flag { flag: n % 3 == 0, maybe: (n % 2 == 0).then_some(n) }).collect();
        let (left, mut right) = bulk.split_at_mut(split);
        std::thread::scope(|scope| {
            scope.spawn(move || {
                for mut row in left.iter_mut() {
                    let set = row.flag.get();
                    row.flag.set(!set);
                    row.maybe.set(None);
                }
            });
            scope.spawn(move || {
                assert!(right.as_shared().flag.count_ones() > 0 || split == 149);
                assert!(right.as_shared().maybe.iter().flatten().count() < 150);
                right.flag.fill(true);
            });
        });
        let set = |row: usize| row >= split || !row.is_multiple_of(3);
        assert!(bulk.flag().iter().enumerate().all(|(row, bit)| bit == set(row)));
        assert!(bulk.maybe().iter().take(split).all(|cell| cell.is_none()));
    }
}

/// A text column that was emptied after a cell had changed its length stayed loose; one push later `offsets` panicked,
/// though it promises that no column outside a container is loose.
#[test]
fn a_text_column_emptied_in_a_container_has_offsets_outside() {
    #[derive(SoA)]
    struct Name {
        name: String,
    }

    let mut bulk: Bulk<Name> = ["ab", "cd"].map(|name| Name { name: name.into() }).into();
    bulk.set_cell(0, |row| row.name, "longer".into());
    bulk.clear();
    let mut name = bulk.into_columns().name;
    name.push("new");
    assert_eq!(name.offsets(), [0, 3]);
}

/// A container of zero-sized rows may have as many as there are numbers; counting its windows overflowed.
#[test]
fn as_many_windows_as_numbers_are_counted() {
    #[derive(SoA)]
    struct Sizeless {
        nothing: (),
    }

    let columns = SizelessColumns { nothing: vec![(); usize::MAX] };
    let mut bulk = Bulk::<Sizeless>::from_columns(columns).expect("one length");
    assert_eq!((bulk.windows(1).len(), bulk.windows(usize::MAX).len()), (usize::MAX, 1));
    assert_eq!((bulk.chunks(2).len(), bulk.iter().len()), (1 << (usize::BITS - 1), usize::MAX));
    assert!(panic_of(|| bulk.push(Sizeless { nothing: () })).is_some());
    assert!(panic_of(|| bulk.append(&mut (0..1).map(|_| Sizeless { nothing: () }).collect())).is_some());
    assert_eq!(bulk.len(), usize::MAX);
}

/// These four panicked at a line of the library, and two of them without the numbers.
#[test]
fn crooked_views_and_endless_iterators_are_refused_at_the_callers_line() {
    #[derive(SoA, Clone, PartialEq)]
    struct Pair {
        a: u8,
        b: u8,
    }

    let bulk: Bulk<Pair> = (0..3).map(|n| Pair { a: n, b: n }).collect();
    let crooked = PairView { a: &bulk.a()[..2], b: bulk.b() };
    let mut full = bulk.clone();
    let lengths = "the columns of `Pair` differ in length: `a` has 2 rows, `b` has 3";
    let refused = |result: Option<(String, u32, String)>, line: u32, message: &str| {
        assert_eq!(result, Some((file!().into(), line, message.into())));
    };
    refused(panic_of(|| bulk.starts_with(crooked)), line!(), lengths);
    refused(panic_of(|| bulk.ends_with(crooked)), line!(), lengths);
    refused(panic_of(|| Bulk::<Pair>::concat([crooked])), line!(), lengths);
    refused(panic_of(|| full.extend_from_view(crooked)), line!(), lengths);
    let endless = std::iter::repeat(Pair { a: 0, b: 0 });
    refused(panic_of(|| full.extend(endless)), line!(), "no memory for 18446744073709551615 rows more than 3");
}

/// A cell whose `Debug` writes several lines tears the table apart.
#[test]
fn a_cell_of_several_lines_keeps_the_table_a_table() {
    #[derive(Clone)]
    struct Lines;

    impl std::fmt::Debug for Lines {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("one\ntwo")
        }
    }

    #[derive(SoA, Clone)]
    struct Torn {
        lines: Lines,
    }

    let bulk: Bulk<Torn> = vec![Torn { lines: Lines }; 3].into();
    assert_eq!(format!("{bulk:?}").lines().count(), 1 + 1 + 3);
}

/// The columns form promises to name row and column of a bad cell; it names the column, and a nested one in two pieces.
#[test]
#[cfg(feature = "serde")]
fn a_bad_cell_in_a_column_is_named_with_its_row() {
    use soakit::serde::Columns;

    #[derive(SoA, Debug)]
    struct Outer {
        a: i32,
        #[soa(nested)]
        inner: Leaf,
    }

    #[derive(SoA, Debug)]
    struct Leaf {
        s: String,
    }

    let refusal = |json: &str| serde_json::from_str::<Columns<Bulk<Outer>>>(json).expect_err("a bad cell").to_string();
    let message = refusal(r#"{"a":[1,"x"],"inner":{"s":["p","q"]}}"#);
    assert!(message.contains("row 1") && message.contains("column `a`"), "{message}");
    let message = refusal(r#"{"a":[1,2],"inner":{"s":["p",7]}}"#);
    assert!(message.contains("row 1") && message.contains("column `inner.s`"), "{message}");
}
