//! Tests drive every kind of column through this harness: a container as small as the contract allows (it checks, then
//! calls the unsafe primitive), and a random sequence of operations done to it and to a `Vec` alike.

#![allow(unsafe_code, reason = "the checked side of the column primitives, for tests")]

use alloc::{format, vec::Vec};
use core::{cmp::Ordering, fmt::Debug};

use super::{CloneColumn, Column, EqColumn, Growth, Slice, SliceMut};
use crate::words::RowIndex;

/// Steps of a random test: few under Miri, which is a thousand times slower.
pub(super) const STEPS: usize = if cfg!(miri) { 60 } else { 4000 };

/// Seeds of the random tests.
pub(super) const SEEDS: core::ops::Range<u64> = if cfg!(miri) { 1..3 } else { 1..5 };

/// A small deterministic source of numbers (xorshift).
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % bound
    }

    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// A text of 0 to 11 bytes, some of two bytes to the character, with repetitions.
    pub(super) fn text(&mut self) -> alloc::string::String {
        let length = self.below(8);
        (0..length).map(|_| ['a', 'b', 'é', 'z'][self.below(4)]).collect()
    }
}

/// A container of one column.
pub(super) struct Rows<C: Column> {
    pub(super) column: C,
    pub(super) len: usize,
    capacity: usize,
}

impl<C: Column> Rows<C> {
    pub(super) fn new() -> Self {
        let column = C::default();
        let capacity = column.capacity();
        Self { column, len: 0, capacity }
    }

    /// Takes a settled column.
    pub(super) fn of(column: C) -> Self {
        let (len, capacity) = (column.settled_len(), column.capacity());
        assert_eq!(column.settled_mismatch(len), None);
        Self { column, len, capacity }
    }

    pub(super) fn reserve(&mut self, additional: usize) {
        if self.capacity - self.len < additional {
            let growth = if self.len.is_multiple_of(2) { Growth::Amortized } else { Growth::Exact };
            // SAFETY: rows 0..len are live.
            unsafe { self.column.try_reserve(self.len, additional, growth) }.expect("there is memory");
            self.capacity = self.column.capacity();
            assert!(self.capacity - self.len >= additional);
        }
    }

    pub(super) fn push(&mut self, item: C::Item) {
        self.reserve(1);
        // SAFETY: rows 0..len are live, and there is room.
        unsafe { self.column.push(self.len, item) };
        self.len += 1;
    }

    pub(super) fn slice(&self) -> C::Slice<'_> {
        // SAFETY: rows 0..len are live.
        unsafe { self.column.slice(self.len) }
    }

    pub(super) fn slice_mut(&mut self) -> C::SliceMut<'_> {
        // SAFETY: rows 0..len are live.
        unsafe { self.column.slice_mut(self.len) }
    }

    pub(super) fn permute(&mut self, order: &[RowIndex]) {
        let mut seen = alloc::vec![false; self.len];
        order.iter().for_each(|&row| assert!(!core::mem::replace(&mut seen[row as usize], true)));
        assert_eq!(order.len(), self.len);
        let len = core::mem::take(&mut self.len);
        // SAFETY: rows 0..len are live, and the order is a permutation of them.
        unsafe { self.column.permute(len, order) };
        self.len = len;
        self.capacity = self.column.capacity();
    }

    pub(super) fn retain(&mut self, keep: &[bool]) {
        assert_eq!(keep.len(), self.len);
        let len = core::mem::take(&mut self.len);
        let kept = keep.iter().filter(|keep| **keep).count();
        // SAFETY: rows 0..len are live; the flags are counted.
        let removed = unsafe { self.column.retain(len, keep, kept) };
        self.len = kept;
        self.capacity = self.column.capacity();
        drop(removed);
    }

    pub(super) fn take_range(&mut self, start: usize, end: usize) -> Self {
        assert!(start <= end && end <= self.len);
        // SAFETY: rows 0..len are live, and the range is within them.
        let taken = unsafe { self.column.take_range(self.len, start, end) };
        self.len -= end - start;
        self.capacity = self.column.capacity();
        Self::of(taken)
    }

    pub(super) fn truncate(&mut self, new_len: usize) {
        assert!(new_len <= self.len);
        let len = core::mem::replace(&mut self.len, new_len);
        // SAFETY: rows 0..len are live.
        unsafe { self.column.truncate(len, new_len) };
    }

    /// Changes one row by one of the operations that change one row.
    pub(super) fn replace(&mut self, row: usize, item: C::Item) -> C::Item {
        assert!(row < self.len);
        // SAFETY: rows 0..len are live.
        unsafe { self.column.replace(self.len, row, item) }
    }

    pub(super) fn settle(mut self) -> C {
        // SAFETY: rows 0..len are live.
        unsafe { self.column.settle(self.len) };
        assert_eq!((self.column.settled_len(), self.column.settled_mismatch(self.len)), (self.len, None));
        self.column
    }

    /// Moves the rows out one by one, first and last in turn.
    pub(super) fn take_all(mut self) -> Vec<C::Item> {
        // SAFETY: no row is live in any column.
        unsafe { self.column.settle(0) };
        let (mut front, mut back) = (Vec::new(), Vec::new());
        for taken in 0..self.len {
            if taken % 2 == 0 {
                // SAFETY: the column owns nothing, and each row is taken once.
                front.push(unsafe { self.column.take(taken / 2) });
            } else {
                // SAFETY: as above.
                back.push(unsafe { self.column.take(self.len - 1 - taken / 2) });
            }
        }
        front.extend(back.into_iter().rev());
        front
    }
}

