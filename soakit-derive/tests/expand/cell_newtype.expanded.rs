#[doc(hidden)]
#[allow(deprecated, unused_qualifications, clippy::inline_always)]
const _: () = {
    use ::soakit::__private as __soakit;
    __soakit::cell_like::<Celsius>();
    impl __soakit::Cell for Celsius
    where
        for<'x> Self: __soakit::Copy + __soakit::Send + __soakit::Sync,
    {
        type Column = __soakit::Vec<Self>;
        type Read<'a> = Self;
        type Optional = __soakit::Option<Self>;
        const KIND: __soakit::ColumnKind = __soakit::ColumnKind::Plain;
        const NAME: &'static __soakit::str = "Celsius";
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
    impl __soakit::Plain for Celsius
    where
        for<'x> Self: __soakit::Copy + __soakit::Send + __soakit::Sync,
    {}
    impl __soakit::Coded for Celsius
    where
        for<'x> Self: __soakit::Copy + __soakit::Send + __soakit::Sync,
        for<'x> f64: __soakit::Coded,
    {
        const BITS: __soakit::u32 = <f64 as __soakit::Coded>::BITS;
        #[inline(always)]
        fn code(self) -> __soakit::u64 {
            <f64 as __soakit::Coded>::code(self.0)
        }
    }
    impl __soakit::Scalar for Celsius
    where
        for<'x> f64: __soakit::Scalar,
    {
        fn to_value(&self) -> __soakit::Value {
            <f64 as __soakit::Scalar>::to_value(&self.0)
        }
        fn from_value(value: __soakit::Value) -> __soakit::Option<Self> {
            __soakit::Option::map(
                <f64 as __soakit::Scalar>::from_value(value),
                |value| Self { 0: value },
            )
        }
    }
    __soakit::formats_of_newtype! {
        Celsius { 0 : f64 }
    }
};
