//! Where the rows of a query come from: one table, or several joined.
//!
//! A row of a query over `N` tables is `N` row numbers, `[RowIndex; N]`. The tables are a type-level list of records,
//! `(Order, Customer)`; one whose rows may be missing, as on the right side of a left join, stands as [`Maybe<Customer>`].
//! Tokens of a joined query say in their record parameter which table they mean ([`Side`], [`MaybeSide`]), so that two tables
//! of one record are told apart by the compiler.

use core::fmt::Debug;
use core::hash::Hash;
use core::marker::PhantomData;

use crate::record::{Here, Rows, SoA, Tokens};
use crate::words::RowIndex;

/// Stands for the row of a table that has none in this row of a join.
pub const MISSING: RowIndex = RowIndex::MAX;

/// A row of a query: a row number for each table.
pub trait Handle: Copy + Debug + Ord + Hash + Send + Sync + 'static {
    /// The number of tables.
    const TABLES: usize;

    /// The row of a query over one table.
    ///
    /// # Panics
    /// Over several tables.
    fn only(row: RowIndex) -> Self;

    /// The row number in a table.
    fn of(self, table: usize) -> RowIndex;

    /// The row that is missing in every table.
    fn missing() -> Self;
}

impl<const N: usize> Handle for [RowIndex; N] {
    const TABLES: usize = N;

    #[inline(always)]
    fn only(row: RowIndex) -> Self {
        const { assert!(N > 0) };
        assert!(N == 1, "a row of several tables has as many numbers");
        [row; N]
    }

    #[inline(always)]
    fn of(self, table: usize) -> RowIndex {
        self[table]
    }

    fn missing() -> Self {
        [MISSING; N]
    }
}

/// A table whose row may be missing.
pub struct Maybe<T>(PhantomData<fn() -> T>);

/// In a token: table number `I` of a join, whose record is `T`.
pub struct Side<T, const I: usize>(PhantomData<fn() -> T>);

/// In a token: table number `I` of a join, whose record is `T`, and whose row may be missing.
pub struct MaybeSide<T, const I: usize>(PhantomData<fn() -> T>);

/// An entry in a list of tables: a record, or [`Maybe`] one.
pub trait Entry {
    /// The record.
    type Record: SoA;
    /// What its tokens say, as table number `I`.
    type Mark<const I: usize>;
    /// The entry, once its row may be missing.
    type Optional: Entry<Record = Self::Record>;
}

impl<T: SoA> Entry for T {
    type Record = T;
    type Mark<const I: usize> = Side<T, I>;
    type Optional = Maybe<T>;
}

impl<T: SoA> Entry for Maybe<T> {
    type Record = T;
    type Mark<const I: usize> = MaybeSide<T, I>;
    type Optional = Self;
}

/// A list of tables.
pub trait List<'a> {
    /// A row.
    type Row: Handle;
    /// The rows of each table.
    type Rows: Copy;
    /// What a closure receives: the tokens of the only table, or a tuple of the tokens of each.
    type Tokens: Copy;

    /// The value that there is of the tokens.
    const TOKENS: Self::Tokens;
}

/// Table number `I` of a list.
pub trait Nth<'a, const I: usize>: List<'a> {
    /// Its record.
    type Record: SoA + 'a;

    /// Its rows.
    fn nth(rows: Self::Rows) -> Rows<'a, Self::Record>;
}

/// A list of tables, and one more.
pub trait Append<'a, M: Entry>: List<'a>
where
    M::Record: 'a,
{
    /// The longer list.
    type Out: List<'a>;
    /// The longer list, when the rows of all but the last may be missing.
    type OutOptional: List<'a, Row = <Self::Out as List<'a>>::Row, Rows = <Self::Out as List<'a>>::Rows>;

    /// The rows of each table.
    fn append(rows: Self::Rows, more: Rows<'a, M::Record>) -> <Self::Out as List<'a>>::Rows;

    /// A row of the longer list.
    fn row(row: Self::Row, more: RowIndex) -> <Self::Out as List<'a>>::Row;
}

/// The tables that expressions are bound to: their rows, borrowed.
pub struct Tables<'a, L: List<'a>>(pub(crate) L::Rows);

impl<'a, L: List<'a>> Clone for Tables<'a, L> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<'a, L: List<'a>> Copy for Tables<'a, L> {}

/// What expressions are bound to: [`Tables`].
pub trait Source: Copy {
    /// A row.
    type Row: Handle;
    /// What closures receive.
    type Tokens: Copy;

    /// The value that there is of the tokens.
    const TOKENS: Self::Tokens;
}

impl<'a, L: List<'a>> Source for Tables<'a, L> {
    type Row = L::Row;
    type Tokens = L::Tokens;

    const TOKENS: L::Tokens = L::TOKENS;
}

