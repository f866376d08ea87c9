/// Contiguous rows of [`Body`], borrowed: one slice per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct BodyView<'a1, 'a, T: Clone = u8, const N: usize = 3>
where
    T: 'a,
    'a: 'a1,
    T: 'a1,
{
    /// The field `name`.
    name: &'a1 [&'a str],
    /// The field `rest`.
    rest: &'a1 [[T; N]],
}
/// Contiguous rows of [`Body`], mutably borrowed: one slice per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct BodyViewMut<'a1, 'a, T: Clone = u8, const N: usize = 3>
where
    T: 'a,
    'a: 'a1,
    T: 'a1,
{
    /// The field `name`.
    name: &'a1 mut [&'a str],
    /// The field `rest`.
    rest: &'a1 mut [[T; N]],
}
/// One row of [`Body`], borrowed: one reference per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct BodyProxy<'a1, 'a, T: Clone = u8, const N: usize = 3>
where
    T: 'a,
    'a: 'a1,
    T: 'a1,
{
    /// The field `name`.
    name: &'a1 &'a str,
    /// The field `rest`.
    rest: &'a1 [T; N],
}
/// One row of [`Body`], mutably borrowed: one reference per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct BodyProxyMut<'a1, 'a, T: Clone = u8, const N: usize = 3>
where
    T: 'a,
    'a: 'a1,
    T: 'a1,
{
    /// The field `name`.
    name: &'a1 mut &'a str,
    /// The field `rest`.
    rest: &'a1 mut [T; N],
}
/// The columns of [`Body`], owned: one for each field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct BodyColumns<'a, T: Clone = u8, const N: usize = 3>
where
    T: 'a,
{
    /// The field `name`.
    name: ::soakit::__private::Vec<&'a str>,
    /// The field `rest`.
    rest: ::soakit::__private::Vec<[T; N]>,
}
/// The tokens of [`Body`]: one for each field, what a closure such as `|row| row.field` receives.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct BodyFields<
    'a,
    T: Clone = u8,
    const N: usize = 3,
    R = Body<'a, T, N>,
    P: ::soakit::__private::Path = ::soakit::__private::Here,
>
where
    T: 'a,
{
    /// The field `name`.
    name: ::soakit::__private::Field<
        R,
        ::soakit::__private::Then<
            P,
            ::soakit::__private::Left<::soakit::__private::Here>,
        >,
        &'a str,
    >,
    /// The field `rest`.
    rest: ::soakit::__private::Field<
        R,
        ::soakit::__private::Then<
            P,
            ::soakit::__private::Right<::soakit::__private::Here>,
        >,
        [T; N],
    >,
}
/// The columns of a `Bulk<Body>`: two methods for each field.
struct BodyBulk<'a, T: Clone = u8, const N: usize = 3>(
    ::soakit::__private::Store<Body<'a, T, N>>,
)
where
    T: 'a;
