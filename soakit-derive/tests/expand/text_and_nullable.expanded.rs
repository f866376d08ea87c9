/// Contiguous rows of [`Person`], borrowed: one slice per field.
#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct PersonView<'a>
where
    Bits: ::soakit::__private::Column<Item = bool>,
{
    /// The field `name`.
    name: ::soakit::__private::TextSlice<'a>,
    /// The field `city`.
    city: ::soakit::__private::DictSlice<'a>,
    /// The field `age`.
    age: ::soakit::__private::NullableVecSlice<'a, u8>,
    /// The field `nick`.
    nick: ::soakit::__private::NullableTextSlice<'a>,
    /// The field `job`.
    job: ::soakit::__private::NullableDictSlice<'a>,
    /// The field `alive`.
    alive: <Bits as ::soakit::__private::Column>::Slice<'a>,
}
/// Contiguous rows of [`Person`], mutably borrowed: one slice per field.
#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct PersonViewMut<'a>
where
    Bits: ::soakit::__private::Column<Item = bool>,
{
    /// The field `name`.
    name: ::soakit::__private::TextSlice<'a>,
    /// The field `city`.
    city: ::soakit::__private::DictSlice<'a>,
    /// The field `age`.
    age: ::soakit::__private::NullableVecSliceMut<'a, u8>,
    /// The field `nick`.
    nick: ::soakit::__private::NullableTextSliceMut<'a>,
    /// The field `job`.
    job: ::soakit::__private::NullableDictSliceMut<'a>,
    /// The field `alive`.
    alive: <Bits as ::soakit::__private::Column>::SliceMut<'a>,
}
/// One row of [`Person`], borrowed: one reference per field.
#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct PersonProxy<'a>
where
    Bits: ::soakit::__private::Column<Item = bool>,
{
    /// The field `name`.
    name: &'a ::soakit::__private::str,
    /// The field `city`.
    city: &'a ::soakit::__private::str,
    /// The field `age`.
    age: ::soakit::__private::Option<&'a u8>,
    /// The field `nick`.
    nick: ::soakit::__private::Option<&'a ::soakit::__private::str>,
    /// The field `job`.
    job: ::soakit::__private::Option<&'a ::soakit::__private::str>,
    /// The field `alive`.
    alive: <Bits as ::soakit::__private::Column>::Ref<'a>,
}
/// One row of [`Person`], mutably borrowed: one reference per field.
#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct PersonProxyMut<'a>
where
    Bits: ::soakit::__private::Column<Item = bool>,
{
    /// The field `name`.
    name: &'a ::soakit::__private::str,
    /// The field `city`.
    city: &'a ::soakit::__private::str,
    /// The field `age`.
    age: ::soakit::__private::NullableMut<'a, u8>,
    /// The field `nick`.
    nick: ::soakit::__private::Option<&'a ::soakit::__private::str>,
    /// The field `job`.
    job: ::soakit::__private::Option<&'a ::soakit::__private::str>,
    /// The field `alive`.
    alive: <Bits as ::soakit::__private::Column>::Mut<'a>,
}
/// The columns of [`Person`], owned: one for each field.
#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct PersonColumns
where
    Bits: ::soakit::__private::Column<Item = bool>,
{
    /// The field `name`.
    name: ::soakit::__private::Text,
    /// The field `city`.
    city: ::soakit::__private::Dict,
    /// The field `age`.
    age: ::soakit::__private::Nullable<::soakit::__private::Vec<u8>>,
    /// The field `nick`.
    nick: ::soakit::__private::Nullable<::soakit::__private::Text>,
    /// The field `job`.
    job: ::soakit::__private::Nullable<::soakit::__private::Dict>,
    /// The field `alive`.
    alive: Bits,
}
/// The tokens of [`Person`]: one for each field, what a closure such as `|row| row.field` receives.
#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]
#[allow(dead_code, private_interfaces, clippy::type_complexity)]
struct PersonFields<R = Person, P: ::soakit::__private::Path = ::soakit::__private::Here>
where
    Bits: ::soakit::__private::Column<Item = bool>,
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
    /// The field `city`.
    city: ::soakit::__private::Field<
        R,
        ::soakit::__private::Then<
            P,
            ::soakit::__private::Left<
                ::soakit::__private::Left<
                    ::soakit::__private::Right<::soakit::__private::Here>,
                >,
            >,
        >,
        String,
    >,
    /// The field `age`.
    age: ::soakit::__private::Field<
        R,
        ::soakit::__private::Then<
            P,
            ::soakit::__private::Left<
                ::soakit::__private::Right<::soakit::__private::Here>,
            >,
        >,
        Option<u8>,
    >,
    /// The field `nick`.
    nick: ::soakit::__private::Field<
        R,
        ::soakit::__private::Then<
            P,
            ::soakit::__private::Right<
                ::soakit::__private::Left<
                    ::soakit::__private::Left<::soakit::__private::Here>,
                >,
            >,
        >,
        Option<String>,
    >,
    /// The field `job`.
    job: ::soakit::__private::Field<
        R,
        ::soakit::__private::Then<
            P,
            ::soakit::__private::Right<
                ::soakit::__private::Left<
                    ::soakit::__private::Right<::soakit::__private::Here>,
                >,
            >,
        >,
        Option<String>,
    >,
    /// The field `alive`.
    alive: ::soakit::__private::Field<
        R,
        ::soakit::__private::Then<
            P,
            ::soakit::__private::Right<
                ::soakit::__private::Right<::soakit::__private::Here>,
            >,
        >,
        bool,
    >,
}
/// The columns of a `Bulk<Person>`: two methods for each field.
#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]
struct PersonBulk(
    ::soakit::__private::Store<Person>,
)
where
    Bits: ::soakit::__private::Column<Item = bool>;
