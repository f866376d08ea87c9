/// Contiguous rows of [`Body`], borrowed: one slice per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
pub struct BodyView<'a> {
    /// Its number.
    pub id: &'a [u64],
    /// The field `x`.
    pub(crate) x: &'a [f64],
    /// The field `y`.
    y: &'a [f64],
    /// Kilograms.
    pub mass: &'a [f64],
}
/// Contiguous rows of [`Body`], mutably borrowed: one slice per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
pub struct BodyViewMut<'a> {
    /// Its number.
    pub id: &'a mut [u64],
    /// The field `x`.
    pub(crate) x: &'a mut [f64],
    /// The field `y`.
    y: &'a mut [f64],
    /// Kilograms.
    pub mass: &'a mut [f64],
}
/// One row of [`Body`], borrowed: one reference per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
pub struct BodyProxy<'a> {
    /// Its number.
    pub id: &'a u64,
    /// The field `x`.
    pub(crate) x: &'a f64,
    /// The field `y`.
    y: &'a f64,
    /// Kilograms.
    pub mass: &'a f64,
}
/// One row of [`Body`], mutably borrowed: one reference per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
pub struct BodyProxyMut<'a> {
    /// Its number.
    pub id: &'a mut u64,
    /// The field `x`.
    pub(crate) x: &'a mut f64,
    /// The field `y`.
    y: &'a mut f64,
    /// Kilograms.
    pub mass: &'a mut f64,
}
/// The columns of [`Body`], owned: one for each field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
pub struct BodyColumns {
    /// Its number.
    pub id: ::soakit::__private::Vec<u64>,
    /// The field `x`.
    pub(crate) x: ::soakit::__private::Vec<f64>,
    /// The field `y`.
    y: ::soakit::__private::Vec<f64>,
    /// Kilograms.
    pub mass: ::soakit::__private::Vec<f64>,
}
/// The tokens of [`Body`]: one for each field, what a closure such as `|row| row.field` receives.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
pub struct BodyFields<
    R = Body,
    P: ::soakit::__private::Path = ::soakit::__private::Here,
