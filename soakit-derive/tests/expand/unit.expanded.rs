/// Contiguous rows of [`Marker`], borrowed: one slice per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct MarkerView<'a> {
    rows: ::soakit::__private::UnitSlice<'a>,
}
/// Contiguous rows of [`Marker`], mutably borrowed: one slice per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct MarkerViewMut<'a> {
    rows: ::soakit::__private::UnitSlice<'a>,
}
/// One row of [`Marker`], borrowed: one reference per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct MarkerProxy<'a> {
    marker: ::soakit::__private::PhantomData<&'a Marker>,
}
/// One row of [`Marker`], mutably borrowed: one reference per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct MarkerProxyMut<'a> {
    marker: ::soakit::__private::PhantomData<&'a Marker>,
}
/// The columns of [`Marker`], owned: one for each field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct MarkerColumns {
    /// The number of rows, which is all there is to keep.
    rows: ::soakit::__private::Unit,
}
/// The tokens of [`Marker`]: one for each field, what a closure such as `|row| row.field` receives.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct MarkerFields<
    R = Marker,
    P: ::soakit::__private::Path = ::soakit::__private::Here,
> {
    marker: ::soakit::__private::PhantomData<fn() -> (R, P)>,
}
/// The columns of a `Bulk<Marker>`: two methods for each field.
struct MarkerBulk(::soakit::__private::Store<Marker>);
/// A row of [`Marker`], wherever it is: the record itself, or borrowed from columns.
#[allow(
    dead_code,
    private_interfaces,
    clippy::iter_not_returning_iterator,
    clippy::should_implement_trait,
    clippy::type_complexity,
    clippy::wrong_self_convention
)]
trait MarkerRow {
    /// The row, borrowed.
    fn as_proxy(&self) -> MarkerProxy<'_>;
}
#[doc(hidden)]
#[allow(
    dead_code,
    deprecated,
    non_snake_case,
    private_bounds,
    private_interfaces,
    unused_qualifications,
    clippy::elidable_lifetime_names,
    clippy::inline_always,
    clippy::iter_not_returning_iterator,
    clippy::missing_inline_in_public_items,
    clippy::needless_lifetimes,
    clippy::should_implement_trait,
    clippy::type_complexity,
    clippy::unused_unit,
    clippy::wrong_self_convention
)]
const _: () = {
    use ::soakit::__private as rt;
    impl rt::Stored for Marker {
        type Columns = rt::Unit;
        type Derived = rt::NoDerived;
        #[inline(always)]
        fn into_cells(self) -> () {
            ()
        }
        #[inline(always)]
        fn from_cells(cells: ()) -> Self {
            {
                let () = cells;
                Self {}
            }
        }
        #[inline(always)]
        fn lend(&self) -> rt::RefsOf<'_, Marker> {
            ()
        }
    }
    impl<'a> rt::Lend<'a> for Marker {
        type View = MarkerView<'a>;
        type ViewMut = MarkerViewMut<'a>;
        type Proxy = MarkerProxy<'a>;
        type ProxyMut = MarkerProxyMut<'a>;
        type Origin = rt::NoOrigin;
        #[inline(always)]
        fn view(cells: rt::SlicesOf<'a, Marker>, _: rt::NoOrigin) -> MarkerView<'a>
        where
            Self: 'a,
        {
            MarkerView { rows: cells }
        }
        #[inline(always)]
        fn view_cells(view: MarkerView<'a>) -> rt::SlicesOf<'a, Marker>
        where
            Self: 'a,
        {
            view.rows
        }
        #[inline(always)]
        fn view_mut(cells: rt::MutSlicesOf<'a, Marker>) -> MarkerViewMut<'a>
        where
            Self: 'a,
        {
            MarkerViewMut { rows: cells }
        }
        #[inline(always)]
        fn view_mut_cells(view: MarkerViewMut<'a>) -> rt::MutSlicesOf<'a, Marker>
        where
            Self: 'a,
        {
            view.rows
        }
        #[inline(always)]
        fn view_mut_reborrow<'s>(
            view: &'s mut MarkerViewMut<'a>,
        ) -> rt::MutSlicesOf<'s, Marker>
        where
            Self: 'a,
            'a: 's,
        {
            rt::Reborrow::reborrow(&mut view.rows)
        }
        #[inline(always)]
        fn view_mut_share<'s>(view: &'s MarkerViewMut<'a>) -> rt::SlicesOf<'s, Marker>
        where
            Self: 'a,
            'a: 's,
        {
            rt::Reborrow::as_shared(&view.rows)
        }
        #[inline(always)]
        fn proxy(cells: rt::RefsOf<'a, Marker>, _: rt::NoOrigin) -> MarkerProxy<'a>
        where
            Self: 'a,
        {
            let () = cells;
            MarkerProxy {
                marker: rt::PhantomData,
            }
        }
        #[inline(always)]
        fn proxy_cells<'s>(proxy: MarkerProxy<'a>) -> rt::RefsOf<'s, Marker>
        where
            Self: 'a,
            'a: 's,
        {
            let _ = proxy;
            ()
        }
        #[inline(always)]
        fn proxy_mut(cells: rt::MutsOf<'a, Marker>) -> MarkerProxyMut<'a>
        where
            Self: 'a,
        {
            let () = cells;
            MarkerProxyMut {
                marker: rt::PhantomData,
            }
        }
    }
    impl rt::SoA for Marker {
        type Access = MarkerBulk;
        type Fields<R, P: rt::Path> = MarkerFields<R, P>;
        type Parts = MarkerColumns;
        const REGISTRY: &'static rt::Registry = &rt::Registry::new("Marker", "", &[]);
        #[inline]
        fn into_parts(columns: Self::Columns) -> MarkerColumns {
            MarkerColumns { rows: columns }
        }
        #[inline]
        fn from_parts(parts: MarkerColumns) -> Self::Columns {
            parts.rows
        }
        #[inline]
        fn value<'a>(
            row: rt::ProxyOf<'a, Self>,
            path: &rt::str,
        ) -> rt::Result<rt::Value, rt::Miss>
        where
            Self: 'a,
        {
            let _ = row;
            match path {
                _ => rt::Err(rt::Miss::Unknown),
            }
        }
        fn set_value(
            _: rt::Slot<'_, Self::Columns>,
            _: &rt::str,
            _: rt::Value,
        ) -> rt::Result<(), rt::Miss> {
            rt::Err(rt::Miss::Unknown)
        }
    }
    impl rt::Element for Marker {
        type Kind = rt::Nested;
    }
    #[automatically_derived]
    impl<R, P: rt::Path> rt::Clone for MarkerFields<R, P> {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<R, P: rt::Path> rt::Copy for MarkerFields<R, P> {}
    impl<R, P: rt::Path> rt::Tokens for MarkerFields<R, P> {
        type Place = rt::Place<P>;
        const ALL: Self = MarkerFields {
            marker: rt::PhantomData,
        };
    }
    impl rt::Access<Marker> for MarkerBulk {
        #[inline(always)]
        fn from_store(store: rt::Store<Marker>) -> Self {
            Self(store)
        }
        #[inline(always)]
        fn into_store(self) -> rt::Store<Marker> {
            self.0
        }
        #[inline(always)]
        fn store(&self) -> &rt::Store<Marker> {
            &self.0
        }
        #[inline(always)]
        fn store_mut(&mut self) -> &mut rt::Store<Marker> {
            &mut self.0
        }
    }
    #[automatically_derived]
    impl<'a> rt::Clone for MarkerView<'a> {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<'a> rt::Copy for MarkerView<'a> {}
    #[automatically_derived]
    impl<'a> rt::Debug for MarkerView<'a>
    where
        &'a Marker: rt::DebugRecord<'a, Marker>,
    {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> rt::FmtResult {
            <&'a Marker as rt::DebugRecord<'a, Marker>>::fmt_rows(*self, f)
        }
    }
    #[automatically_derived]
    impl<'a> rt::PartialEq for MarkerView<'a>
    where
        &'a Marker: rt::EqRecord<'a, Marker>,
    {
        #[inline]
        fn eq(&self, other: &Self) -> rt::bool {
            <&'a Marker as rt::EqRecord<'a, Marker>>::eq_rows(*self, *other)
        }
    }
    #[automatically_derived]
    impl<'a> rt::Clone for MarkerProxy<'a> {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<'a> rt::Copy for MarkerProxy<'a> {}
    #[automatically_derived]
    impl<'a> rt::Debug for MarkerProxy<'a>
    where
        &'a Marker: rt::DebugRecord<'a, Marker>,
    {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> rt::FmtResult {
            <&'a Marker as rt::DebugRecord<'a, Marker>>::fmt_row(*self, f)
        }
    }
    #[automatically_derived]
    impl<'a> rt::PartialEq for MarkerProxy<'a>
    where
        &'a Marker: rt::EqRecord<'a, Marker>,
    {
        #[inline]
        fn eq(&self, other: &Self) -> rt::bool {
            <&'a Marker as rt::EqRecord<'a, Marker>>::eq_row(*self, *other)
        }
    }
    impl<'a> rt::ViewPart<'a> for MarkerView<'a> {
        type Element = Marker;
    }
    impl<'a> rt::ViewMutPart<'a> for MarkerViewMut<'a> {
        type Element = Marker;
    }
    impl<'a> rt::ProxyPart<'a> for MarkerProxy<'a> {
        type Element = Marker;
    }
    impl<'a> rt::ProxyMutPart<'a> for MarkerProxyMut<'a> {
        type Element = Marker;
    }
    impl<'a> rt::View<'a> for MarkerView<'a> {
        type Record = Marker;
    }
    impl<'a> rt::ViewMut<'a> for MarkerViewMut<'a> {
        type Record = Marker;
    }
    impl<'a> rt::Proxy<'a> for MarkerProxy<'a> {
        type Record = Marker;
    }
    impl<'a> rt::ProxyMut<'a> for MarkerProxyMut<'a> {
        type Record = Marker;
        #[inline(always)]
        fn cells(&self) -> rt::RefsOf<'_, Marker> {
            ()
        }
    }
    impl<'a> rt::Reborrow for MarkerViewMut<'a> {
        type Short<'s> = MarkerViewMut<'s> where Self: 's;
        type Shared<'s> = MarkerView<'s> where Self: 's;
        #[inline]
        fn reborrow(&mut self) -> MarkerViewMut<'_> {
            rt::reborrow::<Marker>(self)
        }
        #[inline]
        fn as_shared(&self) -> MarkerView<'_> {
            rt::share::<Marker>(self)
        }
    }
    impl MarkerRow for Marker {
        #[inline]
        fn as_proxy(&self) -> MarkerProxy<'_> {
            rt::proxy_of(self)
        }
    }
    impl<'a> MarkerRow for MarkerProxy<'a> {
        #[inline]
        fn as_proxy(&self) -> MarkerProxy<'_> {
            rt::shorter_proxy::<Marker>(*self, rt::NoOrigin)
        }
    }
    impl MarkerRow for MarkerProxyMut<'_> {
        #[inline]
        fn as_proxy(&self) -> MarkerProxy<'_> {
            rt::shared_proxy::<Marker>(self)
        }
    }
    impl<Row: MarkerRow + ?rt::Sized> MarkerRow for &Row {
        #[inline]
        fn as_proxy(&self) -> MarkerProxy<'_> {
            (**self).as_proxy()
        }
    }
    const _: () = {
        use rt::NoDrop as _;
        rt::assert!(
            ! rt::DropProbe:: < Marker > ::IS_DROP,
            "`Marker` implements `Drop`, so its fields cannot be moved into columns (E0509); put the `Drop` on the type of a field instead"
        );
    };
};
