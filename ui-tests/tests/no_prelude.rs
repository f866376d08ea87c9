//! A crate without any prelude.

#![no_implicit_prelude]
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]

/// A point.
#[derive(::soakit::SoA)]
pub struct Point {
    /// Across.
    pub x: f64,
}

/// Has one of each kind of field.
#[derive(::soakit::SoA)]
pub struct Body<T: ::std::clone::Clone, const N: usize> {
    /// Its number.
    pub id: u64,
    #[soa(validate = |name| !name.is_empty())]
    name: ::std::string::String,
    spin: ::std::option::Option<f64>,
    nick: ::std::option::Option<::std::string::String>,
    #[soa(dict)]
    class: ::std::string::String,
    #[soa(nested)]
    position: Point,
    #[soa(column = ::soakit::column::Bits)]
    alive: bool,
    rest: [T; N],
}

/// No fields.
#[derive(::soakit::SoA)]
pub struct Nothing;

/// By position.
#[derive(::soakit::SoA)]
pub struct Pair(pub u64, f64);

#[::std::prelude::v1::test]
fn columns_are_there_without_a_prelude() {
    let bulk = ::soakit::Bulk::<Body<u8, 2>>::new();
    ::std::assert!(bulk.id().is_empty());
    ::std::assert!(bulk.name().is_empty());
    ::std::assert!(::soakit::Bulk::<Pair>::new().field_0().is_empty());
    ::std::assert!(::soakit::Bulk::<Nothing>::new().is_empty());
}
