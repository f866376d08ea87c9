//! [`Eval`] and [`Bound`]: an expression meets its rows.

#![allow(unsafe_code, reason = "declares the unsafe traits of expressions that meet their rows")]

use alloc::string::String;
use alloc::vec::Vec;

use super::{Expr, Handle, Requirements, Source};
use crate::record::{Cell, Plain};

/// An expression that can be evaluated over a source.
///
/// # Safety
///
/// - what [`bind`](Eval::bind) answers is bound to the source that it was given, not to one that it was given before: it may be
///   asked for each row of it.
///
/// A source outlives one query: what was bound to a shorter table, kept and handed out for a longer one, would read beyond its
/// end. So nobody implements this by accident:
///
/// ```compile_fail,E0200
/// use soakit_runtime::expression::{Eval, Expr, Literal, Source};
///
/// struct Kept(Literal<u8>);
///
/// impl Expr for Kept {
///     type Value = u8;
/// }
///
/// impl<S: Source> Eval<S> for Kept {
///     type Bound = Literal<u8>;
///
///     fn bind(&self, _: S) -> Literal<u8> {
///         self.0
///     }
///
///     fn describe(&self, _: &mut String) {}
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no expression over the tables of this query",
    label = "neither computed from the query's columns, nor a literal beside one of them",
    note = "use the tokens that this closure receives, and only those; tokens of another query are of other rows",
    note = "literals stand beside columns: `w.temp.gt(30.0)`; conditions go together with `&` and `|`, not with `&&` and `||`",
    note = "`lag`, `rank`, `running` and their like stand in `query().window(…).select(…)`"
)]
pub unsafe trait Eval<S: Source>: Expr {
    /// The expression, bound.
    type Bound: Bound<S::Row>;

    /// Fixes the expression to the rows of a source.
    fn bind(&self, source: S) -> Self::Bound;

    /// Writes the expression as text.
    fn describe(&self, out: &mut String);

    /// Whether a value follows from the cells of its own row, so that rows may be asked in blocks, one block after the other. A
    /// derived column that looks at whole columns does not.
    const IS_ROW_WISE: bool = false;

    /// Says what a row must have for the expression to be true of it: see [`Requirements`].
    fn require(&self, out: &mut Requirements) {
        let _ = out;
    }

    /// The column's name, if the expression is a column of the only table.
    fn column(&self) -> Option<String> {
        None
    }

    /// The value, if the expression is a literal.
    fn literal(&self) -> Option<Self::Value> {
        None
    }
}

/// An expression, bound to the rows of a source.
///
/// # Safety
///
/// - [`at`](Bound::at) reads nothing but rows of the tables it was bound to.
pub unsafe trait Bound<R: Handle>: Send + Sync {
    /// A value: scalars by value, text as `&str`.
    type Out;

    /// Whether a value can be computed for any row without harm: no panic, no code of the user. Loops then compute first and
    /// ask whether a row counts afterwards, which has no branch.
    const TOTAL: bool;

    /// The value in a row.
    ///
    /// # Safety
    /// - each of the row's numbers is below the row count of its table, or [`MISSING`](super::MISSING) in a table that may
    ///   be missing; the tables are those that the expression was bound to.
    unsafe fn at(&self, row: R) -> Self::Out;

    /// The value, if it is the same in every row.
    fn constant(&self) -> Option<Self::Out> {
        None
    }

    /// The number of words, if every value is a word of a dictionary, or missing.
    fn word_count(&self) -> Option<usize> {
        None
    }

    /// A word, as a value.
    fn word(&self, code: usize) -> Option<Self::Out> {
        let _ = code;
        None
    }

    /// The number of a value's word; [`MISSING`](super::MISSING) if it is missing.
    ///
    /// # Safety
    /// - as for [`at`](Self::at); there is a dictionary.
    unsafe fn code(&self, row: R) -> u32 {
        let _ = row;
        super::MISSING
    }
}

/// A borrowed cell that can be read as `Out`.
pub trait ReadAs<Out>: Copy {
    /// The value.
    fn read(self) -> Out;
}

impl<T: Copy> ReadAs<T> for &T {
    #[inline(always)]
    fn read(self) -> T {
        *self
    }
}

impl<'a, T> ReadAs<&'a T> for &'a T {
    #[inline(always)]
    fn read(self) -> &'a T {
        self
    }
}

impl ReadAs<bool> for bool {
    #[inline(always)]
    fn read(self) -> bool {
        self
    }
}

impl ReadAs<()> for () {
    #[inline(always)]
    fn read(self) {}
}

impl<'a> ReadAs<&'a str> for &'a str {
    #[inline(always)]
    fn read(self) -> &'a str {
        self
    }
}

impl<T, C: ReadAs<T>> ReadAs<Option<T>> for Option<C> {
    #[inline(always)]
    fn read(self) -> Option<T> {
        self.map(C::read)
    }
}

/// A value that a column of a result can keep.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be kept in a column of a result",
    label = "its column is not known",
    note = "put `#[derive(Cell)]` on the type, or turn it into a number, a text or a tuple with `map`"
)]
pub trait IntoCell {
    /// The cell.
    type Cell: Cell;

    /// The value as a cell: text is copied, scalars are themselves.
    fn into_cell(self) -> Self::Cell;
}

impl<T: Plain> IntoCell for T {
    type Cell = T;

    #[inline(always)]
    fn into_cell(self) -> T {
        self
    }
}

impl<T: Plain> IntoCell for Option<T> {
    type Cell = Self;

    #[inline(always)]
    fn into_cell(self) -> Self {
        self
    }
}

macro_rules! into_cells {
    ($([$($parameters:tt)*] $value:ty => $cell:ty, |$x:ident| $own:expr;)*) => {$(
        impl<$($parameters)*> IntoCell for $value {
            type Cell = $cell;

            #[inline]
            fn into_cell(self) -> $cell {
                let $x = self;
                $own
            }
        }
    )*};
}

into_cells! {
    [] &str => String, |text| text.into();
    [] String => String, |text| text;
    [] Option<&str> => Option<String>, |text| text.map(Into::into);
    [] Option<String> => Option<String>, |text| text;
    [T: Clone] &Vec<T> => Vec<T>, |list| list.clone();
    [T: Clone] Vec<T> => Vec<T>, |list| list;
    [T: Clone] Option<&Vec<T>> => Option<Vec<T>>, |list| list.cloned();
    [T: Clone] Option<Vec<T>> => Option<Vec<T>>, |list| list;
    [T: Clone, const N: usize] &[T; N] => [T; N], |array| array.clone();
    [T: Clone, const N: usize] [T; N] => [T; N], |array| array;
}
