//! Rows that are alike: with equal keys, or equal as a whole; of one query, or of two.
//!
//! Two queries over one record may read different containers, whose dictionaries number different words: there words are
//! numbered anew, for both. From then on the rows of the second stand behind those of the first, and are grouped with them.
//!
//! Whole rows are hashed and compared cell by cell, with the `Hash` and `Eq` of the fields; on one thread.

#![allow(unsafe_code, reason = "evaluates keys over the rows of two plans")]

use alloc::vec;
use alloc::vec::Vec;
use core::hash::Hasher;

use super::keys::{BoundKeys, Codes, KeySource, Part, column, group_codes, narrow, pack, recode};
use super::strategy::Strategy;
use crate::codes::group::{Grouped, Groups, group};
use crate::codes::intern::{Interner, intern_column};
use crate::codes::slots::{Slots, first_bytes, hash_pair, hash_word};
use crate::column::{EqColumn, HashColumn};
use crate::expression::{Handle, KeyKind};
use crate::pipeline::{RowSet, Run};
use crate::record::{Lend, RefsOf, Rows, SoA, Stored};

/// Groups rows by their keys.
///
/// # Safety
/// - the rows are of the source that the keys were bound to.
pub(super) unsafe fn alike<R: Handle>(
    keys: &dyn BoundKeys<R>,
    rows: &RowSet<R>,
    strategy: Option<Strategy>,
    run: &Run,
) -> Grouped {
    // SAFETY: the caller's promise.
    let codes = unsafe { group_codes(keys, rows, run) };
    let _codes = run.hold(codes.codes.len() * size_of::<u64>());
    group(run, &codes.codes, codes.largest, strategy.map(Strategy::of_codes))
}

/// One of two queries: its keys, and its rows.
pub(super) struct Side<'s, R> {
    pub(super) keys: &'s dyn BoundKeys<R>,
    pub(super) rows: &'s RowSet<R>,
}

impl<'s, R: Handle> Side<'s, R> {
    fn sources(&self) -> Vec<&'s dyn KeySource<R>> {
        let mut sources = Vec::new();
        self.keys.visit(&mut |source| sources.push(source));
        sources
    }
}

/// Groups the rows of two queries by keys of the same types, the first query's rows first.
///
/// # Safety
/// - the rows of each are of the source that its keys were bound to.
pub(super) unsafe fn alike_in_both<L: Handle, R: Handle>(
    left: &Side<'_, L>,
    right: &Side<'_, R>,
    strategy: Option<Strategy>,
    run: &Run,
) -> Groups {
    let mut columns = Vec::new();
    for (first, second) in left.sources().into_iter().zip(right.sources()) {
        // SAFETY: the caller's promise.
        let fill = |part| unsafe {
            let mut codes = column(first, part, left.rows, run);
            codes.append(&mut column(second, part, right.rows, run));
            codes
        };
        if let (KeyKind::Text, Some(words), Some(other)) = (first.kind(), first.word_count(), second.word_count()) {
            // SAFETY: the caller's promise.
            let mut codes =
                unsafe { [column(first, Part::Word, left.rows, run), column(second, Part::Word, right.rows, run)] };
            let mut all = Interner::default();
            let mut number = |word: Option<&str>| u64::from(all.intern(word.unwrap_or_default()));
            let mut maps: [Vec<u64>; 2] = [
                (0..words).map(|code| number(first.word(code))).collect(),
                (0..other).map(|code| number(second.word(code))).collect(),
            ];
            let missing = all.len() as u64;
            for (codes, map) in codes.iter_mut().zip(&mut maps) {
                map.push(missing);
                recode(codes, map, run);
            }
            columns.push(Codes { codes: codes.concat(), bounds: Some((0, missing)) });
            continue;
        }
        if first.is_nullable() {
            columns.push(Codes { codes: fill(Part::Missing), bounds: Some((0, 1)) });
        }
        match first.kind() {
            KeyKind::Code { bits } => columns.push(Codes { codes: fill(Part::Code), bounds: narrow(bits) }),
            KeyKind::Wide { bits: [high, low] } => {
                columns.push(Codes { codes: fill(Part::Code), bounds: narrow(high) });
                columns.push(Codes { codes: fill(Part::LowCode), bounds: narrow(low) });
            }
            KeyKind::Text => {
                let count = left.rows.len();
                let text = |row: usize| {
                    // SAFETY: the caller's promise.
                    let text = unsafe {
                        if row < count {
                            first.text(left.rows.get(row))
                        } else {
                            second.text(right.rows.get(row - count))
                        }
                    };
                    text.unwrap_or_default()
                };
                let (words, codes) = intern_column(run, count + right.rows.len(), &text);
                columns.push(Codes { codes, bounds: Some((0, words.len() as u64)) });
            }
        }
    }
    // A key without columns: all rows are alike.
    if columns.is_empty() {
        columns.push(Codes { codes: vec![0; left.rows.len() + right.rows.len()], bounds: Some((0, 0)) });
    }
    let codes = pack(columns, run);
    let _codes = run.hold(codes.codes.len() * size_of::<u64>());
    group(run, &codes.codes, codes.largest, strategy.map(Strategy::of_codes)).into_groups(run)
}

/// Hashes whole rows, always in the same way.
#[derive(Default)]
struct RowHasher(u64);

impl Hasher for RowHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash_pair(self.0, hash_word(first_bytes(bytes), bytes));
    }

    fn write_u8(&mut self, number: u8) {
        self.write_u64(number.into());
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(number.into());
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = hash_pair(self.0, number);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }
}

/// Whole rows that have been met, each with a number.
pub(super) struct Known<'s, T: SoA + 's> {
    slots: Slots,
    cells: Vec<RefsOf<'s, T>>,
    groups: Groups,
}

impl<'s, T: SoA + 's> Known<'s, T>
where
    T::Columns: HashColumn + EqColumn,
{
    pub(super) fn new() -> Self {
        Self { slots: Slots::default(), cells: Vec::new(), groups: Groups::default() }
    }

    /// Numbers the rows of a query, behind those that were numbered before.
    pub(super) fn extend(&mut self, table: Rows<'s, T>, rows: &RowSet<[u32; 1]>) {
        self.groups.ids.reserve(rows.len());
        for position in 0..rows.len() {
            let [row] = rows.get(position);
            let proxy = table.get(row as usize).expect("rows of a query are below the row count of their table");
            let cells = <T as Lend<'s>>::proxy_cells(proxy);
            let mut hasher = RowHasher::default();
            <T as Stored>::Columns::hash_cell(cells, &mut hasher);
            self.slots.reserve(1);
            let known = &self.cells;
            let same = |number: u32| <T as Stored>::Columns::eq_cell(known[number as usize], cells);
            let number = match self.slots.find(hasher.finish(), same) {
                Ok(number) => number,
                Err(at) => {
                    let number = self.cells.len() as u32;
                    self.slots.take(at, hasher.finish(), number);
                    self.groups.firsts.push(self.groups.ids.len() as u32);
                    self.cells.push(cells);
                    number
                }
            };
            self.groups.ids.push(number);
        }
    }

    /// The group of each row.
    pub(super) fn into_groups(self) -> Groups {
        self.groups
    }
}
