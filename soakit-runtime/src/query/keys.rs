//! [`Keys`]: expressions by which rows are grouped, sorted and joined, as columns of codes.
//!
//! A key of one expression or of a tuple is a list of [`KeySource`]s. Each makes one column of codes or several: one that says
//! whether a value is missing, if it can be; one or two for its number; for text, the number of its word. From here on nothing
//! knows what the key's type was, and nothing is compiled again for it.

#![allow(unsafe_code, reason = "evaluates expressions over the rows of a plan")]

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::codes::each::each_mut;
use crate::codes::intern::intern_column;
use crate::codes::join::PackedRange;
use crate::codes::pack::range;
use crate::codes::wide::combine;
use crate::expression::{Bound, Calc, Eval, Expr, Handle, KeyCell, KeyKind, Mark, Source};
use crate::pipeline::{Batch, RowSet, Run};
use crate::record::derived::Computed;
use crate::record::{Cell, Field, Path};
use crate::words::listable;

/// What rows can be grouped and joined by: an expression whose values are keys, or a tuple of such.
///
/// # Safety
///
/// - what [`bind`](Keys::bind) answers shows expressions that are bound to the source that it was given.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a key",
    label = "rows cannot be grouped or joined by this",
    note = "answer with a column or an expression, or a tuple of them: `|w| (w.origin, w.month)`"
)]
pub unsafe trait Keys<S: Source> {
    /// The expressions, bound.
    type Bound: BoundKeys<S::Row>;
    /// The type of the key, or a tuple of the types: keys of the same types can be joined.
    type Type;
    /// The expressions themselves. Steps of a query answer with this: after a mistake it is no type, and later steps have
    /// nothing to complain about.
    type Checked;

    /// The expressions themselves.
    fn checked(self) -> Self::Checked;

    /// Fixes the expressions to the rows of a source.
    fn bind(&self, source: S) -> Self::Bound;

    /// Writes the expressions as text.
    fn describe(&self, out: &mut String);
}

/// A key as text.
pub(super) fn text<S: Source>(key: &impl Keys<S>) -> String {
    let mut text = String::new();
    key.describe(&mut text);
    text
}

/// The expressions of a key, bound.
pub trait BoundKeys<R: Handle>: Sync {
    /// Shows each expression to `visit`, the most significant first.
    fn visit<'k>(&'k self, visit: &mut dyn FnMut(&'k dyn KeySource<R>));
}

/// What a column of codes says of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// 1 if it is missing, else 0.
    Missing,
    /// Its code, or the more significant of two.
    Code,
    /// The less significant code.
    LowCode,
    /// The number of its word in the dictionary; the number of words if it is missing.
    Word,
}

/// One expression of a key.
///
/// # Safety
/// - rows are only passed on to the expression.
pub unsafe trait KeySource<R: Handle>: Sync {
    /// How values become codes.
    fn kind(&self) -> KeyKind;

    /// Whether values can be missing.
    fn is_nullable(&self) -> bool;

    /// Whether a value can be computed for any row, and twice, without harm: [`Bound::TOTAL`].
    fn is_total(&self) -> bool;

    /// The number of words, if every value is a word of a dictionary.
    fn word_count(&self) -> Option<usize>;

    /// A word of the dictionary.
    fn word(&self, code: usize) -> Option<&str>;

    /// Writes what a column says of rows at positions from `start` on.
    ///
    /// # Safety
    /// - rows of the source that the expression was bound to.
    unsafe fn fill(&self, rows: &RowSet<R>, start: usize, part: Part, codes: &mut [u64]);

