//! Kinds of joins: which tables may be missing in a joined row.

use crate::expression::{Append, Handle, List, MISSING, Maybe};
use crate::record::{Rows, SoA};
use crate::words::RowIndex;

/// A kind of join of tables `L` with one more, whose record is `T`.
pub trait Side<'a, L: List<'a>, T: SoA + 'a>: Sync + 'static {
    /// The tables of a joined row.
    type List: List<'a>;

    /// Whether rows of the left side stay that have no partner.
    const KEEPS_LEFT: bool;
    /// Whether rows of the right side stay that have no partner.
    const KEEPS_RIGHT: bool;
    /// The name of the kind.
    const NAME: &'static str;

    /// The rows of each table.
    fn rows(left: L::Rows, right: Rows<'a, T>) -> <Self::List as List<'a>>::Rows;

    /// A joined row.
    fn row(left: L::Row, right: RowIndex) -> <Self::List as List<'a>>::Row;

    /// The row of a left row without a partner.
    #[inline(always)]
    fn left_alone(left: L::Row) -> <Self::List as List<'a>>::Row {
        Self::row(left, MISSING)
    }

    /// The row of a right row without a partner.
    fn right_alone(right: RowIndex) -> <Self::List as List<'a>>::Row {
        Self::row(L::Row::missing(), right)
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $name:literal, $entry:ty, $list:ident, $left:literal, $right:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $kind;

        impl<'a, T: SoA + 'a, L: Append<'a, $entry>> Side<'a, L, T> for $kind {
            type List = <L as Append<'a, $entry>>::$list;

            const KEEPS_LEFT: bool = $left;
            const KEEPS_RIGHT: bool = $right;
            const NAME: &'static str = $name;

            #[inline]
            fn rows(left: L::Rows, right: Rows<'a, T>) -> <Self::List as List<'a>>::Rows {
                <L as Append<'a, $entry>>::append(left, right)
            }

            #[inline(always)]
            fn row(left: L::Row, right: RowIndex) -> <Self::List as List<'a>>::Row {
                <L as Append<'a, $entry>>::row(left, right)
            }
        }
    )*};
}

kinds! {
    /// Rows that have a partner.
    Inner "inner", T, Out, false, false;
    /// All rows of the left side.
    Left "left", Maybe<T>, Out, true, false;
    /// All rows of the right side.
    Right "right", T, OutOptional, false, true;
    /// All rows of both sides.
    Full "full", Maybe<T>, OutOptional, true, true;
}
