/// Contiguous rows of [`Body`], borrowed: one slice per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct BodyView<'a, T>
where
    T: 'a,
{
    /// The field `mass`.
    mass: &'a [f64],
    /// The field `kind`.
    kind: ::soakit::__private::NullableVecSlice<'a, T>,
}
/// Contiguous rows of [`Body`], mutably borrowed: one slice per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct BodyViewMut<'a, T>
where
    T: 'a,
{
    /// The field `mass`.
    mass: &'a mut [f64],
    /// The field `kind`.
    kind: ::soakit::__private::NullableVecSliceMut<'a, T>,
}
/// One row of [`Body`], borrowed: one reference per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct BodyProxy<'a, T>
where
    T: 'a,
{
    /// The field `mass`.
    mass: &'a f64,
    /// The field `kind`.
    kind: ::soakit::__private::Option<&'a T>,
}
/// One row of [`Body`], mutably borrowed: one reference per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct BodyProxyMut<'a, T>
where
    T: 'a,
{
    /// The field `mass`.
    mass: &'a mut f64,
    /// The field `kind`.
    kind: ::soakit::__private::NullableMut<'a, T>,
}
/// The columns of [`Body`], owned: one for each field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct BodyColumns<T> {
    /// The field `mass`.
    mass: ::soakit::__private::Vec<f64>,
    /// The field `kind`.
    kind: ::soakit::__private::Nullable<::soakit::__private::Vec<T>>,
}
/// The tokens of [`Body`]: one for each field, what a closure such as `|row| row.field` receives.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct BodyFields<
    T,
    R = Body<T>,
    P: ::soakit::__private::Path = ::soakit::__private::Here,