    /// Writes what a column says of the rows of a batch.
    ///
    /// # Safety
    /// - rows of the source that the expression was bound to.
    unsafe fn fill_batch(&self, rows: Batch<'_, R>, part: Part, codes: &mut [u64]);

    /// The text of a row; `None` if it is missing, or no text.
    ///
    /// # Safety
    /// - a row of the source that the expression was bound to.
    unsafe fn text(&self, row: R) -> Option<&str>;
}

/// An expression of a key, bound.
pub struct KeyLeaf<B>(B);

impl<R: Handle, B: Bound<R, Out: KeyCell>> BoundKeys<R> for KeyLeaf<B> {
    fn visit<'k>(&'k self, visit: &mut dyn FnMut(&'k dyn KeySource<R>)) {
        visit(self);
    }
}

// SAFETY: rows are passed on.
unsafe impl<R: Handle, B: Bound<R, Out: KeyCell>> KeySource<R> for KeyLeaf<B> {
    fn kind(&self) -> KeyKind {
        B::Out::KIND
    }

    fn is_nullable(&self) -> bool {
        B::Out::NULLABLE
    }

    fn is_total(&self) -> bool {
        B::TOTAL
    }

    fn word_count(&self) -> Option<usize> {
        self.0.word_count()
    }

    fn word(&self, code: usize) -> Option<&str> {
        self.0.word(code).and_then(KeyCell::text)
    }

    unsafe fn fill(&self, rows: &RowSet<R>, start: usize, part: Part, mut codes: &mut [u64]) {
        rows.batches(start..start + codes.len(), &mut |batch| {
            let (own, rest) = core::mem::take(&mut codes).split_at_mut(batch.rows());
            codes = rest;
            // SAFETY: the caller's promise.
            unsafe { self.fill_batch(batch, part, own) };
        });
    }

    unsafe fn fill_batch(&self, batch: Batch<'_, R>, part: Part, codes: &mut [u64]) {
        // SAFETY: the caller's promise.
        let value = |row| unsafe { self.0.at(row) };
        let words = self.0.word_count().unwrap_or(0) as u64;
        // One loop for each part: the code that a column does not ask for is not computed.
        match part {
            Part::Missing => fill(batch, codes, |row| u64::from(value(row).is_missing())),
            Part::Code => fill(batch, codes, |row| value(row).code()),
            Part::LowCode => fill(batch, codes, |row| value(row).low_code()),
            Part::Word => {
                // SAFETY: the caller's promise; there is a dictionary.
                let code = |row| u64::from(unsafe { self.0.code(row) });
                // Without missing values there is nothing to limit, which 64-bit numbers pay for.
                if B::Out::NULLABLE { fill(batch, codes, |row| code(row).min(words)) } else { fill(batch, codes, code) }
            }
        }
    }

    unsafe fn text(&self, row: R) -> Option<&str> {
        // SAFETY: the caller's promise.
        unsafe { self.0.at(row) }.text()
    }
}

/// Writes a code for each row of a batch.
#[inline(always)]
fn fill<R: Handle>(batch: Batch<'_, R>, codes: &mut [u64], code: impl Fn(R) -> u64) {
    match batch {
        Batch::Span { start, .. } => {
            for (offset, place) in (0..).zip(codes) {
                *place = code(R::only(start + offset));
            }
        }
        Batch::Listed(rows) => {
            for (&row, place) in rows.iter().zip(codes) {
                *place = code(row);
            }
        }
        Batch::Masked { .. } => {
            let mut places = codes.iter_mut();
            batch.for_each(|row| {
                if let Some(place) = places.next() {
                    *place = code(row);
                }
            });
        }
    }
}

/// The values of an expression over a source.
type OutOf<S, E> = <<E as Eval<S>>::Bound as Bound<<S as Source>::Row>>::Out;

macro_rules! keys {
    ($([$($parameters:tt)*] $expression:ty;)*) => {$(
        // SAFETY: the expression is bound to the source.
        unsafe impl<S: Source, $($parameters)*> Keys<S> for $expression
        where
            Self: Eval<S>,
            OutOf<S, Self>: KeyCell,
        {
            type Bound = KeyLeaf<<Self as Eval<S>>::Bound>;
            type Type = <OutOf<S, Self> as KeyCell>::Base;
            type Checked = <OutOf<S, Self> as KeyCell>::Same<Self>;

            #[inline(always)]
            fn checked(self) -> Self::Checked {
                <OutOf<S, Self> as KeyCell>::same(self)
            }

            fn bind(&self, source: S) -> Self::Bound {
                KeyLeaf(Eval::bind(self, source))
            }

            fn describe(&self, out: &mut String) {
                Eval::describe(self, out);
            }
        }
    )*};
}

keys! {
    [R: Mark, P: Path, V: Cell] Field<R, P, V>;
    [R: Mark, D, const N: usize, V: Cell] Computed<R, D, N, V>;
    [N: Expr] Calc<N>;
}

/// No key: all rows are alike.
// SAFETY: shows no expression.
unsafe impl<S: Source> Keys<S> for () {
    type Checked = ();
    type Bound = ();
    type Type = ();

