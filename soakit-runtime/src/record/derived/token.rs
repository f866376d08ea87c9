//! [`Computed`]: the token of a derived column.

use core::{fmt, marker::PhantomData};

use super::{DerivedColumn, Leaves};
use crate::column::Column;
use crate::record::rows::Rows;
use crate::record::{Here, SoA, Token, Tokens};

/// Derived column number `N` of record `T`, whose cells are `V`; what `|w| w.spread` answers with.
///
/// `P` is the path of a nested record. Derived columns belong to containers, and a nested record is in none of its own:
/// so only the tokens of the outermost record name columns.
#[expect(clippy::type_complexity, reason = "a tuple of the parameters, to be shared whatever they are")]
pub struct Computed<T, P, const N: usize, V>(PhantomData<fn() -> (T, P, V)>);

impl<T, P, const N: usize, V> Computed<T, P, N, V> {
    /// The token.
    #[must_use]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T, P, const N: usize, V> Default for Computed<T, P, N, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T, P, const N: usize, V> Clone for Computed<T, P, N, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, P, const N: usize, V> Copy for Computed<T, P, N, V> {}

impl<T: SoA + DerivedColumn<N>, P, const N: usize, V> fmt::Debug for Computed<T, P, N, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", T::REGISTRY.name, T::NAME)
    }
}

impl<T, P, const N: usize, V> Tokens for Computed<T, P, N, V> {
    const ALL: Self = Self::new();
}

impl<T: SoA + DerivedColumn<N>, const N: usize, V> Token<T> for Computed<T, Here, N, V> {
    type Column = <T as DerivedColumn<N>>::Column;

    const ROW_LEAVES: &'static [Leaves] = <T as DerivedColumn<N>>::ROW_LEAVES;
    const WHOLE_LEAVES: &'static [Leaves] = <T as DerivedColumn<N>>::WHOLE_LEAVES;

    #[inline]
    fn cells<'a>(rows: Rows<'a, T>) -> <Self::Column as Column>::Slice<'a>
    where
        T: 'a,
        Self: 'a,
    {
        rows.derived::<N>()
    }
}
