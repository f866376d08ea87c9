//! Tokens as expressions: the leaves.

#![allow(unsafe_code, reason = "reads cells whose row the caller answers for")]

use alloc::string::String;
use core::fmt::Write as _;
use core::marker::PhantomData;

use super::{Bound, Eval, Expr, Handle, MISSING, MaybeSide, Nth, ReadAs, Side, Tables};
use crate::column::{Column, Slice};
use crate::record::derived::Computed;
use crate::record::{Cell, Field, Path, SoA, Token};

/// What stands in a token for the record: the record itself, or the side of a join.
pub trait Mark {
    /// What a cell of `V` is there.
    type Cell<V: Cell>;
}

impl<T: SoA> Mark for T {
    type Cell<V: Cell> = V;
}

impl<T, const I: usize> Mark for Side<T, I> {
    type Cell<V: Cell> = V;
}

impl<T, const I: usize> Mark for MaybeSide<T, I> {
    type Cell<V: Cell> = V::Optional;
}

impl<R: Mark, P: Path, V: Cell> Expr for Field<R, P, V> {
    type Value = R::Cell<V>;
}

impl<R: Mark, S, const N: usize, V: Cell> Expr for Computed<R, S, N, V> {
    type Value = R::Cell<V>;
}

/// A token, bound: the column's slice. Cells are read as `V`.
pub struct Leaf<C, V, const I: usize> {
    cells: C,
    value: PhantomData<fn() -> V>,
}

