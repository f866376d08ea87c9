//! [`Eval`] and [`Bound`]: an expression meets its rows.

#![allow(unsafe_code, reason = "declares the unsafe trait of bound expressions")]

use alloc::string::String;
use alloc::vec::Vec;

use super::{Expr, Handle, Source};
use crate::record::Plain;

/// An expression that can be evaluated over a source.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be computed from the rows of this query",
    label = "names a column of another record, or of a table that is not in the query",
    note = "use the tokens that the closure receives, and only those"
)]
pub trait Eval<S: Source>: Expr {
    /// The expression, bound.
    type Bound: Bound<S::Row>;

    /// Fixes the expression to the rows of a source.
    fn bind(&self, source: S) -> Self::Bound;
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

/// A value that a column of `V` can keep.
pub trait Owns<V> {
    /// The value, of one's own.
    fn own(self) -> V;
}

impl<T: Plain> Owns<T> for T {
    #[inline(always)]
    fn own(self) -> T {
        self
    }
}

impl<T: Plain> Owns<Option<T>> for Option<T> {
    #[inline(always)]
    fn own(self) -> Self {
        self
    }
}

impl Owns<String> for &str {
    #[inline]
    fn own(self) -> String {
        self.into()
    }
}

impl Owns<Option<String>> for Option<&str> {
    #[inline]
    fn own(self) -> Option<String> {
        self.map(Into::into)
    }
}

impl Owns<String> for String {
    #[inline(always)]
    fn own(self) -> String {
        self
    }
}

impl Owns<Option<String>> for Option<String> {
    #[inline(always)]
    fn own(self) -> Option<String> {
        self
    }
}

macro_rules! owned_clones {
    ($([$($parameters:tt)*] $cell:ty),*) => {$(
        impl<T: Clone, $($parameters)*> Owns<$cell> for &$cell {
            #[inline]
            fn own(self) -> $cell {
                self.clone()
            }
        }

        impl<T: Clone, $($parameters)*> Owns<Option<$cell>> for Option<&$cell> {
            #[inline]
            fn own(self) -> Option<$cell> {
                self.cloned()
            }
        }

        impl<T, $($parameters)*> Owns<$cell> for $cell {
            #[inline(always)]
            fn own(self) -> $cell {
                self
            }
        }
    )*};
}

owned_clones! { [] Vec<T>, [const N: usize] [T; N] }
