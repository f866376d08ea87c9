//! Elements that are cells: their kind is their column, and their borrowed forms are those of the column.
//!
//! Each column stands here with the way back from what it lends to the cell. A new column for cells is one more line, as
//! long as nobody else lends the same types.

use alloc::{string::String, vec::Vec};

use super::element::{ElementKind, KindLend, KindStored, ProxyMutPart, ProxyPart, ViewMutPart, ViewPart};
use crate::column::{
    Column, Nullable, NullableMut, NullableTextSlice, NullableTextSliceMut, NullableVecSlice, NullableVecSliceMut,
    Text, TextSlice,
};
use crate::record::{Cell, ColumnKind, Field, Miss, Path, Slot, Value};

macro_rules! cells {
    ($(
        [$($T:ident)?] $cell:ty => $column:ty {
            View: $view:ty, ViewMut: $view_mut:ty, Proxy: $proxy:ty, ProxyMut: $proxy_mut:ty
        }
    )*) => {$(
        impl<'a, $($T)?> ViewPart<'a> for $view where $cell: Cell<Column = $column> {
            type Element = $cell;
        }
        impl<'a, $($T)?> ViewMutPart<'a> for $view_mut where $cell: Cell<Column = $column> {
            type Element = $cell;
        }
        impl<'a, $($T)?> ProxyPart<'a> for $proxy where $cell: Cell<Column = $column> {
            type Element = $cell;
        }
        impl<'a, $($T)?> ProxyMutPart<'a> for $proxy_mut where $cell: Cell<Column = $column> {
            type Element = $cell;
        }

        impl<$($T)?> KindStored<$cell> for $column {
            type Column = Self;

            #[inline(always)]
            fn into_cell(element: $cell) -> $cell {
                element
            }

            #[inline(always)]
            fn from_cell(cell: $cell) -> $cell {
                cell
            }

            #[inline(always)]
            fn lend(element: &$cell) -> <Self as Column>::Ref<'_> {
                <Self as Column>::lend(element)
            }
        }

        impl<'a, $($T)?> KindLend<'a, $cell> for $column
        where
            $cell: Cell<Column = $column>,
        {
            type View = $view;
            type ViewMut = $view_mut;
            type Proxy = $proxy;
            type ProxyMut = $proxy_mut;

            #[inline(always)]
            fn view(cells: $view) -> $view {
                cells
            }

            #[inline(always)]
            fn view_cells(view: $view) -> $view {
                view
            }

            #[inline(always)]
            fn view_mut(cells: $view_mut) -> $view_mut {
                cells
            }

            #[inline(always)]
            fn view_mut_cells(view: $view_mut) -> $view_mut {
                view
            }

            #[inline(always)]
            fn view_mut_reborrow<'s>(view: &'s mut $view_mut) -> <Self as Column>::SliceMut<'s>
            where
                'a: 's,
            {
                <Self as Column>::reborrow(view)
            }

            #[inline(always)]
            fn view_mut_share<'s>(view: &'s $view_mut) -> <Self as Column>::Slice<'s>
            where
                'a: 's,
            {
                <Self as Column>::share(view)
            }

            #[inline(always)]
            fn proxy(cells: $proxy) -> $proxy {
                cells
            }

            #[inline(always)]
            fn proxy_cells<'s>(proxy: $proxy) -> <Self as Column>::Ref<'s>
            where
                'a: 's,
            {
                proxy
            }

            #[inline(always)]
            fn proxy_mut(cells: $proxy_mut) -> $proxy_mut {
                cells
            }

            #[inline(always)]
            fn proxy_mut_share<'s>(proxy: &'s $proxy_mut) -> <Self as Column>::Ref<'s> {
                <Self as Column>::peek(proxy)
            }
        }

        impl<$($T)?> ElementKind<$cell> for $column
        where
            $cell: Cell<Column = $column>,
        {
            type Fields<R, P: Path> = Field<R, P, $cell>;
            type Part = Self;

            const KIND: ColumnKind = <$cell as Cell>::KIND;
            const TYPE_NAME: &'static str = <$cell as Cell>::NAME;
            const NULLABLE: bool = <$cell as Cell>::NULLABLE;

            fn into_part(column: Self) -> Self {
                column
            }

            fn from_part(part: Self) -> Self {
                part
            }

            fn value<'a>(proxy: $proxy, rest: Option<&str>) -> Result<Value, Miss>
            where
                $cell: 'a,
            {
                if rest.is_some() { Err(Miss::Unknown) } else { <$cell as Cell>::value_of(proxy) }
            }

            fn set_value(slot: Slot<'_, Self>, rest: Option<&str>, value: Value) -> Result<(), Miss> {
                if rest.is_some() {
                    return Err(Miss::Unknown);
                }
                slot.write(<$cell as Cell>::of_value(value)?);
                Ok(())
            }
        }
    )*};
}

cells! {
    [T] T => Vec<T> {
        View: &'a [T], ViewMut: &'a mut [T], Proxy: &'a T, ProxyMut: &'a mut T
    }
    [T] Option<T> => Nullable<Vec<T>> {
        View: NullableVecSlice<'a, T>, ViewMut: NullableVecSliceMut<'a, T>, Proxy: Option<&'a T>,
        ProxyMut: NullableMut<'a, T>
    }
    [] String => Text {
        View: TextSlice<'a>, ViewMut: TextSlice<'a>, Proxy: &'a str, ProxyMut: &'a str
    }
    [] Option<String> => Nullable<Text> {
        View: NullableTextSlice<'a>, ViewMut: NullableTextSliceMut<'a>, Proxy: Option<&'a str>, ProxyMut: Option<&'a str>
    }
}