impl<C: CloneColumn> Rows<C> {
    pub(super) fn extend(&mut self, source: C::Slice<'_>) {
        let count = source.len();
        self.reserve(count);
        // SAFETY: rows 0..len are live, and there is room.
        unsafe { self.column.extend_clone(self.len, source) };
        self.len += count;
    }

    pub(super) fn gather(&mut self, source: C::Slice<'_>, rows: &[RowIndex]) {
        assert!(rows.iter().all(|&row| (row as usize) < source.len()));
        self.reserve(rows.len());
        // SAFETY: rows 0..len are live, there is room, and the rows are there.
        unsafe { self.column.gather(self.len, source, rows) };
        self.len += rows.len();
    }

    pub(super) fn items(&self) -> Vec<C::Item> {
        let cells = self.slice();
        assert_eq!((cells.len(), cells.mismatch(self.len)), (self.len, None));
        // SAFETY: the rows are below the length.
        (0..self.len).map(|row| C::clone_cell(unsafe { cells.get_unchecked(row) })).collect()
    }
}

/// Some rows, sorted or not, with repetitions.
fn some_rows(random: &mut Random, len: usize) -> Vec<RowIndex> {
    let count = if len == 0 { 0 } else { random.below(12) };
    (0..count).map(|_| random.below(len) as RowIndex).collect()
}

