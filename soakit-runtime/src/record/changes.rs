//! Which cells have changed since a mark: [`Bulk::mark`](super::Bulk::mark) and
//! [`Bulk::changes_since`](super::Bulk::changes_since), for those who keep something in step with a container.
//!
//! The answer is by place: a cell that is not named holds what it held in the same row and column when the mark was set.
//! So a sort names every row between the first and the last that moved, and a removal all rows behind it. Rows that were
//! pushed need no note: they are those beyond the number of rows at the mark.
//!
//! A container that was never marked keeps no notes, and pays for one comparison per change.

use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;
use core::ops::Range;
use core::sync::atomic::{AtomicUsize, Ordering};

use super::derived::{Change, Leaves};
use super::rows::tokens;
use super::{Here, SoA, Token};

/// A point in the history of a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mark {
    feed: usize,
    number: usize,
}

/// Notes of changes, from the first mark on.
pub(crate) struct Feed {
    id: usize,
    /// The number of the first stretch.
    first: usize,
    /// What happened between one mark and the next; never empty.
    stretches: Vec<Stretch>,
}

/// What happened after a mark.
struct Stretch {
    /// The number of rows at the mark.
    rows: usize,
    notes: Vec<Note>,
    /// So many notes are worth putting in order.
    limit: usize,
}

/// Cells that were written, or may have been.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Note {
    leaves: (usize, usize),
    start: usize,
    end: usize,
}

/// Notes up to this number are not put in order.
const FEW: usize = 64;

impl Feed {
    pub(crate) fn new(rows: usize) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        Self { id, first: 0, stretches: alloc::vec![Stretch::new(rows)] }
    }

    pub(crate) fn mark(&mut self, rows: usize) -> Mark {
        if self.stretches.last().is_some_and(|last| !last.notes.is_empty() || last.rows != rows) {
            self.stretches.push(Stretch::new(rows));
        }
        Mark { feed: self.id, number: self.first + self.stretches.len() - 1 }
    }

    /// Forgets what happened before a mark.
    pub(crate) fn forget_before(&mut self, mark: Mark) {
        if mark.feed == self.id {
            let forgotten = mark.number.saturating_sub(self.first).min(self.stretches.len() - 1);
            self.stretches.drain(..forgotten);
            self.first += forgotten;
        }
    }

    /// Notes a change of a container that had `len` rows before.
    pub(crate) fn note(&mut self, change: &Change<'_>, len: usize) {
        const ALL: Leaves = Leaves::ALL;
        match change {
            Change::Columns(leaves) => self.cells(*leaves, 0..usize::MAX),
            Change::Row(leaves, row) => self.cells(*leaves, *row..*row + 1),
            Change::Truncate(row) | Change::Remove(row) | Change::Insert(row) => self.cells(ALL, *row..usize::MAX),
            Change::SwapRemove(row) => {
                self.cells(ALL, len - 1..usize::MAX);
                self.cells(ALL, *row..*row + 1);
            }
            Change::Swap(a, b) if a == b => {}
            Change::Swap(a, b) => {
                self.cells(ALL, *a..*a + 1);
                self.cells(ALL, *b..*b + 1);
            }
            Change::Permute(order) => {
                let moved = |(row, old): &(usize, &u32)| *row != **old as usize;
                let mut rows = order.as_slice().iter().enumerate();
                if let Some((first, _)) = rows.clone().find(moved) {
                    let last = rows.rfind(moved).map_or(first, |(last, _)| last);
                    self.cells(ALL, first..last + 1);
                }
            }
            Change::Reverse(range) if range.len() < 2 => {}
            Change::Reverse(range) => self.cells(ALL, range.clone()),
            Change::Retain(keep) => {
                if let Some(first) = keep.iter().position(|&keep| !keep) {
                    self.cells(ALL, first..usize::MAX);
                }
            }
        }
    }

    /// Notes that the rows from `first` on stand elsewhere, or nowhere.
    pub(crate) fn rows_moved(&mut self, first: usize) {
        self.cells(Leaves::ALL, first..usize::MAX);
    }

    fn cells(&mut self, leaves: Leaves, rows: Range<usize>) {
        // A write by name that was refused names no leaf.
        if leaves != Leaves::NONE
            && let Some(last) = self.stretches.last_mut()
        {
            last.add(Note { leaves: (leaves.first, leaves.count), start: rows.start, end: rows.end });
        }
    }

    fn since(&self, mark: Mark) -> Option<&[Stretch]> {
        let first = mark.number.checked_sub(self.first)?;
        (mark.feed == self.id).then(|| self.stretches.get(first..)).flatten()
    }
}

