#[doc(hidden)]
#[allow(deprecated, unused_qualifications, clippy::inline_always)]
const _: () = {
    use ::soakit::__private as __soakit;
    __soakit::cell_like::<Airport>();
    impl __soakit::Cell for Airport
    where
        for<'x> Self: __soakit::Copy + __soakit::Send + __soakit::Sync,
    {
        type Column = __soakit::Vec<Self>;
        type Read<'a> = Self;
        type Optional = __soakit::Option<Self>;
        const KIND: __soakit::ColumnKind = __soakit::ColumnKind::Plain;
        const NAME: &'static __soakit::str = "Airport";
        #[inline(always)]
        fn optional<'a>(read: __soakit::Option<Self>) -> __soakit::Option<Self>
        where
            Self: 'a,
        {
            read
        }
        fn value_of(cell: &Self) -> __soakit::Result<__soakit::Value, __soakit::Miss> {
            use __soakit::{OpaqueCell as _, ScalarCell as _};
            (&__soakit::ProbeCell(cell)).to_value()
        }
        fn of_value(value: __soakit::Value) -> __soakit::Result<Self, __soakit::Miss> {
            use __soakit::{OpaqueType as _, ScalarType as _};
            (&__soakit::ProbeType::<Self>::new()).from_value(value)
        }
    }
    impl __soakit::Plain for Airport
    where
        for<'x> Self: __soakit::Copy + __soakit::Send + __soakit::Sync,
    {
        const VALUES: &'static [Self] = <Self as __soakit::Variants>::VARIANTS;
    }
    impl __soakit::Coded for Airport
    where
        for<'x> Self: __soakit::Copy + __soakit::Send + __soakit::Sync,
    {
        const BITS: __soakit::u32 = 1;
        #[inline(always)]
        fn code(self) -> __soakit::u64 {
            match self {
                Self::Newark => 0,
                Self::Kennedy => 1,
            }
        }
    }
    impl __soakit::Variants for Airport
    where
        for<'x> Self: __soakit::Copy + __soakit::Send + __soakit::Sync,
    {
        const VARIANTS: &'static [Self] = &[Self::Newark, Self::Kennedy];
        const NAMES: &'static [&'static __soakit::str] = &["EWR", "JFK"];
    }
    impl __soakit::Scalar for Airport
    where
        for<'x> Self: __soakit::Copy + __soakit::Send + __soakit::Sync,
    {
        fn to_value(&self) -> __soakit::Value {
            __soakit::variant_value(*self)
        }
        fn from_value(value: __soakit::Value) -> __soakit::Option<Self> {
            __soakit::value_variant(&value)
        }
    }
    __soakit::formats_of_variants! {
        Airport
    }
};