/// A token of a table whose row may be missing, bound. Cells that are there are read as `V::Read`.
pub struct MaybeLeaf<'a, C, V: Cell + 'a, const I: usize>(Leaf<C, V::Read<'a>, I>);

impl<C, V, const I: usize> Leaf<C, V, I> {
    /// Takes the cells of all rows of a table.
    ///
    /// # Panics
    /// When there are not so many: only a token of somebody's own making could do that.
    #[inline]
    fn new(cells: C, rows: usize) -> Self
    where
        C: Slice,
    {
        assert_eq!(cells.len(), rows, "the cells of all rows");
        Self { cells, value: PhantomData }
    }
}

// SAFETY: reads the row of its own table, in a slice that has all rows of that table (`new`).
unsafe impl<R: Handle, C, V, const I: usize> Bound<R> for Leaf<C, V, I>
where
    C: Slice<Ref: ReadAs<V>> + Send + Sync,
{
    type Out = V;

    const TOTAL: bool = true;

    #[inline(always)]
    unsafe fn at(&self, row: R) -> V {
        // SAFETY: the caller's promise.
        unsafe { self.cells.get_unchecked(row.of(I) as usize) }.read()
    }

    fn word_count(&self) -> Option<usize> {
        self.cells.word_count()
    }

    fn word(&self, code: usize) -> Option<V> {
        self.cells.word(code).map(ReadAs::read)
    }

    #[inline(always)]
    unsafe fn code(&self, row: R) -> u32 {
        // SAFETY: the caller's promise.
        unsafe { self.cells.code_unchecked(row.of(I) as usize) }
    }
}

// SAFETY: as for `Leaf`; a row that is missing is not read.
unsafe impl<'a, R: Handle, C, V: Cell + 'a, const I: usize> Bound<R> for MaybeLeaf<'a, C, V, I>
where
    Leaf<C, V::Read<'a>, I>: Bound<R, Out = V::Read<'a>>,
{
    type Out = <V::Optional as Cell>::Read<'a>;

    const TOTAL: bool = true;

    #[inline(always)]
    unsafe fn at(&self, row: R) -> Self::Out {
        // SAFETY: the row is there, and the caller keeps it below the row count.
        V::optional(if row.of(I) == MISSING { None } else { Some(unsafe { self.0.at(row) }) })
    }

    fn word_count(&self) -> Option<usize> {
        self.0.word_count()
    }

    fn word(&self, code: usize) -> Option<Self::Out> {
        self.0.word(code).map(|word| V::optional(Some(word)))
    }

    #[inline(always)]
    unsafe fn code(&self, row: R) -> u32 {
        // SAFETY: the row is there, and the caller keeps it below the row count.
        if row.of(I) == MISSING { MISSING } else { unsafe { self.0.code(row) } }
    }
}

/// The cells of a token's column.
type CellsOf<'a, T, K> = <<K as Token<T>>::Column as Column>::Slice<'a>;
/// One of them, borrowed.
type RefOf<'a, T, K> = <<K as Token<T>>::Column as Column>::Ref<'a>;

/// Writes a column of a join: the number of the table, the record, the column.
fn describe_side<T: SoA, K: Token<T>>(table: usize, out: &mut String) {
    let _ = write!(out, "{}#{table}.{}", T::REGISTRY.name, K::name());
}

macro_rules! leaves {
    ($([$($parameters:tt)*] $token:ident $($arguments:tt),*;)*) => {$(
        // SAFETY: the cells are those of the source; `new` has looked whether they are as many.
        #[diagnostic::do_not_recommend]
        unsafe impl<'a, T: SoA + 'a, $($parameters)*, V: Cell + 'a> Eval<Tables<'a, (T,)>> for $token<T, $($arguments,)* V>
        where
            Self: Token<T> + Expr + 'a,
            CellsOf<'a, T, Self>: Send + Sync,
            RefOf<'a, T, Self>: ReadAs<V::Read<'a>>,
        {
            type Bound = Leaf<CellsOf<'a, T, Self>, V::Read<'a>, 0>;

            #[inline]
            fn bind(&self, source: Tables<'a, (T,)>) -> Self::Bound {
                Leaf::new(<Self as Token<T>>::cells(source.0), source.0.len())
            }

            fn describe(&self, out: &mut String) {
                out.push_str(&<Self as Token<T>>::name());
            }

            const IS_ROW_WISE: bool = <Self as Token<T>>::WHOLE_LEAVES.is_empty();

            fn column(&self) -> Option<String> {
                Some(<Self as Token<T>>::name())
            }
        }

        // SAFETY: the cells are those of table `I` of the source; `new` has looked whether they are as many.
        #[diagnostic::do_not_recommend]
        unsafe impl<'a, L, T: SoA + 'a, const I: usize, $($parameters)*, V: Cell + 'a> Eval<Tables<'a, L>>
            for $token<Side<T, I>, $($arguments,)* V>
        where
            L: Nth<'a, I, Record = T>,
            $token<T, $($arguments,)* V>: Token<T> + 'a,
            CellsOf<'a, T, $token<T, $($arguments,)* V>>: Send + Sync,
            RefOf<'a, T, $token<T, $($arguments,)* V>>: ReadAs<V::Read<'a>>,
        {
            type Bound = Leaf<CellsOf<'a, T, $token<T, $($arguments,)* V>>, V::Read<'a>, I>;

            #[inline]
            fn bind(&self, source: Tables<'a, L>) -> Self::Bound {
                Leaf::new(<$token<T, $($arguments,)* V> as Token<T>>::cells(L::nth(source.0)), L::nth(source.0).len())
            }

            fn describe(&self, out: &mut String) {
                describe_side::<T, $token<T, $($arguments,)* V>>(I, out);
            }
        }

        // SAFETY: the cells are those of table `I` of the source; `new` has looked whether they are as many.
        #[diagnostic::do_not_recommend]
        unsafe impl<'a, L, T: SoA + 'a, const I: usize, $($parameters)*, V: Cell + 'a> Eval<Tables<'a, L>>
            for $token<MaybeSide<T, I>, $($arguments,)* V>
        where
            L: Nth<'a, I, Record = T>,
            $token<T, $($arguments,)* V>: Token<T> + 'a,
            CellsOf<'a, T, $token<T, $($arguments,)* V>>: Send + Sync,
            RefOf<'a, T, $token<T, $($arguments,)* V>>: ReadAs<V::Read<'a>>,
        {
            type Bound = MaybeLeaf<'a, CellsOf<'a, T, $token<T, $($arguments,)* V>>, V, I>;

            #[inline]
            fn bind(&self, source: Tables<'a, L>) -> Self::Bound {
                MaybeLeaf(Leaf::new(<$token<T, $($arguments,)* V> as Token<T>>::cells(L::nth(source.0)), L::nth(source.0).len()))
            }

            fn describe(&self, out: &mut String) {
                describe_side::<T, $token<T, $($arguments,)* V>>(I, out);
            }
        }
    )*};
}

leaves! {
    [P: Path] Field P;
    [S, const N: usize] Computed S, N;
}
