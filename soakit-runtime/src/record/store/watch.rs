//! A store's derived columns: reading them, and telling their caches, and whoever keeps notes, of changes.
//!
//! Every change passes through `note` (cells that are about to be written) or `moving` (rows that move or leave). Nobody
//! is told before somebody has read a derived column or set a mark.

#![allow(unsafe_code, reason = "vouches for the number of rows that caches are asked for")]

use alloc::boxed::Box;
use core::ops::Range;
use core::sync::atomic::Ordering;

use super::Store;
use crate::column::Column;
use crate::record::Stored;
use crate::record::changes::Feed;
use crate::record::derived::{
    Cached, Caches, Change, DerivedColumn, EachDerived, Leaves, Recomputation, Visit, VisitPair,
};

impl<T: Stored> Store<T> {
    /// The cells of derived column `N`, computed first where they are not right.
    #[inline]
    #[must_use]
    pub fn derived<const N: usize>(&self) -> <T::Column as Column>::Slice<'_>
    where
        T: DerivedColumn<N>,
    {
        // SAFETY: the cache is this store's.
        if let Some(cells) = self.cached::<N>().and_then(|cached| unsafe { cached.cell().get(self.len) }) {
            return cells;
        }
        let cached = self.compute::<N>();
        // SAFETY: the cache is this store's.
        unsafe { cached.cell().get(self.len) }.expect("a derived column is right when it has been computed")
    }

    /// The cache of derived column `N`, if any derived column has been read.
    #[inline(always)]
    pub(crate) fn cached<const N: usize>(&self) -> Option<&Cached<T, N>>
    where
        T: DerivedColumn<N>,
    {
        self.derived.get().map(Self::cached_of)
    }

    /// The cache of derived column `N`, of this store's caches.
    #[inline(always)]
    fn cached_of<const N: usize>(caches: &T::Derived) -> &Cached<T, N>
    where
        T: DerivedColumn<N>,
    {
        let cached = T::cached(caches);
        // Generated code says where it is, and could say anything; the comparison is one of constants.
        let offset = core::ptr::from_ref(cached).addr().wrapping_sub(core::ptr::from_ref(caches).addr());
        assert!(offset < size_of::<T::Derived>(), "the cache of `{}` is one of its own container", T::NAME);
        cached
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn compute<const N: usize>(&self) -> &Cached<T, N>
    where
        T: DerivedColumn<N>,
    {
        self.is_watched.store(true, Ordering::Relaxed);
        let rows = self.len;
        let cached = Self::cached_of::<N>(self.derived.get_or_make());
        // SAFETY: the cache is this store's.
        unsafe {
            cached.cell().repair(rows, |cache| {
                if !T::WHOLE_LEAVES.is_empty() && cache.rows() != rows {
                    cache.touch_all();
                }
                if T::HOOKS.is_none() {
                    return T::repair(self, cache);
                }
                let computed = cache.missing(rows);
                let recomputation = Recomputation { record: T::NAME_OF_RECORD, column: T::NAME, computed, rows };
                T::HOOKS.call_before(&recomputation);
                T::repair(self, cache);
                T::HOOKS.call_after(&recomputation);
            });
        }
        cached
    }

    /// Makes derived column `N` right.
    pub(crate) fn refresh<const N: usize>(&self)
    where
        T: DerivedColumn<N>,
    {
        if !self.cached::<N>().is_some_and(|cached| cached.is_fresh(self.len)) {
            self.compute::<N>();
        }
    }

    /// Makes eager derived columns right; takes a change back should that panic.
    pub(crate) fn refresh_eager(&mut self, undo: impl FnOnce(&mut Self)) {
        struct Eager<'s, T: Stored>(&'s Store<T>);

        impl<T: Stored> EachDerived<T> for Eager<'_, T> {
            fn column<const N: usize>(&mut self)
            where
                T: DerivedColumn<N>,
            {
                if T::IS_EAGER {
                    self.0.refresh::<N>();
                }
            }
        }

