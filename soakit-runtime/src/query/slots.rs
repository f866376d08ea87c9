//! [`Slots`]: groups of keys of few possible values, batch by batch.
//!
//! A key becomes the number of a slot, and each slot has a state: no table is asked, and nothing is kept of the rows. How many
//! values a key can have is known from its type (truth values, small numbers, enums), from its dictionary, or is measured in one
//! pass over its column, which ends early where there are too many.
//!
//! Picture of a task's memory, for 3 words and 2 truth values: `states [w0f w0t w1f w1t w2f w2t … …]`, as long as a power of
//! two, so that one `or` over a batch of slots tells that all of them are below it. `order` has the slots that occurred, by
//! first appearance; once all of them have, no row is asked any more whether it is the first.

#![allow(unsafe_code, reason = "feeds the rows of a plan to aggregates bound to its source")]

use alloc::{format, vec, vec::Vec};

use super::aggregate::BoundAgg;
use super::keys::{BoundKeys, KeySource, Part};
use crate::expression::{Handle, KeyKind};
use crate::pipeline::{BATCH_ROWS, Batch, Drive, RowSet, Run, map_tasks};

/// The states of groups, in the order of first appearance, and a row of each.
pub(super) struct States<R, S> {
    pub(super) states: Vec<S>,
    pub(super) firsts: Vec<R>,
}

/// Slots of a key whose values are known without looking at rows: they stay in the second cache.
const UNSEEN_SLOTS: u64 = 1 << 14;
/// The most slots. Beyond, rows are divided into parts.
const MOST_SLOTS: u64 = 1 << 18;
/// The most bytes of a task's states. Beyond, misses cost more than dividing the rows.
const MOST_BYTES: usize = 1 << 23;

/// Tells the bounds of an expression's codes, which have so many bits, if they are not too far apart.
type Measure<'m, R> = dyn Fn(&dyn KeySource<R>, u32) -> Option<(u64, u64)> + 'm;

/// A column of codes in a slot number.
struct Column<'k, R> {
    source: &'k dyn KeySource<R>,
    part: Part,
    least: u64,
    /// The bits that a code, counted from the least, takes in a slot number: shifts are cheaper than products (Q1: 4 of 68
    /// instructions a row), and gaps between slots cost only memory.
    bits: u32,
}

/// How keys of few possible values become small numbers.
pub(super) struct Slots<'k, R> {
    columns: Vec<Column<'k, R>>,
    /// There are at most so many groups.
    pub(super) count: u64,
    /// The bits of a slot number.
    bits: u32,
    /// Whether keys can be computed for rows that do not count.
    total: bool,
}

impl<'k, R: Handle> Slots<'k, R> {
    /// The slots of a key, if there are few whatever the rows are.
    pub(super) fn of(keys: &'k dyn BoundKeys<R>) -> Option<Self> {
        Self::new(keys, UNSEEN_SLOTS, &|_, _| None)
    }

    /// The slots of a key, if there are few for these rows.
    ///
    /// # Safety
    /// - rows of the source that the keys were bound to.
    pub(super) unsafe fn measured(keys: &'k dyn BoundKeys<R>, rows: &RowSet<R>, run: &Run) -> Option<Self> {
        let most = MOST_SLOTS.min((rows.len() as u64).max(256));
        // SAFETY: the caller's promise.
        Self::new(keys, most, &|source, bits| unsafe { bounds(source, bits, rows, most, run) })
    }

    /// The slots, if there are no more than `most`; `measure` tells the bounds of a column whose type has more values.
    fn new(keys: &'k dyn BoundKeys<R>, most: u64, measure: &Measure<'_, R>) -> Option<Self> {
        let mut slots = Self { columns: Vec::new(), count: 1, bits: 0, total: true };
        let mut few = true;
        keys.visit(&mut |source| {
            // Nothing is measured once there are too many.
            if !few {
                return;
            }
            let mut push = |part, least, values: Option<u64>| {
                let count = values.and_then(|values| slots.count.checked_mul(values)).filter(|&count| count <= most);
                let (Some(count), Some(values)) = (count, values) else { return few = false };
                slots.count = count;
                let bits = u64::BITS - values.saturating_sub(1).leading_zeros();
                slots.bits += bits;
                slots.columns.push(Column { source, part, least, bits });
            };
            match (source.kind(), source.word_count()) {
                (KeyKind::Text, Some(words)) => {
                    push(Part::Word, 0, Some(words as u64 + u64::from(source.is_nullable())));
                }
                (KeyKind::Code { bits }, _) => {
                    if source.is_nullable() {
                        push(Part::Missing, 0, Some(2));
                    }
                    match if bits < 16 { Some((0, (1 << bits) - 1)) } else { measure(source, bits) } {
                        Some((least, greatest)) => push(Part::Code, least, (greatest - least).checked_add(1)),
                        None => push(Part::Code, 0, None),
                    }
                }
                _ => push(Part::Code, 0, None),
            }
            slots.total &= source.is_total();
        });
        few.then_some(slots)
    }

