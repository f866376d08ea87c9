//! Tuples of tokens: several columns named at once.

#![allow(unsafe_code, reason = "borrows several columns mutably, which it has shown not to overlap")]

use alloc::vec::Vec;
use core::marker::PhantomData;

use super::derived::{Computed, DerivedColumn, Leaves};
use super::{At, Field, Path, SoA, Store, StoredToken};
use crate::column::Column;

/// A token of a derived column, or a tuple of up to eight.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not name derived columns of `{T}`",
    label = "not a derived column, or a tuple of them",
    note = "answer with tokens of derived columns: `|w| w.spread` or `|w| (w.spread, w.foggy)`"
)]
pub trait DerivedTokens<T: SoA>: Copy {
    /// Functions that make the columns right.
    fn columns(into: &mut Vec<fn(&Store<T>)>);

    /// Whether the columns are right.
    fn are_fresh(store: &Store<T>) -> bool;
}

impl<T: SoA + DerivedColumn<N>, const N: usize, V> DerivedTokens<T> for Computed<T, T, N, V> {
    fn columns(into: &mut Vec<fn(&Store<T>)>) {
        into.push(Store::refresh::<N>);
    }

    fn are_fresh(store: &Store<T>) -> bool {
        store.cached::<N>().is_some_and(|cached| cached.is_fresh(store.len()))
    }
}

/// A token of a field, or a tuple of up to eight.
///
/// # Safety
///
/// - `slices` borrows the columns of `LEAVES` and no others.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not name fields of `{T}`",
    label = "not a field, or a tuple of fields",
    note = "answer with tokens of fields: `|w| (w.temp, w.dewp)`; a derived column changes when what it depends on does"
)]
pub unsafe trait StoredTokens<T: SoA>: Copy {
    /// One mutable slice for each token.
    type Slices<'a>
    where
        T: 'a,
        Self: 'a;

    /// The leaves of each.
    const LEAVES: &'static [Leaves];

    /// The columns' slices.
    ///
    /// # Safety
    /// - rows `0..len` are live in `columns`, which are borrowed for `'a` and by nobody else;
    /// - no two of `LEAVES` have a leaf in common.
    unsafe fn slices<'a>(columns: *mut T::Columns, len: usize) -> Self::Slices<'a>
    where
        T: 'a,
        Self: 'a;
}

// SAFETY: `StoredToken` promises that `column_place` answers with the column of its `LEAVES`.
unsafe impl<T: SoA, P: Path, V> StoredTokens<T> for Field<T, P, V>
where
    T::Columns: At<P>,
{
    type Slices<'a>
        = <<T::Columns as At<P>>::Column as Column>::SliceMut<'a>
    where
        T: 'a,
        Self: 'a;

    const LEAVES: &'static [Leaves] = &[<Self as StoredToken<T>>::LEAVES];

    #[inline(always)]
    unsafe fn slices<'a>(columns: *mut T::Columns, len: usize) -> Self::Slices<'a>
    where
        T: 'a,
        Self: 'a,
    {
        // SAFETY: the tree is alive, borrowed by nobody else, and rows 0..len are live, by the first promise.
        unsafe { (*<T::Columns as At<P>>::at_place(columns)).slice_mut(len) }
    }
}

/// The proof that no two of the columns that `K` names overlap.
pub(crate) struct Apart<K>(PhantomData<fn() -> K>);

impl<K> Apart<K> {
    /// Looks at each two of them, at compile time. rustc names the function that asks and its caller, so the function that
    /// the user calls should be the one to ask.
    pub(crate) const fn prove<T: SoA>() -> Self
    where
        K: StoredTokens<T>,
    {
        let (leaves, mut a) = (<K as StoredTokens<T>>::LEAVES, 0);
        while a < leaves.len() {
            let mut b = 0;
            while b < a {
                assert!(!leaves[a].meets(leaves[b]), "`columns_mut` names a column twice; name each once");
                b += 1;
            }
            a += 1;
        }
        Self(PhantomData)
    }
}

macro_rules! token_tuples {
    ($($token:ident $index:tt),+) => {
        impl<T: SoA, $($token: DerivedTokens<T>),+> DerivedTokens<T> for ($($token,)+) {
            fn columns(into: &mut Vec<fn(&Store<T>)>) {
                $($token::columns(into);)+
            }

            fn are_fresh(store: &Store<T>) -> bool {
                $($token::are_fresh(store))&&+
            }
        }

        // SAFETY: `StoredToken` promises that `column_mut` answers with the column of its `LEAVES`.
        unsafe impl<T: SoA, $($token: StoredToken<T>),+> StoredTokens<T> for ($($token,)+) {
            type Slices<'a> = ($(<$token::Column as Column>::SliceMut<'a>,)+) where T: 'a, Self: 'a;

            const LEAVES: &'static [Leaves] = &[$($token::LEAVES),+];

            #[inline(always)]
            unsafe fn slices<'a>(columns: *mut T::Columns, len: usize) -> Self::Slices<'a>
            where
                T: 'a,
                Self: 'a,
            {
                // SAFETY: the tree is alive, borrowed by nobody else, and rows 0..len are live, by the first promise; each
                // token's column is another part of it, by the second, so no two of the mutable borrows overlap.
                unsafe { ($((*$token::column_place(columns)).slice_mut(len),)+) }
            }
        }
    };
}

token_tuples! { A 0 }
token_tuples! { A 0, B 1 }
token_tuples! { A 0, B 1, C 2 }
token_tuples! { A 0, B 1, C 2, D 3 }
token_tuples! { A 0, B 1, C 2, D 3, E 4 }
token_tuples! { A 0, B 1, C 2, D 3, E 4, F 5 }
token_tuples! { A 0, B 1, C 2, D 3, E 4, F 5, G 6 }
token_tuples! { A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7 }
