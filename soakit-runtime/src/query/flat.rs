//! [`FlatWith`]: the columns of two results as one tuple: those of a key, and those of aggregates.
//!
//! The columns of a result are one column, or a `Bulk` of a tuple. As a list of types, `(A, (B, ()))`, both are the same, and
//! two lists become one; a list of up to twelve becomes a tuple again. Tuples within the tuples stay what they are.

use alloc::vec::Vec;

use super::outputs::bulk;
use crate::column::{Bits, Column, Fill, Nullable, Text, Unit};
use crate::record::{Bulk, Element, ElementKind, SoA};

/// Columns of a result, as a list.
pub trait Flat {
    /// The types of the cells.
    type Values;
    /// The columns.
    type Columns;

    /// The columns, one after the other.
    fn flat(self) -> Self::Columns;
}

/// A list of types, and more of them behind.
pub trait Chain<L> {
    /// The longer list.
    type Out;

    /// Puts another list behind.
    fn chain(self, list: L) -> Self::Out;
}

/// A list of up to twelve, which is a tuple too.
pub trait AsTuple {
    /// The tuple.
    type Tuple;

    /// The tuple of the list.
    fn tuple(self) -> Self::Tuple;
}

/// Columns that make a result together with others.
#[diagnostic::on_unimplemented(
    message = "these columns are no record of up to twelve fields",
    label = "too many columns, or some of another kind",
    note = "a result has at most twelve columns: those of the key, then the aggregates"
)]
pub trait FlatWith<More>: Sized {
    /// The tuple of both.
    type Row: SoA;

    /// Puts the columns side by side.
    fn flat_with(self, more: More) -> Bulk<Self::Row>;
}

/// A list of the columns of both.
type Chained<A, B> = <A as Chain<B>>::Out;

impl<A: Flat, B: Flat, Row, Values, Columns> FlatWith<B> for A
where
    A::Values: Chain<B::Values, Out = Values>,
    A::Columns: Chain<B::Columns, Out = Columns>,
    Values: AsTuple<Tuple = Row>,
    Columns: AsTuple,
    Row: SoA<Parts = Columns::Tuple>,
{
    type Row = Row;

    fn flat_with(self, more: B) -> Bulk<Row> {
        bulk(self.flat().chain(more.flat()).tuple())
    }
}

impl<L> Chain<L> for () {
    type Out = L;

    fn chain(self, list: L) -> L {
        list
    }
}

impl<H, T: Chain<L>, L> Chain<L> for (H, T) {
    type Out = (H, Chained<T, L>);

    fn chain(self, list: L) -> Self::Out {
        (self.0, self.1.chain(list))
    }
}

macro_rules! columns {
    ($([$($parameters:tt)*] $column:ty;)*) => {$(
        impl<$($parameters)*> Flat for $column {
            type Values = (<Self as Column>::Item, ());
            type Columns = (Self, ());

            fn flat(self) -> Self::Columns {
                (self, ())
            }
        }
    )*};
}

columns! {
    [T] Vec<T>;
    [C: Fill] Nullable<C>;
    [] Text;
    [] Bits;
    [] Unit;
}

macro_rules! list {
    () => { () };
    ($head:ty $(, $rest:ty)*) => { ($head, list!($($rest),*)) };
}

macro_rules! value_list {
    () => { () };
    ($head:ident $($rest:ident)*) => { ($head, value_list!($($rest)*)) };
}

macro_rules! tuples {
    ($($element:ident $value:ident),+) => {
        impl<$($element: Element),+> Flat for Bulk<($($element,)+)>
        where
            ($($element,)+): SoA<Parts = ($(<$element::Kind as ElementKind<$element>>::Part,)+)>,
        {
            type Values = list!($($element),+);
            type Columns = list!($(<$element::Kind as ElementKind<$element>>::Part),+);

            fn flat(self) -> Self::Columns {
                let ($($value,)+) = self.into_columns();
                value_list!($($value)+)
            }
        }

        impl<$($element),+> AsTuple for list!($($element),+) {
            type Tuple = ($($element,)+);

            fn tuple(self) -> Self::Tuple {
                let value_list!($($value)+) = self;
                ($($value,)+)
            }
        }
    };
}

tuples! { A a }
tuples! { A a, B b }
tuples! { A a, B b, C c }
tuples! { A a, B b, C c, D d }
tuples! { A a, B b, C c, D d, E e }
tuples! { A a, B b, C c, D d, E e, F f }
tuples! { A a, B b, C c, D d, E e, F f, G g }
tuples! { A a, B b, C c, D d, E e, F f, G g, H h }
tuples! { A a, B b, C c, D d, E e, F f, G g, H h, I i }
tuples! { A a, B b, C c, D d, E e, F f, G g, H h, I i, J j }
tuples! { A a, B b, C c, D d, E e, F f, G g, H h, I i, J j, K k }
tuples! { A a, B b, C c, D d, E e, F f, G g, H h, I i, J j, K k, L l }
