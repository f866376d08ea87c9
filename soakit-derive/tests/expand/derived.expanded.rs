/// Contiguous rows of [`Body`], borrowed: one slice per field.
#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
pub struct BodyView<'a>
where
    Point: ::soakit::__private::SoA,
{
    /// The field `name`.
    name: ::soakit::__private::TextSlice<'a>,
    /// The field `vx`.
    vx: &'a [f64],
    /// The field `vy`.
    vy: &'a [f64],
    /// The field `mass`.
    mass: ::soakit::__private::NullableVecSlice<'a, f64>,
    /// The field `pos`.
    pos: <Point as ::soakit::__private::Lend<'a>>::View,
    origin: ::soakit::__private::Source<'a, Body>,
}
/// Contiguous rows of [`Body`], mutably borrowed: one slice per field.
#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
pub struct BodyViewMut<'a>
where
    Point: ::soakit::__private::SoA,
{
    /// The field `name`.
    name: ::soakit::__private::TextSlice<'a>,
    /// The field `vx`.
    vx: &'a mut [f64],
    /// The field `vy`.
    vy: &'a mut [f64],
    /// The field `mass`.
    mass: ::soakit::__private::NullableVecSliceMut<'a, f64>,
    /// The field `pos`.
    pos: <Point as ::soakit::__private::Lend<'a>>::ViewMut,
}
/// One row of [`Body`], borrowed: one reference per field.
#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
pub struct BodyProxy<'a>
where
    Point: ::soakit::__private::SoA,
{
    /// The field `name`.
    name: &'a ::soakit::__private::str,
    /// The field `vx`.
    vx: &'a f64,
    /// The field `vy`.
    vy: &'a f64,
    /// The field `mass`.
    mass: ::soakit::__private::Option<&'a f64>,
    /// The field `pos`.
    pos: <Point as ::soakit::__private::Lend<'a>>::Proxy,
    origin: ::soakit::__private::Source<'a, Body>,
}
/// One row of [`Body`], mutably borrowed: one reference per field.
#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
pub struct BodyProxyMut<'a>
where
    Point: ::soakit::__private::SoA,
{
    /// The field `name`.
    name: &'a ::soakit::__private::str,
    /// The field `vx`.
    vx: &'a mut f64,
    /// The field `vy`.
    vy: &'a mut f64,
    /// The field `mass`.
    mass: ::soakit::__private::NullableMut<'a, f64>,
    /// The field `pos`.
    pos: <Point as ::soakit::__private::Lend<'a>>::ProxyMut,
}
/// The columns of [`Body`], owned: one for each field.
#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
pub struct BodyColumns
where
    Point: ::soakit::__private::SoA,
{
    /// The field `name`.
    name: ::soakit::__private::Text,
    /// The field `vx`.
    vx: ::soakit::__private::Vec<f64>,
    /// The field `vy`.
    vy: ::soakit::__private::Vec<f64>,
    /// The field `mass`.
    mass: ::soakit::__private::Nullable<::soakit::__private::Vec<f64>>,
    /// The field `pos`.
    pos: ::soakit::__private::Bulk<Point>,
}
/// The tokens of [`Body`]: one for each field, what a closure such as `|row| row.field` receives.
#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
pub struct BodyFields<R = Body, P: ::soakit::__private::Path = ::soakit::__private::Here>
where
    Point: ::soakit::__private::SoA,
{
    /// The field `name`.
    name: ::soakit::__private::Field<
        R,
        ::soakit::__private::Then<
            P,
            ::soakit::__private::Left<
                ::soakit::__private::Left<
                    ::soakit::__private::Left<::soakit::__private::Here>,
                >,
            >,
        >,
        String,
    >,
    /// The field `vx`.
    vx: ::soakit::__private::Field<
        R,
        ::soakit::__private::Then<
            P,
            ::soakit::__private::Left<
                ::soakit::__private::Left<
                    ::soakit::__private::Right<::soakit::__private::Here>,
                >,
            >,
        >,
        f64,
    >,
    /// The field `vy`.
    vy: ::soakit::__private::Field<
        R,
        ::soakit::__private::Then<
            P,
            ::soakit::__private::Left<
                ::soakit::__private::Right<::soakit::__private::Here>,
            >,
        >,
        f64,
    >,
    /// The field `mass`.
    mass: ::soakit::__private::Field<
        R,
        ::soakit::__private::Then<
            P,
            ::soakit::__private::Right<
                ::soakit::__private::Left<::soakit::__private::Here>,
            >,
        >,
        Option<f64>,
    >,
    /// The field `pos`.
    pos: <Point as ::soakit::__private::SoA>::Fields<
        R,
        ::soakit::__private::Then<
            P,
            ::soakit::__private::Right<
                ::soakit::__private::Right<::soakit::__private::Here>,
            >,
        >,
    >,
    /// Metres per second.
    pub speed: ::soakit::__private::Computed<R, Body, 0, f64>,
    /// The derived column `is_fast`.
    is_fast: ::soakit::__private::Computed<R, Body, 1, bool>,
    /// The derived column `label`.
    label: ::soakit::__private::Computed<R, Body, 2, String>,
    /// The derived column `distance`.
    distance: ::soakit::__private::Computed<R, Body, 3, f64>,
    /// The derived column `share`.
    pub share: ::soakit::__private::Computed<R, Body, 4, f64>,
    /// The derived column `energy`.
    energy: ::soakit::__private::Computed<R, Body, 5, Option<f64>>,
}
/// The columns of a `Bulk<Body>`: two methods for each field.
#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]
pub struct BodyBulk(
    ::soakit::__private::Store<Body>,
)
where
    Point: ::soakit::__private::SoA;
