/// Contiguous rows of [`Body`], borrowed: one slice per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
pub struct BodyView<'a> {
    /// The field `secret`.
    secret: &'a [Secret],
}
/// Contiguous rows of [`Body`], mutably borrowed: one slice per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
pub struct BodyViewMut<'a> {
    /// The field `secret`.
    secret: &'a mut [Secret],
}
/// One row of [`Body`], borrowed: one reference per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
pub struct BodyProxy<'a> {
    /// The field `secret`.
    secret: &'a Secret,
}
/// One row of [`Body`], mutably borrowed: one reference per field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
pub struct BodyProxyMut<'a> {
    /// The field `secret`.
    secret: &'a mut Secret,
}
/// The columns of [`Body`], owned: one for each field.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
pub struct BodyColumns {
    /// The field `secret`.
    secret: ::soakit::__private::Vec<Secret>,
}
/// The tokens of [`Body`]: one for each field, what a closure such as `|row| row.field` receives.
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
pub struct BodyFields<
    R = Body,
    P: ::soakit::__private::Path = ::soakit::__private::Here,
> {
    /// The field `secret`.
    secret: ::soakit::__private::Field<
        R,
        ::soakit::__private::Then<P, ::soakit::__private::Here>,
        Secret,
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
    trait Hidden: rt::Sized {
        type Columns: rt::Column;
        fn into_tree(self) -> <Self::Columns as rt::Column>::Item;
        fn from_tree(cells: <Self::Columns as rt::Column>::Item) -> Self;
        fn lend_tree(&self) -> <Self::Columns as rt::Column>::Ref<'_>;
    }
    impl Hidden for Body {
        type Columns = rt::Vec<Secret>;
        #[inline(always)]
        fn into_tree(self) -> <Self::Columns as rt::Column>::Item {
            self.secret
        }
        #[inline(always)]
        fn from_tree(cells: <Self::Columns as rt::Column>::Item) -> Self {
            Self { secret: cells }
        }
        #[inline(always)]
        fn lend_tree(&self) -> <Self::Columns as rt::Column>::Ref<'_> {
            &self.secret
        }
    }
    impl<Tree: rt::Column> rt::Stored for Body
    where
        Self: Hidden<Columns = Tree>,
    {
        type Columns = Tree;
        type Derived = rt::NoDerived;
        #[inline(always)]
        fn into_cells(self) -> rt::Cells<Self> {
            Hidden::into_tree(self)
        }
        #[inline(always)]
        fn from_cells(cells: rt::Cells<Self>) -> Self {
            Hidden::from_tree(cells)
        }
        #[inline(always)]
        fn lend(&self) -> rt::RefsOf<'_, Self> {
            Hidden::lend_tree(self)
        }
    }
    impl<'a> rt::Lend<'a> for Body {
        type View = BodyView<'a>;
        type ViewMut = BodyViewMut<'a>;
        type Proxy = BodyProxy<'a>;
        type ProxyMut = BodyProxyMut<'a>;
        type Origin = rt::NoOrigin;
        #[inline(always)]
        fn view(cells: &'a [Secret], _: rt::NoOrigin) -> BodyView<'a>
        where
            Self: 'a,
        {
            BodyView { secret: cells }
        }
        #[inline(always)]
        fn view_cells(view: BodyView<'a>) -> &'a [Secret]
        where
            Self: 'a,
        {
            view.secret
        }
        #[inline(always)]
        fn view_mut(cells: &'a mut [Secret]) -> BodyViewMut<'a>
        where
            Self: 'a,
        {
            BodyViewMut { secret: cells }
        }
        #[inline(always)]
        fn view_mut_cells(view: BodyViewMut<'a>) -> &'a mut [Secret]
        where
            Self: 'a,
        {
            view.secret
        }
        #[inline(always)]
        fn view_mut_reborrow<'s>(view: &'s mut BodyViewMut<'a>) -> &'s mut [Secret]
        where
            Self: 'a,
            'a: 's,
        {
            &mut *view.secret
        }
        #[inline(always)]
        fn view_mut_share<'s>(view: &'s BodyViewMut<'a>) -> &'s [Secret]
        where
            Self: 'a,
            'a: 's,
        {
            &*view.secret
        }
        #[inline(always)]
        fn proxy(cells: &'a Secret, _: rt::NoOrigin) -> BodyProxy<'a>
        where
            Self: 'a,
        {
            BodyProxy { secret: cells }
        }
        #[inline(always)]
        fn proxy_cells<'s>(proxy: BodyProxy<'a>) -> &'s Secret
        where
            Self: 'a,
            'a: 's,
        {
            proxy.secret
        }
        #[inline(always)]
        fn proxy_mut(cells: &'a mut Secret) -> BodyProxyMut<'a>
        where
            Self: 'a,
        {
            BodyProxyMut { secret: cells }
        }
    }
    impl rt::SoA for Body {
        type Access = BodyBulk;
        type Fields<R, P: rt::Path> = BodyFields<R, P>;
        type Parts = BodyColumns;
        const REGISTRY: &'static rt::Registry = &rt::Registry::new(
            "Body",
            "",
            &[rt::ColumnInfo::new("secret", "secret", "Secret", rt::ColumnKind::Plain)],
        );
        #[inline]
        fn into_parts(columns: Self::Columns) -> BodyColumns {
            BodyColumns { secret: columns }
        }
        #[inline]
        fn from_parts(parts: BodyColumns) -> Self::Columns {
            parts.secret
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
                "secret" => (&rt::ProbeCell(row.secret)).to_value(),
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
                "secret" => {
                    (&rt::ProbeType::<Secret>::new())
                        .from_value(value)
                        .map(|cell| slot.at::<rt::Here>().write(cell))
                }
                _ => rt::Err(rt::Miss::Unknown),
            }
        }
    }
    impl rt::Element for Body {
        type Kind = rt::Nested;
    }
    impl rt::FromRow<(Secret,)> for Body {
        #[inline(always)]
        fn from_row(row: (Secret,)) -> Self {
            Self { secret: row.0 }
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
            secret: rt::Tokens::ALL,
        };
    }
    impl BodyBulk {
        /// The field `secret`.
        #[inline]
        #[must_use]
        fn secret(&self) -> &[Secret] {
            self.0.column::<rt::Here>()
        }
        /// The field `secret`.
        #[inline]
        fn secret_mut(&mut self) -> &mut [Secret] {
            self.0.column_mut::<rt::Here>()
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
        fn cells(&self) -> &Secret {
            &*self.secret
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
