//! [`Nested`]: an element that is itself a record, derived or a tuple.

use super::element::{ElementKind, KindLend, KindStored};
use crate::record::{
    Bulk, Cells, ColumnKind, Inspector, Lend, Miss, MutSlicesOf, MutsOf, Path, ProxyMut, ProxyMutPart, ProxyOf,
    ProxyPart, RefsOf, Registry, SlicesOf, Slot, SoA, Stored, Value, ViewMutPart, ViewPart,
};

/// The kind of an element that is a record.
#[derive(Clone, Copy, Debug)]
pub struct Nested;

impl<T: Stored> KindStored<T> for Nested {
    type Column = T::Columns;

    #[inline(always)]
    fn into_cell(element: T) -> Cells<T> {
        element.into_cells()
    }

    #[inline(always)]
    fn from_cell(cell: Cells<T>) -> T {
        T::from_cells(cell)
    }

    #[inline(always)]
    fn lend(element: &T) -> RefsOf<'_, T> {
        element.lend()
    }
}

impl<'a, T> KindLend<'a, T> for Nested
where
    T: Lend<
            'a,
            View: ViewPart<'a, Element = T>,
            ViewMut: ViewMutPart<'a, Element = T>,
            Proxy: ProxyPart<'a, Element = T>,
            ProxyMut: ProxyMutPart<'a, Element = T>,
        >,
{
    type View = T::View;
    type ViewMut = T::ViewMut;
    type Proxy = T::Proxy;
    type ProxyMut = T::ProxyMut;

    #[inline(always)]
    fn view(cells: SlicesOf<'a, T>) -> T::View
    where
        T: 'a,
    {
        // Rows of a nested record stand in no container of their own.
        T::view(cells, T::Origin::default())
    }

    #[inline(always)]
    fn view_cells(view: T::View) -> SlicesOf<'a, T>
    where
        T: 'a,
    {
        T::view_cells(view)
    }

    #[inline(always)]
    fn view_mut(cells: MutSlicesOf<'a, T>) -> T::ViewMut
    where
        T: 'a,
    {
        T::view_mut(cells)
    }

    #[inline(always)]
    fn view_mut_cells(view: T::ViewMut) -> MutSlicesOf<'a, T>
    where
        T: 'a,
    {
        T::view_mut_cells(view)
    }

    #[inline(always)]
    fn view_mut_reborrow<'s>(view: &'s mut T::ViewMut) -> MutSlicesOf<'s, T>
    where
        T: 'a,
        'a: 's,
    {
        T::view_mut_reborrow(view)
    }

    #[inline(always)]
    fn view_mut_share<'s>(view: &'s T::ViewMut) -> SlicesOf<'s, T>
    where
        T: 'a,
        'a: 's,
    {
        T::view_mut_share(view)
    }

    #[inline(always)]
    fn proxy(cells: RefsOf<'a, T>) -> T::Proxy
    where
        T: 'a,
    {
        T::proxy(cells, T::Origin::default())
    }

    #[inline(always)]
    fn proxy_cells<'s>(proxy: T::Proxy) -> RefsOf<'s, T>
    where
        T: 'a,
        'a: 's,
    {
        T::proxy_cells(proxy)
    }

    #[inline(always)]
    fn proxy_mut(cells: MutsOf<'a, T>) -> T::ProxyMut
    where
        T: 'a,
    {
        T::proxy_mut(cells)
    }

    #[inline(always)]
    fn proxy_mut_share<'s>(proxy: &'s T::ProxyMut) -> RefsOf<'s, T> {
        proxy.cells()
    }
}

impl<T: SoA> ElementKind<T> for Nested
where
    Self: for<'x> KindLend<'x, T, Proxy = ProxyOf<'x, T>> + KindStored<T, Column = T::Columns>,
{
    type Fields<R, P: Path> = T::Fields<R, P>;
    type Part = Bulk<T>;

    const KIND: ColumnKind = ColumnKind::Nested;
    const TYPE_NAME: &'static str = T::REGISTRY.name;
    const NESTED: Option<&'static Registry> = Some(T::REGISTRY);

    fn into_part(column: T::Columns) -> Bulk<T> {
        match Bulk::from_tree(column) {
            Ok(bulk) => bulk,
            Err(mismatch) => unreachable!("a settled tree has one length: {mismatch}"),
        }
    }

    fn from_part(part: Bulk<T>) -> T::Columns {
        part.into_tree()
    }

    fn validate<'a>(proxy: ProxyOf<'a, T>, name: &str, inspector: &mut Inspector<'_>)
    where
        T: 'a,
    {
        inspector.nested(name, |inspector| T::validate(proxy, inspector));
    }

    fn value<'a>(proxy: ProxyOf<'a, T>, rest: Option<&str>) -> Result<Value, Miss>
    where
        T: 'a,
    {
        T::value(proxy, rest.ok_or(Miss::Opaque)?)
    }

    fn set_value(slot: Slot<'_, T::Columns>, rest: Option<&str>, value: Value) -> Result<(), Miss> {
        T::set_value(slot, rest.ok_or(Miss::Opaque)?, value)
    }
}