    /// Whether a state for each slot is not too much.
    pub(super) fn fit<S>(&self) -> bool {
        size_of::<S>() << self.bits <= MOST_BYTES
    }

    /// The slot of each row of a batch.
    ///
    /// # Safety
    /// - rows of the source that the keys were bound to.
    unsafe fn fill(&self, rows: Batch<'_, R>, codes: &mut [u64], slots: &mut [u32]) {
        for (index, &Column { source, part, least, bits }) in self.columns.iter().enumerate() {
            // SAFETY: the caller's promise.
            unsafe { source.fill_batch(rows, part, codes) };
            let codes = slots.iter_mut().zip(&*codes);
            // The difference has no more than `bits` bits, unless a type answers one code now and another then.
            if index == 0 {
                codes.for_each(|(slot, code)| *slot = code.wrapping_sub(least) as u32);
            } else {
                codes.for_each(|(slot, code)| *slot = (*slot << bits) | code.wrapping_sub(least) as u32);
            }
        }
    }

    /// Groups the rows that flow.
    ///
    /// # Safety
    /// - keys and aggregates are bound to the source of the rows.
    pub(super) unsafe fn stream<A: BoundAgg<R>>(
        &self,
        ready: &dyn Drive<R>,
        aggregates: &A,
        run: &Run,
    ) -> States<R, A::State> {
        let extent = ready.extent();
        // Larger tasks than usual: each has states to make and to merge.
        let task_rows = run.parallel.morsel_rows.max(8 << self.bits).max(extent.div_ceil(64));
        let parts = map_tasks(run, extent.div_ceil(task_rows), extent, &|task| {
            let mut occurred = Occurred::new(1 << self.bits, self.count as usize);
            let mut states: Vec<A::State> = (0..occurred.seen.len()).map(|_| aggregates.start()).collect();
            let (mut codes, mut slots) = ([0; BATCH_ROWS], [0; BATCH_ROWS]);
            let mut listed = Vec::new();
            let range = task * task_rows..((task + 1) * task_rows).min(extent);
            ready.drive(range, &mut |batch| {
                let mut batch = batch;
                if matches!(batch, Batch::Masked { .. }) && !self.total {
                    listed.clear();
                    batch.append_to(&mut listed);
                    batch = Batch::Listed(&listed);
                }
                // Slots of masked rows are computed like the others, and then not used.
                let (keys, rows) = match batch {
                    Batch::Masked { start, keep, .. } => (Batch::Span { start, len: keep.len() }, keep.len()),
                    batch => (batch, batch.rows()),
                };
                let slots = &mut slots[..rows];
                // SAFETY: the caller's promise; keys of rows that do not count are computed only if that does no harm.
                unsafe { self.fill(keys, &mut codes[..rows], slots) };
                occurred.note(batch, slots);
                // SAFETY: the caller's promise; all slots are below the number of states.
                unsafe { feed(batch, slots, aggregates, &mut states) };
            });
            (occurred, states)
        });
        let groups = merge(parts, aggregates);
        run.done(|| format!("numbered {} groups in {} slots, batch by batch", groups.states.len(), self.count));
        groups
    }
}

/// The least and the greatest code; none if there are more than `most` values between them.
///
/// # Safety
/// - rows of the source that the expression was bound to.
unsafe fn bounds<R: Handle>(
    source: &dyn KeySource<R>,
    bits: u32,
    rows: &RowSet<R>,
    most: u64,
    run: &Run,
) -> Option<(u64, u64)> {
    // What is computed twice must cost little, and be the same both times.
    if !source.is_total() || rows.is_empty() {
        return None;
    }
    let parts = map_tasks(run, run.tasks(rows.len()), rows.len(), &|task| {
        let (mut least, mut greatest) = (u64::MAX, 0);
        let mut codes = [0; BATCH_ROWS];
        rows.batches(run.task_rows(task, rows.len()), &mut |batch| {
            if greatest > least && greatest - least >= most {
                return;
            }
            let codes = &mut codes[..batch.rows()];
            // SAFETY: the caller's promise.
            unsafe { source.fill_batch(batch, Part::Code, codes) };
            let (low, high) =
                if bits <= 32 { bounds_of(codes, |code| code as u32) } else { bounds_of(codes, |code| code) };
            (least, greatest) = (least.min(low), greatest.max(high));
        });
        (least, greatest)
    });
    let (least, greatest) = parts.into_iter().fold((u64::MAX, 0), |all, part| (all.0.min(part.0), all.1.max(part.1)));
    (greatest - least < most).then_some((least, greatest))
}