/// A row of [`Person`], wherever it is: the record itself, or borrowed from columns.
#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]
#[allow(
    dead_code,
    private_interfaces,
    clippy::iter_not_returning_iterator,
    clippy::should_implement_trait,
    clippy::type_complexity,
    clippy::wrong_self_convention
)]
trait PersonRow
where
    Bits: ::soakit::__private::Column<Item = bool>,
{
    /// The row, borrowed.
    fn as_proxy(&self) -> PersonProxy<'_>;
    /// The field `name`.
    fn name(&self) -> &::soakit::__private::str {
        self.as_proxy().name
    }
    /// The field `city`.
    fn city(&self) -> &::soakit::__private::str {
        self.as_proxy().city
    }
    /// The field `age`.
    fn age(&self) -> ::soakit::__private::Option<&u8> {
        self.as_proxy().age
    }
    /// The field `nick`.
    fn nick(&self) -> ::soakit::__private::Option<&::soakit::__private::str> {
        self.as_proxy().nick
    }
    /// The field `job`.
    fn job(&self) -> ::soakit::__private::Option<&::soakit::__private::str> {
        self.as_proxy().job
    }
    /// The field `alive`.
    fn alive(&self) -> <Bits as ::soakit::__private::Column>::Ref<'_> {
        self.as_proxy().alive
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
    impl rt::Stored for Person
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {
        type Columns = (
            ((rt::Text, rt::Dict), rt::Nullable<rt::Vec<u8>>),
            ((rt::Nullable<rt::Text>, rt::Nullable<rt::Dict>), Bits),
        );
        type Derived = rt::NoDerived;
        #[inline(always)]
        fn into_cells(
            self,
        ) -> (((String, String), Option<u8>), ((Option<String>, Option<String>), bool)) {
            (((self.name, self.city), self.age), ((self.nick, self.job), self.alive))
        }
        #[inline(always)]
        fn from_cells(
            cells: (
                ((String, String), Option<u8>),
                ((Option<String>, Option<String>), bool),
            ),
        ) -> Self {
            Self {
                name: cells.0.0.0,
                city: cells.0.0.1,
                age: cells.0.1,
                nick: cells.1.0.0,
                job: cells.1.0.1,
                alive: cells.1.1,
            }
        }
        #[inline(always)]
        fn lend(
            &self,
        ) -> (
            ((&rt::str, &rt::str), rt::Option<&u8>),
            ((rt::Option<&rt::str>, rt::Option<&rt::str>), <Bits as rt::Column>::Ref<'_>),
        ) {
            (
                (
                    (
                        <rt::Text as rt::Column>::lend(&self.name),
                        <rt::Dict as rt::Column>::lend(&self.city),
                    ),
                    <rt::Nullable<rt::Vec<u8>> as rt::Column>::lend(&self.age),
                ),
                (
                    (
                        <rt::Nullable<rt::Text> as rt::Column>::lend(&self.nick),
                        <rt::Nullable<rt::Dict> as rt::Column>::lend(&self.job),
                    ),
                    <Bits as rt::Column>::lend(&self.alive),
                ),
            )
        }
    }
    impl<'a> rt::Lend<'a> for Person
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {
        type View = PersonView<'a>;
        type ViewMut = PersonViewMut<'a>;
        type Proxy = PersonProxy<'a>;
        type ProxyMut = PersonProxyMut<'a>;
        type Origin = rt::NoOrigin;
        #[inline(always)]
        fn view(
            cells: (
                ((rt::TextSlice<'a>, rt::DictSlice<'a>), rt::NullableVecSlice<'a, u8>),
                (
                    (rt::NullableTextSlice<'a>, rt::NullableDictSlice<'a>),
                    <Bits as rt::Column>::Slice<'a>,
                ),
            ),
            _: rt::NoOrigin,
        ) -> PersonView<'a>
        where
            Self: 'a,
        {
            PersonView {
                name: cells.0.0.0,
                city: cells.0.0.1,
                age: cells.0.1,
                nick: cells.1.0.0,
                job: cells.1.0.1,
                alive: cells.1.1,
            }
        }
        #[inline(always)]
        fn view_cells(
            view: PersonView<'a>,
        ) -> (
            ((rt::TextSlice<'a>, rt::DictSlice<'a>), rt::NullableVecSlice<'a, u8>),
            (
                (rt::NullableTextSlice<'a>, rt::NullableDictSlice<'a>),
                <Bits as rt::Column>::Slice<'a>,
            ),
        )
        where
            Self: 'a,
        {
            (((view.name, view.city), view.age), ((view.nick, view.job), view.alive))
        }
        #[inline(always)]
        fn view_mut(
            cells: (
                (
                    (rt::TextSlice<'a>, rt::DictSlice<'a>),
                    rt::NullableVecSliceMut<'a, u8>,
                ),
                (
                    (rt::NullableTextSliceMut<'a>, rt::NullableDictSliceMut<'a>),
                    <Bits as rt::Column>::SliceMut<'a>,
                ),
            ),
        ) -> PersonViewMut<'a>
        where
            Self: 'a,
        {
            PersonViewMut {
                name: cells.0.0.0,
                city: cells.0.0.1,
                age: cells.0.1,
                nick: cells.1.0.0,
                job: cells.1.0.1,
                alive: cells.1.1,
            }
        }
        #[inline(always)]
        fn view_mut_cells(
            view: PersonViewMut<'a>,
        ) -> (
            ((rt::TextSlice<'a>, rt::DictSlice<'a>), rt::NullableVecSliceMut<'a, u8>),
            (
                (rt::NullableTextSliceMut<'a>, rt::NullableDictSliceMut<'a>),
                <Bits as rt::Column>::SliceMut<'a>,
            ),
        )
        where
            Self: 'a,
        {
            (((view.name, view.city), view.age), ((view.nick, view.job), view.alive))
        }
        #[inline(always)]
        fn view_mut_reborrow<'s>(
            view: &'s mut PersonViewMut<'a>,
        ) -> (
            ((rt::TextSlice<'s>, rt::DictSlice<'s>), rt::NullableVecSliceMut<'s, u8>),
            (
                (rt::NullableTextSliceMut<'s>, rt::NullableDictSliceMut<'s>),
                <Bits as rt::Column>::SliceMut<'s>,
            ),
        )
        where
            Self: 'a,
            'a: 's,
        {
            (
                (
                    (view.name, view.city),
                    <rt::Nullable<rt::Vec<u8>> as rt::Column>::reborrow(&mut view.age),
                ),
                (
                    (
                        <rt::Nullable<rt::Text> as rt::Column>::reborrow(&mut view.nick),
                        <rt::Nullable<rt::Dict> as rt::Column>::reborrow(&mut view.job),
                    ),
                    <Bits as rt::Column>::reborrow(&mut view.alive),
                ),
            )
        }
        #[inline(always)]
        fn view_mut_share<'s>(
            view: &'s PersonViewMut<'a>,
        ) -> (
            ((rt::TextSlice<'s>, rt::DictSlice<'s>), rt::NullableVecSlice<'s, u8>),
            (
                (rt::NullableTextSlice<'s>, rt::NullableDictSlice<'s>),
                <Bits as rt::Column>::Slice<'s>,
            ),
        )
        where
            Self: 'a,
            'a: 's,
        {
            (
                (
                    (view.name, view.city),
                    <rt::Nullable<rt::Vec<u8>> as rt::Column>::share(&view.age),
                ),
                (
                    (
                        <rt::Nullable<rt::Text> as rt::Column>::share(&view.nick),
                        <rt::Nullable<rt::Dict> as rt::Column>::share(&view.job),
                    ),
                    <Bits as rt::Column>::share(&view.alive),
                ),
            )
        }
        #[inline(always)]
        fn proxy(
            cells: (
                ((&'a rt::str, &'a rt::str), rt::Option<&'a u8>),
                (
                    (rt::Option<&'a rt::str>, rt::Option<&'a rt::str>),
                    <Bits as rt::Column>::Ref<'a>,
                ),
            ),
            _: rt::NoOrigin,
        ) -> PersonProxy<'a>
        where
            Self: 'a,
        {
            PersonProxy {
                name: cells.0.0.0,
                city: cells.0.0.1,
                age: cells.0.1,
                nick: cells.1.0.0,
                job: cells.1.0.1,
                alive: cells.1.1,
            }
        }
        #[inline(always)]
        fn proxy_cells<'s>(
            proxy: PersonProxy<'a>,
        ) -> (
            ((&'s rt::str, &'s rt::str), rt::Option<&'s u8>),
            (
                (rt::Option<&'s rt::str>, rt::Option<&'s rt::str>),
                <Bits as rt::Column>::Ref<'s>,
            ),
        )
        where
            Self: 'a,
            'a: 's,
        {
            (
                ((proxy.name, proxy.city), proxy.age),
                ((proxy.nick, proxy.job), <Bits as rt::Column>::shorter(proxy.alive)),
            )
        }
        #[inline(always)]
        fn proxy_mut(
            cells: (
                ((&'a rt::str, &'a rt::str), rt::NullableMut<'a, u8>),
                (
                    (rt::Option<&'a rt::str>, rt::Option<&'a rt::str>),
                    <Bits as rt::Column>::Mut<'a>,
                ),
            ),
        ) -> PersonProxyMut<'a>
        where
            Self: 'a,
        {
            PersonProxyMut {
                name: cells.0.0.0,
                city: cells.0.0.1,
                age: cells.0.1,
                nick: cells.1.0.0,
                job: cells.1.0.1,
                alive: cells.1.1,
            }
        }
    }
    impl rt::SoA for Person
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {
        type Access = PersonBulk;
        type Fields<R, P: rt::Path> = PersonFields<R, P>;
        type Parts = PersonColumns;
        const REGISTRY: &'static rt::Registry = &rt::Registry::new(
            "Person",
            "",
            &[
                rt::ColumnInfo::new("name", "name", "String", rt::ColumnKind::Text),
                rt::ColumnInfo::new("city", "city", "String", rt::ColumnKind::Dict),
                rt::ColumnInfo::new("age", "age", "Option<u8>", rt::ColumnKind::Plain)
                    .nullable(),
                rt::ColumnInfo::new(
                        "nick",
                        "nick",
                        "Option<String>",
                        rt::ColumnKind::Text,
                    )
                    .nullable(),
                rt::ColumnInfo::new("job", "job", "Option<String>", rt::ColumnKind::Dict)
                    .nullable(),
                rt::ColumnInfo::new("alive", "alive", "bool", rt::ColumnKind::Custom),
            ],
        );
        #[inline]
        fn into_parts(columns: Self::Columns) -> PersonColumns {
            PersonColumns {
                name: columns.0.0.0,
                city: columns.0.0.1,
                age: columns.0.1,
                nick: columns.1.0.0,
                job: columns.1.0.1,
                alive: columns.1.1,
            }
        }
        #[inline]
        fn from_parts(parts: PersonColumns) -> Self::Columns {
            (
                ((parts.name, parts.city), parts.age),
                ((parts.nick, parts.job), parts.alive),
            )
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
                "name" => rt::value_of(row.name),
                "city" => rt::value_of(row.city),
                "age" => rt::value_of(row.age),
                "nick" => rt::value_of(row.nick),
                "job" => rt::value_of(row.job),
                "alive" => (&rt::ProbeCell(row.alive)).to_value(),
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
                "name" => slot.set::<rt::Left<rt::Left<rt::Left<rt::Here>>>>(value),
                "city" => slot.set::<rt::Left<rt::Left<rt::Right<rt::Here>>>>(value),
                "age" => slot.set::<rt::Left<rt::Right<rt::Here>>>(value),
                "nick" => slot.set::<rt::Right<rt::Left<rt::Left<rt::Here>>>>(value),
                "job" => slot.set::<rt::Right<rt::Left<rt::Right<rt::Here>>>>(value),
                "alive" => {
                    (&rt::ProbeType::<bool>::new())
                        .from_value(value)
                        .map(|cell| {
                            slot.at::<rt::Right<rt::Right<rt::Here>>>().write(cell)
                        })
                }
                _ => rt::Err(rt::Miss::Unknown),
            }
        }
    }
    impl rt::Element for Person
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {
        type Kind = rt::Nested;
    }
    impl rt::FromRow<(String, String, Option<u8>, Option<String>, Option<String>, bool)>
    for Person
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {
        #[inline(always)]
        fn from_row(
            row: (String, String, Option<u8>, Option<String>, Option<String>, bool),
        ) -> Self {
            Self {
                name: row.0,
                city: row.1,
                age: row.2,
                nick: row.3,
                job: row.4,
                alive: row.5,
            }
        }
    }
    #[automatically_derived]
    impl<R, P: rt::Path> rt::Clone for PersonFields<R, P>
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<R, P: rt::Path> rt::Copy for PersonFields<R, P>
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {}
    impl<R, P: rt::Path> rt::Tokens for PersonFields<R, P>
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {
        type Place = rt::Place<P>;
        const ALL: Self = PersonFields {
            name: rt::Tokens::ALL,
            city: rt::Tokens::ALL,
            age: rt::Tokens::ALL,
            nick: rt::Tokens::ALL,
            job: rt::Tokens::ALL,
            alive: rt::Tokens::ALL,
        };
    }
    impl PersonBulk
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {
        /// The field `name`.
        #[inline]
        #[must_use]
        fn name(&self) -> rt::TextSlice<'_> {
            self.0.column::<rt::Left<rt::Left<rt::Left<rt::Here>>>>()
        }
        /// The field `city`.
        #[inline]
        #[must_use]
        fn city(&self) -> rt::DictSlice<'_> {
            self.0.column::<rt::Left<rt::Left<rt::Right<rt::Here>>>>()
        }
        /// The field `age`.
        #[inline]
        #[must_use]
        fn age(&self) -> rt::NullableVecSlice<'_, u8> {
            self.0.column::<rt::Left<rt::Right<rt::Here>>>()
        }
        /// The field `age`.
        #[inline]
        fn age_mut(&mut self) -> rt::NullableVecSliceMut<'_, u8> {
            self.0.column_mut::<rt::Left<rt::Right<rt::Here>>>()
        }
        /// The field `nick`.
        #[inline]
        #[must_use]
        fn nick(&self) -> rt::NullableTextSlice<'_> {
            self.0.column::<rt::Right<rt::Left<rt::Left<rt::Here>>>>()
        }
        /// The field `job`.
        #[inline]
        #[must_use]
        fn job(&self) -> rt::NullableDictSlice<'_> {
            self.0.column::<rt::Right<rt::Left<rt::Right<rt::Here>>>>()
        }
        /// The field `alive`.
        #[inline]
        #[must_use]
        fn alive(&self) -> <Bits as rt::Column>::Slice<'_> {
            self.0.column::<rt::Right<rt::Right<rt::Here>>>()
        }
        /// The field `alive`.
        #[inline]
        fn alive_mut(&mut self) -> <Bits as rt::Column>::SliceMut<'_> {
            self.0.column_mut::<rt::Right<rt::Right<rt::Here>>>()
        }
    }
    impl rt::Access<Person> for PersonBulk
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {
        #[inline(always)]
        fn from_store(store: rt::Store<Person>) -> Self {
            Self(store)
        }
        #[inline(always)]
        fn into_store(self) -> rt::Store<Person> {
            self.0
        }
        #[inline(always)]
        fn store(&self) -> &rt::Store<Person> {
            &self.0
        }
        #[inline(always)]
        fn store_mut(&mut self) -> &mut rt::Store<Person> {
            &mut self.0
        }
    }
    #[automatically_derived]
    impl<'a> rt::Clone for PersonView<'a>
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<'a> rt::Copy for PersonView<'a>
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {}
    #[automatically_derived]
    impl<'a> rt::Debug for PersonView<'a>
    where
        Bits: ::soakit::__private::Column<Item = bool>,
        &'a Person: rt::DebugRecord<'a, Person>,
    {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> rt::FmtResult {
            <&'a Person as rt::DebugRecord<'a, Person>>::fmt_rows(*self, f)
        }
    }
    #[automatically_derived]
    impl<'a> rt::PartialEq for PersonView<'a>
    where
        Bits: ::soakit::__private::Column<Item = bool>,
        &'a Person: rt::EqRecord<'a, Person>,
    {
        #[inline]
        fn eq(&self, other: &Self) -> rt::bool {
            <&'a Person as rt::EqRecord<'a, Person>>::eq_rows(*self, *other)
        }
    }
    #[automatically_derived]
    impl<'a> rt::Clone for PersonProxy<'a>
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    #[automatically_derived]
    impl<'a> rt::Copy for PersonProxy<'a>
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {}
    #[automatically_derived]
    impl<'a> rt::Debug for PersonProxy<'a>
    where
        Bits: ::soakit::__private::Column<Item = bool>,
        &'a Person: rt::DebugRecord<'a, Person>,
    {
        #[inline]
        fn fmt(&self, f: &mut rt::Formatter<'_>) -> rt::FmtResult {
            <&'a Person as rt::DebugRecord<'a, Person>>::fmt_row(*self, f)
        }
    }
    #[automatically_derived]
    impl<'a> rt::PartialEq for PersonProxy<'a>
    where
        Bits: ::soakit::__private::Column<Item = bool>,
        &'a Person: rt::EqRecord<'a, Person>,
    {
        #[inline]
        fn eq(&self, other: &Self) -> rt::bool {
            <&'a Person as rt::EqRecord<'a, Person>>::eq_row(*self, *other)
        }
    }
    impl<'a> rt::ViewPart<'a> for PersonView<'a>
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {
        type Element = Person;
    }
    impl<'a> rt::ViewMutPart<'a> for PersonViewMut<'a>
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {
        type Element = Person;
    }
    impl<'a> rt::ProxyPart<'a> for PersonProxy<'a>
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {
        type Element = Person;
    }
    impl<'a> rt::ProxyMutPart<'a> for PersonProxyMut<'a>
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {
        type Element = Person;
    }
    impl<'a> rt::View<'a> for PersonView<'a>
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {
        type Record = Person;
    }
    impl<'a> rt::ViewMut<'a> for PersonViewMut<'a>
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {
        type Record = Person;
    }
    impl<'a> rt::Proxy<'a> for PersonProxy<'a>
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {
        type Record = Person;
    }
    impl<'a> rt::ProxyMut<'a> for PersonProxyMut<'a>
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {
        type Record = Person;
        #[inline(always)]
        fn cells(
            &self,
        ) -> (
            ((&rt::str, &rt::str), rt::Option<&u8>),
            ((rt::Option<&rt::str>, rt::Option<&rt::str>), <Bits as rt::Column>::Ref<'_>),
        ) {
            (
                (
                    (self.name, self.city),
                    <rt::Nullable<rt::Vec<u8>> as rt::Column>::peek(&self.age),
                ),
                (
                    (
                        <rt::Nullable<rt::Text> as rt::Column>::peek(&self.nick),
                        <rt::Nullable<rt::Dict> as rt::Column>::peek(&self.job),
                    ),
                    <Bits as rt::Column>::peek(&self.alive),
                ),
            )
        }
    }
    impl<'a> rt::Reborrow for PersonViewMut<'a>
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {
        type Short<'s> = PersonViewMut<'s> where Self: 's;
        type Shared<'s> = PersonView<'s> where Self: 's;
        #[inline]
        fn reborrow(&mut self) -> PersonViewMut<'_> {
            rt::reborrow::<Person>(self)
        }
        #[inline]
        fn as_shared(&self) -> PersonView<'_> {
            rt::share::<Person>(self)
        }
    }
    impl PersonRow for Person
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {
        #[inline]
        fn as_proxy(&self) -> PersonProxy<'_> {
            rt::proxy_of(self)
        }
    }
    impl<'a> PersonRow for PersonProxy<'a>
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {
        #[inline]
        fn as_proxy(&self) -> PersonProxy<'_> {
            rt::shorter_proxy::<Person>(*self, rt::NoOrigin)
        }
    }
    impl PersonRow for PersonProxyMut<'_>
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {
        #[inline]
        fn as_proxy(&self) -> PersonProxy<'_> {
            rt::shared_proxy::<Person>(self)
        }
    }
    impl<Row: PersonRow + ?rt::Sized> PersonRow for &Row
    where
        Bits: ::soakit::__private::Column<Item = bool>,
    {
        #[inline]
        fn as_proxy(&self) -> PersonProxy<'_> {
            (**self).as_proxy()
        }
    }
    const _: () = {
        use rt::NoDrop as _;
        rt::assert!(
            ! rt::DropProbe:: < Person > ::IS_DROP,
            "`Person` implements `Drop`, so its fields cannot be moved into columns (E0509); put the `Drop` on the type of a field instead"
        );
    };
};