/// Does the same random operations to a column and to a `Vec`, and compares them after each.
pub(super) fn behaves_like_vec<C>(seed: u64, mut make: impl FnMut(&mut Random) -> C::Item)
where
    C: CloneColumn + EqColumn,
    C::Item: Clone + PartialEq + Debug,
{
    let random = &mut Random::new(seed);
    let (mut rows, mut model): (Rows<C>, Vec<C::Item>) = (Rows::new(), Vec::new());
    for step in 0..STEPS {
        let len = model.len();
        let (row, other_row) = (random.below(len.max(1)), random.below(len.max(1)));
        let operation = random.below(if len > 200 { 24 } else { 20 });
        let capacity = rows.column.capacity();
        match operation {
            0..=4 => {
                for _ in 0..random.below(6) {
                    let item = make(random);
                    rows.push(item.clone());
                    model.push(item);
                }
            }
            5 if len > 0 => {
                rows.len -= 1;
                // SAFETY: the last row is live.
                assert_eq!(Some(unsafe { rows.column.pop(len) }), model.pop());
            }
            6 if len > 0 => {
                // SAFETY: the row is live.
                let removed = unsafe { rows.column.swap_remove(len, row) };
                rows.len -= 1;
                assert_eq!(removed, model.swap_remove(row));
            }
            7 if len > 0 => {
                // SAFETY: the row is live.
                let removed = unsafe { rows.column.remove(len, row) };
                rows.len -= 1;
                assert_eq!(removed, model.remove(row));
            }
            8 => {
                let (row, item) = (random.below(len + 1), make(random));
                rows.reserve(1);
                // SAFETY: rows 0..len are live, and there is room.
                unsafe { rows.column.insert(len, row, item.clone()) };
                rows.len += 1;
                model.insert(row, item);
            }
            9 | 10 if len > 0 => {
                let item = make(random);
                assert_eq!(rows.replace(row, item.clone()), core::mem::replace(&mut model[row], item));
            }
            11 if len > 0 => {
                // SAFETY: both rows are live.
                unsafe { rows.column.swap(len, row, other_row) };
                model.as_mut_slice().swap(row, other_row);
            }
            12 => {
                let new_len = len - random.below(len.min(5) + 1);
                rows.truncate(new_len);
                model.truncate(new_len);
            }
            13 => {
                let mut other = Rows::<C>::new();
                let items: Vec<_> = (0..random.below(20)).map(|_| make(random)).collect();
                items.iter().for_each(|item| other.push(item.clone()));
                if other.len > 1 && random.chance(50) {
                    // Makes a text column loose.
                    let item = make(random);
                    other.replace(0, item.clone());
                    other.replace(0, items[0].clone());
                }
                rows.reserve(other.len);
                // SAFETY: the rows of both are live, and there is room.
                unsafe { rows.column.append(rows.len, &mut other.column, other.len) };
                rows.len += core::mem::take(&mut other.len);
                model.extend(items);
                assert!(other.items().is_empty());
                other.push(make(random));
                assert_eq!(other.items().len(), 1);
            }
            14 => {
                let (start, end) = (row.min(other_row).min(len), row.max(other_row).min(len));
                let taken = rows.take_range(start, end);
                let items: Vec<_> = model.drain(start..end).collect();
                assert_eq!(taken.items(), items);
                rows.extend(taken.slice());
                model.extend(items);
            }
            15 | 20..=23 => {
                let percent = if len > 200 { 20 } else { 90 };
                let keep: Vec<bool> = (0..len).map(|_| random.chance(percent)).collect();
                rows.retain(&keep);
                let mut flags = keep.iter();
                model.retain(|_| flags.next() == Some(&true));
            }
            16 => {
                let mut order: Vec<_> = (0..len as RowIndex).collect();
                for end in (1..len).rev() {
                    order.as_mut_slice().swap(end, random.below(end + 1));
                }
                rows.permute(&order);
                model = order.iter().map(|&row| model[row as usize].clone()).collect();
            }
            17 => {
                let (start, end) = (row.min(other_row).min(len), row.max(other_row).min(len));
                // SAFETY: rows 0..len are live.
                unsafe { rows.column.reverse(len, start, end) };
                model[start..end].reverse();
            }
            18 => {
                let (start, end) =
                    (row.min(other_row).min(len), row.max(other_row).min(len).min(row.min(other_row) + 30));
                rows.reserve(end.saturating_sub(start));
                if start <= end {
                    // SAFETY: rows 0..len are live, and there is room.
                    unsafe { rows.column.extend_within(len, start, end) };
                    rows.len += end - start;
                    model.extend_from_within(start..end);
                }
            }
            19 => {
                let mut copy = Rows::<C>::new();
                copy.push(make(random));
                let picked = some_rows(random, len);
                copy.gather(rows.slice(), &picked);
                // A part of the rows, from anywhere: bit offsets.
                // SAFETY: row <= len.
                let part = unsafe { rows.slice().slice_unchecked(row.min(len), len) };
                copy.extend(part);
                let expected = picked.iter().map(|&row| &model[row as usize]).chain(&model[row.min(len)..]);
                assert!(copy.items()[1..].iter().eq(expected), "step {step}");
                if random.chance(30) {
                    // SAFETY: rows 0..len are live.
                    unsafe { rows.column.shrink_to(len, len + 3) };
                    rows.capacity = rows.column.capacity();
                }
                if random.chance(30) {
                    rows = Rows::of(rows.settle());
                }
            }
            _ => {}
        }
        assert!(rows.column.capacity() >= rows.capacity, "step {step}: operation {operation} gave up room");
        assert!(operation >= 12 || rows.column.capacity() >= capacity);
        assert_eq!(rows.items(), model, "step {step}: operation {operation}");
        let raw = rows.slice_mut().into_raw();
        for (row, item) in model.iter().enumerate() {
            // SAFETY: the row is there, and is lent once at a time.
            let cell = unsafe { <C::SliceMut<'_> as SliceMut>::raw_get(raw, row) };
            assert!(C::eq_cell(C::peek(&cell), C::lend(item)), "step {step}");
        }
        if !C::NEEDS_DROP && random.chance(3) {
            // As after a panic: the store knows of fewer rows than there are.
            rows.len -= random.below(rows.len.min(9) + 1);
            model.truncate(rows.len);
        }
        if random.chance(1) {
            let taken = core::mem::replace(&mut rows, Rows::new()).take_all();
            assert_eq!(taken, core::mem::take(&mut model));
        }
    }
    assert_eq!(rows.take_all(), model);
}

/// Checks a column's order against that of the items.
pub(super) fn orders_like_items<C>(items: &[C::Item])
where
    C: super::TotalOrdColumn + super::HashColumn + super::DebugColumn,
    C::Item: Ord + Debug + core::hash::Hash,
{
    use core::hash::{BuildHasher, Hash, Hasher};
    let build = hashbrown::DefaultHashBuilder::default();
    let finished = |feed: &dyn Fn(&mut dyn Hasher)| {
        let mut hasher = build.build_hasher();
        feed(&mut hasher);
        hasher.finish()
    };
    for a in items {
        let lent = C::lend(a);
        assert_eq!(format!("{:?}", core::fmt::from_fn(|f| C::fmt_cell(lent, 0, f))), format!("{a:?}"));
        assert_eq!(
            finished(&|mut state| C::hash_cell(C::lend(a), &mut state)),
            finished(&|mut state| a.hash(&mut state))
        );
        for b in items {
            assert_eq!(C::cmp_cell(C::lend(a), C::lend(b)), a.cmp(b));
            assert_eq!(C::partial_cmp_cell(C::lend(a), C::lend(b)), a.partial_cmp(b));
            assert_eq!(C::eq_cell(C::lend(a), C::lend(b)), a.cmp(b) == Ordering::Equal);
        }
    }
}