/// A row of [`Body`], wherever it is: the record itself, or borrowed from columns.
#[allow(
    dead_code,
    private_interfaces,
    clippy::iter_not_returning_iterator,
    clippy::should_implement_trait,
    clippy::type_complexity,
    clippy::wrong_self_convention
)]
trait BodyRow<'a, T: Clone = u8, const N: usize = 3>
where
    T: 'a,
{
    /// The row, borrowed.
    fn as_proxy(&self) -> BodyProxy<'_, 'a, T, N>;
    /// The field `name`.
    fn name<'s>(&'s self) -> &'s &'a str
    where
        'a: 's,
        T: 's,
    {
        self.as_proxy().name
    }
    /// The field `rest`.
    fn rest<'s>(&'s self) -> &'s [T; N]
    where
        'a: 's,
        T: 's,
    {
        self.as_proxy().rest
    }
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
    impl<'a, T: Clone, const N: usize> rt::Stored for Body<'a, T, N>
    where
        T: 'a,
    {
        type Columns = (rt::Vec<&'a str>, rt::Vec<[T; N]>);
        type Derived = rt::NoDerived;
        #[inline(always)]
        fn into_cells(self) -> (&'a str, [T; N]) {
            (self.name, self.rest)
        }
        #[inline(always)]
        fn from_cells(cells: (&'a str, [T; N])) -> Self {
            Self {
                name: cells.0,
                rest: cells.1,
            }
        }
        #[inline(always)]
        fn lend(&self) -> (&&'a str, &[T; N]) {
            (&self.name, &self.rest)
        }
    }
    impl<'a1, 'a, T: Clone, const N: usize> rt::Lend<'a1> for Body<'a, T, N>
    where
        T: 'a,
    {
        type View = BodyView<'a1, 'a, T, N>;
        type ViewMut = BodyViewMut<'a1, 'a, T, N>;
        type Proxy = BodyProxy<'a1, 'a, T, N>;
        type ProxyMut = BodyProxyMut<'a1, 'a, T, N>;
        type Origin = rt::NoOrigin;
        #[inline(always)]
        fn view(
            cells: (&'a1 [&'a str], &'a1 [[T; N]]),
            _: rt::NoOrigin,
        ) -> BodyView<'a1, 'a, T, N>
        where
            Self: 'a1,
        {
            BodyView {
                name: cells.0,
                rest: cells.1,
            }
        }
        #[inline(always)]
        fn view_cells(view: BodyView<'a1, 'a, T, N>) -> (&'a1 [&'a str], &'a1 [[T; N]])
        where
            Self: 'a1,
        {
            (view.name, view.rest)
        }
        #[inline(always)]
        fn view_mut(
            cells: (&'a1 mut [&'a str], &'a1 mut [[T; N]]),
        ) -> BodyViewMut<'a1, 'a, T, N>
        where
            Self: 'a1,
        {
            BodyViewMut {
                name: cells.0,
                rest: cells.1,
            }
        }
        #[inline(always)]
        fn view_mut_cells(
            view: BodyViewMut<'a1, 'a, T, N>,
        ) -> (&'a1 mut [&'a str], &'a1 mut [[T; N]])
        where
            Self: 'a1,
        {
            (view.name, view.rest)
        }
        #[inline(always)]
        fn view_mut_reborrow<'s>(
            view: &'s mut BodyViewMut<'a1, 'a, T, N>,
        ) -> (&'s mut [&'a str], &'s mut [[T; N]])
        where
            Self: 'a1,
            'a1: 's,
        {
            (&mut *view.name, &mut *view.rest)
        }
        #[inline(always)]
        fn view_mut_share<'s>(
            view: &'s BodyViewMut<'a1, 'a, T, N>,
        ) -> (&'s [&'a str], &'s [[T; N]])
        where
            Self: 'a1,
            'a1: 's,
        {
            (&*view.name, &*view.rest)
        }
        #[inline(always)]
        fn proxy(
            cells: (&'a1 &'a str, &'a1 [T; N]),
            _: rt::NoOrigin,
        ) -> BodyProxy<'a1, 'a, T, N>
        where
            Self: 'a1,
        {
            BodyProxy {
                name: cells.0,
                rest: cells.1,
            }
        }
        #[inline(always)]
        fn proxy_cells<'s>(proxy: BodyProxy<'a1, 'a, T, N>) -> (&'s &'a str, &'s [T; N])
        where
            Self: 'a1,
            'a1: 's,
        {
            (proxy.name, proxy.rest)
        }
        #[inline(always)]
        fn proxy_mut(
            cells: (&'a1 mut &'a str, &'a1 mut [T; N]),
        ) -> BodyProxyMut<'a1, 'a, T, N>
        where
            Self: 'a1,
        {
            BodyProxyMut {
                name: cells.0,
                rest: cells.1,
            }
        }
    }
    impl<'a, T: Clone, const N: usize> rt::SoA for Body<'a, T, N>
    where
        T: 'a,
    {
        type Access = BodyBulk<'a, T, N>;
        type Fields<R, P: rt::Path> = BodyFields<'a, T, N, R, P>;
        type Parts = BodyColumns<'a, T, N>;
        const REGISTRY: &'static rt::Registry = &rt::Registry::new(
            "Body",
            "",
            &[
                rt::ColumnInfo::new("name", "name", "&'a str", rt::ColumnKind::Plain),
                rt::ColumnInfo::new("rest", "rest", "[T; N]", rt::ColumnKind::Plain),
            ],
        );
        #[inline]
        fn into_parts(columns: Self::Columns) -> BodyColumns<'a, T, N> {
            BodyColumns {
                name: columns.0,
                rest: columns.1,
            }
        }
        #[inline]
        fn from_parts(parts: BodyColumns<'a, T, N>) -> Self::Columns {
            (parts.name, parts.rest)
        }
        #[inline]
        fn value<'a1>(
            row: rt::ProxyOf<'a1, Self>,
            path: &rt::str,
        ) -> rt::Result<rt::Value, rt::Miss>
        where
            Self: 'a1,
        {
            use rt::{OpaqueCell as _, ScalarCell as _};
            match path {
                "name" => (&rt::ProbeCell(row.name)).to_value(),
                "rest" => (&rt::ProbeCell(row.rest)).to_value(),
                _ => rt::Err(rt::Miss::Unknown),
            }
        }
        #[inline]
        fn set_value(
            slot: rt::Slot<'_, Self::Columns>,
            path: &rt::str,
            value: rt::Value,
        ) -> rt::Result<(), rt::Miss> {
            use rt::{OpaqueType as _, ScalarType as _};
            match path {
                "name" => {
                    (&rt::ProbeType::<&'a str>::new())
                        .from_value(value)
                        .map(|cell| slot.at::<rt::Left<rt::Here>>().write(cell))
                }
                "rest" => {
                    (&rt::ProbeType::<[T; N]>::new())
                        .from_value(value)
                        .map(|cell| slot.at::<rt::Right<rt::Here>>().write(cell))
                }
                _ => rt::Err(rt::Miss::Unknown),
            }
        }
    }
    impl<'a, T: Clone, const N: usize> rt::Element for Body<'a, T, N>
    where
        T: 'a,
    {
        type Kind = rt::Nested;
    }
    impl<'a, T: Clone, const N: usize> rt::FromRow<(&'a str, [T; N])> for Body<'a, T, N>
    where
        T: 'a,
    {
        #[inline(always)]
        fn from_row(row: (&'a str, [T; N])) -> Self {
            Self { name: row.0, rest: row.1 }
        }
    }
    #[automatically_derived]
    impl<'a, T: Clone, const N: usize, R, P: rt::Path> rt::Clone
    for BodyFields<'a, T, N, R, P>
    where
        T: 'a,
    {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<'a, T: Clone, const N: usize, R, P: rt::Path> rt::Copy
    for BodyFields<'a, T, N, R, P>
    where
        T: 'a,
    {}
    impl<'a, T: Clone, const N: usize, R, P: rt::Path> rt::Tokens
    for BodyFields<'a, T, N, R, P>
    where
        T: 'a,
    {
        type Place = rt::Place<P>;
        const ALL: Self = BodyFields {
            name: rt::Tokens::ALL,
            rest: rt::Tokens::ALL,
        };
    }
    impl<'a, T: Clone, const N: usize> BodyBulk<'a, T, N>
    where
        T: 'a,
    {
        /// The field `name`.
        #[inline]
        #[must_use]
        fn name(&self) -> &[&'a str] {
            self.0.column::<rt::Left<rt::Here>>()
        }
        /// The field `name`.
        #[inline]
        fn name_mut(&mut self) -> &mut [&'a str] {
            self.0.column_mut::<rt::Left<rt::Here>>()
        }
        /// The field `rest`.
        #[inline]
        #[must_use]
        fn rest(&self) -> &[[T; N]] {
            self.0.column::<rt::Right<rt::Here>>()
        }
        /// The field `rest`.
        #[inline]
        fn rest_mut(&mut self) -> &mut [[T; N]] {
            self.0.column_mut::<rt::Right<rt::Here>>()
        }
    }
    impl<'a, T: Clone, const N: usize> rt::Access<Body<'a, T, N>> for BodyBulk<'a, T, N>
    where
        T: 'a,
    {
        #[inline(always)]
        fn from_store(store: rt::Store<Body<'a, T, N>>) -> Self {
            Self(store)
        }
        #[inline(always)]
        fn into_store(self) -> rt::Store<Body<'a, T, N>> {
            self.0
        }
        #[inline(always)]
        fn store(&self) -> &rt::Store<Body<'a, T, N>> {
            &self.0
        }
        #[inline(always)]
        fn store_mut(&mut self) -> &mut rt::Store<Body<'a, T, N>> {
            &mut self.0
        }
    }
    #[automatically_derived]
    impl<'a1, 'a, T: Clone, const N: usize> rt::Clone for BodyView<'a1, 'a, T, N>
    where
        T: 'a,
    {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<'a1, 'a, T: Clone, const N: usize> rt::Copy for BodyView<'a1, 'a, T, N>
    where
        T: 'a,
    {}
    #[automatically_derived]
    impl<'a1, 'a, T: Clone, const N: usize> rt::Debug for BodyView<'a1, 'a, T, N>
    where
        T: 'a,
        &'a1 Body<'a, T, N>: rt::DebugRecord<'a1, Body<'a, T, N>>,
    {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> rt::FmtResult {
            <&'a1 Body<
                'a,
                T,
                N,
            > as rt::DebugRecord<'a1, Body<'a, T, N>>>::fmt_rows(*self, f)
        }
    }
    #[automatically_derived]
    impl<'a1, 'a, T: Clone, const N: usize> rt::PartialEq for BodyView<'a1, 'a, T, N>
    where
        T: 'a,
        &'a1 Body<'a, T, N>: rt::EqRecord<'a1, Body<'a, T, N>>,
    {
        #[inline]
        fn eq(&self, other: &Self) -> rt::bool {
            <&'a1 Body<
                'a,
                T,
                N,
            > as rt::EqRecord<'a1, Body<'a, T, N>>>::eq_rows(*self, *other)
        }
    }
    #[automatically_derived]
    impl<'a1, 'a, T: Clone, const N: usize> rt::Clone for BodyProxy<'a1, 'a, T, N>
    where
        T: 'a,
    {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<'a1, 'a, T: Clone, const N: usize> rt::Copy for BodyProxy<'a1, 'a, T, N>
    where
        T: 'a,
    {}
    #[automatically_derived]
    impl<'a1, 'a, T: Clone, const N: usize> rt::Debug for BodyProxy<'a1, 'a, T, N>
    where
        T: 'a,
        &'a1 Body<'a, T, N>: rt::DebugRecord<'a1, Body<'a, T, N>>,
    {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> rt::FmtResult {
            <&'a1 Body<
                'a,
                T,
                N,
            > as rt::DebugRecord<'a1, Body<'a, T, N>>>::fmt_row(*self, f)
        }
    }
    #[automatically_derived]
    impl<'a1, 'a, T: Clone, const N: usize> rt::PartialEq for BodyProxy<'a1, 'a, T, N>
    where
        T: 'a,
        &'a1 Body<'a, T, N>: rt::EqRecord<'a1, Body<'a, T, N>>,
    {
        #[inline]
        fn eq(&self, other: &Self) -> rt::bool {
            <&'a1 Body<
                'a,
                T,
                N,
            > as rt::EqRecord<'a1, Body<'a, T, N>>>::eq_row(*self, *other)
        }
    }
    impl<'a1, 'a, T: Clone, const N: usize> rt::ViewPart<'a1> for BodyView<'a1, 'a, T, N>
    where
        T: 'a,
    {
        type Element = Body<'a, T, N>;
    }
    impl<'a1, 'a, T: Clone, const N: usize> rt::ViewMutPart<'a1>
    for BodyViewMut<'a1, 'a, T, N>
    where
        T: 'a,
    {
        type Element = Body<'a, T, N>;
    }
    impl<'a1, 'a, T: Clone, const N: usize> rt::ProxyPart<'a1>
    for BodyProxy<'a1, 'a, T, N>
    where
        T: 'a,
    {
        type Element = Body<'a, T, N>;
    }
    impl<'a1, 'a, T: Clone, const N: usize> rt::ProxyMutPart<'a1>
    for BodyProxyMut<'a1, 'a, T, N>
    where
        T: 'a,
    {
        type Element = Body<'a, T, N>;
    }
    impl<'a1, 'a, T: Clone, const N: usize> rt::View<'a1> for BodyView<'a1, 'a, T, N>
    where
        T: 'a,
    {
        type Record = Body<'a, T, N>;
    }
    impl<'a1, 'a, T: Clone, const N: usize> rt::ViewMut<'a1>
    for BodyViewMut<'a1, 'a, T, N>
    where
        T: 'a,
    {
        type Record = Body<'a, T, N>;
    }
    impl<'a1, 'a, T: Clone, const N: usize> rt::Proxy<'a1> for BodyProxy<'a1, 'a, T, N>
    where
        T: 'a,
    {
        type Record = Body<'a, T, N>;
    }
    impl<'a1, 'a, T: Clone, const N: usize> rt::ProxyMut<'a1>
    for BodyProxyMut<'a1, 'a, T, N>
    where
        T: 'a,
    {
        type Record = Body<'a, T, N>;
        #[inline(always)]
        fn cells(&self) -> (&&'a str, &[T; N]) {
            (&*self.name, &*self.rest)
        }
    }
    impl<'a1, 'a, T: Clone, const N: usize> rt::Reborrow for BodyViewMut<'a1, 'a, T, N>
    where
        T: 'a,
    {
        type Short<'s> = BodyViewMut<'s, 'a, T, N> where Self: 's;
        type Shared<'s> = BodyView<'s, 'a, T, N> where Self: 's;
        #[inline]
        fn reborrow(&mut self) -> BodyViewMut<'_, 'a, T, N> {
            rt::reborrow::<Body<'a, T, N>>(self)
        }
        #[inline]
        fn as_shared(&self) -> BodyView<'_, 'a, T, N> {
            rt::share::<Body<'a, T, N>>(self)
        }
    }
    impl<'a, T: Clone, const N: usize> BodyRow<'a, T, N> for Body<'a, T, N>
    where
        T: 'a,
    {
        #[inline]
        fn as_proxy(&self) -> BodyProxy<'_, 'a, T, N> {
            rt::proxy_of(self)
        }
    }
    impl<'a1, 'a, T: Clone, const N: usize> BodyRow<'a, T, N>
    for BodyProxy<'a1, 'a, T, N>
    where
        T: 'a,
    {
        #[inline]
        fn as_proxy(&self) -> BodyProxy<'_, 'a, T, N> {
            rt::shorter_proxy::<Body<'a, T, N>>(*self, rt::NoOrigin)
        }
    }
    impl<'a, T: Clone, const N: usize> BodyRow<'a, T, N> for BodyProxyMut<'_, 'a, T, N>
    where
        T: 'a,
    {
        #[inline]
        fn as_proxy(&self) -> BodyProxy<'_, 'a, T, N> {
            rt::shared_proxy::<Body<'a, T, N>>(self)
        }
    }
    impl<
        'a,
        T: Clone,
        const N: usize,
        Row: BodyRow<'a, T, N> + ?rt::Sized,
    > BodyRow<'a, T, N> for &Row
    where
        T: 'a,
    {
        #[inline]
        fn as_proxy(&self) -> BodyProxy<'_, 'a, T, N> {
            (**self).as_proxy()
        }
    }
};
