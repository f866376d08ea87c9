//! `concat`, `union`, `intersection`, `difference`: two queries over one record.
//!
//! # Shape
//! `concat` has all rows of the first, then all of the second. The others are sets: one row for each key, the first that has
//! it, in the order of the queries. Joins that keep rows of the first by keys of the second, each as often as it is there, are
//! `semi_join` and `anti_join`.
//!
//! The rows may come from different containers, so that no list of row numbers can name them: the result is a container.

#![allow(unsafe_code, reason = "groups the rows of two plans by keys bound to their sources")]

use alloc::vec;
use alloc::vec::Vec;

use super::Query;
use super::alike::{Known, Side, alike_in_both};
use super::keys::Keys;
use crate::codes::group::Groups;
use crate::column::{CloneColumn, HashColumn, TotalEqColumn};
use crate::expression::{Source, Tables};
use crate::pipeline::{Plan, RowSet};
use crate::record::{Bulk, Rows, SoA, Store, Stored};

/// Two queries over one record, and their rows.
struct Both<'a, T: SoA + 'a> {
    tables: (Rows<'a, T>, Rows<'a, T>),
    rows: (RowSet<[u32; 1]>, RowSet<[u32; 1]>),
}

/// What stays of two sets.
#[derive(Clone, Copy)]
enum Stays {
    /// What is in one of them.
    Union,
    /// What is in both.
    Intersection,
    /// What is in the first only.
    Difference,
}

impl Stays {
    /// The positions that stay, of rows of which `first` are the first query's.
    fn of(self, groups: &Groups, first: usize) -> Vec<u32> {
        let mut in_second = vec![false; groups.firsts.len()];
        for &id in &groups.ids[first..] {
            in_second[id as usize] = true;
        }
        let stays = |&(position, in_second): &(u32, bool)| match self {
            Self::Union => true,
            Self::Intersection => (position as usize) < first && in_second,
            Self::Difference => (position as usize) < first && !in_second,
        };
        groups.firsts.iter().copied().zip(in_second).filter(stays).map(|(position, _)| position).collect()
    }
}

impl<'a, T: SoA<Columns: CloneColumn> + 'a> Both<'a, T> {
    fn of<P, Q>(left: &Query<P>, right: &Query<Q>) -> Self
    where
        P: Plan<Source = Tables<'a, (T,)>>,
        Q: Plan<Source = Tables<'a, (T,)>>,
    {
        Self { tables: (left.plan.source().0, right.plan.source().0), rows: (left.rows(), right.rows()) }
    }

    /// The rows at ascending positions, the second query's behind the first's.
    fn gather(&self, positions: &[u32]) -> Bulk<T> {
        let first = self.rows.0.len();
        let (left, right) = positions.split_at(positions.partition_point(|&position| (position as usize) < first));
        let left: Vec<u32> = left.iter().map(|&position| self.rows.0.get(position as usize)[0]).collect();
        let right: Vec<u32> = right.iter().map(|&position| self.rows.1.get(position as usize - first)[0]).collect();
        let mut store = Store::default();
        store.gather(self.tables.0.cells(), &left);
        store.gather(self.tables.1.cells(), &right);
        Bulk::of_rows(store)
    }

    /// The groups of whole rows.
    fn alike(&self) -> Groups
    where
        T::Columns: HashColumn + TotalEqColumn,
    {
        let mut known = Known::new();
        known.extend(self.tables.0, &self.rows.0);
        known.extend(self.tables.1, &self.rows.1);
        known.into_groups()
    }
}