/// A row of [`Body`], wherever it is: the record itself, or borrowed from columns.
#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]
#[allow(
    dead_code,
    private_interfaces,
    clippy::iter_not_returning_iterator,
    clippy::should_implement_trait,
    clippy::type_complexity,
    clippy::wrong_self_convention
)]
pub trait BodyRow
where
    Point: ::soakit::__private::SoA,
{
    /// The row, borrowed.
    fn as_proxy(&self) -> BodyProxy<'_>;
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
    clippy::wrong_self_convention,
    clippy::too_many_arguments,
    clippy::trivially_copy_pass_by_ref,
    clippy::unnecessary_wraps
)]
const _: () = {
    use ::soakit::__private as rt;
    trait Hidden: rt::Sized {
        type Columns: rt::Column;
        fn into_tree(self) -> <Self::Columns as rt::Column>::Item;
        fn from_tree(cells: <Self::Columns as rt::Column>::Item) -> Self;
        fn lend_tree(&self) -> <Self::Columns as rt::Column>::Ref<'_>;
    }
    impl Hidden for Body
    where
        Point: ::soakit::__private::SoA,
    {
        type Columns = (
            ((rt::Text, rt::Vec<f64>), rt::Vec<f64>),
            (rt::Nullable<rt::Vec<f64>>, <Point as rt::Stored>::Columns),
        );
        #[inline(always)]
        fn into_tree(self) -> <Self::Columns as rt::Column>::Item {
            (
                ((self.name, self.vx), self.vy),
                (self.mass, rt::Stored::into_cells(self.pos)),
            )
        }
        #[inline(always)]
        fn from_tree(cells: <Self::Columns as rt::Column>::Item) -> Self {
            Self {
                name: cells.0.0.0,
                vx: cells.0.0.1,
                vy: cells.0.1,
                mass: cells.1.0,
                pos: rt::Stored::from_cells(cells.1.1),
            }
        }
        #[inline(always)]
        fn lend_tree(&self) -> <Self::Columns as rt::Column>::Ref<'_> {
            (
                ((<rt::Text as rt::Column>::lend(&self.name), &self.vx), &self.vy),
                (
                    <rt::Nullable<rt::Vec<f64>> as rt::Column>::lend(&self.mass),
                    rt::Stored::lend(&self.pos),
                ),
            )
        }
    }
    impl<Tree: rt::Column> rt::Stored for Body
    where
        Point: ::soakit::__private::SoA,
        Self: Hidden<Columns = Tree>,
    {
        type Columns = Tree;
        type Derived = (
            ((rt::Cached<Body, 0>, rt::Cached<Body, 1>), rt::Cached<Body, 2>),
            ((rt::Cached<Body, 3>, rt::Cached<Body, 4>), rt::Cached<Body, 5>),
        );
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
    impl<'a> rt::Lend<'a> for Body
    where
        Point: ::soakit::__private::SoA,
    {
        type View = BodyView<'a>;
        type ViewMut = BodyViewMut<'a>;
        type Proxy = BodyProxy<'a>;
        type ProxyMut = BodyProxyMut<'a>;
        type Origin = rt::Source<'a, Body>;
        #[inline(always)]
        fn view(
            cells: (
                ((rt::TextSlice<'a>, &'a [f64]), &'a [f64]),
                (rt::NullableVecSlice<'a, f64>, rt::SlicesOf<'a, Point>),
            ),
            origin: rt::Source<'a, Body>,
        ) -> BodyView<'a>
        where
            Self: 'a,
        {
            BodyView {
                name: cells.0.0.0,
                vx: cells.0.0.1,
                vy: cells.0.1,
                mass: cells.1.0,
                pos: <Point as rt::Lend<'a>>::view(cells.1.1, rt::Default::default()),
                origin: origin,
            }
        }
        #[inline(always)]
        fn view_cells(
            view: BodyView<'a>,
        ) -> (
            ((rt::TextSlice<'a>, &'a [f64]), &'a [f64]),
            (rt::NullableVecSlice<'a, f64>, rt::SlicesOf<'a, Point>),
        )
        where
            Self: 'a,
        {
            (
                ((view.name, view.vx), view.vy),
                (view.mass, <Point as rt::Lend<'a>>::view_cells(view.pos)),
            )
        }
        #[inline(always)]
        fn view_mut(
            cells: (
                ((rt::TextSlice<'a>, &'a mut [f64]), &'a mut [f64]),
                (rt::NullableVecSliceMut<'a, f64>, rt::MutSlicesOf<'a, Point>),
            ),
        ) -> BodyViewMut<'a>
        where
            Self: 'a,
        {
            BodyViewMut {
                name: cells.0.0.0,
                vx: cells.0.0.1,
                vy: cells.0.1,
                mass: cells.1.0,
                pos: <Point as rt::Lend<'a>>::view_mut(cells.1.1),
            }
        }
        #[inline(always)]
        fn view_mut_cells(
            view: BodyViewMut<'a>,
        ) -> (
            ((rt::TextSlice<'a>, &'a mut [f64]), &'a mut [f64]),
            (rt::NullableVecSliceMut<'a, f64>, rt::MutSlicesOf<'a, Point>),
        )
        where
            Self: 'a,
        {
            (
                ((view.name, view.vx), view.vy),
                (view.mass, <Point as rt::Lend<'a>>::view_mut_cells(view.pos)),
            )
        }
        #[inline(always)]
        fn view_mut_reborrow<'s>(
            view: &'s mut BodyViewMut<'a>,
        ) -> (
            ((rt::TextSlice<'s>, &'s mut [f64]), &'s mut [f64]),
            (rt::NullableVecSliceMut<'s, f64>, rt::MutSlicesOf<'s, Point>),
        )
        where
            Self: 'a,
            'a: 's,
        {
            (
                ((view.name, &mut *view.vx), &mut *view.vy),
                (
                    <rt::Nullable<rt::Vec<f64>> as rt::Column>::reborrow(&mut view.mass),
                    <Point as rt::Lend<'a>>::view_mut_reborrow(&mut view.pos),
                ),
            )
        }
        #[inline(always)]
        fn view_mut_share<'s>(
            view: &'s BodyViewMut<'a>,
        ) -> (
            ((rt::TextSlice<'s>, &'s [f64]), &'s [f64]),
            (rt::NullableVecSlice<'s, f64>, rt::SlicesOf<'s, Point>),
        )
        where
            Self: 'a,
            'a: 's,
        {
            (
                ((view.name, &*view.vx), &*view.vy),
                (
                    <rt::Nullable<rt::Vec<f64>> as rt::Column>::share(&view.mass),
                    <Point as rt::Lend<'a>>::view_mut_share(&view.pos),
                ),
            )
        }
        #[inline(always)]
        fn proxy(
            cells: (
                ((&'a rt::str, &'a f64), &'a f64),
                (rt::Option<&'a f64>, rt::RefsOf<'a, Point>),
            ),
            origin: rt::Source<'a, Body>,
        ) -> BodyProxy<'a>
        where
            Self: 'a,
        {
            BodyProxy {
                name: cells.0.0.0,
                vx: cells.0.0.1,
                vy: cells.0.1,
                mass: cells.1.0,
                pos: <Point as rt::Lend<'a>>::proxy(cells.1.1, rt::Default::default()),
                origin: origin,
            }
        }
        #[inline(always)]
        fn proxy_cells<'s>(
            proxy: BodyProxy<'a>,
        ) -> (
            ((&'s rt::str, &'s f64), &'s f64),
            (rt::Option<&'s f64>, rt::RefsOf<'s, Point>),
        )
        where
            Self: 'a,
            'a: 's,
        {
            (
                ((proxy.name, proxy.vx), proxy.vy),
                (proxy.mass, <Point as rt::Lend<'a>>::proxy_cells(proxy.pos)),
            )
        }
        #[inline(always)]
        fn proxy_mut(
            cells: (
                ((&'a rt::str, &'a mut f64), &'a mut f64),
                (rt::NullableMut<'a, f64>, rt::MutsOf<'a, Point>),
            ),
        ) -> BodyProxyMut<'a>
        where
            Self: 'a,
        {
            BodyProxyMut {
                name: cells.0.0.0,
                vx: cells.0.0.1,
                vy: cells.0.1,
                mass: cells.1.0,
                pos: <Point as rt::Lend<'a>>::proxy_mut(cells.1.1),
            }
        }
    }
    impl rt::SoA for Body
    where
        Point: ::soakit::__private::SoA,
    {
        type Access = BodyBulk;
        type Fields<R, P: rt::Path> = BodyFields<R, P>;
        type Parts = BodyColumns;
        const REGISTRY: &'static rt::Registry = &rt::Registry::new(
                "Body",
                "",
                &[
                    rt::ColumnInfo::new("name", "name", "String", rt::ColumnKind::Text),
                    rt::ColumnInfo::new("vx", "vx", "f64", rt::ColumnKind::Plain),
                    rt::ColumnInfo::new("vy", "vy", "f64", rt::ColumnKind::Plain),
                    rt::ColumnInfo::new(
                            "mass",
                            "mass",
                            "Option<f64>",
                            rt::ColumnKind::Plain,
                        )
                        .nullable(),
                    rt::ColumnInfo::new("pos", "pos", "Point", rt::ColumnKind::Nested)
                        .nested(<Point as rt::SoA>::REGISTRY),
                ],
            )
            .derived(
                &[
                    rt::ColumnInfo::new("speed", "speed", "f64", rt::ColumnKind::Plain)
                        .doc("Metres per second.")
                        .derived(rt::Derivation::new(&["vx", "vy"])),
                    rt::ColumnInfo::new(
                            "is_fast",
                            "is_fast",
                            "bool",
                            rt::ColumnKind::Plain,
                        )
                        .derived(rt::Derivation::new(&["speed"])),
                    rt::ColumnInfo::new("label", "label", "String", rt::ColumnKind::Text)
                        .derived(rt::Derivation::new(&["name", "is_fast"])),
                    rt::ColumnInfo::new(
                            "distance",
                            "distance",
                            "f64",
                            rt::ColumnKind::Plain,
                        )
                        .derived(rt::Derivation::new(&["pos.x", "pos.y"])),
                    rt::ColumnInfo::new("share", "share", "f64", rt::ColumnKind::Plain)
                        .derived(rt::Derivation::new(&["vx"]).column_wise()),
                    rt::ColumnInfo::new(
                            "Kinetic",
                            "energy",
                            "Option<f64>",
                            rt::ColumnKind::Plain,
                        )
                        .nullable()
                        .validated("`Kinetic` is not valid")
                        .derived(rt::Derivation::new(&["mass", "share"]).eager()),
                ],
            );
        #[inline]
        fn into_parts(columns: Self::Columns) -> BodyColumns {
            BodyColumns {
                name: columns.0.0.0,
                vx: columns.0.0.1,
                vy: columns.0.1,
                mass: columns.1.0,
                pos: rt::nested_bulk(columns.1.1),
            }
        }
        #[inline]
        fn from_parts(parts: BodyColumns) -> Self::Columns {
            (
                ((parts.name, parts.vx), parts.vy),
                (parts.mass, rt::Bulk::into_tree(parts.pos)),
            )
        }
        #[inline]
        fn validate<'a>(row: rt::ProxyOf<'a, Self>, inspector: &mut rt::Inspector<'_>)
        where
            Self: 'a,
        {
            inspector
                .nested(
                    "pos",
                    |inspector| <Point as rt::SoA>::validate(row.pos, inspector),
                );
        }
        const VALIDATES_DERIVED: rt::bool = true;
        #[inline]
        fn validate_derived(store: &rt::Store<Self>, inspector: &mut rt::Inspector<'_>) {
            use rt::{OpaqueCell as _, ScalarCell as _};
            inspector
                .derived::<
                    Self,
                    5,
                >(
                    store,
                    accepts_energy,
                    |cell: rt::Option<&f64>| (&rt::ProbeCell(cell)).to_value(),
                    "`Kinetic` is not valid",
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
                "name" => rt::value_of(row.name),
                "vx" => rt::value_of(row.vx),
                "vy" => rt::value_of(row.vy),
                "mass" => rt::value_of(row.mass),
                "speed" => {
                    match row.origin.try_cell::<0>() {
                        rt::Some(cell) => rt::value_of(cell),
                        rt::None => rt::Err(rt::Miss::NoContainer),
                    }
                }
                "is_fast" => {
                    match row.origin.try_cell::<1>() {
                        rt::Some(cell) => rt::value_of(cell),
                        rt::None => rt::Err(rt::Miss::NoContainer),
                    }
                }
                "label" => {
                    match row.origin.try_cell::<2>() {
                        rt::Some(cell) => rt::value_of(cell),
                        rt::None => rt::Err(rt::Miss::NoContainer),
                    }
                }
                "distance" => {
                    match row.origin.try_cell::<3>() {
                        rt::Some(cell) => rt::value_of(cell),
                        rt::None => rt::Err(rt::Miss::NoContainer),
                    }
                }
                "share" => {
                    match row.origin.try_cell::<4>() {
                        rt::Some(cell) => rt::value_of(cell),
                        rt::None => rt::Err(rt::Miss::NoContainer),
                    }
                }
                "Kinetic" => {
                    match row.origin.try_cell::<5>() {
                        rt::Some(cell) => rt::value_of(cell),
                        rt::None => rt::Err(rt::Miss::NoContainer),
                    }
                }
                _ => {
                    match rt::split_path(path) {
                        ("pos", rt::Some(rest)) => {
                            <Point as rt::SoA>::value(row.pos, rest)
                        }
                        ("pos", rt::None) => rt::Err(rt::Miss::Opaque),
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
                "name" => slot.set::<rt::Left<rt::Left<rt::Left<rt::Here>>>>(value),
                "vx" => slot.set::<rt::Left<rt::Left<rt::Right<rt::Here>>>>(value),
                "vy" => slot.set::<rt::Left<rt::Right<rt::Here>>>(value),
                "mass" => slot.set::<rt::Right<rt::Left<rt::Here>>>(value),
                "speed" => rt::Err(rt::Miss::Derived),
                "is_fast" => rt::Err(rt::Miss::Derived),
                "label" => rt::Err(rt::Miss::Derived),
                "distance" => rt::Err(rt::Miss::Derived),
                "share" => rt::Err(rt::Miss::Derived),
                "Kinetic" => rt::Err(rt::Miss::Derived),
                _ => {
                    match rt::split_path(path) {
                        ("pos", rt::Some(rest)) => {
                            <Point as rt::SoA>::set_value(
                                slot.at::<rt::Right<rt::Right<rt::Here>>>(),
                                rest,
                                value,
                            )
                        }
                        ("pos", rt::None) => rt::Err(rt::Miss::Opaque),
                        _ => rt::Err(rt::Miss::Unknown),
                    }
                }
            }
        }
        #[inline]
        fn refresh(store: &rt::Store<Self>, columns: &[fn(&rt::Store<Self>)]) {
            use rt::InTurn as _;
            rt::Refresh::<Self>::columns(store, columns)
        }
    }
    impl rt::Element for Body
    where
        Point: ::soakit::__private::SoA,
    {
        type Kind = rt::Nested;
    }
    impl rt::FromRow<(String, f64, f64, Option<f64>, Point)> for Body
    where
        Point: ::soakit::__private::SoA,
    {
        #[inline(always)]
        fn from_row(row: (String, f64, f64, Option<f64>, Point)) -> Self {
            Self {
                name: row.0,
                vx: row.1,
                vy: row.2,
                mass: row.3,
                pos: row.4,
            }
        }
    }
    #[automatically_derived]
    impl<R, P: rt::Path> rt::Clone for BodyFields<R, P>
    where
        Point: ::soakit::__private::SoA,
    {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<R, P: rt::Path> rt::Copy for BodyFields<R, P>
    where
        Point: ::soakit::__private::SoA,
    {}
    impl<R, P: rt::Path> rt::Tokens for BodyFields<R, P>
    where
        Point: ::soakit::__private::SoA,
    {
        type Place = rt::Place<P>;
        const ALL: Self = BodyFields {
            name: rt::Tokens::ALL,
            vx: rt::Tokens::ALL,
            vy: rt::Tokens::ALL,
            mass: rt::Tokens::ALL,
            pos: rt::Tokens::ALL,
            speed: rt::Tokens::ALL,
            is_fast: rt::Tokens::ALL,
            label: rt::Tokens::ALL,
            distance: rt::Tokens::ALL,
            share: rt::Tokens::ALL,
            energy: rt::Tokens::ALL,
        };
    }
    impl BodyBulk
    where
        Point: ::soakit::__private::SoA,
    {
        /// The field `name`.
        #[inline]
        #[must_use]
        fn name(&self) -> rt::TextSlice<'_> {
            self.0.column::<rt::Left<rt::Left<rt::Left<rt::Here>>>>()
        }
        /// The field `vx`.
        #[inline]
        #[must_use]
        fn vx(&self) -> &[f64] {
            self.0.column::<rt::Left<rt::Left<rt::Right<rt::Here>>>>()
        }
        /// The field `vx`.
        #[inline]
        fn vx_mut(&mut self) -> &mut [f64] {
            self.0.column_mut::<rt::Left<rt::Left<rt::Right<rt::Here>>>>()
        }
        /// The field `vy`.
        #[inline]
        #[must_use]
        fn vy(&self) -> &[f64] {
            self.0.column::<rt::Left<rt::Right<rt::Here>>>()
        }
        /// The field `vy`.
        #[inline]
        fn vy_mut(&mut self) -> &mut [f64] {
            self.0.column_mut::<rt::Left<rt::Right<rt::Here>>>()
        }
        /// The field `mass`.
        #[inline]
        #[must_use]
        fn mass(&self) -> rt::NullableVecSlice<'_, f64> {
            self.0.column::<rt::Right<rt::Left<rt::Here>>>()
        }
        /// The field `mass`.
        #[inline]
        fn mass_mut(&mut self) -> rt::NullableVecSliceMut<'_, f64> {
            self.0.column_mut::<rt::Right<rt::Left<rt::Here>>>()
        }
        /// The field `pos`.
        #[inline]
        #[must_use]
        fn pos(&self) -> <Point as rt::Lend<'_>>::View {
            <Point as rt::Lend<
                '_,
            >>::view(
                self.0.column::<rt::Right<rt::Right<rt::Here>>>(),
                rt::Default::default(),
            )
        }
        /// The field `pos`.
        #[inline]
        fn pos_mut(&mut self) -> <Point as rt::Lend<'_>>::ViewMut {
            <Point as rt::Lend<
                '_,
            >>::view_mut(self.0.column_mut::<rt::Right<rt::Right<rt::Here>>>())
        }
    }
    impl rt::Access<Body> for BodyBulk
    where
        Point: ::soakit::__private::SoA,
    {
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
    impl<'a> rt::Clone for BodyView<'a>
    where
        Point: ::soakit::__private::SoA,
    {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<'a> rt::Copy for BodyView<'a>
    where
        Point: ::soakit::__private::SoA,
    {}
    #[automatically_derived]
    impl<'a> rt::Debug for BodyView<'a>
    where
        Point: ::soakit::__private::SoA,
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
        Point: ::soakit::__private::SoA,
        &'a Body: rt::EqRecord<'a, Body>,
    {
        #[inline]
        fn eq(&self, other: &Self) -> rt::bool {
            <&'a Body as rt::EqRecord<'a, Body>>::eq_rows(*self, *other)
        }
    }
    #[automatically_derived]
    impl<'a> rt::Clone for BodyProxy<'a>
    where
        Point: ::soakit::__private::SoA,
    {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<'a> rt::Copy for BodyProxy<'a>
    where
        Point: ::soakit::__private::SoA,
    {}
    #[automatically_derived]
    impl<'a> rt::Debug for BodyProxy<'a>
    where
        Point: ::soakit::__private::SoA,
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
        Point: ::soakit::__private::SoA,
        &'a Body: rt::EqRecord<'a, Body>,
    {
        #[inline]
        fn eq(&self, other: &Self) -> rt::bool {
            <&'a Body as rt::EqRecord<'a, Body>>::eq_row(*self, *other)
        }
    }
    impl<'a> rt::ViewPart<'a> for BodyView<'a>
    where
        Point: ::soakit::__private::SoA,
    {
        type Element = Body;
    }
    impl<'a> rt::ViewMutPart<'a> for BodyViewMut<'a>
    where
        Point: ::soakit::__private::SoA,
    {
        type Element = Body;
    }
    impl<'a> rt::ProxyPart<'a> for BodyProxy<'a>
    where
        Point: ::soakit::__private::SoA,
    {
        type Element = Body;
    }
    impl<'a> rt::ProxyMutPart<'a> for BodyProxyMut<'a>
    where
        Point: ::soakit::__private::SoA,
    {
        type Element = Body;
    }
    impl<'a> rt::View<'a> for BodyView<'a>
    where
        Point: ::soakit::__private::SoA,
    {
        type Record = Body;
        #[inline(always)]
        fn origin(self) -> rt::Source<'a, Body> {
            self.origin
        }
    }
    impl<'a> rt::ViewMut<'a> for BodyViewMut<'a>
    where
        Point: ::soakit::__private::SoA,
    {
        type Record = Body;
    }
    impl<'a> rt::Proxy<'a> for BodyProxy<'a>
    where
        Point: ::soakit::__private::SoA,
    {
        type Record = Body;
    }
    impl<'a> rt::ProxyMut<'a> for BodyProxyMut<'a>
    where
        Point: ::soakit::__private::SoA,
    {
        type Record = Body;
        #[inline(always)]
        fn cells(
            &self,
        ) -> (((&rt::str, &f64), &f64), (rt::Option<&f64>, rt::RefsOf<'_, Point>)) {
            (
                ((self.name, &*self.vx), &*self.vy),
                (
                    <rt::Nullable<rt::Vec<f64>> as rt::Column>::peek(&self.mass),
                    rt::ProxyMut::cells(&self.pos),
                ),
            )
        }
    }
    impl<'a> rt::Reborrow for BodyViewMut<'a>
    where
        Point: ::soakit::__private::SoA,
    {
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
    impl BodyRow for Body
    where
        Point: ::soakit::__private::SoA,
    {
        #[inline]
        fn as_proxy(&self) -> BodyProxy<'_> {
            rt::proxy_of(self)
        }
    }
    impl<'a> BodyRow for BodyProxy<'a>
    where
        Point: ::soakit::__private::SoA,
    {
        #[inline]
        fn as_proxy(&self) -> BodyProxy<'_> {
            rt::shorter_proxy::<Body>(*self, self.origin)
        }
    }
    impl BodyRow for BodyProxyMut<'_>
    where
        Point: ::soakit::__private::SoA,
    {
        #[inline]
        fn as_proxy(&self) -> BodyProxy<'_> {
            rt::shared_proxy::<Body>(self)
        }
    }
    impl<Row: BodyRow + ?rt::Sized> BodyRow for &Row
    where
        Point: ::soakit::__private::SoA,
    {
        #[inline]
        fn as_proxy(&self) -> BodyProxy<'_> {
            (**self).as_proxy()
        }
    }
    impl BodyBulk
    where
        Point: ::soakit::__private::SoA,
    {
        /// Metres per second.
        #[inline]
        #[must_use]
        pub fn speed(&self) -> &[f64] {
            self.0.derived::<0>()
        }
        /// The derived column `is_fast`.
        #[inline]
        #[must_use]
        fn is_fast(&self) -> &[bool] {
            self.0.derived::<1>()
        }
        /// The derived column `label`.
        #[inline]
        #[must_use]
        fn label(&self) -> rt::TextSlice<'_> {
            self.0.derived::<2>()
        }
        /// The derived column `distance`.
        #[inline]
        #[must_use]
        fn distance(&self) -> &[f64] {
            self.0.derived::<3>()
        }
        /// The derived column `share`.
        #[inline]
        #[must_use]
        pub fn share(&self) -> &[f64] {
            self.0.derived::<4>()
        }
        /// The derived column `energy`.
        #[inline]
        #[must_use]
        fn energy(&self) -> rt::NullableVecSlice<'_, f64> {
            self.0.derived::<5>()
        }
    }
    impl<'a> BodyView<'a>
    where
        Point: ::soakit::__private::SoA,
    {
        /// Metres per second.
        #[inline]
        #[must_use]
        pub fn speed(self) -> &'a [f64] {
            self.origin.column::<0>(rt::View::len(self))
        }
        /// The derived column `is_fast`.
        #[inline]
        #[must_use]
        fn is_fast(self) -> &'a [bool] {
            self.origin.column::<1>(rt::View::len(self))
        }
        /// The derived column `label`.
        #[inline]
        #[must_use]
        fn label(self) -> rt::TextSlice<'a> {
            self.origin.column::<2>(rt::View::len(self))
        }
        /// The derived column `distance`.
        #[inline]
        #[must_use]
        fn distance(self) -> &'a [f64] {
            self.origin.column::<3>(rt::View::len(self))
        }
        /// The derived column `share`.
        #[inline]
        #[must_use]
        pub fn share(self) -> &'a [f64] {
            self.origin.column::<4>(rt::View::len(self))
        }
        /// The derived column `energy`.
        #[inline]
        #[must_use]
        fn energy(self) -> rt::NullableVecSlice<'a, f64> {
            self.origin.column::<5>(rt::View::len(self))
        }
    }
    impl<'a> BodyProxy<'a>
    where
        Point: ::soakit::__private::SoA,
    {
        /// Metres per second.
        #[inline]
        #[must_use]
        pub fn speed(self) -> &'a f64 {
            self.origin.cell::<0>()
        }
        /// The derived column `is_fast`.
        #[inline]
        #[must_use]
        fn is_fast(self) -> &'a bool {
            self.origin.cell::<1>()
        }
        /// The derived column `label`.
        #[inline]
        #[must_use]
        fn label(self) -> &'a rt::str {
            self.origin.cell::<2>()
        }
        /// The derived column `distance`.
        #[inline]
        #[must_use]
        fn distance(self) -> &'a f64 {
            self.origin.cell::<3>()
        }
        /// The derived column `share`.
        #[inline]
        #[must_use]
        pub fn share(self) -> &'a f64 {
            self.origin.cell::<4>()
        }
        /// The derived column `energy`.
        #[inline]
        #[must_use]
        fn energy(self) -> rt::Option<&'a f64> {
            self.origin.cell::<5>()
        }
    }
    impl rt::DerivedColumn<0> for Body {
        type Column = rt::Vec<f64>;
        const NAME_OF_RECORD: &'static rt::str = "Body";
        const NAME: &'static rt::str = "speed";
        const ROW_LEAVES: &'static [rt::Leaves] = &[
            rt::Leaves::of::<Self, rt::Left<rt::Left<rt::Right<rt::Here>>>>(),
            rt::Leaves::of::<Self, rt::Left<rt::Right<rt::Here>>>(),
        ];
        #[inline(always)]
        fn cached(caches: &Self::Derived) -> &rt::Cached<Self, 0> {
            &caches.0.0.0
        }
        #[inline]
        fn repair(store: &rt::Store<Self>, cache: &mut rt::Cache<Self::Column>) {
            use rt::InOneThread as _;
            rt::Repair::<Self, 0>::rows(store, cache)
        }
    }
    impl rt::RowWise<0> for Body {
        type Inputs = (
            rt::ColumnAt<Self, rt::Left<rt::Left<rt::Right<rt::Here>>>>,
            rt::ColumnAt<Self, rt::Left<rt::Right<rt::Here>>>,
        );
        #[inline]
        fn inputs(store: &rt::Store<Self>) -> <Self::Inputs as rt::Column>::Slice<'_> {
            (
                store.column::<rt::Left<rt::Left<rt::Right<rt::Here>>>>(),
                store.column::<rt::Left<rt::Right<rt::Here>>>(),
            )
        }
        #[inline(always)]
        fn compute(cells: <Self::Inputs as rt::Column>::Ref<'_>) -> rt::CellOf<Self, 0> {
            #[inline(always)]
            fn compute(vx: &f64, &vy: &f64) -> f64 {
                vx.hypot(vy)
            }
            compute(cells.0, cells.1)
        }
    }
    impl rt::DerivedColumn<1> for Body {
        type Column = rt::Vec<bool>;
        const NAME_OF_RECORD: &'static rt::str = "Body";
        const NAME: &'static rt::str = "is_fast";
        const ROW_LEAVES: &'static [rt::Leaves] = &[
            rt::Leaves::of::<Self, rt::Left<rt::Left<rt::Right<rt::Here>>>>(),
            rt::Leaves::of::<Self, rt::Left<rt::Right<rt::Here>>>(),
        ];
        #[inline(always)]
        fn cached(caches: &Self::Derived) -> &rt::Cached<Self, 1> {
            &caches.0.0.1
        }
        #[inline]
        fn repair(store: &rt::Store<Self>, cache: &mut rt::Cache<Self::Column>) {
            use rt::InOneThread as _;
            if store.is_unread::<0>() {
                rt::Repair::<Self, 1, rt::Fused>::rows(store, cache)
            } else {
                rt::Repair::<Self, 1>::rows(store, cache)
            }
        }
    }
    impl rt::RowWise<1> for Body {
        type Inputs = rt::ColumnOf<Self, 0>;
        #[inline]
        fn inputs(store: &rt::Store<Self>) -> <Self::Inputs as rt::Column>::Slice<'_> {
            store.derived::<0>()
        }
        #[inline(always)]
        fn compute(cells: <Self::Inputs as rt::Column>::Ref<'_>) -> rt::CellOf<Self, 1> {
            #[inline(always)]
            fn compute(speed: &f64) -> bool {
                *speed > 4.0
            }
            compute(cells)
        }
    }
    impl rt::RowWise<1, rt::Fused> for Body {
        type Inputs = <Self as rt::RowWise<0>>::Inputs;
        #[inline]
        fn inputs(store: &rt::Store<Self>) -> <Self::Inputs as rt::Column>::Slice<'_> {
            <Self as rt::RowWise<0>>::inputs(store)
        }
        #[inline(always)]
        fn compute(cells: <Self::Inputs as rt::Column>::Ref<'_>) -> rt::CellOf<Self, 1> {
            let cell_0 = <Self as rt::RowWise<0>>::compute(cells);
            <Self as rt::RowWise<
                1,
            >>::compute(<rt::ColumnOf<Self, 0> as rt::Column>::lend(&cell_0))
        }
    }
    impl rt::DerivedColumn<2> for Body {
        type Column = rt::Text;
        const NAME_OF_RECORD: &'static rt::str = "Body";
        const NAME: &'static rt::str = "label";
        const ROW_LEAVES: &'static [rt::Leaves] = &[
            rt::Leaves::of::<Self, rt::Left<rt::Left<rt::Left<rt::Here>>>>(),
            rt::Leaves::of::<Self, rt::Left<rt::Left<rt::Right<rt::Here>>>>(),
            rt::Leaves::of::<Self, rt::Left<rt::Right<rt::Here>>>(),
        ];
        #[inline(always)]
        fn cached(caches: &Self::Derived) -> &rt::Cached<Self, 2> {
            &caches.0.1
        }
        #[inline]
        fn repair(store: &rt::Store<Self>, cache: &mut rt::Cache<Self::Column>) {
            use rt::InOneThread as _;
            if store.is_unread::<1>() && store.is_unread::<0>() {
                rt::Repair::<Self, 2, rt::Fused>::rows(store, cache)
            } else {
                rt::Repair::<Self, 2>::rows(store, cache)
            }
        }
    }
    impl rt::RowWise<2> for Body {
        type Inputs = (
            rt::ColumnAt<Self, rt::Left<rt::Left<rt::Left<rt::Here>>>>,
            rt::ColumnOf<Self, 1>,
        );
        #[inline]
        fn inputs(store: &rt::Store<Self>) -> <Self::Inputs as rt::Column>::Slice<'_> {
            (
                store.column::<rt::Left<rt::Left<rt::Left<rt::Here>>>>(),
                store.derived::<1>(),
            )
        }
        #[inline(always)]
        fn compute(cells: <Self::Inputs as rt::Column>::Ref<'_>) -> rt::CellOf<Self, 2> {
            #[inline(always)]
            fn compute(cell_0: &rt::str, cell_1: &bool) -> String {
                describe(cell_0, cell_1)
            }
            compute(cells.0, cells.1)
        }
    }
    impl rt::RowWise<2, rt::Fused> for Body {
        type Inputs = (
            rt::ColumnAt<Self, rt::Left<rt::Left<rt::Left<rt::Here>>>>,
            <Self as rt::RowWise<1, rt::Fused>>::Inputs,
        );
        #[inline]
        fn inputs(store: &rt::Store<Self>) -> <Self::Inputs as rt::Column>::Slice<'_> {
            (
                store.column::<rt::Left<rt::Left<rt::Left<rt::Here>>>>(),
                <Self as rt::RowWise<1, rt::Fused>>::inputs(store),
            )
        }
        #[inline(always)]
        fn compute(cells: <Self::Inputs as rt::Column>::Ref<'_>) -> rt::CellOf<Self, 2> {
            let cell_1 = <Self as rt::RowWise<1, rt::Fused>>::compute(cells.1);
            <Self as rt::RowWise<
                2,
            >>::compute((cells.0, <rt::ColumnOf<Self, 1> as rt::Column>::lend(&cell_1)))
        }
    }
    impl rt::DerivedColumn<3> for Body {
        type Column = rt::Vec<f64>;
        const NAME_OF_RECORD: &'static rt::str = "Body";
        const NAME: &'static rt::str = "distance";
        const ROW_LEAVES: &'static [rt::Leaves] = &[
            rt::part::<Body, _>(rt::tokens::<Body>().pos.x).leaves(),
            rt::part::<Body, _>(rt::tokens::<Body>().pos.y).leaves(),
        ];
        #[inline(always)]
        fn cached(caches: &Self::Derived) -> &rt::Cached<Self, 3> {
            &caches.1.0.0
        }
        #[inline]
        fn repair(store: &rt::Store<Self>, cache: &mut rt::Cache<Self::Column>) {
            use rt::InOneThread as _;
            rt::Repair::<Self, 3>::rows(store, cache)
        }
    }
    impl rt::RowWise<3> for Body {
        type Inputs = rt::ColumnAt<Self, rt::Right<rt::Right<rt::Here>>>;
        #[inline]
        fn inputs(store: &rt::Store<Self>) -> <Self::Inputs as rt::Column>::Slice<'_> {
            store.column::<rt::Right<rt::Right<rt::Here>>>()
        }
        #[inline(always)]
        fn compute(cells: <Self::Inputs as rt::Column>::Ref<'_>) -> rt::CellOf<Self, 3> {
            #[inline(always)]
            fn compute(nested_0: <Point as rt::Lend<'_>>::Proxy) -> f64 {
                let x = rt::part::<Body, _>(rt::tokens::<Body>().pos.x).of(nested_0).x;
                let &north = rt::part::<Body, _>(rt::tokens::<Body>().pos.y)
                    .of(nested_0)
                    .y;
                x.hypot(north)
            }
            compute(<Point as rt::Lend<'_>>::proxy(cells, rt::Default::default()))
        }
    }
    impl rt::DerivedColumn<4> for Body {
        type Column = rt::Vec<f64>;
        const NAME_OF_RECORD: &'static rt::str = "Body";
        const NAME: &'static rt::str = "share";
        const WHOLE_LEAVES: &'static [rt::Leaves] = &[
            rt::Leaves::of::<Self, rt::Left<rt::Left<rt::Right<rt::Here>>>>(),
        ];
        #[inline(always)]
        fn cached(caches: &Self::Derived) -> &rt::Cached<Self, 4> {
            &caches.1.0.1
        }
        #[inline]
        fn repair(store: &rt::Store<Self>, cache: &mut rt::Cache<Self::Column>) {
            use rt::InPlace as _;
            rt::Repair::<Self, 4>::column(store, cache)
        }
    }
    impl rt::ColumnWise<4> for Body {
        type Inputs = rt::ColumnAt<Self, rt::Left<rt::Left<rt::Right<rt::Here>>>>;
        #[inline]
        fn inputs(store: &rt::Store<Self>) -> <Self::Inputs as rt::Column>::Slice<'_> {
            store.column::<rt::Left<rt::Left<rt::Right<rt::Here>>>>()
        }
        #[inline(always)]
        fn compute(
            cells: <Self::Inputs as rt::Column>::Slice<'_>,
        ) -> rt::ColumnOf<Self, 4> {
            #[inline(always)]
            fn compute(cell_0: &[f64]) -> rt::Vec<f64> {
                share_of_total(cell_0)
            }
            compute(cells)
        }
    }
    impl rt::DerivedColumn<5> for Body {
        type Column = rt::Nullable<rt::Vec<f64>>;
        const NAME_OF_RECORD: &'static rt::str = "Body";
        const NAME: &'static rt::str = "Kinetic";
        const ROW_LEAVES: &'static [rt::Leaves] = &[
            rt::Leaves::of::<Self, rt::Right<rt::Left<rt::Here>>>(),
        ];
        const WHOLE_LEAVES: &'static [rt::Leaves] = &[
            rt::Leaves::of::<Self, rt::Left<rt::Left<rt::Right<rt::Here>>>>(),
        ];
        const IS_EAGER: rt::bool = true;
        const HOOKS: rt::Hooks = rt::Hooks::NONE.before(tell).after(tell);
        #[inline(always)]
        fn cached(caches: &Self::Derived) -> &rt::Cached<Self, 5> {
            &caches.1.1
        }
        #[inline]
        fn repair(store: &rt::Store<Self>, cache: &mut rt::Cache<Self::Column>) {
            use rt::InOneThread as _;
            rt::Repair::<Self, 5>::rows(store, cache)
        }
    }
    impl rt::RowWise<5> for Body {
        type Inputs = (
            rt::ColumnAt<Self, rt::Right<rt::Left<rt::Here>>>,
            rt::ColumnOf<Self, 4>,
        );
        #[inline]
        fn inputs(store: &rt::Store<Self>) -> <Self::Inputs as rt::Column>::Slice<'_> {
            (store.column::<rt::Right<rt::Left<rt::Here>>>(), store.derived::<4>())
        }
        #[inline(always)]
        fn compute(cells: <Self::Inputs as rt::Column>::Ref<'_>) -> rt::CellOf<Self, 5> {
            #[inline(always)]
            fn compute(mass: rt::Option<&f64>, share: &f64) -> Option<f64> {
                mass.map(|mass| 0.5 * mass * share * share)
            }
            compute(cells.0, cells.1)
        }
    }
    fn accepts_energy(cell: rt::Option<&f64>) -> rt::bool
    where
        Point: ::soakit::__private::SoA,
    {
        let accepts: fn(rt::Option<&f64>) -> rt::bool = |energy| *energy >= 0.0;
        accepts(cell)
    }
    const _: () = {
        use rt::NoDrop as _;
        rt::assert!(
            ! rt::DropProbe:: < Body > ::IS_DROP,
            "`Body` implements `Drop`, so its fields cannot be moved into columns (E0509); put the `Drop` on the type of a field instead"
        );
    };
};
