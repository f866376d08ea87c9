//! What a record must be able to do, for tuples of one to twelve elements.
//!
//! The columns stand in a balanced tree, as those of a derived record do, so that the two have the same type where their
//! elements have.

use super::element::{
    ColumnOf, Element, ElementKind, KindLend, KindStored, ProxyMutPart, ProxyPart, ViewMutPart, ViewPart,
};
use super::name::{Name, column};
use super::nested::Nested;
use crate::column::Reborrow;
use crate::record::derived::{NoDerived, NoOrigin};
use crate::record::{
    Access, Cells, ColumnInfo, Here, Inspector, Left, Lend, Miss, MutSlicesOf, MutsOf, Path, Proxy, ProxyMut, ProxyOf,
    RefsOf, Registry, Right, SlicesOf, Slot, SoA, Store, Stored, Then, Tokens, Value, View, ViewMut, split_path,
};

/// The columns of a container of tuples: what `Bulk<(A, B)>` dereferences to, with two methods for each element.
pub struct TupleBulk<T: Stored>(Store<T>);

impl<T: SoA<Access = Self>> Access<T> for TupleBulk<T> {
    #[inline(always)]
    fn from_store(store: Store<T>) -> Self {
        Self(store)
    }

    #[inline(always)]
    fn into_store(self) -> Store<T> {
        self.0
    }

    #[inline(always)]
    fn store(&self) -> &Store<T> {
        &self.0
    }

    #[inline(always)]
    fn store_mut(&mut self) -> &mut Store<T> {
        &mut self.0
    }
}

type ViewOf<'a, T> = <<T as Element>::Kind as KindLend<'a, T>>::View;
type ViewMutOf<'a, T> = <<T as Element>::Kind as KindLend<'a, T>>::ViewMut;

/// Something for each element, as a balanced tree of pairs; a type, a value or a pattern.
macro_rules! tree {
    ([$($only:tt)*]) => { $($only)* };
    ($a:tt $b:tt) => { (tree!($a), tree!($b)) };
    ($a:tt $b:tt $c:tt) => { (tree!($a $b), tree!($c)) };
    ($a:tt $b:tt $c:tt $d:tt) => { (tree!($a $b), tree!($c $d)) };
    ($a:tt $b:tt $c:tt $d:tt $e:tt) => { (tree!($a $b $c), tree!($d $e)) };
    ($a:tt $b:tt $c:tt $d:tt $e:tt $f:tt) => { (tree!($a $b $c), tree!($d $e $f)) };
    ($a:tt $b:tt $c:tt $d:tt $e:tt $f:tt $g:tt) => { (tree!($a $b $c $d), tree!($e $f $g)) };
    ($a:tt $b:tt $c:tt $d:tt $e:tt $f:tt $g:tt $h:tt) => { (tree!($a $b $c $d), tree!($e $f $g $h)) };
    ($a:tt $b:tt $c:tt $d:tt $e:tt $f:tt $g:tt $h:tt $i:tt) => { (tree!($a $b $c $d $e), tree!($f $g $h $i)) };
    ($a:tt $b:tt $c:tt $d:tt $e:tt $f:tt $g:tt $h:tt $i:tt $j:tt) => { (tree!($a $b $c $d $e), tree!($f $g $h $i $j)) };
    ($a:tt $b:tt $c:tt $d:tt $e:tt $f:tt $g:tt $h:tt $i:tt $j:tt $k:tt) => { (tree!($a $b $c $d $e $f), tree!($g $h $i $j $k)) };
    ($a:tt $b:tt $c:tt $d:tt $e:tt $f:tt $g:tt $h:tt $i:tt $j:tt $k:tt $l:tt) => { (tree!($a $b $c $d $e $f), tree!($g $h $i $j $k $l)) };
}