impl<'a, T: SoA + 'a, P> Query<P>
where
    P: Plan<Source = Tables<'a, (T,)>>,
    <T as Stored>::Columns: CloneColumn,
{
    /// The rows of this query, then those of another.
    ///
    /// # Shape
    /// As many rows as both have, in their order.
    #[must_use]
    pub fn concat<Q>(self, other: Query<Q>) -> Bulk<T>
    where
        Q: Plan<Source = Tables<'a, (T,)>>,
    {
        let mut bulk = self.to_bulk();
        bulk.append(&mut other.to_bulk());
        bulk
    }

    fn set_by<Q, K>(self, other: Query<Q>, key: &K, stays: Stays) -> Bulk<T>
    where
        Q: Plan<Source = Tables<'a, (T,)>>,
        K: Keys<Tables<'a, (T,)>>,
    {
        let both = Both::of(&self, &other);
        let (left, right) = (key.bind(self.plan.source()), key.bind(other.plan.source()));
        let left = Side { keys: &left, rows: &both.rows.0 };
        let right = Side { keys: &right, rows: &both.rows.1 };
        // SAFETY: keys and rows of each side are of the source of its plan.
        let groups = unsafe { alike_in_both(&left, &right, None, &self.run) };
        both.gather(&stays.of(&groups, both.rows.0.len()))
    }

    fn set<Q>(self, other: Query<Q>, stays: Stays) -> Bulk<T>
    where
        Q: Plan<Source = Tables<'a, (T,)>>,
        T::Columns: HashColumn + TotalEqColumn,
    {
        let both = Both::of(&self, &other);
        both.gather(&stays.of(&both.alike(), both.rows.0.len()))
    }

    /// The rows of this query and of another, one for each key.
    ///
    /// # Shape
    /// For each key the first row that has it, this query's rows before the other's.
    ///
    /// # Examples
    ///
    /// What is known, and what is new:
    ///
    /// ```
    /// use soakit_runtime::record::Bulk;
    ///
    /// let known = Bulk::from([(1, "a".to_owned()), (2, "b".to_owned())]);
    /// let news = Bulk::from([(2, "B".to_owned()), (3, "c".to_owned())]);
    /// let all = known.query().union_by(news.query(), |(id, _)| id);
    /// assert_eq!(all, Bulk::from([(1, "a".to_owned()), (2, "b".to_owned()), (3, "c".to_owned())]));
    /// ```
    #[must_use]
    pub fn union_by<Q, K>(self, other: Query<Q>, key: impl FnOnce(<P::Source as Source>::Tokens) -> K) -> Bulk<T>
    where
        Q: Plan<Source = Tables<'a, (T,)>>,
        K: Keys<Tables<'a, (T,)>>,
    {
        self.set_by(other, &key(<P::Source as Source>::TOKENS), Stays::Union)
    }

    /// The rows of this query whose key is in another too.
    ///
    /// # Shape
    /// For each key in both the first row of this query, in its order.
    #[must_use]
    pub fn intersection_by<Q, K>(self, other: Query<Q>, key: impl FnOnce(<P::Source as Source>::Tokens) -> K) -> Bulk<T>
    where
        Q: Plan<Source = Tables<'a, (T,)>>,
        K: Keys<Tables<'a, (T,)>>,
    {
        self.set_by(other, &key(<P::Source as Source>::TOKENS), Stays::Intersection)
    }

    /// The rows of this query whose key is not in another.
    ///
    /// # Shape
    /// For each key that is only here the first row of this query, in its order.
    #[must_use]
    pub fn difference_by<Q, K>(self, other: Query<Q>, key: impl FnOnce(<P::Source as Source>::Tokens) -> K) -> Bulk<T>
    where
        Q: Plan<Source = Tables<'a, (T,)>>,
        K: Keys<Tables<'a, (T,)>>,
    {
        self.set_by(other, &key(<P::Source as Source>::TOKENS), Stays::Difference)
    }

    /// The rows of this query and of another; of those that are equal in all fields, the first.
    ///
    /// Fields are hashed and compared with their own `Hash` and `Eq`, on one thread; where a key will do,
    /// [`union_by`](Self::union_by) is faster, and takes floating-point numbers too.
    #[must_use]
    pub fn union<Q>(self, other: Query<Q>) -> Bulk<T>
    where
        Q: Plan<Source = Tables<'a, (T,)>>,
        T::Columns: HashColumn + TotalEqColumn,
    {
        self.set(other, Stays::Union)
    }

    /// The rows of this query that are in another too, each once. As [`union`](Self::union) compares them.
    #[must_use]
    pub fn intersection<Q>(self, other: Query<Q>) -> Bulk<T>
    where
        Q: Plan<Source = Tables<'a, (T,)>>,
        T::Columns: HashColumn + TotalEqColumn,
    {
        self.set(other, Stays::Intersection)
    }

    /// The rows of this query that are not in another, each once. As [`union`](Self::union) compares them.
    #[must_use]
    pub fn difference<Q>(self, other: Query<Q>) -> Bulk<T>
    where
        Q: Plan<Source = Tables<'a, (T,)>>,
        T::Columns: HashColumn + TotalEqColumn,
    {
        self.set(other, Stays::Difference)
    }
}
