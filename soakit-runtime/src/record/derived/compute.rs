//! Running the user's function over the rows that need it.

#![allow(unsafe_code, reason = "reads rows whose number it has checked")]

use core::marker::PhantomData;

use super::{Cache, DerivedColumn};
use crate::column::{Column, Slice};
use crate::record::{Store, Stored};

/// A derived column whose cell follows from the cells of its row.
///
/// `How` says where the cells of other derived columns come from: from their columns ([`Kept`]), or out of the same loop
/// ([`Fused`]), where nobody has read those columns and nobody else depends on them. A chain whose middle nobody reads then
/// costs one pass and no memory.
pub trait RowWise<const N: usize, How = Kept>: DerivedColumn<N> {
    /// The columns that a cell is computed from, as a tree.
    type Inputs: Column;

    /// These columns, with every cell right.
    fn inputs(store: &Store<Self>) -> <Self::Inputs as Column>::Slice<'_>;

    /// One cell.
    fn compute(cells: <Self::Inputs as Column>::Ref<'_>) -> <Self::Column as Column>::Item;
}

/// A derived column whose cells follow from whole columns.
pub trait ColumnWise<const N: usize>: DerivedColumn<N> {
    /// The columns that the function receives, as a tree.
    type Inputs: Column;

    /// These columns, with every cell right.
    fn inputs(store: &Store<Self>) -> <Self::Inputs as Column>::Slice<'_>;

    /// All cells.
    fn compute(columns: <Self::Inputs as Column>::Slice<'_>) -> Self::Column;
}

/// Derived columns on the way are read.
pub struct Kept;

/// Derived columns on the way are computed row by row, and not kept.
pub struct Fused;

/// Makes the cells of a derived column right.
///
/// `Repair::<T, N>::rows` and `column` are inherent functions where columns may be shared between threads, and compute on
/// thread pools there; everywhere else they are those of [`InOneThread`] and [`InPlace`]. The expansion, where types are
/// known, lets rustc choose.
pub struct Repair<T, const N: usize, How = Kept>(PhantomData<fn() -> (T, How)>);

/// Computes in the thread that asks.
pub trait InOneThread<T: RowWise<N, How>, const N: usize, How> {
    /// Makes the cells right.
    fn rows(store: &Store<T>, cache: &mut Cache<T::Column>) {
        let inputs = checked_inputs::<T, N, How>(store);
        cache.truncate(store.len());
        // SAFETY: `repair` asks for rows below the number it is given, which is that of every input, and for rows that the
        // cache has, which are no more.
        cache.repair(store.len(), |row| T::compute(unsafe { inputs.get_unchecked(row) }));
    }
}

impl<T: RowWise<N, How>, const N: usize, How> InOneThread<T, N, How> for Repair<T, N, How> {}

/// Computes a whole column in the thread that asks.
pub trait InPlace<T: ColumnWise<N>, const N: usize> {
    /// Makes the cells right.
    fn column(store: &Store<T>, cache: &mut Cache<T::Column>) {
        replace_column(store, cache, T::compute(T::inputs(store)));
    }
}

impl<T: ColumnWise<N>, const N: usize> InPlace<T, N> for Repair<T, N> {}

/// The inputs, each as long as the store.
pub(super) fn checked_inputs<T: RowWise<N, How>, const N: usize, How>(
    store: &Store<T>,
) -> <T::Inputs as Column>::Slice<'_> {
    let inputs = T::inputs(store);
    assert!(inputs.mismatch(store.len()).is_none(), "the inputs of `{}` are columns of its container", T::NAME);
    inputs
}

/// Makes several derived columns right; inherent where a store may be shared between threads, as in [`Repair`].
pub struct Refresh<T>(PhantomData<fn() -> T>);

/// One after the other.
pub trait InTurn<T: Stored> {
    /// Calls the functions.
    fn columns(store: &Store<T>, columns: &[fn(&Store<T>)]) {
        columns.iter().for_each(|compute| compute(store));
    }
}

impl<T: Stored> InTurn<T> for Refresh<T> {}

#[cfg(feature = "parallel")]
impl<T: Stored> Refresh<T>
where
    T::Columns: Sync,
    T::Derived: Send + Sync,
{
    /// Calls the functions, on the current rayon pool. One that needs what another computes waits for it; none waits
    /// while others wait for it, so there is always one that computes.
    pub fn columns(store: &Store<T>, columns: &[fn(&Store<T>)]) {
        match columns {
            [] => {}
            [only] => only(store),
            [others @ .., last] => rayon::in_place_scope(|scope| {
                for compute in others {
                    scope.spawn(move |_| compute(store));
                }
                last(store);
            }),
        }
    }
}

/// Takes over the cells of a column-wise column.
///
/// # Panics
/// When there are not as many as rows.
pub(super) fn replace_column<T: DerivedColumn<N>, const N: usize>(
    store: &Store<T>,
    cache: &mut Cache<T::Column>,
    column: T::Column,
) {
    let (rows, cells) = (store.len(), column.settled_len());
    assert!(
        cells == rows && column.settled_mismatch(rows).is_none(),
        "the function of the derived column `{}` answered with {cells} cells for {rows} rows",
        T::NAME
    );
    cache.replace_all(column);
}
