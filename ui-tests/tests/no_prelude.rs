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
#[soa(derived(
    /// Its number, again.
    #[soa(rename = "Again", validate = |again| *again < 9, message = "too many")]
    pub again: u64 = |id| *id,
    eager called: ::std::string::String = |name, again| if *again > 0 { own(name) } else { own("") },
    spin_of: ::std::option::Option<f64> = |spin, position.x| spin.map(|spin| spin * x),
    #[soa(before = before, after = before, serialize)]
    ranks: [u64] = |id, nick| { let _ = nick; <[u64]>::to_vec(id) },
    #[soa(dict)]
    kind: ::std::string::String = own(class),
    #[soa(column = ::soakit::column::Bits)]
    is_dead: bool = |alive, ranks| !alive && *ranks > 0,
    others: [T; N] = |rest| ::std::clone::Clone::clone(rest),
    fused: u64 = |is_dead, again as id| if is_dead { *id } else { 0 },
))]
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

fn own(text: &str) -> ::std::string::String {
    <::std::string::String as ::std::convert::From<&str>>::from(text)
}

fn before(_: &::soakit::Recomputation) {}

/// No fields.
#[derive(::soakit::SoA)]
pub struct Nothing;

/// A cell with names.
#[derive(::std::clone::Clone, ::std::marker::Copy, ::soakit::Cell)]
pub enum Vec {
    /// The first.
    Some,
    /// The other.
    #[cell(rename = "none")]
    r#None,
}

/// A cell with an order.
#[derive(::std::clone::Clone, ::std::marker::Copy, ::soakit::Cell)]
pub struct Number {
    /// It.
    pub number: u64,
}

/// By position.
#[derive(::soakit::SoA)]
#[soa(derived(
    /// Both.
    pub sum: f64 = |field_0, field_1| if *field_0 > 0 { *field_1 } else { 0.0 },
))]
pub struct Pair(pub u64, f64);

#[::std::prelude::v1::test]
fn columns_are_there_without_a_prelude() {
    let bulk = ::soakit::Bulk::<Body<u8, 2>>::new();
    ::std::assert!(bulk.id().is_empty());
    ::std::assert!(bulk.name().is_empty());
    ::std::assert!(bulk.again().is_empty() && bulk.called().is_empty() && bulk.is_dead().is_empty());
    ::std::assert!(bulk.others().is_empty() && bulk.fused().is_empty());
    ::std::assert!(::soakit::Bulk::<Pair>::new().field_0().is_empty());
    ::std::assert!(::soakit::Bulk::<Pair>::new().col(PairFields::sum).is_empty());
    ::std::assert!(::soakit::Bulk::<Nothing>::new().is_empty());
}