impl Stretch {
    fn new(rows: usize) -> Self {
        Self { rows, notes: Vec::new(), limit: FEW }
    }

    fn add(&mut self, note: Note) {
        if let Some(last) = self.notes.last_mut()
            && last.leaves == note.leaves
            && note.start <= last.end
            && last.start <= note.end
        {
            (last.start, last.end) = (last.start.min(note.start), last.end.max(note.end));
            return;
        }
        self.notes.push(note);
        if self.notes.len() > self.limit {
            self.notes.sort_unstable();
            self.notes.dedup_by(|next, kept| {
                let joins = next.leaves == kept.leaves && next.start <= kept.end;
                if joins {
                    kept.end = kept.end.max(next.end);
                }
                joins
            });
            self.limit = FEW.max(2 * self.notes.len());
        }
    }
}

/// The cells that have changed since a mark; made by [`Bulk::changes_since`](super::Bulk::changes_since).
pub struct Changes<T> {
    /// `None`: nothing is known, so everything has changed.
    known: Option<Known>,
    rows: usize,
    record: PhantomData<fn() -> T>,
}

struct Known {
    rows_then: usize,
    notes: Vec<Note>,
}

impl<T: SoA> Changes<T> {
    pub(crate) fn new(feed: Option<&Feed>, mark: Mark, rows: usize) -> Self {
        let known = feed.and_then(|feed| feed.since(mark)).and_then(|stretches| {
            let notes = stretches.iter().flat_map(|stretch| stretch.notes.iter().cloned()).collect();
            Some(Known { rows_then: stretches.first()?.rows, notes })
        });
        Self { known, rows, record: PhantomData }
    }

    /// The number of rows at the mark, if it is known.
    #[must_use]
    pub fn rows_then(&self) -> Option<usize> {
        self.known.as_ref().map(|known| known.rows_then)
    }

    /// The number of rows now.
    #[must_use]
    pub fn rows_now(&self) -> usize {
        self.rows
    }

    /// Whether nothing has changed, not even the number of rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.as_ref().is_some_and(|known| known.rows_then == self.rows && known.notes.is_empty())
    }

    /// The rows in which some column has changed: ranges in ascending order, none empty, none touching the next.
    ///
    /// Rows that left at the end are not among them; compare [`rows_then`](Changes::rows_then) and
    /// [`rows_now`](Changes::rows_now).
    #[must_use]
    pub fn rows(&self) -> Vec<Range<usize>> {
        self.ranges(&[Leaves::ALL], &[])
    }

    /// The rows in which a column has changed, a derived one too: ranges in ascending order, none empty, none touching
    /// the next.
    #[must_use]
    pub fn column<K: Token<T>>(&self, pick: impl FnOnce(T::Fields<T, Here>) -> K) -> Vec<Range<usize>> {
        let _token = pick(tokens::<T>());
        self.ranges(K::ROW_LEAVES, K::WHOLE_LEAVES)
    }

    fn ranges(&self, row_leaves: &[Leaves], whole_leaves: &[Leaves]) -> Vec<Range<usize>> {
        let everything = || Vec::from_iter((self.rows > 0).then_some(0..self.rows));
        let Some(known) = &self.known else { return everything() };
        let meets = |note: &Note, all: &[Leaves]| {
            let noted = Leaves { first: note.leaves.0, count: note.leaves.1 };
            all.iter().any(|leaves| leaves.meets(noted))
        };
        let has_other_rows = known.rows_then != self.rows;
        if !whole_leaves.is_empty() && (has_other_rows || known.notes.iter().any(|note| meets(note, whole_leaves))) {
            return everything();
        }
        let noted = known.notes.iter().filter(|note| meets(note, row_leaves)).map(|note| note.start..note.end);
        let pushed = known.rows_then..self.rows;
        let mut ranges: Vec<Range<usize>> = noted
            .chain(core::iter::once(pushed))
            .map(|range| range.start..range.end.min(self.rows))
            .filter(|range| range.start < range.end)
            .collect();
        ranges.sort_unstable_by_key(|range| range.start);
        ranges.dedup_by(|next, kept| {
            let joins = next.start <= kept.end;
            if joins {
                kept.end = kept.end.max(next.end);
            }
            joins
        });
        ranges
    }
}

impl<T: SoA> fmt::Debug for Changes<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Changes")
            .field("rows_then", &self.rows_then())
            .field("rows_now", &self.rows)
            .field("rows", &self.rows())
            .finish()
    }
}
