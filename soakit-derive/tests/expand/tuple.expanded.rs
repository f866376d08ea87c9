/// Contiguous rows of [`Pair`], borrowed: one slice per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
pub struct PairView<'a>(
    /// The field `0`.
    pub &'a [u64],
    /// The field `1`.
    &'a [f64],
);
/// Contiguous rows of [`Pair`], mutably borrowed: one slice per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
pub struct PairViewMut<'a>(
    /// The field `0`.
    pub &'a mut [u64],
    /// The field `1`.
    &'a mut [f64],
);
/// One row of [`Pair`], borrowed: one reference per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
pub struct PairProxy<'a>(
    /// The field `0`.
    pub &'a u64,
    /// The field `1`.
    &'a f64,
);
/// One row of [`Pair`], mutably borrowed: one reference per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
pub struct PairProxyMut<'a>(
    /// The field `0`.
    pub &'a mut u64,
    /// The field `1`.
    &'a mut f64,
);
/// The columns of [`Pair`], owned: one for each field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
pub struct PairColumns(
    /// The field `0`.
    pub ::soakit::__private::Vec<u64>,
    /// The field `1`.
    ::soakit::__private::Vec<f64>,
);
/// The tokens of [`Pair`]: one for each field, what a closure such as `|row| row.field` receives.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
pub struct PairFields<
    R = Pair,
    P: ::soakit::__private::Path = ::soakit::__private::Here,