> {
    /// Its number.
    pub id: ::soakit::__private::Field<
        R,
        ::soakit::__private::Then<
            P,
            ::soakit::__private::Left<
                ::soakit::__private::Left<::soakit::__private::Here>,
            >,
        >,
        u64,
    >,
    /// The field `x`.
    pub(crate) x: ::soakit::__private::Field<
        R,
        ::soakit::__private::Then<
            P,
            ::soakit::__private::Left<
                ::soakit::__private::Right<::soakit::__private::Here>,
            >,
        >,
        f64,
    >,
    /// The field `y`.
    y: ::soakit::__private::Field<
        R,
        ::soakit::__private::Then<
            P,
            ::soakit::__private::Right<
                ::soakit::__private::Left<::soakit::__private::Here>,
            >,
        >,
        f64,
    >,
    /// Kilograms.
    pub mass: ::soakit::__private::Field<
        R,
        ::soakit::__private::Then<
            P,
            ::soakit::__private::Right<
                ::soakit::__private::Right<::soakit::__private::Here>,
            >,
        >,
        f64,
    >,
}
/// The columns of a `Bulk<Body>`: two methods for each field.
pub struct BodyBulk(::soakit::__private::Store<Body>);
/// A row of [`Body`], wherever it is: the record itself, or borrowed from columns.
#[allow(
    dead_code,
    private_interfaces,
    clippy::iter_not_returning_iterator,
    clippy::should_implement_trait,
    clippy::type_complexity,
    clippy::wrong_self_convention
)]
pub trait BodyRow {
    /// The row, borrowed.
    fn as_proxy(&self) -> BodyProxy<'_>;
    /// Its number.
    fn id(&self) -> &u64 {
        self.as_proxy().id
    }
    /// Kilograms.
    fn mass(&self) -> &f64 {
        self.as_proxy().mass
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
    impl rt::Stored for Body {
        type Columns = ((rt::Vec<u64>, rt::Vec<f64>), (rt::Vec<f64>, rt::Vec<f64>));
        type Derived = rt::NoDerived;
        #[inline(always)]
        fn into_cells(self) -> ((u64, f64), (f64, f64)) {
            ((self.id, self.x), (self.y, self.mass))
        }
        #[inline(always)]
        fn from_cells(cells: ((u64, f64), (f64, f64))) -> Self {
            Self {
                id: cells.0.0,
                x: cells.0.1,
                y: cells.1.0,
                mass: cells.1.1,
            }
        }
        #[inline(always)]
        fn lend(&self) -> ((&u64, &f64), (&f64, &f64)) {
            ((&self.id, &self.x), (&self.y, &self.mass))
        }
    }
    impl<'a> rt::Lend<'a> for Body {
        type View = BodyView<'a>;
        type ViewMut = BodyViewMut<'a>;
        type Proxy = BodyProxy<'a>;
        type ProxyMut = BodyProxyMut<'a>;
        type Origin = rt::NoOrigin;
        #[inline(always)]
        fn view(
            cells: ((&'a [u64], &'a [f64]), (&'a [f64], &'a [f64])),
            _: rt::NoOrigin,
        ) -> BodyView<'a>
        where
            Self: 'a,
        {
            BodyView {
                id: cells.0.0,
                x: cells.0.1,
                y: cells.1.0,
                mass: cells.1.1,
            }
        }
        #[inline(always)]
        fn view_cells(
            view: BodyView<'a>,
        ) -> ((&'a [u64], &'a [f64]), (&'a [f64], &'a [f64]))
        where
            Self: 'a,
        {
            ((view.id, view.x), (view.y, view.mass))
        }
        #[inline(always)]
        fn view_mut(
            cells: ((&'a mut [u64], &'a mut [f64]), (&'a mut [f64], &'a mut [f64])),
        ) -> BodyViewMut<'a>
        where
            Self: 'a,
        {
            BodyViewMut {
                id: cells.0.0,
                x: cells.0.1,
                y: cells.1.0,
                mass: cells.1.1,
            }
        }
        #[inline(always)]
        fn view_mut_cells(
            view: BodyViewMut<'a>,
        ) -> ((&'a mut [u64], &'a mut [f64]), (&'a mut [f64], &'a mut [f64]))
        where
            Self: 'a,
        {
            ((view.id, view.x), (view.y, view.mass))
        }
        #[inline(always)]
        fn view_mut_reborrow<'s>(
            view: &'s mut BodyViewMut<'a>,
        ) -> ((&'s mut [u64], &'s mut [f64]), (&'s mut [f64], &'s mut [f64]))
        where
            Self: 'a,
            'a: 's,
        {
            ((&mut *view.id, &mut *view.x), (&mut *view.y, &mut *view.mass))
        }
        #[inline(always)]
        fn view_mut_share<'s>(
            view: &'s BodyViewMut<'a>,
        ) -> ((&'s [u64], &'s [f64]), (&'s [f64], &'s [f64]))
        where
            Self: 'a,
            'a: 's,
        {
            ((&*view.id, &*view.x), (&*view.y, &*view.mass))
        }
        #[inline(always)]
        fn proxy(
            cells: ((&'a u64, &'a f64), (&'a f64, &'a f64)),
            _: rt::NoOrigin,
        ) -> BodyProxy<'a>
        where
            Self: 'a,
        {
            BodyProxy {
                id: cells.0.0,
                x: cells.0.1,
                y: cells.1.0,
                mass: cells.1.1,
            }
        }
        #[inline(always)]
        fn proxy_cells<'s>(
            proxy: BodyProxy<'a>,
        ) -> ((&'s u64, &'s f64), (&'s f64, &'s f64))
        where
            Self: 'a,
            'a: 's,
        {
            ((proxy.id, proxy.x), (proxy.y, proxy.mass))
        }
        #[inline(always)]
        fn proxy_mut(
            cells: ((&'a mut u64, &'a mut f64), (&'a mut f64, &'a mut f64)),
        ) -> BodyProxyMut<'a>
        where
            Self: 'a,
        {
            BodyProxyMut {
                id: cells.0.0,
                x: cells.0.1,
                y: cells.1.0,
                mass: cells.1.1,
            }
        }
    }
    impl rt::SoA for Body {
        type Access = BodyBulk;
        type Fields<R, P: rt::Path> = BodyFields<R, P>;
        type Parts = BodyColumns;
        const REGISTRY: &'static rt::Registry = &rt::Registry::new(
            "Body",
            "A body.",
            &[
                rt::ColumnInfo::new("id", "id", "u64", rt::ColumnKind::Plain)
                    .doc("Its number."),
                rt::ColumnInfo::new("x", "x", "f64", rt::ColumnKind::Plain),
                rt::ColumnInfo::new("y", "y", "f64", rt::ColumnKind::Plain),
                rt::ColumnInfo::new("mass", "mass", "f64", rt::ColumnKind::Plain)
                    .doc("Kilograms."),
            ],
        );
        #[inline]
        fn into_parts(columns: Self::Columns) -> BodyColumns {
            BodyColumns {
                id: columns.0.0,
                x: columns.0.1,
                y: columns.1.0,
                mass: columns.1.1,
            }
        }
        #[inline]
        fn from_parts(parts: BodyColumns) -> Self::Columns {
            ((parts.id, parts.x), (parts.y, parts.mass))
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
                "id" => rt::value_of(row.id),
                "x" => rt::value_of(row.x),
                "y" => rt::value_of(row.y),
                "mass" => rt::value_of(row.mass),
                _ => rt::Err(rt::Miss::Unknown),
            }
        }
        #[inline]
        fn set_value(
            slot: rt::Slot<'_, Self::Columns>,
            path: &rt::str,
            value: rt::Value,
        ) -> rt::Result<(), rt::Miss> {
            match path {
                "id" => slot.set::<rt::Left<rt::Left<rt::Here>>>(value),
                "x" => slot.set::<rt::Left<rt::Right<rt::Here>>>(value),
                "y" => slot.set::<rt::Right<rt::Left<rt::Here>>>(value),
                "mass" => slot.set::<rt::Right<rt::Right<rt::Here>>>(value),
                _ => rt::Err(rt::Miss::Unknown),
            }
        }
    }
    impl rt::Element for Body {
        type Kind = rt::Nested;
    }
    impl rt::FromRow<(u64, f64, f64, f64)> for Body {
        #[inline(always)]
        fn from_row(row: (u64, f64, f64, f64)) -> Self {
            Self {
                id: row.0,
                x: row.1,
                y: row.2,
                mass: row.3,
            }
        }
    }
    #[automatically_derived]
    impl<R, P: rt::Path> rt::Clone for BodyFields<R, P> {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<R, P: rt::Path> rt::Copy for BodyFields<R, P> {}
    impl<R, P: rt::Path> rt::Tokens for BodyFields<R, P> {
        type Place = rt::Place<P>;
        const ALL: Self = BodyFields {
            id: rt::Tokens::ALL,
            x: rt::Tokens::ALL,
            y: rt::Tokens::ALL,
            mass: rt::Tokens::ALL,
        };
    }
    impl BodyBulk {
        /// Its number.
        #[inline]
        #[must_use]
        pub fn id(&self) -> &[u64] {
            self.0.column::<rt::Left<rt::Left<rt::Here>>>()
        }
        /// Its number.
        #[inline]
        pub fn id_mut(&mut self) -> &mut [u64] {
            self.0.column_mut::<rt::Left<rt::Left<rt::Here>>>()
        }
        /// The field `x`.
        #[inline]
        #[must_use]
        pub(crate) fn x(&self) -> &[f64] {
            self.0.column::<rt::Left<rt::Right<rt::Here>>>()
        }
        /// The field `x`.
        #[inline]
        pub(crate) fn x_mut(&mut self) -> &mut [f64] {
            self.0.column_mut::<rt::Left<rt::Right<rt::Here>>>()
        }
        /// The field `y`.
        #[inline]
        #[must_use]
        fn y(&self) -> &[f64] {
            self.0.column::<rt::Right<rt::Left<rt::Here>>>()
        }
        /// The field `y`.
        #[inline]
        fn y_mut(&mut self) -> &mut [f64] {
            self.0.column_mut::<rt::Right<rt::Left<rt::Here>>>()
        }
        /// Kilograms.
        #[inline]
        #[must_use]
        pub fn mass(&self) -> &[f64] {
            self.0.column::<rt::Right<rt::Right<rt::Here>>>()
        }
        /// Kilograms.
        #[inline]
        pub fn mass_mut(&mut self) -> &mut [f64] {
            self.0.column_mut::<rt::Right<rt::Right<rt::Here>>>()
        }
    }
    impl rt::Access<Body> for BodyBulk {
        #[inline(always)]
        fn from_store(store: rt::Store<Body>) -> Self {
            Self(store)
        }
        #[inline(always)]
        fn into_store(self) -> rt::Store<Body> {
            self.0
        }
        #[inline(always)]
        fn store(&self) -> &rt::Store<Body> {
            &self.0
        }
        #[inline(always)]
        fn store_mut(&mut self) -> &mut rt::Store<Body> {
            &mut self.0
        }
    }
    #[automatically_derived]
    impl<'a> rt::Clone for BodyView<'a> {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<'a> rt::Copy for BodyView<'a> {}
    #[automatically_derived]
    impl<'a> rt::Debug for BodyView<'a>
    where
        &'a Body: rt::DebugRecord<'a, Body>,
    {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> rt::FmtResult {
            <&'a Body as rt::DebugRecord<'a, Body>>::fmt_rows(*self, f)
        }
    }
    #[automatically_derived]
    impl<'a> rt::PartialEq for BodyView<'a>
    where
        &'a Body: rt::EqRecord<'a, Body>,
    {
        #[inline]
        fn eq(&self, other: &Self) -> rt::bool {
            <&'a Body as rt::EqRecord<'a, Body>>::eq_rows(*self, *other)
        }
    }
    #[automatically_derived]
    impl<'a> rt::Clone for BodyProxy<'a> {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<'a> rt::Copy for BodyProxy<'a> {}
    #[automatically_derived]
    impl<'a> rt::Debug for BodyProxy<'a>
    where
        &'a Body: rt::DebugRecord<'a, Body>,
    {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> rt::FmtResult {
            <&'a Body as rt::DebugRecord<'a, Body>>::fmt_row(*self, f)
        }
    }
    #[automatically_derived]
    impl<'a> rt::PartialEq for BodyProxy<'a>
    where
        &'a Body: rt::EqRecord<'a, Body>,
    {
        #[inline]
        fn eq(&self, other: &Self) -> rt::bool {
            <&'a Body as rt::EqRecord<'a, Body>>::eq_row(*self, *other)
        }
    }
    impl<'a> rt::ViewPart<'a> for BodyView<'a> {
        type Element = Body;
    }
    impl<'a> rt::ViewMutPart<'a> for BodyViewMut<'a> {
        type Element = Body;
    }
    impl<'a> rt::ProxyPart<'a> for BodyProxy<'a> {
        type Element = Body;
    }
    impl<'a> rt::ProxyMutPart<'a> for BodyProxyMut<'a> {
        type Element = Body;
    }
    impl<'a> rt::View<'a> for BodyView<'a> {
        type Record = Body;
    }
    impl<'a> rt::ViewMut<'a> for BodyViewMut<'a> {
        type Record = Body;
    }
    impl<'a> rt::Proxy<'a> for BodyProxy<'a> {
        type Record = Body;
    }
    impl<'a> rt::ProxyMut<'a> for BodyProxyMut<'a> {
        type Record = Body;
        #[inline(always)]
        fn cells(&self) -> ((&u64, &f64), (&f64, &f64)) {
            ((&*self.id, &*self.x), (&*self.y, &*self.mass))
        }
    }
    impl<'a> rt::Reborrow for BodyViewMut<'a> {
        type Short<'s> = BodyViewMut<'s> where Self: 's;
        type Shared<'s> = BodyView<'s> where Self: 's;
        #[inline]
        fn reborrow(&mut self) -> BodyViewMut<'_> {
            rt::reborrow::<Body>(self)
        }
        #[inline]
        fn as_shared(&self) -> BodyView<'_> {
            rt::share::<Body>(self)
        }
    }
    impl BodyRow for Body {
        #[inline]
        fn as_proxy(&self) -> BodyProxy<'_> {
            rt::proxy_of(self)
        }
    }
    impl<'a> BodyRow for BodyProxy<'a> {
        #[inline]
        fn as_proxy(&self) -> BodyProxy<'_> {
            rt::shorter_proxy::<Body>(*self, rt::NoOrigin)
        }
    }
    impl BodyRow for BodyProxyMut<'_> {
        #[inline]
        fn as_proxy(&self) -> BodyProxy<'_> {
            rt::shared_proxy::<Body>(self)
        }
    }
    impl<Row: BodyRow + ?rt::Sized> BodyRow for &Row {
        #[inline]
        fn as_proxy(&self) -> BodyProxy<'_> {
            (**self).as_proxy()
        }
    }
    const _: () = {
        use rt::NoDrop as _;
        rt::assert!(
            ! rt::DropProbe:: < Body > ::IS_DROP,
            "`Body` implements `Drop`, so its fields cannot be moved into columns (E0509); put the `Drop` on the type of a field instead"
        );
    };
};
