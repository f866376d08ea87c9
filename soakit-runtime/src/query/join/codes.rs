//! The codes of keys on both sides of a join.
//!
//! The build side decides: the ranges of its codes, the numbers of its words, the pairs of its wide keys. The probing side asks
//! for the same, a batch at a time; a value that the build side does not have becomes a code that no row has.

#![allow(unsafe_code, reason = "evaluates keys over the rows of a plan")]

use alloc::format;
use alloc::vec;
use alloc::vec::Vec;

use super::super::keys::{BoundKeys, KeySource, Part, column};
use crate::codes::intern::{Interner, intern_column};
use crate::codes::join::{JoinStrategy, JoinTable, PackedRange};
use crate::codes::wide::{WidePairs, combine};
use crate::expression::{Handle, KeyKind};
use crate::pipeline::{Batch, RowSet, Run};
use crate::words::RowIndex;

/// The build side of a join: its rows, found by key.
pub(super) struct Build {
    pub(super) table: JoinTable,
    pub(super) rows: RowSet<[RowIndex; 1]>,
    columns: Vec<Column>,
    /// For keys of more than 64 bits: the pairs that the last two columns, again and again, became.
    pairs: Vec<WidePairs>,
    range: PackedRange,
    absent: u64,
}

/// A column of codes, as the probing side makes it.
struct Column {
    /// The number of the expression in the key.
    source: usize,
    kind: Kind,
    /// The column that says which values are missing: those get number 0 here, on both sides.
    missing: Option<usize>,
}

enum Kind {
    /// What the expression says of itself.
    Part(Part),
    /// Nothing is missing.
    Never,
    /// The numbers of the build side's words.
    Words(Interner),
    /// The build side's numbers of the words of the probing side's dictionary.
    Translated(Vec<u64>),
}

/// What a value becomes that the build side does not have.
const ABSENT: u64 = u64::MAX;

/// The expressions of a key.
fn sources<'k, R: Handle>(keys: &'k dyn BoundKeys<R>) -> Vec<&'k dyn KeySource<R>> {
    let mut sources: Vec<&'k dyn KeySource<R>> = Vec::new();
    keys.visit(&mut |source| sources.push(source));
    sources
}

impl Build {
    /// Builds the table.
    ///
    /// # Safety
    /// - the build keys are bound to the source of the rows.
    pub(super) unsafe fn new<R: Handle>(
        rows: RowSet<[RowIndex; 1]>,
        build: &dyn BoundKeys<[RowIndex; 1]>,
        probe: &dyn BoundKeys<R>,
        strategy: Option<JoinStrategy>,
        run: &Run,
    ) -> Self {
        let mut columns = Vec::new();
        let mut codes: Vec<Vec<u64>> = Vec::new();
        for (index, (own, other)) in sources(build).into_iter().zip(sources(probe)).enumerate() {
            // SAFETY: the caller's promise.
            let fill = |part| unsafe { column(own, part, &rows, run) };
            let part = |part| Column { source: index, kind: Kind::Part(part), missing: None };
            let mut missing = None;
            if own.is_nullable() || other.is_nullable() {
                codes.push(if own.is_nullable() { fill(Part::Missing) } else { vec![0; rows.len()] });
                let kind = if other.is_nullable() { Kind::Part(Part::Missing) } else { Kind::Never };
                missing = Some(columns.len());
                columns.push(Column { source: index, kind, missing: None });
            }
            match own.kind() {
                KeyKind::Code { .. } => {
                    codes.push(fill(Part::Code));
                    columns.push(part(Part::Code));
                }
                KeyKind::Wide { .. } => {
                    codes.push(fill(Part::Code));
                    codes.push(fill(Part::LowCode));
                    columns.extend([part(Part::Code), part(Part::LowCode)]);
                }
                KeyKind::Text => {
                    let (words, mut numbers) = if let Some(count) = own.word_count() {
                        let mut words = Interner::default();
                        for code in 0..count {
                            words.intern(own.word(code).unwrap_or_default());
                        }
                        (words, fill(Part::Word))
                    } else {
                        // SAFETY: the caller's promise.
                        let text = |row: usize| unsafe { own.text(rows.get(row)) }.unwrap_or_default();
                        intern_column(run, rows.len(), &text)
                    };
                    if let Some(missing) = missing {
                        blank(&mut numbers, &codes[missing]);
                    }
                    codes.push(numbers);
                    columns.push(Column { source: index, kind: text_kind(words, other), missing });
                }
            }
        }
        let mut pairs = Vec::new();
        let range = loop {
            let slices: Vec<&[u64]> = codes.iter().map(|column| &**column).collect();
            if let Some(range) = PackedRange::of(run, &slices) {
                break range;
            }
            let (last, before) = match (codes.pop(), codes.pop()) {
                (Some(last), Some(before)) => (last, before),
                _ => unreachable!("a column of codes always fits"),
            };
            let (known, numbers) = combine(run, &before, &last);
            pairs.push(known);
            codes.push(numbers);
        };
        let mut packed = vec![0; rows.len()];
        let slices: Vec<&[u64]> = codes.iter().map(|column| &**column).collect();
        range.pack(&slices, 0, &mut packed);
        let table = JoinTable::build(run, &packed, range.largest(), strategy);
        let absent = table.absent();
        run.done(|| {
            let unique = if table.is_unique() { "unique" } else { "repeated" };
            format!("built a table of {} rows with {unique} keys, {} bytes", rows.len(), table.bytes())
        });
        let build = Self { table, rows, columns, pairs, range, absent };
        // The table lives as long as rows flow; that it was there is what a control wants to know.
        drop(run.hold(build.bytes()));
        build
    }