> {
    /// The field `mass`.
    mass: ::soakit::__private::Field<
        R,
        ::soakit::__private::Then<
            P,
            ::soakit::__private::Left<::soakit::__private::Here>,
        >,
        f64,
    >,
    /// The field `kind`.
    kind: ::soakit::__private::Field<
        R,
        ::soakit::__private::Then<
            P,
            ::soakit::__private::Right<::soakit::__private::Here>,
        >,
        Option<T>,
    >,
}
/// The columns of a `Bulk<Body>`: two methods for each field.
struct BodyBulk<T>(::soakit::__private::Store<Body<T>>);
/// A row of [`Body`], wherever it is: the record itself, or borrowed from columns.
#[allow(
    dead_code,
    private_interfaces,
    clippy::iter_not_returning_iterator,
    clippy::should_implement_trait,
    clippy::type_complexity,
    clippy::wrong_self_convention
)]
trait BodyRow<T> {
    /// The row, borrowed.
    fn as_proxy(&self) -> BodyProxy<'_, T>;
    /// The field `mass`.
    fn mass<'s>(&'s self) -> &'s f64
    where
        T: 's,
    {
        self.as_proxy().mass
    }
    /// The field `kind`.
    fn kind<'s>(&'s self) -> ::soakit::__private::Option<&'s T>
    where
        T: 's,
    {
        self.as_proxy().kind
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
    impl<T> rt::Stored for Body<T> {
        type Columns = (rt::Vec<f64>, rt::Nullable<rt::Vec<T>>);
        type Derived = rt::NoDerived;
        #[inline(always)]
        fn into_cells(self) -> (f64, Option<T>) {
            (self.mass, self.kind)
        }
        #[inline(always)]
        fn from_cells(cells: (f64, Option<T>)) -> Self {
            Self {
                mass: cells.0,
                kind: cells.1,
            }
        }
        #[inline(always)]
        fn lend(&self) -> (&f64, rt::Option<&T>) {
            (&self.mass, <rt::Nullable<rt::Vec<T>> as rt::Column>::lend(&self.kind))
        }
    }
    impl<'a, T> rt::Lend<'a> for Body<T> {
        type View = BodyView<'a, T>;
        type ViewMut = BodyViewMut<'a, T>;
        type Proxy = BodyProxy<'a, T>;
        type ProxyMut = BodyProxyMut<'a, T>;
        type Origin = rt::NoOrigin;
        #[inline(always)]
        fn view(
            cells: (&'a [f64], rt::NullableVecSlice<'a, T>),
            _: rt::NoOrigin,
        ) -> BodyView<'a, T>
        where
            Self: 'a,
        {
            BodyView {
                mass: cells.0,
                kind: cells.1,
            }
        }
        #[inline(always)]
        fn view_cells(view: BodyView<'a, T>) -> (&'a [f64], rt::NullableVecSlice<'a, T>)
        where
            Self: 'a,
        {
            (view.mass, view.kind)
        }
        #[inline(always)]
        fn view_mut(
            cells: (&'a mut [f64], rt::NullableVecSliceMut<'a, T>),
        ) -> BodyViewMut<'a, T>
        where
            Self: 'a,
        {
            BodyViewMut {
                mass: cells.0,
                kind: cells.1,
            }
        }
        #[inline(always)]
        fn view_mut_cells(
            view: BodyViewMut<'a, T>,
        ) -> (&'a mut [f64], rt::NullableVecSliceMut<'a, T>)
        where
            Self: 'a,
        {
            (view.mass, view.kind)
        }
        #[inline(always)]
        fn view_mut_reborrow<'s>(
            view: &'s mut BodyViewMut<'a, T>,
        ) -> (&'s mut [f64], rt::NullableVecSliceMut<'s, T>)
        where
            Self: 'a,
            'a: 's,
        {
            (
                &mut *view.mass,
                <rt::Nullable<rt::Vec<T>> as rt::Column>::reborrow(&mut view.kind),
            )
        }
        #[inline(always)]
        fn view_mut_share<'s>(
            view: &'s BodyViewMut<'a, T>,
        ) -> (&'s [f64], rt::NullableVecSlice<'s, T>)
        where
            Self: 'a,
            'a: 's,
        {
            (&*view.mass, <rt::Nullable<rt::Vec<T>> as rt::Column>::share(&view.kind))
        }
        #[inline(always)]
        fn proxy(
            cells: (&'a f64, rt::Option<&'a T>),
            _: rt::NoOrigin,
        ) -> BodyProxy<'a, T>
        where
            Self: 'a,
        {
            BodyProxy {
                mass: cells.0,
                kind: cells.1,
            }
        }
        #[inline(always)]
        fn proxy_cells<'s>(proxy: BodyProxy<'a, T>) -> (&'s f64, rt::Option<&'s T>)
        where
            Self: 'a,
            'a: 's,
        {
            (proxy.mass, proxy.kind)
        }
        #[inline(always)]
        fn proxy_mut(cells: (&'a mut f64, rt::NullableMut<'a, T>)) -> BodyProxyMut<'a, T>
        where
            Self: 'a,
        {
            BodyProxyMut {
                mass: cells.0,
                kind: cells.1,
            }
        }
    }
    impl<T> rt::SoA for Body<T> {
        type Access = BodyBulk<T>;
        type Fields<R, P: rt::Path> = BodyFields<T, R, P>;
        type Parts = BodyColumns<T>;
        const REGISTRY: &'static rt::Registry = &rt::Registry::new(
            "Body",
            "",
            &[
                rt::ColumnInfo::new("Mass", "mass", "f64", rt::ColumnKind::Plain)
                    .validated("mass must be positive"),
                rt::ColumnInfo::new("kind", "kind", "Option<T>", rt::ColumnKind::Plain)
                    .nullable()
                    .validated("`kind` is not valid"),
            ],
        );
        #[inline]
        fn into_parts(columns: Self::Columns) -> BodyColumns<T> {
            BodyColumns {
                mass: columns.0,
                kind: columns.1,
            }
        }
        #[inline]
        fn from_parts(parts: BodyColumns<T>) -> Self::Columns {
            (parts.mass, parts.kind)
        }
        #[inline]
        fn validate<'a>(row: rt::ProxyOf<'a, Self>, inspector: &mut rt::Inspector<'_>)
        where
            Self: 'a,
        {
            use rt::{OpaqueCell as _, ScalarCell as _};
            if !accepts_mass::<T>(row.mass) {
                inspector
                    .refuse(
                        "Mass",
                        (&rt::ProbeCell(row.mass)).to_value(),
                        "mass must be positive",
                    );
            }
            if !accepts_kind::<T>(row.kind) {
                inspector
                    .refuse(
                        "kind",
                        (&rt::ProbeCell(row.kind)).to_value(),
                        "`kind` is not valid",
                    );
            }
        }
        #[inline]
        fn value<'a>(
            row: rt::ProxyOf<'a, Self>,
            path: &rt::str,
        ) -> rt::Result<rt::Value, rt::Miss>
        where
            Self: 'a,
        {
            use rt::{OpaqueCell as _, ScalarCell as _};
            match path {
                "Mass" => rt::value_of(row.mass),
                "kind" => (&rt::ProbeCell(row.kind)).to_value(),
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
                "Mass" => {
                    let cell = (&rt::ProbeType::<f64>::new()).from_value(value)?;
                    if !accepts_mass::<T>(<rt::Vec<f64> as rt::Column>::lend(&cell)) {
                        return rt::Err(rt::Miss::Refused("mass must be positive"));
                    }
                    rt::Ok(slot.at::<rt::Left<rt::Here>>().write(cell))
                }
                "kind" => {
                    let cell = (&rt::ProbeType::<Option<T>>::new()).from_value(value)?;
                    if !accepts_kind::<
                        T,
                    >(<rt::Nullable<rt::Vec<T>> as rt::Column>::lend(&cell)) {
                        return rt::Err(rt::Miss::Refused("`kind` is not valid"));
                    }
                    rt::Ok(slot.at::<rt::Right<rt::Here>>().write(cell))
                }
                _ => rt::Err(rt::Miss::Unknown),
            }
        }
    }
    impl<T> rt::Element for Body<T> {
        type Kind = rt::Nested;
    }
    impl<T> rt::FromRow<(f64, Option<T>)> for Body<T> {
        #[inline(always)]
        fn from_row(row: (f64, Option<T>)) -> Self {
            Self { mass: row.0, kind: row.1 }
        }
    }
    #[automatically_derived]
    impl<T, R, P: rt::Path> rt::Clone for BodyFields<T, R, P> {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<T, R, P: rt::Path> rt::Copy for BodyFields<T, R, P> {}
    impl<T, R, P: rt::Path> rt::Tokens for BodyFields<T, R, P> {
        type Place = rt::Place<P>;
        const ALL: Self = BodyFields {
            mass: rt::Tokens::ALL,
            kind: rt::Tokens::ALL,
        };
    }
    impl<T> BodyBulk<T> {
        /// The field `mass`.
        #[inline]
        #[must_use]
        fn mass(&self) -> &[f64] {
            self.0.column::<rt::Left<rt::Here>>()
        }
        /// The field `mass`.
        #[inline]
        fn mass_mut(&mut self) -> &mut [f64] {
            self.0.column_mut::<rt::Left<rt::Here>>()
        }
        /// The field `kind`.
        #[inline]
        #[must_use]
        fn kind(&self) -> rt::NullableVecSlice<'_, T> {
            self.0.column::<rt::Right<rt::Here>>()
        }
        /// The field `kind`.
        #[inline]
        fn kind_mut(&mut self) -> rt::NullableVecSliceMut<'_, T> {
            self.0.column_mut::<rt::Right<rt::Here>>()
        }
    }
    impl<T> rt::Access<Body<T>> for BodyBulk<T> {
        #[inline(always)]
        fn from_store(store: rt::Store<Body<T>>) -> Self {
            Self(store)
        }
        #[inline(always)]
        fn into_store(self) -> rt::Store<Body<T>> {
            self.0
        }
        #[inline(always)]
        fn store(&self) -> &rt::Store<Body<T>> {
            &self.0
        }
        #[inline(always)]
        fn store_mut(&mut self) -> &mut rt::Store<Body<T>> {
            &mut self.0
        }
    }
    #[automatically_derived]
    impl<'a, T> rt::Clone for BodyView<'a, T> {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<'a, T> rt::Copy for BodyView<'a, T> {}
    #[automatically_derived]
    impl<'a, T> rt::Debug for BodyView<'a, T>
    where
        &'a Body<T>: rt::DebugRecord<'a, Body<T>>,
    {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> rt::FmtResult {
            <&'a Body<T> as rt::DebugRecord<'a, Body<T>>>::fmt_rows(*self, f)
        }
    }
    #[automatically_derived]
    impl<'a, T> rt::PartialEq for BodyView<'a, T>
    where
        &'a Body<T>: rt::EqRecord<'a, Body<T>>,
    {
        #[inline]
        fn eq(&self, other: &Self) -> rt::bool {
            <&'a Body<T> as rt::EqRecord<'a, Body<T>>>::eq_rows(*self, *other)
        }
    }
    #[automatically_derived]
    impl<'a, T> rt::Clone for BodyProxy<'a, T> {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<'a, T> rt::Copy for BodyProxy<'a, T> {}
    #[automatically_derived]
    impl<'a, T> rt::Debug for BodyProxy<'a, T>
    where
        &'a Body<T>: rt::DebugRecord<'a, Body<T>>,
    {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> rt::FmtResult {
            <&'a Body<T> as rt::DebugRecord<'a, Body<T>>>::fmt_row(*self, f)
        }
    }
    #[automatically_derived]
    impl<'a, T> rt::PartialEq for BodyProxy<'a, T>
    where
        &'a Body<T>: rt::EqRecord<'a, Body<T>>,
    {
        #[inline]
        fn eq(&self, other: &Self) -> rt::bool {
            <&'a Body<T> as rt::EqRecord<'a, Body<T>>>::eq_row(*self, *other)
        }
    }
    impl<'a, T> rt::ViewPart<'a> for BodyView<'a, T> {
        type Element = Body<T>;
    }
    impl<'a, T> rt::ViewMutPart<'a> for BodyViewMut<'a, T> {
        type Element = Body<T>;
    }
    impl<'a, T> rt::ProxyPart<'a> for BodyProxy<'a, T> {
        type Element = Body<T>;
    }
    impl<'a, T> rt::ProxyMutPart<'a> for BodyProxyMut<'a, T> {
        type Element = Body<T>;
    }
    impl<'a, T> rt::View<'a> for BodyView<'a, T> {
        type Record = Body<T>;
    }
    impl<'a, T> rt::ViewMut<'a> for BodyViewMut<'a, T> {
        type Record = Body<T>;
    }
    impl<'a, T> rt::Proxy<'a> for BodyProxy<'a, T> {
        type Record = Body<T>;
    }
    impl<'a, T> rt::ProxyMut<'a> for BodyProxyMut<'a, T> {
        type Record = Body<T>;
        #[inline(always)]
        fn cells(&self) -> (&f64, rt::Option<&T>) {
            (&*self.mass, <rt::Nullable<rt::Vec<T>> as rt::Column>::peek(&self.kind))
        }
    }
    impl<'a, T> rt::Reborrow for BodyViewMut<'a, T> {
        type Short<'s> = BodyViewMut<'s, T> where Self: 's;
        type Shared<'s> = BodyView<'s, T> where Self: 's;
        #[inline]
        fn reborrow(&mut self) -> BodyViewMut<'_, T> {
            rt::reborrow::<Body<T>>(self)
        }
        #[inline]
        fn as_shared(&self) -> BodyView<'_, T> {
            rt::share::<Body<T>>(self)
        }
    }
    impl<T> BodyRow<T> for Body<T> {
        #[inline]
        fn as_proxy(&self) -> BodyProxy<'_, T> {
            rt::proxy_of(self)
        }
    }
    impl<'a, T> BodyRow<T> for BodyProxy<'a, T> {
        #[inline]
        fn as_proxy(&self) -> BodyProxy<'_, T> {
            rt::shorter_proxy::<Body<T>>(*self, rt::NoOrigin)
        }
    }
    impl<T> BodyRow<T> for BodyProxyMut<'_, T> {
        #[inline]
        fn as_proxy(&self) -> BodyProxy<'_, T> {
            rt::shared_proxy::<Body<T>>(self)
        }
    }
    impl<T, Row: BodyRow<T> + ?rt::Sized> BodyRow<T> for &Row {
        #[inline]
        fn as_proxy(&self) -> BodyProxy<'_, T> {
            (**self).as_proxy()
        }
    }
    fn accepts_mass<T>(cell: &f64) -> rt::bool {
        let accepts: fn(&f64) -> rt::bool = |mass| *mass > 0.0;
        accepts(cell)
    }
    fn accepts_kind<T>(cell: rt::Option<&T>) -> rt::bool {
        let accepts: fn(rt::Option<&T>) -> rt::bool = is_known;
        accepts(cell)
    }
};
