/// Contiguous rows of [`Segment`], borrowed: one slice per field.
#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct SegmentView<
    'a,
    NestedFrom = <Point as ::soakit::__private::Lend<'a>>::View,
    NestedTo = <Point as ::soakit::__private::Lend<'a>>::View,
>
where
    Point: ::soakit::__private::SoA,
{
    /// The field `from`.
    from: NestedFrom,
    /// The field `to`.
    to: NestedTo,
    marker: ::soakit::__private::PhantomData<&'a Segment>,
}
/// Contiguous rows of [`Segment`], mutably borrowed: one slice per field.
#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct SegmentViewMut<
    'a,
    NestedFrom = <Point as ::soakit::__private::Lend<'a>>::ViewMut,
    NestedTo = <Point as ::soakit::__private::Lend<'a>>::ViewMut,
>
where
    Point: ::soakit::__private::SoA,
{
    /// The field `from`.
    from: NestedFrom,
    /// The field `to`.
    to: NestedTo,
    marker: ::soakit::__private::PhantomData<&'a Segment>,
}
/// One row of [`Segment`], borrowed: one reference per field.
#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct SegmentProxy<
    'a,
    NestedFrom = <Point as ::soakit::__private::Lend<'a>>::Proxy,
    NestedTo = <Point as ::soakit::__private::Lend<'a>>::Proxy,
>
where
    Point: ::soakit::__private::SoA,
{
    /// The field `from`.
    from: NestedFrom,
    /// The field `to`.
    to: NestedTo,
    marker: ::soakit::__private::PhantomData<&'a Segment>,
}
/// One row of [`Segment`], mutably borrowed: one reference per field.
#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct SegmentProxyMut<
    'a,
    NestedFrom = <Point as ::soakit::__private::Lend<'a>>::ProxyMut,
    NestedTo = <Point as ::soakit::__private::Lend<'a>>::ProxyMut,
>
where
    Point: ::soakit::__private::SoA,
{
    /// The field `from`.
    from: NestedFrom,
    /// The field `to`.
    to: NestedTo,
    marker: ::soakit::__private::PhantomData<&'a Segment>,
}
/// The columns of [`Segment`], owned: one for each field.
#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct SegmentColumns
where
    Point: ::soakit::__private::SoA,
{
    /// The field `from`.
    from: ::soakit::__private::Bulk<Point>,
    /// The field `to`.
    to: ::soakit::__private::Bulk<Point>,
}
/// The tokens of [`Segment`]: one for each field, what a closure such as `|row| row.field` receives.
#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct SegmentFields<
    R = Segment,
    P: ::soakit::__private::Path = ::soakit::__private::Here,
>
where
    Point: ::soakit::__private::SoA,
{
    /// The field `from`.
    from: <Point as ::soakit::__private::SoA>::Fields<
        R,
        ::soakit::__private::Then<
            P,
            ::soakit::__private::Left<::soakit::__private::Here>,
        >,
    >,
    /// The field `to`.
    to: <Point as ::soakit::__private::SoA>::Fields<
        R,
        ::soakit::__private::Then<
            P,
            ::soakit::__private::Right<::soakit::__private::Here>,
        >,
    >,
}
/// The columns of a `Bulk<Segment>`: two methods for each field.
#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]
struct SegmentBulk(
    ::soakit::__private::Store<Segment>,
)
where
    Point: ::soakit::__private::SoA;