/// The least and the greatest, compared as narrow as can be.
#[inline(always)]
fn bounds_of<N: Copy + Ord + Into<u64>>(codes: &[u64], narrow: impl Fn(u64) -> N) -> (u64, u64) {
    let mut codes = codes.iter().map(|&code| narrow(code));
    let Some(first) = codes.next() else { return (u64::MAX, 0) };
    let (least, greatest) = codes.fold((first, first), |(least, greatest), code| (least.min(code), greatest.max(code)));
    (least.into(), greatest.into())
}

/// Which slots have occurred, in which order.
struct Occurred<R> {
    /// For each slot: whether it has occurred.
    seen: Vec<bool>,
    /// No more than so many will.
    count: usize,
    order: Vec<u32>,
    firsts: Vec<R>,
}

impl<R: Handle> Occurred<R> {
    fn new(slots: usize, count: usize) -> Self {
        Self { seen: vec![false; slots], count, order: Vec::new(), firsts: Vec::new() }
    }

    /// Notes the slots of a batch; for masked rows, those of rows that do not count too.
    ///
    /// # Panics
    /// When a slot is not below the length of `seen`.
    fn note(&mut self, batch: Batch<'_, R>, slots: &[u32]) {
        let all = slots.iter().fold(0, |all, slot| all | slot);
        assert!((all as usize) < self.seen.len(), "a slot for each key");
        if self.order.len() == self.count {
            return;
        }
        match batch {
            Batch::Span { start, .. } => self.note_each(slots, |_| true, |offset| R::only(start + offset)),
            Batch::Masked { start, keep, .. } => {
                self.note_each(slots, |offset| keep[offset as usize], |offset| R::only(start + offset));
            }
            Batch::Listed(rows) => self.note_each(slots, |_| true, |offset| rows[offset as usize]),
        }
    }

    #[inline(always)]
    fn note_each(&mut self, slots: &[u32], counts: impl Fn(u32) -> bool, row: impl Fn(u32) -> R) {
        for (offset, &slot) in (0..).zip(slots) {
            if !self.seen[slot as usize] && counts(offset) {
                self.seen[slot as usize] = true;
                self.order.push(slot);
                self.firsts.push(row(offset));
            }
        }
    }
}

/// Feeds the rows of a batch to the states of their slots.
///
/// Not inlined: as arguments of a function, `aggregates` and `states` are known not to overlap. Inlined into the closure that
/// calls it, they are not, and every column's pointer and every shared product is fetched again after each store (TPC-H Q1:
/// 58 instructions a row).
///
/// # Safety
/// - the aggregates are bound to the source of the rows;
/// - there is a slot for each row, of masked rows for those that do not count too;
/// - there is a state for each slot.
#[inline(never)]
unsafe fn feed<R: Handle, A: BoundAgg<R>>(rows: Batch<'_, R>, slots: &[u32], aggregates: &A, states: &mut [A::State]) {
    debug_assert!(slots.iter().all(|&slot| (slot as usize) < states.len()));
    match rows {
        Batch::Span { start, .. } => {
            for (offset, &slot) in (0..).zip(slots) {
                // SAFETY: the caller's promise.
                unsafe { aggregates.feed(states.get_unchecked_mut(slot as usize), R::only(start + offset)) };
            }
        }
        Batch::Masked { start, keep, .. } => {
            for (offset, (&slot, &keep)) in (0..).zip(slots.iter().zip(keep)) {
                if keep {
                    // SAFETY: the caller's promise.
                    unsafe { aggregates.feed(states.get_unchecked_mut(slot as usize), R::only(start + offset)) };
                }
            }
        }
        Batch::Listed(rows) => {
            for (&row, &slot) in rows.iter().zip(slots) {
                // SAFETY: the caller's promise.
                unsafe { aggregates.feed(states.get_unchecked_mut(slot as usize), row) };
            }
        }
    }
}

/// Merges the states of tasks, in their order: the first task that has a group has its first row.
///
/// Slot by slot, which reads memory in its order; only then are groups put in the order of their first rows.
fn merge<R: Handle, A: BoundAgg<R>>(parts: Vec<(Occurred<R>, Vec<A::State>)>, aggregates: &A) -> States<R, A::State> {
    let mut merged: Vec<Option<A::State>> = Vec::new();
    let mut orders = Vec::with_capacity(parts.len());
    for (Occurred { seen, order, firsts, .. }, states) in parts {
        merged.resize_with(seen.len(), || None);
        for ((known, later), seen) in merged.iter_mut().zip(states).zip(seen) {
            match known {
                _ if !seen => {}
                Some(known) => aggregates.merge(known, later),
                None => *known = Some(later),
            }
        }
        orders.push((order, firsts));
    }
    let mut all = States { states: Vec::new(), firsts: Vec::new() };
    for (order, firsts) in orders {
        for (slot, first) in order.into_iter().zip(firsts) {
            if let Some(state) = merged[slot as usize].take() {
                all.states.push(state);
                all.firsts.push(first);
            }
        }
    }
    all
}
