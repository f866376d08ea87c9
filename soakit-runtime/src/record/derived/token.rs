//! [`Computed`]: the token of a derived column.

use alloc::string::String;
use core::{fmt, marker::PhantomData};

use super::{DerivedColumn, Leaves};
use crate::column::Column;
use crate::record::rows::Rows;
use crate::record::{SoA, Token, Tokens};

/// Derived column number `N` of record `S`, whose cells are `V`, in containers of record `T`; what `|w| w.spread` answers
/// with.
///
/// Derived columns belong to containers, and a nested record is in none of its own: so only where `S` is `T` does a token
/// name a column. The path to `S` would not tell: that of an only field is as short as none.
#[expect(clippy::type_complexity, reason = "a tuple of the parameters, to be shared whatever they are")]
pub struct Computed<T, S, const N: usize, V>(PhantomData<fn() -> (T, S, V)>);

impl<T, S, const N: usize, V> Computed<T, S, N, V> {
    /// The token.
    #[must_use]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T, S, const N: usize, V> Default for Computed<T, S, N, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T, S, const N: usize, V> Clone for Computed<T, S, N, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, S, const N: usize, V> Copy for Computed<T, S, N, V> {}

impl<T, S: SoA + DerivedColumn<N>, const N: usize, V> fmt::Debug for Computed<T, S, N, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", S::REGISTRY.name, S::NAME)
    }
}

impl<T, S, const N: usize, V> Tokens for Computed<T, S, N, V> {
    type Place = Self;

    const ALL: Self = Self::new();
}

impl<T: SoA + DerivedColumn<N>, const N: usize, V> Token<T> for Computed<T, T, N, V> {
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

    fn name() -> String {
        <T as DerivedColumn<N>>::NAME.into()
    }
}