    /// The bytes of the table and what belongs to it.
    pub(super) fn bytes(&self) -> usize {
        self.table.bytes() + self.pairs.iter().map(WidePairs::bytes).sum::<usize>()
    }

    /// The row at a position of the build side.
    #[inline(always)]
    pub(super) fn row(&self, position: u32) -> RowIndex {
        self.rows.get(position as usize)[0]
    }

    /// Finds the group of each row of a batch, or `MISS`.
    ///
    /// # Safety
    /// - the probe keys are those that the table was built for, bound to the source of the rows.
    pub(super) unsafe fn probe<R: Handle>(
        &self,
        keys: &dyn BoundKeys<R>,
        rows: Batch<'_, R>,
        scratch: &mut Scratch,
        groups: &mut [u32],
    ) {
        let count = rows.rows();
        let sources = sources(keys);
        scratch.columns.resize_with(self.columns.len(), Vec::new);
        for (index, column) in self.columns.iter().enumerate() {
            let (before, rest) = scratch.columns.split_at_mut(index);
            let codes = &mut rest[0];
            codes.clear();
            codes.resize(count, 0);
            // SAFETY: the caller's promise.
            unsafe { column.fill(sources[column.source], rows, codes) };
            if let Some(missing) = column.missing {
                blank(codes, &before[missing]);
            }
        }
        // Pairs were made from the last two columns, and from what came out of that.
        let mut columns: Vec<&mut Vec<u64>> = scratch.columns.iter_mut().collect();
        for pairs in &self.pairs {
            if let Some(last) = columns.pop()
                && let Some(before) = columns.last_mut()
            {
                for (before, &last) in before.iter_mut().zip(&*last) {
                    *before = pairs.get((*before, last)).map_or(ABSENT, u64::from);
                }
            }
        }
        let slices: Vec<&[u64]> = columns.iter().map(|column| &***column).collect();
        scratch.packed.clear();
        scratch.packed.resize(count, 0);
        self.range.pack(&slices, self.absent, &mut scratch.packed);
        self.table.probe(&scratch.packed, groups);
    }
}

/// Gives missing values number 0.
fn blank(codes: &mut [u64], missing: &[u64]) {
    codes.iter_mut().zip(missing).for_each(|(code, &missing)| *code = if missing == 1 { 0 } else { *code });
}

/// How the probing side finds the numbers of its words.
fn text_kind<R: Handle>(words: Interner, other: &dyn KeySource<R>) -> Kind {
    let Some(count) = other.word_count() else { return Kind::Words(words) };
    let number = |code| other.word(code).and_then(|word| words.get(word)).map_or(ABSENT, u64::from);
    // One more for missing cells, which have no word.
    Kind::Translated((0..=count).map(number).collect())
}

/// Columns of codes of a batch, used again and again.
#[derive(Default)]
pub(super) struct Scratch {
    columns: Vec<Vec<u64>>,
    packed: Vec<u64>,
}

impl Column {
    /// Writes the codes of a batch.
    ///
    /// # Safety
    /// - the expression is bound to the source of the rows.
    unsafe fn fill<R: Handle>(&self, source: &dyn KeySource<R>, rows: Batch<'_, R>, codes: &mut [u64]) {
        match &self.kind {
            Kind::Never => {}
            // SAFETY: the caller's promise.
            Kind::Part(part) => unsafe { source.fill_batch(rows, *part, codes) },
            Kind::Translated(numbers) => {
                // SAFETY: the caller's promise.
                unsafe { source.fill_batch(rows, Part::Word, codes) };
                codes.iter_mut().for_each(|code| *code = numbers[*code as usize]);
            }
            Kind::Words(words) => {
                let mut places = codes.iter_mut();
                rows.for_each(|row| {
                    // SAFETY: the caller's promise.
                    let text = unsafe { source.text(row) }.unwrap_or_default();
                    if let Some(place) = places.next() {
                        *place = words.get(text).map_or(ABSENT, u64::from);
                    }
                });
            }
        }
    }
}