/// A row of [`Segment`], wherever it is: the record itself, or borrowed from columns.
#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]
#[allow(
    dead_code,
    private_interfaces,
    clippy::iter_not_returning_iterator,
    clippy::should_implement_trait,
    clippy::type_complexity,
    clippy::wrong_self_convention
)]
trait SegmentRow
where
    Point: ::soakit::__private::SoA,
{
    /// The row, borrowed.
    fn as_proxy(&self) -> SegmentProxy<'_>;
    /// The field `from`.
    fn from(&self) -> <Point as ::soakit::__private::Lend<'_>>::Proxy {
        self.as_proxy().from
    }
    /// The field `to`.
    fn to(&self) -> <Point as ::soakit::__private::Lend<'_>>::Proxy {
        self.as_proxy().to
    }
}
#[doc(hidden)]
#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]
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
    impl rt::Stored for Segment
    where
        Point: ::soakit::__private::SoA,
    {
        type Columns = (<Point as rt::Stored>::Columns, <Point as rt::Stored>::Columns);
        type Derived = rt::NoDerived;
        #[inline(always)]
        fn into_cells(self) -> (rt::Cells<Point>, rt::Cells<Point>) {
            (rt::Stored::into_cells(self.from), rt::Stored::into_cells(self.to))
        }
        #[inline(always)]
        fn from_cells(cells: (rt::Cells<Point>, rt::Cells<Point>)) -> Self {
            Self {
                from: rt::Stored::from_cells(cells.0),
                to: rt::Stored::from_cells(cells.1),
            }
        }
        #[inline(always)]
        fn lend(&self) -> (rt::RefsOf<'_, Point>, rt::RefsOf<'_, Point>) {
            (rt::Stored::lend(&self.from), rt::Stored::lend(&self.to))
        }
    }
    impl<'a> rt::Lend<'a> for Segment
    where
        Point: ::soakit::__private::SoA,
    {
        type View = SegmentView<'a>;
        type ViewMut = SegmentViewMut<'a>;
        type Proxy = SegmentProxy<'a>;
        type ProxyMut = SegmentProxyMut<'a>;
        type Origin = rt::NoOrigin;
        #[inline(always)]
        fn view(
            cells: (rt::SlicesOf<'a, Point>, rt::SlicesOf<'a, Point>),
            _: rt::NoOrigin,
        ) -> SegmentView<'a>
        where
            Self: 'a,
        {
            SegmentView {
                from: <Point as rt::Lend<'a>>::view(cells.0, rt::Default::default()),
                to: <Point as rt::Lend<'a>>::view(cells.1, rt::Default::default()),
                marker: rt::PhantomData,
            }
        }
        #[inline(always)]
        fn view_cells(
            view: SegmentView<'a>,
        ) -> (rt::SlicesOf<'a, Point>, rt::SlicesOf<'a, Point>)
        where
            Self: 'a,
        {
            (
                <Point as rt::Lend<'a>>::view_cells(view.from),
                <Point as rt::Lend<'a>>::view_cells(view.to),
            )
        }
        #[inline(always)]
        fn view_mut(
            cells: (rt::MutSlicesOf<'a, Point>, rt::MutSlicesOf<'a, Point>),
        ) -> SegmentViewMut<'a>
        where
            Self: 'a,
        {
            SegmentViewMut {
                from: <Point as rt::Lend<'a>>::view_mut(cells.0),
                to: <Point as rt::Lend<'a>>::view_mut(cells.1),
                marker: rt::PhantomData,
            }
        }
        #[inline(always)]
        fn view_mut_cells(
            view: SegmentViewMut<'a>,
        ) -> (rt::MutSlicesOf<'a, Point>, rt::MutSlicesOf<'a, Point>)
        where
            Self: 'a,
        {
            (
                <Point as rt::Lend<'a>>::view_mut_cells(view.from),
                <Point as rt::Lend<'a>>::view_mut_cells(view.to),
            )
        }
        #[inline(always)]
        fn view_mut_reborrow<'s>(
            view: &'s mut SegmentViewMut<'a>,
        ) -> (rt::MutSlicesOf<'s, Point>, rt::MutSlicesOf<'s, Point>)
        where
            Self: 'a,
            'a: 's,
        {
            (
                <Point as rt::Lend<'a>>::view_mut_reborrow(&mut view.from),
                <Point as rt::Lend<'a>>::view_mut_reborrow(&mut view.to),
            )
        }
        #[inline(always)]
        fn view_mut_share<'s>(
            view: &'s SegmentViewMut<'a>,
        ) -> (rt::SlicesOf<'s, Point>, rt::SlicesOf<'s, Point>)
        where
            Self: 'a,
            'a: 's,
        {
            (
                <Point as rt::Lend<'a>>::view_mut_share(&view.from),
                <Point as rt::Lend<'a>>::view_mut_share(&view.to),
            )
        }
        #[inline(always)]
        fn proxy(
            cells: (rt::RefsOf<'a, Point>, rt::RefsOf<'a, Point>),
            _: rt::NoOrigin,
        ) -> SegmentProxy<'a>
        where
            Self: 'a,
        {
            SegmentProxy {
                from: <Point as rt::Lend<'a>>::proxy(cells.0, rt::Default::default()),
                to: <Point as rt::Lend<'a>>::proxy(cells.1, rt::Default::default()),
                marker: rt::PhantomData,
            }
        }
        #[inline(always)]
        fn proxy_cells<'s>(
            proxy: SegmentProxy<'a>,
        ) -> (rt::RefsOf<'s, Point>, rt::RefsOf<'s, Point>)
        where
            Self: 'a,
            'a: 's,
        {
            (
                <Point as rt::Lend<'a>>::proxy_cells(proxy.from),
                <Point as rt::Lend<'a>>::proxy_cells(proxy.to),
            )
        }
        #[inline(always)]
        fn proxy_mut(
            cells: (rt::MutsOf<'a, Point>, rt::MutsOf<'a, Point>),
        ) -> SegmentProxyMut<'a>
        where
            Self: 'a,
        {
            SegmentProxyMut {
                from: <Point as rt::Lend<'a>>::proxy_mut(cells.0),
                to: <Point as rt::Lend<'a>>::proxy_mut(cells.1),
                marker: rt::PhantomData,
            }
        }
    }
    impl rt::SoA for Segment
    where
        Point: ::soakit::__private::SoA,
    {
        type Access = SegmentBulk;
        type Fields<R, P: rt::Path> = SegmentFields<R, P>;
        type Parts = SegmentColumns;
        const REGISTRY: &'static rt::Registry = &rt::Registry::new(
            "Segment",
            "",
            &[
                rt::ColumnInfo::new("from", "from", "Point", rt::ColumnKind::Nested)
                    .nested(<Point as rt::SoA>::REGISTRY),
                rt::ColumnInfo::new("to", "to", "Point", rt::ColumnKind::Nested)
                    .nested(<Point as rt::SoA>::REGISTRY),
            ],
        );
        #[inline]
        fn into_parts(columns: Self::Columns) -> SegmentColumns {
            SegmentColumns {
                from: rt::nested_bulk(columns.0),
                to: rt::nested_bulk(columns.1),
            }
        }
        #[inline]
        fn from_parts(parts: SegmentColumns) -> Self::Columns {
            (rt::Bulk::into_tree(parts.from), rt::Bulk::into_tree(parts.to))
        }
        #[inline]
        fn validate<'a>(row: rt::ProxyOf<'a, Self>, inspector: &mut rt::Inspector<'_>)
        where
            Self: 'a,
        {
            inspector
                .nested(
                    "from",
                    |inspector| <Point as rt::SoA>::validate(row.from, inspector),
                );
            inspector
                .nested(
                    "to",
                    |inspector| <Point as rt::SoA>::validate(row.to, inspector),
                );
        }
        #[inline]
        fn value<'a>(
            row: rt::ProxyOf<'a, Self>,
            path: &rt::str,
        ) -> rt::Result<rt::Value, rt::Miss>
        where
            Self: 'a,
        {
            match path {
                _ => {
                    match rt::split_path(path) {
                        ("from", rt::Some(rest)) => {
                            <Point as rt::SoA>::value(row.from, rest)
                        }
                        ("from", rt::None) => rt::Err(rt::Miss::Opaque),
                        ("to", rt::Some(rest)) => <Point as rt::SoA>::value(row.to, rest),
                        ("to", rt::None) => rt::Err(rt::Miss::Opaque),
                        _ => rt::Err(rt::Miss::Unknown),
                    }
                }
            }
        }
        #[inline]
        fn set_value(
            slot: rt::Slot<'_, Self::Columns>,
            path: &rt::str,
            value: rt::Value,
        ) -> rt::Result<(), rt::Miss> {
            match path {
                _ => {
                    match rt::split_path(path) {
                        ("from", rt::Some(rest)) => {
                            <Point as rt::SoA>::set_value(
                                slot.at::<rt::Left<rt::Here>>(),
                                rest,
                                value,
                            )
                        }
                        ("from", rt::None) => rt::Err(rt::Miss::Opaque),
                        ("to", rt::Some(rest)) => {
                            <Point as rt::SoA>::set_value(
                                slot.at::<rt::Right<rt::Here>>(),
                                rest,
                                value,
                            )
                        }
                        ("to", rt::None) => rt::Err(rt::Miss::Opaque),
                        _ => rt::Err(rt::Miss::Unknown),
                    }
                }
            }
        }
    }
    impl rt::Element for Segment
    where
        Point: ::soakit::__private::SoA,
    {
        type Kind = rt::Nested;
    }
    impl rt::FromRow<(Point, Point)> for Segment
    where
        Point: ::soakit::__private::SoA,
    {
        #[inline(always)]
        fn from_row(row: (Point, Point)) -> Self {
            Self { from: row.0, to: row.1 }
        }
    }
    #[automatically_derived]
    impl<R, P: rt::Path> rt::Clone for SegmentFields<R, P>
    where
        Point: ::soakit::__private::SoA,
    {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<R, P: rt::Path> rt::Copy for SegmentFields<R, P>
    where
        Point: ::soakit::__private::SoA,
    {}
    impl<R, P: rt::Path> rt::Tokens for SegmentFields<R, P>
    where
        Point: ::soakit::__private::SoA,
    {
        type Place = rt::Place<P>;
        const ALL: Self = SegmentFields {
            from: rt::Tokens::ALL,
            to: rt::Tokens::ALL,
        };
    }
    impl SegmentBulk
    where
        Point: ::soakit::__private::SoA,
    {
        /// The field `from`.
        #[inline]
        #[must_use]
        fn from(&self) -> <Point as rt::Lend<'_>>::View {
            <Point as rt::Lend<
                '_,
            >>::view(self.0.column::<rt::Left<rt::Here>>(), rt::Default::default())
        }
        /// The field `from`.
        #[inline]
        fn from_mut(&mut self) -> <Point as rt::Lend<'_>>::ViewMut {
            <Point as rt::Lend<'_>>::view_mut(self.0.column_mut::<rt::Left<rt::Here>>())
        }
        /// The field `to`.
        #[inline]
        #[must_use]
        fn to(&self) -> <Point as rt::Lend<'_>>::View {
            <Point as rt::Lend<
                '_,
            >>::view(self.0.column::<rt::Right<rt::Here>>(), rt::Default::default())
        }
        /// The field `to`.
        #[inline]
        fn to_mut(&mut self) -> <Point as rt::Lend<'_>>::ViewMut {
            <Point as rt::Lend<'_>>::view_mut(self.0.column_mut::<rt::Right<rt::Here>>())
        }
    }
    impl rt::Access<Segment> for SegmentBulk
    where
        Point: ::soakit::__private::SoA,
    {
        #[inline(always)]
        fn from_store(store: rt::Store<Segment>) -> Self {
            Self(store)
        }
        #[inline(always)]
        fn into_store(self) -> rt::Store<Segment> {
            self.0
        }
        #[inline(always)]
        fn store(&self) -> &rt::Store<Segment> {
            &self.0
        }
        #[inline(always)]
        fn store_mut(&mut self) -> &mut rt::Store<Segment> {
            &mut self.0
        }
    }
    #[automatically_derived]
    impl<'a> rt::Clone for SegmentView<'a>
    where
        Point: ::soakit::__private::SoA,
    {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<'a> rt::Copy for SegmentView<'a>
    where
        Point: ::soakit::__private::SoA,
    {}
    #[automatically_derived]
    impl<'a> rt::Debug for SegmentView<'a>
    where
        Point: ::soakit::__private::SoA,
        &'a Segment: rt::DebugRecord<'a, Segment>,
    {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> rt::FmtResult {
            <&'a Segment as rt::DebugRecord<'a, Segment>>::fmt_rows(*self, f)
        }
    }
    #[automatically_derived]
    impl<'a> rt::PartialEq for SegmentView<'a>
    where
        Point: ::soakit::__private::SoA,
        &'a Segment: rt::EqRecord<'a, Segment>,
    {
        #[inline]
        fn eq(&self, other: &Self) -> rt::bool {
            <&'a Segment as rt::EqRecord<'a, Segment>>::eq_rows(*self, *other)
        }
    }
    #[automatically_derived]
    impl<'a> rt::Clone for SegmentProxy<'a>
    where
        Point: ::soakit::__private::SoA,
    {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<'a> rt::Copy for SegmentProxy<'a>
    where
        Point: ::soakit::__private::SoA,
    {}
    #[automatically_derived]
    impl<'a> rt::Debug for SegmentProxy<'a>
    where
        Point: ::soakit::__private::SoA,
        &'a Segment: rt::DebugRecord<'a, Segment>,
    {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> rt::FmtResult {
            <&'a Segment as rt::DebugRecord<'a, Segment>>::fmt_row(*self, f)
        }
    }
    #[automatically_derived]
    impl<'a> rt::PartialEq for SegmentProxy<'a>
    where
        Point: ::soakit::__private::SoA,
        &'a Segment: rt::EqRecord<'a, Segment>,
    {
        #[inline]
        fn eq(&self, other: &Self) -> rt::bool {
            <&'a Segment as rt::EqRecord<'a, Segment>>::eq_row(*self, *other)
        }
    }
    impl<'a> rt::ViewPart<'a> for SegmentView<'a>
    where
        Point: ::soakit::__private::SoA,
    {
        type Element = Segment;
    }
    impl<'a> rt::ViewMutPart<'a> for SegmentViewMut<'a>
    where
        Point: ::soakit::__private::SoA,
    {
        type Element = Segment;
    }
    impl<'a> rt::ProxyPart<'a> for SegmentProxy<'a>
    where
        Point: ::soakit::__private::SoA,
    {
        type Element = Segment;
    }
    impl<'a> rt::ProxyMutPart<'a> for SegmentProxyMut<'a>
    where
        Point: ::soakit::__private::SoA,
    {
        type Element = Segment;
    }
    impl<'a> rt::View<'a> for SegmentView<'a>
    where
        Point: ::soakit::__private::SoA,
    {
        type Record = Segment;
    }
    impl<'a> rt::ViewMut<'a> for SegmentViewMut<'a>
    where
        Point: ::soakit::__private::SoA,
    {
        type Record = Segment;
    }
    impl<'a> rt::Proxy<'a> for SegmentProxy<'a>
    where
        Point: ::soakit::__private::SoA,
    {
        type Record = Segment;
    }
    impl<'a> rt::ProxyMut<'a> for SegmentProxyMut<'a>
    where
        Point: ::soakit::__private::SoA,
    {
        type Record = Segment;
        #[inline(always)]
        fn cells(&self) -> (rt::RefsOf<'_, Point>, rt::RefsOf<'_, Point>) {
            (rt::ProxyMut::cells(&self.from), rt::ProxyMut::cells(&self.to))
        }
    }
    impl<'a> rt::Reborrow for SegmentViewMut<'a>
    where
        Point: ::soakit::__private::SoA,
    {
        type Short<'s> = SegmentViewMut<'s> where Self: 's;
        type Shared<'s> = SegmentView<'s> where Self: 's;
        #[inline]
        fn reborrow(&mut self) -> SegmentViewMut<'_> {
            rt::reborrow::<Segment>(self)
        }
        #[inline]
        fn as_shared(&self) -> SegmentView<'_> {
            rt::share::<Segment>(self)
        }
    }
    impl SegmentRow for Segment
    where
        Point: ::soakit::__private::SoA,
    {
        #[inline]
        fn as_proxy(&self) -> SegmentProxy<'_> {
            rt::proxy_of(self)
        }
    }
    impl<'a> SegmentRow for SegmentProxy<'a>
    where
        Point: ::soakit::__private::SoA,
    {
        #[inline]
        fn as_proxy(&self) -> SegmentProxy<'_> {
            rt::shorter_proxy::<Segment>(*self, rt::NoOrigin)
        }
    }
    impl SegmentRow for SegmentProxyMut<'_>
    where
        Point: ::soakit::__private::SoA,
    {
        #[inline]
        fn as_proxy(&self) -> SegmentProxy<'_> {
            rt::shared_proxy::<Segment>(self)
        }
    }
    impl<Row: SegmentRow + ?rt::Sized> SegmentRow for &Row
    where
        Point: ::soakit::__private::SoA,
    {
        #[inline]
        fn as_proxy(&self) -> SegmentProxy<'_> {
            (**self).as_proxy()
        }
    }
    const _: () = {
        use rt::NoDrop as _;
        rt::assert!(
            ! rt::DropProbe:: < Segment > ::IS_DROP,
            "`Segment` implements `Drop`, so its fields cannot be moved into columns (E0509); put the `Drop` on the type of a field instead"
        );
    };
};
