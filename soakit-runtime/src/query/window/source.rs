//! [`InWindow`]: what window expressions are bound to. Its rows are positions of the query's rows.

#![allow(unsafe_code, reason = "passes rows of the plan on to its expressions")]

use alloc::string::String;

use super::keys::{RangeCodes, RangeOrder};
use super::layout::{Layout, Position};
use crate::expression::{Bound, Eval, Handle, List, Mark, Source, Tables};
use crate::pipeline::{RowSet, Run};
use crate::record::derived::Computed;
use crate::record::{Cell, Field, Path};

/// A source of tables, which a window can be over. (A window over a window is a query over the result of the first; the compiler
/// would look for windows over windows without end.)
pub trait TableSource: Source {}

impl<'a, L: List<'a>> TableSource for Tables<'a, L> {}

/// The rows of a query, partitioned and ordered.
///
/// Invariant: the rows of the layout are rows of the source.
pub struct InWindow<'w, S: TableSource, O> {
    source: S,
    layout: &'w Layout<S::Row>,
    run: &'w Run,
    order: &'w O,
}

impl<S: TableSource, O> Clone for InWindow<'_, S, O> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: TableSource, O> Copy for InWindow<'_, S, O> {}

impl<'w, S: TableSource, O> InWindow<'w, S, O> {
    pub(super) fn new(source: S, layout: &'w Layout<S::Row>, order: &'w O, run: &'w Run) -> Self {
        Self { source, layout, order, run }
    }

    pub(super) fn layout(&self) -> &'w Layout<S::Row> {
        self.layout
    }

    pub(super) fn run(&self) -> &'w Run {
        self.run
    }

    /// The codes of the order, for frames by value.
    pub(super) fn range_codes(&self) -> RangeCodes
    where
        O: RangeOrder<S>,
    {
        // SAFETY: the rows are those of a query over the source.
        unsafe { self.order.range_codes(self.source, &self.layout.rows, self.run) }
    }
}

impl<S: TableSource, O> Source for InWindow<'_, S, O> {
    type Row = Position;
    type Tokens = S::Tokens;

    const TOKENS: S::Tokens = S::TOKENS;
}

/// An expression of the query's rows, by their positions.
pub struct AtRow<'w, R, B> {
    rows: &'w RowSet<R>,
    bound: B,
}

// SAFETY: what is read are rows of the query, which were of the tables when it answered.
unsafe impl<R: Handle, B: Bound<R>> Bound<Position> for AtRow<'_, R, B> {
    type Out = B::Out;

    const TOTAL: bool = B::TOTAL;

    #[inline(always)]
    unsafe fn at(&self, [position]: Position) -> B::Out {
        // SAFETY: the position is below the number of rows, each of which is one of the query.
        unsafe { self.bound.at(self.rows.get(position as usize)) }
    }

    fn constant(&self) -> Option<B::Out> {
        self.bound.constant()
    }

    fn word_count(&self) -> Option<usize> {
        self.bound.word_count()
    }

    fn word(&self, code: usize) -> Option<B::Out> {
        self.bound.word(code)
    }

    #[inline(always)]
    unsafe fn code(&self, [position]: Position) -> u32 {
        // SAFETY: as for `at`; there is a dictionary.
        unsafe { self.bound.code(self.rows.get(position as usize)) }
    }
}

macro_rules! leaves {
    ($([$($parameters:tt)*] $token:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        // SAFETY: the token is bound to the source of the rows of the window.
        unsafe impl<'w, S: TableSource, O, $($parameters)*> Eval<InWindow<'w, S, O>> for $token
        where
            Self: Eval<S>,
        {
            type Bound = AtRow<'w, S::Row, <Self as Eval<S>>::Bound>;

            #[inline]
            fn bind(&self, window: InWindow<'w, S, O>) -> Self::Bound {
                AtRow { rows: &window.layout.rows, bound: <Self as Eval<S>>::bind(self, window.source) }
            }

            fn describe(&self, out: &mut String) {
                <Self as Eval<S>>::describe(self, out);
            }
        }
    )*};
}

leaves! {
    [R: Mark, P: Path, V: Cell] Field<R, P, V>;
    [R: Mark, D, const N: usize, V: Cell] Computed<R, D, N, V>;
}
