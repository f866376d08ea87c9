//! [`SortKeys`]: expressions by which rows are ordered, as columns of codes.
//!
//! A key is an expression and a [`Direction`]. Its codes are those of a group's key, but for text, which here needs the order
//! of its words and not only their numbers.
//!
//! A missing value takes a place of its own next to the codes that are there, before the first or behind the last of them: one
//! column of codes says both, so that a key which may be missing costs no second pass. Where codes fill all 64 bits, and for
//! keys of two codes, a column of flags stands before them.

#![allow(unsafe_code, reason = "evaluates keys over the rows of a plan")]

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::keys::{BoundKeys, KeySource, Keys, Part, column, recode};
use crate::codes::each::each_mut;
use crate::codes::intern::intern_column;
use crate::codes::pack::CodeColumn;
use crate::codes::rank::{TextOf, text_codes, word_ranks};
use crate::expression::{Calc, Expr, Handle, KeyKind, Mark, Source};
use crate::pipeline::{RowSet, Run, map_tasks};
use crate::record::derived::Computed;
use crate::record::{Cell, Field, Path};

/// Which way a key is ordered, and where missing values go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Direction {
    pub(super) descending: bool,
    missing_first: bool,
}

/// An expression, and which way it orders rows.
#[derive(Clone, Copy, Debug)]
pub struct Ordered<E> {
    pub(super) by: E,
    pub(super) direction: Direction,
}

impl<E> Ordered<E> {
    /// Least values first.
    #[must_use]
    pub fn asc(mut self) -> Self {
        self.direction.descending = false;
        self
    }

    /// Greatest values first.
    #[must_use]
    pub fn desc(mut self) -> Self {
        self.direction.descending = true;
        self
    }

    /// Missing values before all others.
    #[must_use]
    pub fn nulls_first(mut self) -> Self {
        self.direction.missing_first = true;
        self
    }

    /// Missing values behind all others, as they are unless something else is said.
    #[must_use]
    pub fn nulls_last(mut self) -> Self {
        self.direction.missing_first = false;
        self
    }
}

/// The directions of an expression. In the prelude.
///
/// An expression orders rows ascending, missing values last, unless something else is said. NaN is above all numbers: last
/// ascending, first descending. Missing values are last in both directions, or first with `nulls_first`.
pub trait OrderExpr: Expr {
    /// Least values first.
    #[inline]
    fn asc(self) -> Ordered<Self> {
        Ordered { by: self, direction: Direction::default() }
    }

    /// Greatest values first; missing ones still last.
    #[inline]
    fn desc(self) -> Ordered<Self> {
        self.asc().desc()
    }

    /// Least values first, but missing ones before them.
    #[inline]
    fn nulls_first(self) -> Ordered<Self> {
        self.asc().nulls_first()
    }

    /// Least values first, missing ones last.
    #[inline]
    fn nulls_last(self) -> Ordered<Self> {
        self.asc()
    }
}

impl<E: Expr> OrderExpr for E {}

/// What rows can be ordered by: an expression whose values have an order, with a direction or without, or a tuple of such.
///
/// # Safety
///
/// - what [`bind`](SortKeys::bind) answers shows expressions that are bound to the source that it was given.
#[diagnostic::on_unimplemented(
    message = "rows cannot be ordered by `{Self}`",
    label = "without an order",
    note = "answer with a column or an expression, or a tuple of up to twelve: `|w| (w.origin, w.temp.desc())`"
)]
pub unsafe trait SortKeys<S: Source> {
    /// The expressions, bound.
    type Bound: BoundSortKeys<S::Row>;
    /// The expressions themselves, as in [`Keys`].
    type Checked;

    /// The expressions themselves.
    fn checked(self) -> Self::Checked;

    /// Fixes the expressions to the rows of a source.
    fn bind(&self, source: S) -> Self::Bound;

    /// Writes the expressions as text.
    fn describe(&self, out: &mut String);
}

/// An order as text.
pub(super) fn text<S: Source>(keys: &impl SortKeys<S>) -> String {
    let mut text = String::new();
    keys.describe(&mut text);
    text
}

