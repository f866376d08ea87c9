//! Derived columns: computed from fields and from each other, kept until something they depend on changes.
//!
//! The derive knows the graph, so it settles at compile time which leaves of the column tree a derived column depends on
//! ([`DerivedColumn::ROW_LEAVES`], [`DerivedColumn::WHOLE_LEAVES`]), through however many other derived columns. A store
//! holds one [`Cached`] for each, once somebody reads. Everything that changes the store passes through `&mut`, says what
//! it changes in one `Change`, and each cache follows. Everything that reads passes through `&`, and first makes right what
//! is not.
//!
//! Two kinds: a *row-wise* column computes a cell from the cells of its row ([`RowWise`]); a *column-wise* one computes
//! all its cells from whole columns, and is wrong whole as soon as anything it depends on changes, moves, or leaves. A
//! row-wise column that depends on a column-wise one is wrong whole when that one is.
//!
//! Files: `stale` notes wrong rows, `cache` holds cells and shares them, `lock` lets one thread compute, `compute` runs the
//! user's function over rows, `spread` does so on several threads, `aside` runs functions over whole columns, `set` tells
//! all caches of a store about a change, `lazy` makes them when they are first read, `origin` lets borrowed rows find them,
//! `token` names derived columns in closures.

#[cfg(feature = "parallel")]
mod aside;
mod cache;
mod compute;
mod lazy;
mod lock;
mod origin;
mod set;
#[cfg(feature = "parallel")]
mod spread;
mod stale;
mod token;

pub use cache::Cache;
pub use compute::{ColumnWise, Fused, InOneThread, InPlace, InTurn, Kept, Refresh, Repair, RowWise};
pub(crate) use lazy::Lazy;
pub(crate) use origin::derived_cells;
pub use origin::{NoOrigin, Origin, Source};
pub use set::{Cached, Caches, NoDerived};
pub(crate) use set::{Change, EachDerived, Visit, VisitPair};
pub use token::Computed;

use super::{At, Path, Place, Store, Stored};
use crate::column::{CloneColumn, Column};

/// Column number `N` of the derived columns of a record; implemented by the derive.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no such derived column",
    label = "not a derived column of `{Self}`",
    note = "containers keep the derived columns of their own record, none of a nested one"
)]
pub trait DerivedColumn<const N: usize>: Stored {
    /// The column of the computed cells.
    type Column: CloneColumn;

    /// The record's name.
    const NAME_OF_RECORD: &'static str;
    /// The external name.
    const NAME: &'static str;
    /// Fields whose cells a row's cell depends on, also through other derived columns.
    const ROW_LEAVES: &'static [Leaves] = &[];
    /// Fields of which every cell depends on every row: those of column-wise columns on the way.
    const WHOLE_LEAVES: &'static [Leaves] = &[];
    /// Whether the column is made right as soon as a change is over.
    const IS_EAGER: bool = false;
    /// Called before and after rows are computed.
    const HOOKS: Hooks = Hooks::NONE;

    /// Where the computed cells are kept.
    fn cached(caches: &Self::Derived) -> &Cached<Self, N>;

    /// Makes every cell right.
    fn repair(store: &Store<Self>, cache: &mut Cache<Self::Column>);
}

/// A run of leaves of a record's column tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaves {
    pub(crate) first: usize,
    pub(crate) count: usize,
}

impl Leaves {
    /// No leaf.
    pub(crate) const NONE: Self = Self { first: 0, count: 0 };

    /// Every leaf.
    pub(crate) const ALL: Self = Self { first: 0, count: usize::MAX };

    /// The leaves of the column at path `P`.
    #[must_use]
    pub const fn of<T: Stored, P: Path>() -> Self
    where
        T::Columns: At<P>,
    {
        Self { first: <T::Columns as At<P>>::FIRST_LEAF, count: <<T::Columns as At<P>>::Column as Column>::LEAVES }
    }

    /// Whether two runs have a leaf in common.
    pub(crate) const fn meets(self, other: Self) -> bool {
        self.count > 0
            && other.count > 0
            && self.first < other.first.saturating_add(other.count)
            && other.first < self.first.saturating_add(self.count)
    }
}

/// The place of something that a derived column of `T` can depend on.
#[diagnostic::on_unimplemented(
    message = "a nested record keeps no derived columns",
    label = "computed in containers of the nested record, and nowhere else",
    note = "depend on the fields that it is computed from"
)]
pub trait Dependency<T> {
    /// [`Part`].
    type Part;

    /// The part of the record that stands there.
    const PART: Self::Part;
}

impl<T: Stored, P: Path> Dependency<T> for Place<P>
where
    T::Columns: At<P>,
{
    type Part = Part;

    const PART: Part = Part(Leaves::of::<T, P>());
}

/// A field of a nested record, or a record nested in it.
pub struct Part(Leaves);

impl Part {
    /// Its leaves.
    #[must_use]
    pub const fn leaves(self) -> Leaves {
        self.0
    }

    /// The row or view of the nested record, unchanged.
    ///
    /// Where there is no such part, rustc says so of the token, and nothing about the field of what is answered here, whose
    /// type it does not know then: a mistake is told once.
    #[inline(always)]
    pub fn of<N>(self, nested: N) -> N {
        nested
    }
}

/// What `#[soa(before = …, after = …)]` names.
#[derive(Clone, Copy)]
pub struct Hooks {
    before: Option<fn(&Recomputation)>,
    after: Option<fn(&Recomputation)>,
}

impl Hooks {
    /// Nothing is called.
    pub const NONE: Self = Self { before: None, after: None };

    /// With a function to call before.
    #[must_use]
    pub const fn before(self, before: fn(&Recomputation)) -> Self {
        Self { before: Some(before), ..self }
    }

    /// With a function to call after.
    #[must_use]
    pub const fn after(self, after: fn(&Recomputation)) -> Self {
        Self { after: Some(after), ..self }
    }

    pub(crate) const fn is_none(&self) -> bool {
        self.before.is_none() && self.after.is_none()
    }

    pub(crate) fn call_before(&self, recomputation: &Recomputation) {
        if let Some(before) = self.before {
            before(recomputation);
        }
    }

    pub(crate) fn call_after(&self, recomputation: &Recomputation) {
        if let Some(after) = self.after {
            after(recomputation);
        }
    }
}

/// Rows of a derived column that are about to be computed, or just have been: what a function named by
/// `#[soa(before = …)]` or `#[soa(after = …)]` receives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recomputation {
    /// The record's name.
    pub record: &'static str,
    /// The derived column's external name.
    pub column: &'static str,
    /// The number of rows that are computed.
    pub computed: usize,
    /// The number of rows there are.
    pub rows: usize,
}
