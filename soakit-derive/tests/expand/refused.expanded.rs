/// Contiguous rows of [`Shape`], borrowed: one slice per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct ShapeView<'a> {
    rows: ::soakit::__private::UnitSlice<'a>,
}
/// Contiguous rows of [`Shape`], mutably borrowed: one slice per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct ShapeViewMut<'a> {
    rows: ::soakit::__private::UnitSlice<'a>,
}
/// One row of [`Shape`], borrowed: one reference per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct ShapeProxy<'a> {
    marker: ::soakit::__private::PhantomData<&'a Shape>,
}
/// One row of [`Shape`], mutably borrowed: one reference per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct ShapeProxyMut<'a> {
    marker: ::soakit::__private::PhantomData<&'a Shape>,
}
/// The columns of [`Shape`], owned: one for each field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct ShapeColumns {
    /// The number of rows, which is all there is to keep.
    rows: ::soakit::__private::Unit,
}
/// The tokens of [`Shape`]: one for each field, what a closure such as `|row| row.field` receives.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct ShapeFields<R = Shape, P: ::soakit::__private::Path = ::soakit::__private::Here> {
    marker: ::soakit::__private::PhantomData<fn() -> (R, P)>,
}
/// The columns of a `Bulk<Shape>`: two methods for each field.
struct ShapeBulk(::soakit::__private::Store<Shape>);
/// A row of [`Shape`], wherever it is: the record itself, or borrowed from columns.
#[allow(
    dead_code,
    private_interfaces,
    clippy::iter_not_returning_iterator,
    clippy::should_implement_trait,
    clippy::type_complexity,
    clippy::wrong_self_convention
)]
trait ShapeRow {
    /// The row, borrowed.
    fn as_proxy(&self) -> ShapeProxy<'_>;
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
    impl rt::Stored for Shape {
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
                loop {}
            }
        }
        #[inline(always)]
        fn lend(&self) -> rt::RefsOf<'_, Shape> {
            ()
        }
    }
    impl<'a> rt::Lend<'a> for Shape {
        type View = ShapeView<'a>;
        type ViewMut = ShapeViewMut<'a>;
        type Proxy = ShapeProxy<'a>;
        type ProxyMut = ShapeProxyMut<'a>;
        type Origin = rt::NoOrigin;
        #[inline(always)]
        fn view(cells: rt::SlicesOf<'a, Shape>, _: rt::NoOrigin) -> ShapeView<'a>
        where
            Self: 'a,
        {
            ShapeView { rows: cells }
        }
        #[inline(always)]
        fn view_cells(view: ShapeView<'a>) -> rt::SlicesOf<'a, Shape>
        where
            Self: 'a,
        {
            view.rows
        }
        #[inline(always)]
        fn view_mut(cells: rt::MutSlicesOf<'a, Shape>) -> ShapeViewMut<'a>
        where
            Self: 'a,
        {
            ShapeViewMut { rows: cells }
        }
        #[inline(always)]
        fn view_mut_cells(view: ShapeViewMut<'a>) -> rt::MutSlicesOf<'a, Shape>
        where
            Self: 'a,
        {
            view.rows
        }
        #[inline(always)]
        fn view_mut_reborrow<'s>(
            view: &'s mut ShapeViewMut<'a>,
        ) -> rt::MutSlicesOf<'s, Shape>
        where
            Self: 'a,
            'a: 's,
        {
            rt::Reborrow::reborrow(&mut view.rows)
        }
        #[inline(always)]
        fn view_mut_share<'s>(view: &'s ShapeViewMut<'a>) -> rt::SlicesOf<'s, Shape>
        where
            Self: 'a,
            'a: 's,
        {
            rt::Reborrow::as_shared(&view.rows)
        }
        #[inline(always)]
        fn proxy(cells: rt::RefsOf<'a, Shape>, _: rt::NoOrigin) -> ShapeProxy<'a>
        where
            Self: 'a,
        {
            let () = cells;
            ShapeProxy {
                marker: rt::PhantomData,
            }
        }
        #[inline(always)]
        fn proxy_cells<'s>(proxy: ShapeProxy<'a>) -> rt::RefsOf<'s, Shape>
        where
            Self: 'a,
            'a: 's,
        {
            let _ = proxy;
            ()
        }
        #[inline(always)]
        fn proxy_mut(cells: rt::MutsOf<'a, Shape>) -> ShapeProxyMut<'a>
        where
            Self: 'a,
        {
            let () = cells;
            ShapeProxyMut {
                marker: rt::PhantomData,
            }
        }
    }
    impl rt::SoA for Shape {
        type Access = ShapeBulk;
        type Fields<R, P: rt::Path> = ShapeFields<R, P>;
        type Parts = ShapeColumns;
        const REGISTRY: &'static rt::Registry = &rt::Registry::new("Shape", "", &[]);
        #[inline]
        fn into_parts(columns: Self::Columns) -> ShapeColumns {
            ShapeColumns { rows: columns }
        }
        #[inline]
        fn from_parts(parts: ShapeColumns) -> Self::Columns {
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
    impl rt::Element for Shape {
        type Kind = rt::Nested;
    }
    #[automatically_derived]
    impl<R, P: rt::Path> rt::Clone for ShapeFields<R, P> {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<R, P: rt::Path> rt::Copy for ShapeFields<R, P> {}
    impl<R, P: rt::Path> rt::Tokens for ShapeFields<R, P> {
        type Place = rt::Place<P>;
        const ALL: Self = ShapeFields {
            marker: rt::PhantomData,
        };
    }
    impl rt::Access<Shape> for ShapeBulk {
        #[inline(always)]
        fn from_store(store: rt::Store<Shape>) -> Self {
            Self(store)
        }
        #[inline(always)]
        fn into_store(self) -> rt::Store<Shape> {
            self.0
        }
        #[inline(always)]
        fn store(&self) -> &rt::Store<Shape> {
            &self.0
        }
        #[inline(always)]
        fn store_mut(&mut self) -> &mut rt::Store<Shape> {
            &mut self.0
        }
    }
    #[automatically_derived]
    impl<'a> rt::Clone for ShapeView<'a> {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<'a> rt::Copy for ShapeView<'a> {}
    #[automatically_derived]
    impl<'a> rt::Debug for ShapeView<'a>
    where
        &'a Shape: rt::DebugRecord<'a, Shape>,
    {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> rt::FmtResult {
            <&'a Shape as rt::DebugRecord<'a, Shape>>::fmt_rows(*self, f)
        }
    }
    #[automatically_derived]
    impl<'a> rt::PartialEq for ShapeView<'a>
    where
        &'a Shape: rt::EqRecord<'a, Shape>,
    {
        #[inline]
        fn eq(&self, other: &Self) -> rt::bool {
            <&'a Shape as rt::EqRecord<'a, Shape>>::eq_rows(*self, *other)
        }
    }
    #[automatically_derived]
    impl<'a> rt::Clone for ShapeProxy<'a> {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<'a> rt::Copy for ShapeProxy<'a> {}
    #[automatically_derived]
    impl<'a> rt::Debug for ShapeProxy<'a>
    where
        &'a Shape: rt::DebugRecord<'a, Shape>,
    {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> rt::FmtResult {
            <&'a Shape as rt::DebugRecord<'a, Shape>>::fmt_row(*self, f)
        }
    }
    #[automatically_derived]
    impl<'a> rt::PartialEq for ShapeProxy<'a>
    where
        &'a Shape: rt::EqRecord<'a, Shape>,
    {
        #[inline]
        fn eq(&self, other: &Self) -> rt::bool {
            <&'a Shape as rt::EqRecord<'a, Shape>>::eq_row(*self, *other)
        }
    }
    impl<'a> rt::ViewPart<'a> for ShapeView<'a> {
        type Element = Shape;
    }
    impl<'a> rt::ViewMutPart<'a> for ShapeViewMut<'a> {
        type Element = Shape;
    }
    impl<'a> rt::ProxyPart<'a> for ShapeProxy<'a> {
        type Element = Shape;
    }
    impl<'a> rt::ProxyMutPart<'a> for ShapeProxyMut<'a> {
        type Element = Shape;
    }
    impl<'a> rt::View<'a> for ShapeView<'a> {
        type Record = Shape;
    }
    impl<'a> rt::ViewMut<'a> for ShapeViewMut<'a> {
        type Record = Shape;
    }
    impl<'a> rt::Proxy<'a> for ShapeProxy<'a> {
        type Record = Shape;
    }
    impl<'a> rt::ProxyMut<'a> for ShapeProxyMut<'a> {
        type Record = Shape;
        #[inline(always)]
        fn cells(&self) -> rt::RefsOf<'_, Shape> {
            ()
        }
    }
    impl<'a> rt::Reborrow for ShapeViewMut<'a> {
        type Short<'s> = ShapeViewMut<'s> where Self: 's;
        type Shared<'s> = ShapeView<'s> where Self: 's;
        #[inline]
        fn reborrow(&mut self) -> ShapeViewMut<'_> {
            rt::reborrow::<Shape>(self)
        }
        #[inline]
        fn as_shared(&self) -> ShapeView<'_> {
            rt::share::<Shape>(self)
        }
    }
    impl ShapeRow for Shape {
        #[inline]
        fn as_proxy(&self) -> ShapeProxy<'_> {
            rt::proxy_of(self)
        }
    }
    impl<'a> ShapeRow for ShapeProxy<'a> {
        #[inline]
        fn as_proxy(&self) -> ShapeProxy<'_> {
            rt::shorter_proxy::<Shape>(*self, rt::NoOrigin)
        }
    }
    impl ShapeRow for ShapeProxyMut<'_> {
        #[inline]
        fn as_proxy(&self) -> ShapeProxy<'_> {
            rt::shared_proxy::<Shape>(self)
        }
    }
    impl<Row: ShapeRow + ?rt::Sized> ShapeRow for &Row {
        #[inline]
        fn as_proxy(&self) -> ShapeProxy<'_> {
            (**self).as_proxy()
        }
    }
    const _: () = {
        use rt::NoDrop as _;
        rt::assert!(
            ! rt::DropProbe:: < Shape > ::IS_DROP,
            "`Shape` implements `Drop`, so its fields cannot be moved into columns (E0509); put the `Drop` on the type of a field instead"
        );
    };
};
::core::compile_error! {
    "an enum has no columns; keep the enum as a field of a struct, and derive `SoA` for that struct"
}