/// The expressions of an order, bound.
pub trait BoundSortKeys<R: Handle>: Sync {
    /// Shows each expression to `visit`, the most significant first.
    fn visit<'k>(&'k self, visit: &mut dyn FnMut(&'k dyn KeySource<R>, Direction));
}

/// One key of an order, bound.
pub struct SortLeaf<B> {
    keys: B,
    direction: Direction,
}

impl<R: Handle, B: BoundKeys<R>> BoundSortKeys<R> for SortLeaf<B> {
    fn visit<'k>(&'k self, visit: &mut dyn FnMut(&'k dyn KeySource<R>, Direction)) {
        self.keys.visit(&mut |source| visit(source, self.direction));
    }
}

// SAFETY: the key is bound to the source.
unsafe impl<S: Source, E: Keys<S>> SortKeys<S> for Ordered<E> {
    type Bound = SortLeaf<E::Bound>;
    type Checked = Ordered<E::Checked>;

    #[inline(always)]
    fn checked(self) -> Self::Checked {
        Ordered { by: self.by.checked(), direction: self.direction }
    }

    fn bind(&self, source: S) -> Self::Bound {
        SortLeaf { keys: self.by.bind(source), direction: self.direction }
    }

    fn describe(&self, out: &mut String) {
        self.by.describe(out);
        if self.direction.descending {
            out.push_str(" descending");
        }
        if self.direction.missing_first {
            out.push_str(" (missing first)");
        }
    }
}

macro_rules! keys {
    ($([$($parameters:tt)*] $expression:ty;)*) => {$(
        // SAFETY: the key is bound to the source.
        unsafe impl<S: Source, $($parameters)*> SortKeys<S> for $expression
        where
            Self: Keys<S>,
        {
            type Bound = SortLeaf<<Self as Keys<S>>::Bound>;
            type Checked = <Self as Keys<S>>::Checked;

            #[inline(always)]
            fn checked(self) -> Self::Checked {
                Keys::checked(self)
            }

            fn bind(&self, source: S) -> Self::Bound {
                SortLeaf { keys: Keys::bind(self, source), direction: Direction::default() }
            }

            fn describe(&self, out: &mut String) {
                Keys::describe(self, out);
            }
        }
    )*};
}

keys! {
    [R: Mark, P: Path, V: Cell] Field<R, P, V>;
    [R: Mark, D, const N: usize, V: Cell] Computed<R, D, N, V>;
    [N: Expr] Calc<N>;
}

macro_rules! tuples {
    ($($key:ident $index:tt),+) => {
        // SAFETY: each key is bound to the source.
        unsafe impl<S: Source, $($key: SortKeys<S>),+> SortKeys<S> for ($($key,)+) {
            type Bound = ($($key::Bound,)+);
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

        impl<R: Handle, $($key: BoundSortKeys<R>),+> BoundSortKeys<R> for ($($key,)+) {
            fn visit<'k>(&'k self, visit: &mut dyn FnMut(&'k dyn KeySource<R>, Direction)) {
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

/// A column of an order.
pub(super) struct OrderColumn {
    pub(super) codes: Vec<u64>,
    descending: bool,
    range: Option<(u64, u64)>,
}

impl OrderColumn {
    /// The column, as algorithms over codes take it.
    pub(super) fn as_codes(&self) -> CodeColumn<'_> {
        CodeColumn { codes: &self.codes, descending: self.descending, range: self.range }
    }
}

/// Makes the columns of an order, the most significant first.
///
/// # Safety
/// - the rows are of the source that the keys were bound to.
pub(super) unsafe fn order_columns<R: Handle>(
    keys: &dyn BoundSortKeys<R>,
    rows: &RowSet<R>,
    run: &Run,
) -> Vec<OrderColumn> {
    let mut columns = Vec::new();
    keys.visit(&mut |source, direction| {
        let descending = direction.descending;
        // SAFETY: the caller's promise.
        let fill = |part| unsafe { column(source, part, rows, run) };
        let (codes, range) = match (source.kind(), source.word_count()) {
            (KeyKind::Text, Some(words)) => {
                let mut codes = fill(Part::Word);
                rank_words(&mut codes, words, source, direction, run);
                return columns.push(OrderColumn { codes, descending, range: Some((0, words as u64)) });
            }
            (KeyKind::Text, None) => {
                // SAFETY: the caller's promise.
                let text = |row: usize| unsafe { source.text(rows.get(row)) }.unwrap_or_default();
                (ranks(run, rows.len(), &text), None)
            }
            (KeyKind::Code { bits }, _) => (fill(Part::Code), (bits <= 8).then(|| (0, (1 << bits) - 1))),
            (KeyKind::Wide { .. }, _) => (fill(Part::Code), None),
        };
        let low = matches!(source.kind(), KeyKind::Wide { .. }).then(|| fill(Part::LowCode));
        let mut codes = codes;
        let mut range = range;
        if source.is_nullable() {
            let missing = fill(Part::Missing);
            let folded = if low.is_some() { None } else { fold(&mut codes, &missing, direction, run) };
            if folded.is_none() {
                // Flags are 1 for missing: descending puts them first.
                let first = direction.missing_first;
                columns.push(OrderColumn { codes: missing, descending: first, range: Some((0, 1)) });
            }
            range = folded;
        }
        columns.push(OrderColumn { codes, descending, range });
        columns.extend(low.map(|codes| OrderColumn { codes, descending, range: None }));
    });
    columns
}

impl Direction {
    /// Whether missing values count as more than all others.
    fn is_missing_greatest(self) -> bool {
        self.descending == self.missing_first
    }
}

/// Gives missing values a code next to those of the others, and answers with the range of all; `None`, and nothing is changed,
/// if there is no code left.
fn fold(codes: &mut [u64], missing: &[u64], direction: Direction, run: &Run) -> Option<(u64, u64)> {
    let bounds = map_tasks(run, run.tasks(codes.len()), codes.len(), &|task| {
        let range = run.task_rows(task, codes.len());
        codes[range.clone()].iter().zip(&missing[range]).fold((u64::MAX, 0), |(least, greatest), (&code, &missing)| {
            // A missing value counts as the most when the least is sought, and as the least when the most is.
            (least.min(code | missing.wrapping_neg()), greatest.max(code & missing.wrapping_sub(1)))
        })
    });
    let (least, greatest) = bounds.into_iter().reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)))?;
    // Where everything is missing, or all that is there are the greatest code, the bounds cross or meet: no code is shifted.
    let span = greatest.saturating_sub(least);
    let most = span.checked_add(1)?;
    let (shift, own) = if direction.is_missing_greatest() { (0, most) } else { (1, 0) };
    let morsel = run.task_rows(0, codes.len()).len().max(1);
    let rows = codes.len();
    let mut tasks: Vec<&mut [u64]> = codes.chunks_mut(morsel).collect();
    each_mut(run, rows, &mut tasks, &|task, codes| {
        for (code, &missing) in codes.iter_mut().zip(&missing[task * morsel..]) {
            *code = if missing == 0 { *code - least + shift } else { own };
        }
    });
    Some((0, most))
}

/// Turns numbers of words into their ranks, and that of missing ones into a rank before or behind all.
fn rank_words<R: Handle>(codes: &mut [u64], words: usize, source: &dyn KeySource<R>, direction: Direction, run: &Run) {
    let (shift, own) = if direction.is_missing_greatest() { (0, words as u64) } else { (1, 0) };
    let ranks = word_ranks(run, words, &|word| source.word(word).unwrap_or_default());
    let ranks: Vec<u64> = ranks.into_iter().map(|rank| u64::from(rank) + shift).chain([own]).collect();
    recode(codes, &ranks, run);
}

/// Rows that are looked at to learn whether a column of text repeats few words.
const SAMPLE_ROWS: usize = 1024;

/// Codes of text in the order of its bytes.
///
/// Text that repeats is numbered first, and only its words are sorted; a sample over all rows tells.
fn ranks(run: &Run, rows: usize, text: TextOf<'_>) -> Vec<u64> {
    let step = (rows / SAMPLE_ROWS).max(1);
    let mut sample: Vec<&str> = (0..rows).step_by(step).map(text).collect();
    let looked_at = sample.len();
    sample.sort_unstable();
    sample.dedup();
    if sample.len() > looked_at / 2 {
        return text_codes(run, rows, text);
    }
    let (words, mut codes) = intern_column(run, rows, text);
    let mut by = vec![0; words.len()];
    for (by, rank) in by.iter_mut().zip(word_ranks(run, words.len(), &|word| words.word(word as u32))) {
        *by = u64::from(rank);
    }
    recode(&mut codes, &by, run);
    codes
}