    fn checked(self) {}

    fn bind(&self, _: S) {}

    fn describe(&self, out: &mut String) {
        out.push_str("nothing");
    }
}

impl<R: Handle> BoundKeys<R> for () {
    fn visit<'k>(&'k self, _: &mut dyn FnMut(&'k dyn KeySource<R>)) {}
}

macro_rules! tuples {
    ($($key:ident $index:tt),+) => {
        // SAFETY: each key is bound to the source.
        unsafe impl<S: Source, $($key: Keys<S>),+> Keys<S> for ($($key,)+) {
            type Bound = ($($key::Bound,)+);
            type Type = ($($key::Type,)+);
            type Checked = ($($key::Checked,)+);

            #[inline(always)]
            fn checked(self) -> Self::Checked {
                ($(self.$index.checked(),)+)
            }

            fn bind(&self, source: S) -> Self::Bound {
                ($(self.$index.bind(source),)+)
            }

            fn describe(&self, out: &mut String) {
                $(
                    if $index > 0 {
                        out.push_str(", ");
                    }
                    self.$index.describe(out);
                )+
            }
        }

        impl<R: Handle, $($key: BoundKeys<R>),+> BoundKeys<R> for ($($key,)+) {
            fn visit<'k>(&'k self, visit: &mut dyn FnMut(&'k dyn KeySource<R>)) {
                $(self.$index.visit(visit);)+
            }
        }
    };
}

tuples! { A 0 }
tuples! { A 0, B 1 }
tuples! { A 0, B 1, C 2 }
tuples! { A 0, B 1, C 2, D 3 }
tuples! { A 0, B 1, C 2, D 3, E 4 }
tuples! { A 0, B 1, C 2, D 3, E 4, F 5 }
tuples! { A 0, B 1, C 2, D 3, E 4, F 5, G 6 }
tuples! { A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7 }
tuples! { A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8 }
tuples! { A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9 }
tuples! { A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10 }
tuples! { A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11 }

/// A column of codes, and bounds of them, if they are known without looking.
pub(super) struct Codes {
    pub(super) codes: Vec<u64>,
    pub(super) bounds: Option<(u64, u64)>,
}

/// Makes the column that says one thing of every row.
///
/// # Safety
/// - the rows are of the source that the expression was bound to.
pub(super) unsafe fn column<R: Handle>(source: &dyn KeySource<R>, part: Part, rows: &RowSet<R>, run: &Run) -> Vec<u64> {
    let count = rows.len();
    let mut codes = vec![0; count];
    let morsel = run.task_rows(0, count).len().max(1);
    let mut tasks: Vec<&mut [u64]> = codes.chunks_mut(morsel).collect();
    each_mut(run, count, &mut tasks, &|task, codes| {
        // SAFETY: the caller's promise.
        unsafe { source.fill(rows, task * morsel, part, codes) };
    });
    codes
}

/// Replaces each code by another.
pub(super) fn recode(codes: &mut [u64], by: &[u64], run: &Run) {
    let rows = codes.len();
    let mut tasks: Vec<&mut [u64]> = codes.chunks_mut(run.task_rows(0, rows).len().max(1)).collect();
    each_mut(run, rows, &mut tasks, &|_, codes| {
        for code in codes.iter_mut() {
            *code = by[*code as usize];
        }
    });
}

/// The codes of rows by which they are grouped: equal exactly where the keys are.
pub(super) struct GroupCodes {
    pub(super) codes: Vec<u64>,
    /// No code is above it.
    pub(super) largest: u64,
}

/// Makes the codes of a key for grouping.
///
/// # Panics
/// Beyond 4,294,967,295 rows, which a join can have: positions have 32 bits.
///
/// # Safety
/// - the rows are of the source that the keys were bound to.
pub(super) unsafe fn group_codes<R: Handle>(keys: &dyn BoundKeys<R>, rows: &RowSet<R>, run: &Run) -> GroupCodes {
    listable(rows.len());
    let mut columns: Vec<Codes> = Vec::new();
    keys.visit(&mut |source| {
        // SAFETY: the caller's promise.
        let fill = |part| unsafe { column(source, part, rows, run) };
        if let (KeyKind::Text, Some(words)) = (source.kind(), source.word_count()) {
            return columns.push(Codes { codes: fill(Part::Word), bounds: Some((0, words as u64)) });
        }
        if source.is_nullable() {
            columns.push(Codes { codes: fill(Part::Missing), bounds: Some((0, 1)) });
        }
        match source.kind() {
            KeyKind::Code { bits } => columns.push(Codes { codes: fill(Part::Code), bounds: narrow(bits) }),
            KeyKind::Wide { bits: [high, low] } => {
                columns.push(Codes { codes: fill(Part::Code), bounds: narrow(high) });
                columns.push(Codes { codes: fill(Part::LowCode), bounds: narrow(low) });
            }
            KeyKind::Text => {
                // SAFETY: the caller's promise.
                let text = |row: usize| unsafe { source.text(rows.get(row)) }.unwrap_or_default();
                let (words, codes) = intern_column(run, rows.len(), &text);
                columns.push(Codes { codes, bounds: Some((0, words.len() as u64)) });
            }
        }
    });
    if columns.is_empty() {
        return GroupCodes { codes: vec![0; rows.len()], largest: 0 };
    }
    pack(columns, run)
}

/// The bounds of codes of so few bits that looking for better ones is not worth it.
pub(super) fn narrow(bits: u32) -> Option<(u64, u64)> {
    (bits <= 8).then(|| (0, (1 << bits) - 1))
}

/// Puts the columns of a key side by side, or numbers their pairs where they do not fit.
pub(super) fn pack(columns: Vec<Codes>, run: &Run) -> GroupCodes {
    let mut columns = columns;
    let Some(rows) = columns.first().map(|column| column.codes.len()) else {
        return GroupCodes { codes: Vec::new(), largest: 0 };
    };
    loop {
        let bounds: Vec<(u64, u64)> =
            columns.iter().map(|column| column.bounds.unwrap_or_else(|| range(run, &column.codes))).collect();
        if let Some(packing) = PackedRange::from_bounds(&bounds) {
            let slices: Vec<&[u64]> = columns.iter().map(|column| &*column.codes).collect();
            let mut codes = vec![0; rows];
            let morsel = run.task_rows(0, rows).len().max(1);
            let mut tasks: Vec<&mut [u64]> = codes.chunks_mut(morsel).collect();
            each_mut(run, rows, &mut tasks, &|task, codes| {
                let parts: Vec<&[u64]> = slices.iter().map(|column| &column[task * morsel..][..codes.len()]).collect();
                packing.pack(&parts, 0, codes);
            });
            return GroupCodes { codes, largest: packing.largest() };
        }
        // A key of more than 64 bits: the last two columns become one of numbers below the row count.
        let (last, before) = match (columns.pop(), columns.pop()) {
            (Some(last), Some(before)) => (last, before),
            _ => unreachable!("a column of codes always fits"),
        };
        let (pairs, codes) = combine(run, &before.codes, &last.codes);
        columns.push(Codes { codes, bounds: Some((0, pairs.pairs().len() as u64)) });
    }
}