/// The tokens of an entry, as table number `I`.
type TokensOf<E, const I: usize> = <<E as Entry>::Record as SoA>::Fields<<E as Entry>::Mark<I>, Here>;

// A query over one table speaks its record's own tokens, the same that `bulk.col(|w| w.temp)` takes.
impl<'a, T: SoA + 'a> List<'a> for (T,) {
    type Row = [RowIndex; 1];
    type Rows = Rows<'a, T>;
    type Tokens = T::Fields<T, Here>;

    const TOKENS: Self::Tokens = Tokens::ALL;
}

impl<'a, T: SoA + 'a> Nth<'a, 0> for (T,) {
    type Record = T;

    #[inline(always)]
    fn nth(rows: Self::Rows) -> Rows<'a, T> {
        rows
    }
}

macro_rules! lists {
    ($($table:ident $index:tt),+; $more:ident $next:tt) => {
        lists! { $($table $index),+; $next }

        impl<'a, $more: Entry<Record: 'a>, $($table: Entry<Record: 'a>),+> Append<'a, $more> for ($($table,)+) {
            type Out = ($($table,)+ $more,);
            type OutOptional = ($($table::Optional,)+ $more,);

            #[inline(always)]
            fn append(rows: Self::Rows, more: Rows<'a, $more::Record>) -> <Self::Out as List<'a>>::Rows {
                ($(rows.$index,)+ more)
            }

            #[inline(always)]
            fn row(row: Self::Row, more: RowIndex) -> <Self::Out as List<'a>>::Row {
                [$(row[$index],)+ more]
            }
        }
    };
    ($($table:ident $index:tt),+; $count:tt) => {
        impl<'a, $($table: Entry<Record: 'a>),+> List<'a> for ($($table,)+) {
            type Row = [RowIndex; $count];
            type Rows = ($(Rows<'a, $table::Record>,)+);
            type Tokens = ($(TokensOf<$table, $index>,)+);

            const TOKENS: Self::Tokens = ($(<TokensOf<$table, $index> as Tokens>::ALL,)+);
        }

        lists! { @nth [$($table)+] $($table $index)+ }
    };
    (@nth $all:tt $($nth:ident $index:tt)+) => {
        $(lists! { @one $all $nth $index })+
    };
    (@one [$($table:ident)+] $nth:ident $index:tt) => {
        impl<'a, $($table: Entry<Record: 'a>),+> Nth<'a, $index> for ($($table,)+) {
            type Record = $nth::Record;

            #[inline(always)]
            fn nth(rows: Self::Rows) -> Rows<'a, Self::Record> {
                rows.$index
            }
        }
    };
}

impl<'a, M: Entry<Record: 'a>, T: SoA + 'a> Append<'a, M> for (T,) {
    type Out = (T, M);
    type OutOptional = (Maybe<T>, M);

    #[inline(always)]
    fn append(rows: Self::Rows, more: Rows<'a, M::Record>) -> <Self::Out as List<'a>>::Rows {
        (rows, more)
    }

    #[inline(always)]
    fn row(row: Self::Row, more: RowIndex) -> [RowIndex; 2] {
        [row[0], more]
    }
}

lists! { A 0, B 1; C 2 }
lists! { A 0, B 1, C 2; D 3 }
lists! { A 0, B 1, C 2, D 3; E 4 }
lists! { A 0, B 1, C 2, D 3, E 4; F 5 }
lists! { A 0, B 1, C 2, D 3, E 4, F 5; G 6 }
lists! { A 0, B 1, C 2, D 3, E 4, F 5, G 6; H 7 }
lists! { A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7; I 8 }
lists! { A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8; J 9 }
lists! { A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9; 10 }
