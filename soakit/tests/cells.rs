//! `#[derive(Cell)]`: enums and small structs in columns of results.

use soakit::prelude::*;
use soakit::{Cell, Coded, Plain, Scalar, Value, Variants};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Cell)]
enum Airport {
    #[cell(rename = "EWR")]
    Newark,
    #[cell(rename = "JFK")]
    Kennedy,
    LaGuardia = -7,
}

#[derive(Clone, Copy, Debug, PartialEq, Cell)]
struct Celsius(f64);

#[derive(Clone, Copy, Debug, PartialEq, Cell)]
struct Big {
    bits: u128,
}

#[derive(Clone, Copy, Debug, PartialEq, Cell)]
struct Range {
    from: u8,
    to: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Cell)]
struct Origin(Airport);

#[derive(Clone, Copy, Debug, PartialEq, Cell)]
struct Marker;

#[derive(Clone, Copy, Debug, PartialEq, Cell)]
enum Only {
    One,
}

#[test]
fn an_enum_is_numbered_in_the_order_of_its_variants() {
    let codes: Vec<_> = Airport::VARIANTS.iter().map(|airport| airport.code()).collect();
    assert_eq!(codes, [0, 1, 2]);
    assert_eq!((Airport::BITS, Only::BITS, Origin::BITS), (2, 0, 2));
    assert_eq!((Only::One.code(), Origin(Airport::Kennedy).code()), (0, 1));
    assert_eq!(Airport::NAMES, ["EWR", "JFK", "LaGuardia"]);
    let names: Vec<_> = Airport::VARIANTS.iter().map(|airport| airport.name()).collect();
    assert_eq!(names, Airport::NAMES);
    assert_eq!((Airport::of_name("JFK"), Airport::of_name("Kennedy")), (Some(Airport::Kennedy), None));
}

#[test]
fn an_enum_is_text_by_name() {
    assert_eq!(Airport::Newark.to_value(), Value::Text("EWR".into()));
    assert_eq!(Airport::from_value(Value::Text("LaGuardia".into())), Some(Airport::LaGuardia));
    assert_eq!(Airport::from_value(Value::Text("LGA".into())), None);
    assert_eq!(Airport::from_value(Value::Int(0)), None);
}

#[test]
fn a_struct_of_one_field_is_ordered_as_the_field_is() {
    assert!(Celsius(-1.0).code() < Celsius(0.5).code());
    assert_eq!(Celsius(0.5).to_value(), Value::Float(0.5));
    assert_eq!(Celsius::from_value(Value::Int(2)), Some(Celsius(2.0)));
}

#[test]
fn cells_stand_in_results() {
    let mut rows = Bulk::from([
        (Airport::Kennedy, Some(Celsius(0.5)), Big { bits: 1 }, Some(Range { from: 0, to: 1 }), Marker),
        (Airport::LaGuardia, None, Big { bits: 2 }, None, Marker),
    ]);
    assert_eq!(rows.field_0(), [Airport::Kennedy, Airport::LaGuardia]);
    rows.set_value(1, "0", Value::Text("EWR".into())).unwrap();
    rows.set_value(1, "1", Value::Float(3.5)).unwrap();
    assert_eq!(rows.get(1), Some((&Airport::Newark, Some(&Celsius(3.5)), &Big { bits: 2 }, None, &Marker)));
    assert!(rows.value(0, "2").is_err(), "a number of 128 bits has no value");
    assert_eq!(registry_of(&rows).name, "(Airport, Option<Celsius>, Big, Option<Range>, Marker)");
}

fn registry_of<T: SoA>(_: &Bulk<T>) -> &'static soakit::Registry {
    T::REGISTRY
}

#[test]
fn cells_are_plain() {
    fn read<T: Plain>(value: T) -> <T as Cell>::Read<'static> {
        value
    }
    assert_eq!(read(Range { from: 1, to: 2 }), Range { from: 1, to: 2 });
    assert_eq!(<Option<Airport> as Cell>::NAME, "Airport");
}