macro_rules! tuple {
    ($({($A:ident $a:ident $index:tt $name:literal $field:ident $field_mut:ident) $path:ty})+) => {
        impl<$($A: Element),+> Element for ($($A,)+) {
            type Kind = Nested;
        }

        impl<$($A: Element),+> Stored for ($($A,)+) {
            type Columns = tree!($([ColumnOf<$A>])+);
            type Derived = NoDerived;

            #[inline(always)]
            fn into_cells(self) -> Cells<Self> {
                let ($($a,)+) = self;
                tree!($([<$A::Kind as KindStored<$A>>::into_cell($a)])+)
            }

            #[inline(always)]
            fn from_cells(cells: Cells<Self>) -> Self {
                let tree!($([$a])+) = cells;
                ($(<$A::Kind as KindStored<$A>>::from_cell($a),)+)
            }

            #[inline(always)]
            fn lend(&self) -> RefsOf<'_, Self> {
                let ($($a,)+) = self;
                tree!($([<$A::Kind as KindStored<$A>>::lend($a)])+)
            }
        }

        impl<'a, $($A: Element),+> Lend<'a> for ($($A,)+) {
            type View = ($(ViewOf<'a, $A>,)+);
            type ViewMut = ($(ViewMutOf<'a, $A>,)+);
            type Proxy = ($(<$A::Kind as KindLend<'a, $A>>::Proxy,)+);
            type ProxyMut = ($(<$A::Kind as KindLend<'a, $A>>::ProxyMut,)+);
            type Origin = NoOrigin;

            #[inline(always)]
            fn view(cells: SlicesOf<'a, Self>, _: NoOrigin) -> Self::View
            where
                Self: 'a,
            {
                let tree!($([$a])+) = cells;
                ($(<$A::Kind as KindLend<'a, $A>>::view($a),)+)
            }

            #[inline(always)]
            fn view_cells(view: Self::View) -> SlicesOf<'a, Self>
            where
                Self: 'a,
            {
                let ($($a,)+) = view;
                tree!($([<$A::Kind as KindLend<'a, $A>>::view_cells($a)])+)
            }

            #[inline(always)]
            fn view_mut(cells: MutSlicesOf<'a, Self>) -> Self::ViewMut
            where
                Self: 'a,
            {
                let tree!($([$a])+) = cells;
                ($(<$A::Kind as KindLend<'a, $A>>::view_mut($a),)+)
            }

            #[inline(always)]
            fn view_mut_cells(view: Self::ViewMut) -> MutSlicesOf<'a, Self>
            where
                Self: 'a,
            {
                let ($($a,)+) = view;
                tree!($([<$A::Kind as KindLend<'a, $A>>::view_mut_cells($a)])+)
            }

            #[inline(always)]
            fn view_mut_reborrow<'s>(view: &'s mut Self::ViewMut) -> MutSlicesOf<'s, Self>
            where
                Self: 'a,
                'a: 's,
            {
                let ($($a,)+) = view;
                tree!($([<$A::Kind as KindLend<'a, $A>>::view_mut_reborrow($a)])+)
            }

            #[inline(always)]
            fn view_mut_share<'s>(view: &'s Self::ViewMut) -> SlicesOf<'s, Self>
            where
                Self: 'a,
                'a: 's,
            {
                let ($($a,)+) = view;
                tree!($([<$A::Kind as KindLend<'a, $A>>::view_mut_share($a)])+)
            }

            #[inline(always)]
            fn proxy(cells: RefsOf<'a, Self>, _: NoOrigin) -> Self::Proxy
            where
                Self: 'a,
            {
                let tree!($([$a])+) = cells;
                ($(<$A::Kind as KindLend<'a, $A>>::proxy($a),)+)
            }

            #[inline(always)]
            fn proxy_cells<'s>(proxy: Self::Proxy) -> RefsOf<'s, Self>
            where
                Self: 'a,
                'a: 's,
            {
                let ($($a,)+) = proxy;
                tree!($([<$A::Kind as KindLend<'a, $A>>::proxy_cells($a)])+)
            }

            #[inline(always)]
            fn proxy_mut(cells: MutsOf<'a, Self>) -> Self::ProxyMut
            where
                Self: 'a,
            {
                let tree!($([$a])+) = cells;
                ($(<$A::Kind as KindLend<'a, $A>>::proxy_mut($a),)+)
            }
        }

        impl<$($A: Element),+> SoA for ($($A,)+) {
            type Access = TupleBulk<Self>;
            type Fields<R, P: Path> = ($(<$A::Kind as ElementKind<$A>>::Fields<R, Then<P, $path>>,)+);
            type Parts = ($(<$A::Kind as ElementKind<$A>>::Part,)+);

            const REGISTRY: &'static Registry =
                &Registry::new(TupleBulk::<Self>::NAME.text(), "", TupleBulk::<Self>::COLUMNS);

            fn into_parts(columns: Self::Columns) -> Self::Parts {
                let tree!($([$a])+) = columns;
                ($(<$A::Kind as ElementKind<$A>>::into_part($a),)+)
            }

            fn from_parts(($($a,)+): Self::Parts) -> Self::Columns {
                tree!($([<$A::Kind as ElementKind<$A>>::from_part($a)])+)
            }

            fn validate<'a>(($($a,)+): ProxyOf<'a, Self>, inspector: &mut Inspector<'_>)
            where
                Self: 'a,
            {
                $(<$A::Kind as ElementKind<$A>>::validate($a, $name, inspector);)+
            }

            fn value<'a>(($($a,)+): ProxyOf<'a, Self>, path: &str) -> Result<Value, Miss>
            where
                Self: 'a,
            {
                match split_path(path) {
                    $(($name, rest) => <$A::Kind as ElementKind<$A>>::value($a, rest),)+
                    _ => Err(Miss::Unknown),
                }
            }

            fn set_value(slot: Slot<'_, Self::Columns>, path: &str, value: Value) -> Result<(), Miss> {
                match split_path(path) {
                    $(($name, rest) => {
                        <$A::Kind as ElementKind<$A>>::set_value(slot.at::<$path>(), rest, value)
                    })+
                    _ => Err(Miss::Unknown),
                }
            }
        }

        impl<$($A: Element),+> TupleBulk<($($A,)+)> {
            const COLUMNS: &'static [ColumnInfo] = &[$(column::<$A>($name)),+];
            const NAME: &'static Name = &Name::of(Self::COLUMNS);

            $(
                #[doc = concat!("The cells of element ", $name, ".")]
                #[inline]
                #[must_use]
                pub fn $field(&self) -> ViewOf<'_, $A> {
                    <$A::Kind as KindLend<'_, $A>>::view(self.0.column::<$path>())
                }

                #[doc = concat!("The cells of element ", $name, ", mutably.")]
                #[inline]
                pub fn $field_mut(&mut self) -> ViewMutOf<'_, $A> {
                    <$A::Kind as KindLend<'_, $A>>::view_mut(self.0.column_mut::<$path>())
                }
            )+
        }

        impl<'a, $($A: ViewPart<'a>),+> View<'a> for ($($A,)+) {
            type Record = ($($A::Element,)+);
        }

        impl<'a, $($A: ViewMutPart<'a>),+> ViewMut<'a> for ($($A,)+) {
            type Record = ($($A::Element,)+);
        }

        impl<'a, $($A: ProxyPart<'a>),+> Proxy<'a> for ($($A,)+) {
            type Record = ($($A::Element,)+);
        }

        impl<'a, $($A: ProxyMutPart<'a>),+> ProxyMut<'a> for ($($A,)+) {
            type Record = ($($A::Element,)+);

            #[inline(always)]
            fn cells(&self) -> RefsOf<'_, Self::Record> {
                let ($($a,)+) = self;
                tree!($([<<$A::Element as Element>::Kind as KindLend<'a, $A::Element>>::proxy_mut_share($a)])+)
            }
        }

        impl<'a, $($A: ViewPart<'a>),+> ViewPart<'a> for ($($A,)+) {
            type Element = ($($A::Element,)+);
        }

        impl<'a, $($A: ViewMutPart<'a>),+> ViewMutPart<'a> for ($($A,)+) {
            type Element = ($($A::Element,)+);
        }

        impl<'a, $($A: ProxyPart<'a>),+> ProxyPart<'a> for ($($A,)+) {
            type Element = ($($A::Element,)+);
        }

        impl<'a, $($A: ProxyMutPart<'a>),+> ProxyMutPart<'a> for ($($A,)+) {
            type Element = ($($A::Element,)+);
        }

        impl<$($A: Reborrow),+> Reborrow for ($($A,)+) {
            type Short<'s> = ($($A::Short<'s>,)+) where Self: 's;
            type Shared<'s> = ($($A::Shared<'s>,)+) where Self: 's;

            #[inline]
            fn reborrow(&mut self) -> Self::Short<'_> {
                let ($($a,)+) = self;
                ($($a.reborrow(),)+)
            }

            #[inline]
            fn as_shared(&self) -> Self::Shared<'_> {
                let ($($a,)+) = self;
                ($($a.as_shared(),)+)
            }
        }

        impl<$($A: Tokens),+> Tokens for ($($A,)+) {
            // Each token has its place; the tuple has none that could be told from theirs.
            type Place = Self;

            const ALL: Self = ($($A::ALL,)+);
        }
    };
}

/// Gives each element of a list its path.
macro_rules! tuples {
    ($names:tt $([$($path:ty),+])+) => { $(tuples! { @zip [] $names $($path),+ })+ };
    (@zip [$($done:tt)*] [$name:tt $($names:tt)*] $path:ty $(, $paths:ty)*) => {
        tuples! { @zip [$($done)* {$name $path}] [$($names)*] $($paths),* }
    };
    (@zip [$($done:tt)+] $names:tt) => { tuple! { $($done)+ } };
}

tuples! {
    [
        (A a 0 "0" field_0 field_0_mut)
        (B b 1 "1" field_1 field_1_mut)
        (C c 2 "2" field_2 field_2_mut)
        (D d 3 "3" field_3 field_3_mut)
        (E e 4 "4" field_4 field_4_mut)
        (F f 5 "5" field_5 field_5_mut)
        (G g 6 "6" field_6 field_6_mut)
        (H h 7 "7" field_7 field_7_mut)
        (I i 8 "8" field_8 field_8_mut)
        (J j 9 "9" field_9 field_9_mut)
        (K k 10 "10" field_10 field_10_mut)
        (L l 11 "11" field_11 field_11_mut)
    ]
    [Here]
    [Left<Here>, Right<Here>]
    [Left<Left<Here>>, Left<Right<Here>>, Right<Here>]
    [Left<Left<Here>>, Left<Right<Here>>, Right<Left<Here>>, Right<Right<Here>>]
    [Left<Left<Left<Here>>>, Left<Left<Right<Here>>>, Left<Right<Here>>, Right<Left<Here>>, Right<Right<Here>>]
    [
        Left<Left<Left<Here>>>, Left<Left<Right<Here>>>, Left<Right<Here>>, Right<Left<Left<Here>>>,
        Right<Left<Right<Here>>>, Right<Right<Here>>
    ]
    [
        Left<Left<Left<Here>>>, Left<Left<Right<Here>>>, Left<Right<Left<Here>>>, Left<Right<Right<Here>>>,
        Right<Left<Left<Here>>>, Right<Left<Right<Here>>>, Right<Right<Here>>
    ]
    [
        Left<Left<Left<Here>>>, Left<Left<Right<Here>>>, Left<Right<Left<Here>>>, Left<Right<Right<Here>>>,
        Right<Left<Left<Here>>>, Right<Left<Right<Here>>>, Right<Right<Left<Here>>>, Right<Right<Right<Here>>>
    ]
    [
        Left<Left<Left<Left<Here>>>>, Left<Left<Left<Right<Here>>>>, Left<Left<Right<Here>>>,
        Left<Right<Left<Here>>>, Left<Right<Right<Here>>>, Right<Left<Left<Here>>>, Right<Left<Right<Here>>>,
        Right<Right<Left<Here>>>, Right<Right<Right<Here>>>
    ]
    [
        Left<Left<Left<Left<Here>>>>, Left<Left<Left<Right<Here>>>>, Left<Left<Right<Here>>>,
        Left<Right<Left<Here>>>, Left<Right<Right<Here>>>, Right<Left<Left<Left<Here>>>>,
        Right<Left<Left<Right<Here>>>>, Right<Left<Right<Here>>>, Right<Right<Left<Here>>>,
        Right<Right<Right<Here>>>
    ]
    [
        Left<Left<Left<Left<Here>>>>, Left<Left<Left<Right<Here>>>>, Left<Left<Right<Here>>>,
        Left<Right<Left<Left<Here>>>>, Left<Right<Left<Right<Here>>>>, Left<Right<Right<Here>>>,
        Right<Left<Left<Left<Here>>>>, Right<Left<Left<Right<Here>>>>, Right<Left<Right<Here>>>,
        Right<Right<Left<Here>>>, Right<Right<Right<Here>>>
    ]
    [
        Left<Left<Left<Left<Here>>>>, Left<Left<Left<Right<Here>>>>, Left<Left<Right<Here>>>,
        Left<Right<Left<Left<Here>>>>, Left<Right<Left<Right<Here>>>>, Left<Right<Right<Here>>>,
        Right<Left<Left<Left<Here>>>>, Right<Left<Left<Right<Here>>>>, Right<Left<Right<Here>>>,
        Right<Right<Left<Left<Here>>>>, Right<Right<Left<Right<Here>>>>, Right<Right<Right<Here>>>
    ]
}