>(
    /// The field `0`.
    pub ::soakit::__private::Field<
        R,
        ::soakit::__private::Then<
            P,
            ::soakit::__private::Left<::soakit::__private::Here>,
        >,
        u64,
    >,
    /// The field `1`.
    ::soakit::__private::Field<
        R,
        ::soakit::__private::Then<
            P,
            ::soakit::__private::Right<::soakit::__private::Here>,
        >,
        f64,
    >,
);
/// The columns of a `Bulk<Pair>`: two methods for each field.
pub struct PairBulk(::soakit::__private::Store<Pair>);
/// A row of [`Pair`], wherever it is: the record itself, or borrowed from columns.
#[allow(
    dead_code,
    private_interfaces,
    clippy::iter_not_returning_iterator,
    clippy::should_implement_trait,
    clippy::type_complexity,
    clippy::wrong_self_convention
)]
pub trait PairRow {
    /// The row, borrowed.
    fn as_proxy(&self) -> PairProxy<'_>;
    /// The field `0`.
    fn field_0(&self) -> &u64 {
        self.as_proxy().0
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
    impl rt::Stored for Pair {
        type Columns = (rt::Vec<u64>, rt::Vec<f64>);
        type Derived = rt::NoDerived;
        #[inline(always)]
        fn into_cells(self) -> (u64, f64) {
            (self.0, self.1)
        }
        #[inline(always)]
        fn from_cells(cells: (u64, f64)) -> Self {
            Self(cells.0, cells.1)
        }
        #[inline(always)]
        fn lend(&self) -> (&u64, &f64) {
            (&self.0, &self.1)
        }
    }
    impl<'a> rt::Lend<'a> for Pair {
        type View = PairView<'a>;
        type ViewMut = PairViewMut<'a>;
        type Proxy = PairProxy<'a>;
        type ProxyMut = PairProxyMut<'a>;
        type Origin = rt::NoOrigin;
        #[inline(always)]
        fn view(cells: (&'a [u64], &'a [f64]), _: rt::NoOrigin) -> PairView<'a>
        where
            Self: 'a,
        {
            PairView(cells.0, cells.1)
        }
        #[inline(always)]
        fn view_cells(view: PairView<'a>) -> (&'a [u64], &'a [f64])
        where
            Self: 'a,
        {
            (view.0, view.1)
        }
        #[inline(always)]
        fn view_mut(cells: (&'a mut [u64], &'a mut [f64])) -> PairViewMut<'a>
        where
            Self: 'a,
        {
            PairViewMut(cells.0, cells.1)
        }
        #[inline(always)]
        fn view_mut_cells(view: PairViewMut<'a>) -> (&'a mut [u64], &'a mut [f64])
        where
            Self: 'a,
        {
            (view.0, view.1)
        }
        #[inline(always)]
        fn view_mut_reborrow<'s>(
            view: &'s mut PairViewMut<'a>,
        ) -> (&'s mut [u64], &'s mut [f64])
        where
            Self: 'a,
            'a: 's,
        {
            (&mut *view.0, &mut *view.1)
        }
        #[inline(always)]
        fn view_mut_share<'s>(view: &'s PairViewMut<'a>) -> (&'s [u64], &'s [f64])
        where
            Self: 'a,
            'a: 's,
        {
            (&*view.0, &*view.1)
        }
        #[inline(always)]
        fn proxy(cells: (&'a u64, &'a f64), _: rt::NoOrigin) -> PairProxy<'a>
        where
            Self: 'a,
        {
            PairProxy(cells.0, cells.1)
        }
        #[inline(always)]
        fn proxy_cells<'s>(proxy: PairProxy<'a>) -> (&'s u64, &'s f64)
        where
            Self: 'a,
            'a: 's,
        {
            (proxy.0, proxy.1)
        }
        #[inline(always)]
        fn proxy_mut(cells: (&'a mut u64, &'a mut f64)) -> PairProxyMut<'a>
        where
            Self: 'a,
        {
            PairProxyMut(cells.0, cells.1)
        }
    }
    impl rt::SoA for Pair {
        type Access = PairBulk;
        type Fields<R, P: rt::Path> = PairFields<R, P>;
        type Parts = PairColumns;
        const REGISTRY: &'static rt::Registry = &rt::Registry::new(
            "Pair",
            "",
            &[
                rt::ColumnInfo::new("0", "0", "u64", rt::ColumnKind::Plain),
                rt::ColumnInfo::new("1", "1", "f64", rt::ColumnKind::Plain),
            ],
        );
        #[inline]
        fn into_parts(columns: Self::Columns) -> PairColumns {
            PairColumns(columns.0, columns.1)
        }
        #[inline]
        fn from_parts(parts: PairColumns) -> Self::Columns {
            (parts.0, parts.1)
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
                "0" => rt::value_of(row.0),
                "1" => rt::value_of(row.1),
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
                "0" => slot.set::<rt::Left<rt::Here>>(value),
                "1" => slot.set::<rt::Right<rt::Here>>(value),
                _ => rt::Err(rt::Miss::Unknown),
            }
        }
    }
    impl rt::Element for Pair {
        type Kind = rt::Nested;
    }
    impl rt::FromRow<(u64, f64)> for Pair {
        #[inline(always)]
        fn from_row(row: (u64, f64)) -> Self {
            Self(row.0, row.1)
        }
    }
    #[automatically_derived]
    impl<R, P: rt::Path> rt::Clone for PairFields<R, P> {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<R, P: rt::Path> rt::Copy for PairFields<R, P> {}
    impl<R, P: rt::Path> rt::Tokens for PairFields<R, P> {
        type Place = rt::Place<P>;
        const ALL: Self = PairFields(rt::Tokens::ALL, rt::Tokens::ALL);
    }
    impl PairBulk {
        /// The field `0`.
        #[inline]
        #[must_use]
        pub fn field_0(&self) -> &[u64] {
            self.0.column::<rt::Left<rt::Here>>()
        }
        /// The field `0`.
        #[inline]
        pub fn field_0_mut(&mut self) -> &mut [u64] {
            self.0.column_mut::<rt::Left<rt::Here>>()
        }
        /// The field `1`.
        #[inline]
        #[must_use]
        fn field_1(&self) -> &[f64] {
            self.0.column::<rt::Right<rt::Here>>()
        }
        /// The field `1`.
        #[inline]
        fn field_1_mut(&mut self) -> &mut [f64] {
            self.0.column_mut::<rt::Right<rt::Here>>()
        }
    }
    impl rt::Access<Pair> for PairBulk {
        #[inline(always)]
        fn from_store(store: rt::Store<Pair>) -> Self {
            Self(store)
        }
        #[inline(always)]
        fn into_store(self) -> rt::Store<Pair> {
            self.0
        }
        #[inline(always)]
        fn store(&self) -> &rt::Store<Pair> {
            &self.0
        }
        #[inline(always)]
        fn store_mut(&mut self) -> &mut rt::Store<Pair> {
            &mut self.0
        }
    }
    #[automatically_derived]
    impl<'a> rt::Clone for PairView<'a> {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<'a> rt::Copy for PairView<'a> {}
    #[automatically_derived]
    impl<'a> rt::Debug for PairView<'a>
    where
        &'a Pair: rt::DebugRecord<'a, Pair>,
    {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> rt::FmtResult {
            <&'a Pair as rt::DebugRecord<'a, Pair>>::fmt_rows(*self, f)
        }
    }
    #[automatically_derived]
    impl<'a> rt::PartialEq for PairView<'a>
    where
        &'a Pair: rt::EqRecord<'a, Pair>,
    {
        #[inline]
        fn eq(&self, other: &Self) -> rt::bool {
            <&'a Pair as rt::EqRecord<'a, Pair>>::eq_rows(*self, *other)
        }
    }
    #[automatically_derived]
    impl<'a> rt::Clone for PairProxy<'a> {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<'a> rt::Copy for PairProxy<'a> {}
    #[automatically_derived]
    impl<'a> rt::Debug for PairProxy<'a>
    where
        &'a Pair: rt::DebugRecord<'a, Pair>,
    {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> rt::FmtResult {
            <&'a Pair as rt::DebugRecord<'a, Pair>>::fmt_row(*self, f)
        }
    }
    #[automatically_derived]
    impl<'a> rt::PartialEq for PairProxy<'a>
    where
        &'a Pair: rt::EqRecord<'a, Pair>,
    {
        #[inline]
        fn eq(&self, other: &Self) -> rt::bool {
            <&'a Pair as rt::EqRecord<'a, Pair>>::eq_row(*self, *other)
        }
    }
    impl<'a> rt::ViewPart<'a> for PairView<'a> {
        type Element = Pair;
    }
    impl<'a> rt::ViewMutPart<'a> for PairViewMut<'a> {
        type Element = Pair;
    }
    impl<'a> rt::ProxyPart<'a> for PairProxy<'a> {
        type Element = Pair;
    }
    impl<'a> rt::ProxyMutPart<'a> for PairProxyMut<'a> {
        type Element = Pair;
    }
    impl<'a> rt::View<'a> for PairView<'a> {
        type Record = Pair;
    }
    impl<'a> rt::ViewMut<'a> for PairViewMut<'a> {
        type Record = Pair;
    }
    impl<'a> rt::Proxy<'a> for PairProxy<'a> {
        type Record = Pair;
    }
    impl<'a> rt::ProxyMut<'a> for PairProxyMut<'a> {
        type Record = Pair;
        #[inline(always)]
        fn cells(&self) -> (&u64, &f64) {
            (&*self.0, &*self.1)
        }
    }
    impl<'a> rt::Reborrow for PairViewMut<'a> {
        type Short<'s> = PairViewMut<'s> where Self: 's;
        type Shared<'s> = PairView<'s> where Self: 's;
        #[inline]
        fn reborrow(&mut self) -> PairViewMut<'_> {
            rt::reborrow::<Pair>(self)
        }
        #[inline]
        fn as_shared(&self) -> PairView<'_> {
            rt::share::<Pair>(self)
        }
    }
    impl PairRow for Pair {
        #[inline]
        fn as_proxy(&self) -> PairProxy<'_> {
            rt::proxy_of(self)
        }
    }
    impl<'a> PairRow for PairProxy<'a> {
        #[inline]
        fn as_proxy(&self) -> PairProxy<'_> {
            rt::shorter_proxy::<Pair>(*self, rt::NoOrigin)
        }
    }
    impl PairRow for PairProxyMut<'_> {
        #[inline]
        fn as_proxy(&self) -> PairProxy<'_> {
            rt::shared_proxy::<Pair>(self)
        }
    }
    impl<Row: PairRow + ?rt::Sized> PairRow for &Row {
        #[inline]
        fn as_proxy(&self) -> PairProxy<'_> {
            (**self).as_proxy()
        }
    }
    const _: () = {
        use rt::NoDrop as _;
        rt::assert!(
            ! rt::DropProbe:: < Pair > ::IS_DROP,
            "`Pair` implements `Drop`, so its fields cannot be moved into columns (E0509); put the `Drop` on the type of a field instead"
        );
    };
};