        let mut change = Undo { store: self, undo: Some(undo) };
        <T::Derived as Caches<T>>::each(&mut Eager(change.store));
        change.undo = None;
    }

    /// Whether derived column `N` has never been read: a column that depends on it then need not keep it.
    #[must_use]
    pub fn is_unread<const N: usize>(&self) -> bool
    where
        T: DerivedColumn<N>,
    {
        self.cached::<N>().is_none_or(Cached::is_unread)
    }

    /// All derived columns' caches, to do something to each.
    pub(crate) fn visit_caches(&mut self, visitor: &mut impl Visit<T>) {
        if let Some(caches) = self.derived.get_mut() {
            caches.visit(visitor);
        }
    }

    /// Starts to keep note of changes.
    pub(crate) fn feed_mut(&mut self) -> &mut Feed {
        *self.is_watched.get_mut() = true;
        let len = self.len;
        self.feed.get_or_insert_with(|| Box::new(Feed::new(len)))
    }

    pub(crate) fn feed(&self) -> Option<&Feed> {
        self.feed.as_deref()
    }

    pub(crate) fn forget_feed(&mut self) {
        self.feed = None;
    }

    /// Tells of cells that are about to be written.
    #[inline(always)]
    pub(super) fn note(&mut self, change: Change<'_>) {
        if *self.is_watched.get_mut() {
            self.tell(&change, self.len);
        }
    }

    /// Moves rows, and lets caches follow. Should that panic, every cache is wrong.
    #[inline(always)]
    pub(super) fn moving<R>(&mut self, change: Change<'_>, work: impl FnOnce(&mut Self) -> R) -> R {
        let (len, is_watched) = (self.len, *self.is_watched.get_mut());
        let doubt = Doubt { store: self, is_watched };
        let result = work(doubt.store);
        if is_watched {
            doubt.store.tell(&change, len);
        }
        core::mem::forget(doubt);
        result
    }

    #[cold]
    #[inline(never)]
    pub(super) fn tell(&mut self, change: &Change<'_>, len: usize) {
        struct Follow<'c>(&'c Change<'c>, usize);

        impl<T: Stored> Visit<T> for Follow<'_> {
            fn cache<const N: usize>(&mut self, cached: &mut Cached<T, N>)
            where
                T: DerivedColumn<N>,
            {
                cached.follow(self.0, self.1);
            }
        }

        if let Some(feed) = &mut self.feed {
            feed.note(change, len);
        }
        self.visit_caches(&mut Follow(change, len));
    }
}

/// A change that is taken back when this is dropped.
struct Undo<'s, T: Stored, F: FnOnce(&mut Store<T>)> {
    store: &'s mut Store<T>,
    undo: Option<F>,
}

impl<T: Stored, F: FnOnce(&mut Store<T>)> Drop for Undo<'_, T, F> {
    fn drop(&mut self) {
        if let Some(undo) = self.undo.take() {
            undo(self.store);
        }
    }
}

/// A store whose rows are on the move.
pub(super) struct Doubt<'s, T: Stored> {
    pub(super) store: &'s mut Store<T>,
    pub(super) is_watched: bool,
}

impl<T: Stored> Drop for Doubt<'_, T> {
    fn drop(&mut self) {
        if self.is_watched {
            let len = self.store.len;
            self.store.tell(&Change::Columns(Leaves::ALL), len);
        }
    }
}

/// Gives back memory that no row of a cache uses.
pub(super) struct Shrink;

impl<T: Stored> Visit<T> for Shrink {
    fn cache<const N: usize>(&mut self, cached: &mut Cached<T, N>)
    where
        T: DerivedColumn<N>,
    {
        cached.shrink();
    }
}

/// Takes over the cells of a store whose rows come behind so many own ones.
pub(super) struct Append(pub(super) usize);

impl<T: Stored> VisitPair<T> for Append {
    fn caches<const N: usize>(&mut self, cached: &mut Cached<T, N>, other: &mut Cached<T, N>)
    where
        T: DerivedColumn<N>,
    {
        cached.append(self.0, other);
    }
}

/// Moves the cells of a range into the caches of another store.
pub(super) struct TakeRange(pub(super) Range<usize>);

impl<T: Stored> VisitPair<T> for TakeRange {
    fn caches<const N: usize>(&mut self, cached: &mut Cached<T, N>, taken: &mut Cached<T, N>)
    where
        T: DerivedColumn<N>,
    {
        cached.take_range(taken, self.0.clone());
    }
}
