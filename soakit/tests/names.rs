//! Access by name, and validators: every refusal names row, column and value, and changes nothing.

use soakit::prelude::*;
use soakit::{ColumnKind, Value, ValueError};

#[derive(SoA, Clone, Debug, PartialEq)]
struct Place {
    /// Degrees, north is positive.
    #[soa(validate = |latitude| latitude.abs() <= 90.0, message = "a latitude is -90 to 90")]
    latitude: f64,
    name: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
struct Opaque;

/// One of each.
#[derive(SoA, Clone, Debug, PartialEq)]
struct Station {
    id: u8,
    #[soa(rename = "Wind gust", validate = is_gust, message = "gusts blow")]
    gust: Option<f32>,
    #[soa(dict)]
    class: String,
    #[soa(nested)]
    place: Place,
    letter: char,
    opaque: Opaque,
}

fn is_gust(gust: Option<&f32>) -> bool {
    gust.is_none_or(|gust| *gust >= 0.0)
}

fn station(id: u8) -> Station {
    Station {
        id,
        gust: None,
        class: "A".into(),
        place: Place { latitude: 40.5, name: Some("Newark".into()) },
        letter: 'x',
        opaque: Opaque,
    }
}

#[test]
fn every_scalar_column_reads_and_writes_by_name() {
    let mut stations: Bulk<Station> = Bulk::from([station(1), station(2)]);
    for (name, value) in [
        ("id", Value::Int(7)),
        ("Wind gust", Value::Float(2.5)),
        ("Wind gust", Value::Null),
        ("class", Value::Text("B".into())),
        ("place.latitude", Value::Float(-3.0)),
        ("place.name", Value::Null),
        ("place.name", Value::Text("Ewr".into())),
        ("letter", Value::Text("é".into())),
    ] {
        stations.set_value(1, name, value.clone()).unwrap();
        assert_eq!(stations.value(1, name), Ok(value.clone()), "{name}");
        assert_eq!(stations.get(1).unwrap().value(name), Ok(value), "{name}");
    }
    assert_eq!(stations.row(0), station(1));
}

#[test]
fn refusals_name_row_column_and_value_and_change_nothing() {
    let mut stations: Bulk<Station> = Bulk::from([station(1)]);
    let refused = |stations: &mut Bulk<Station>, name: &str, value: Value| {
        let error = stations.set_value(0, name, value).unwrap_err().to_string();
        assert_eq!(*stations, [station(1)]);
        error
    };
    assert_eq!(refused(&mut stations, "id", Value::Int(256)), "column `id` of type `u8` cannot hold 256");
    assert_eq!(refused(&mut stations, "id", Value::Null), "column `id` of type `u8` cannot hold null");
    assert_eq!(refused(&mut stations, "id", Value::Float(1.0)), "column `id` of type `u8` cannot hold 1");
    assert_eq!(
        refused(&mut stations, "letter", Value::Text("ab".into())),
        "column `letter` of type `char` cannot hold \"ab\""
    );
    assert_eq!(
        refused(&mut stations, "Wind gust", Value::Float(-1.0)),
        "row 0, column `Wind gust`, value -1: gusts blow"
    );
    assert_eq!(
        refused(&mut stations, "place.latitude", Value::Float(91.0)),
        "row 0, column `place.latitude`, value 91: a latitude is -90 to 90"
    );
    assert!(
        refused(&mut stations, "opaque", Value::Null).starts_with("column `opaque` of type `Opaque` has no `Value`")
    );
    assert!(refused(&mut stations, "place", Value::Null).contains("`place`"));
    assert!(
        refused(&mut stations, "gust", Value::Null)
            .starts_with("`Station` has no column `gust`; it has `id`, `Wind gust`, ")
    );
    assert!(refused(&mut stations, "place.nowhere", Value::Null).contains("place.nowhere"));
    assert_eq!(stations.value(1, "id"), Err(ValueError::Row { row: 1, rows: 1 }));
    assert_eq!(stations.set_value(1, "id", Value::Int(0)), Err(ValueError::Row { row: 1, rows: 1 }));
}

#[test]
fn checked_changes_are_whole_or_not_at_all() {
    let north = |latitude| Station { place: Place { latitude, name: None }, ..station(3) };
    let mut stations: Bulk<Station> = Bulk::from([station(1)]);
    let error = stations.try_push(north(100.0)).unwrap_err();
    assert_eq!(error.to_string(), "row 1, column `place.latitude`, value 100: a latitude is -90 to 90");
    assert!(stations.try_set(0, north(-91.0)).is_err());
    let windy = Station { gust: Some(-2.0), ..north(95.0) };
    let error = stations.try_extend([north(1.0), windy, north(99.0)]).unwrap_err();
    let found: Vec<_> = error.as_slice().iter().map(|violation| (violation.row, &*violation.column)).collect();
    assert_eq!(found, [(1, "Wind gust"), (1, "place.latitude"), (2, "place.latitude")]);
    assert_eq!(stations, [station(1)]);

    stations.try_push(north(2.0)).unwrap();
    stations.try_set(0, north(3.0)).unwrap();
    stations.try_extend([north(4.0)]).unwrap();
    assert_eq!(stations.place().latitude, [3.0, 2.0, 4.0]);

    // Plain access does not ask; `validate` finds everything afterwards.
    stations.place_mut().latitude[1] = f64::NAN;
    stations.push(north(-100.0));
    let violations = stations.validate().unwrap_err();
    assert_eq!(violations.as_slice().iter().map(|violation| violation.row).collect::<Vec<_>>(), [1, 3]);
    assert_eq!(violations.as_slice()[0].value, "NaN");
}

#[test]
fn the_registry_tells_names_types_and_documentation() {
    let registry = Bulk::<Station>::registry();
    assert_eq!((registry.name, registry.doc), ("Station", "One of each."));
    let names: Vec<_> = registry.columns.iter().map(|column| (column.name, column.field, column.type_name)).collect();
    assert_eq!(names[1], ("Wind gust", "gust", "Option<f32>"));
    let latitude = registry.column("place.latitude").unwrap();
    assert_eq!((latitude.doc, latitude.validator), ("Degrees, north is positive.", Some("a latitude is -90 to 90")));
    assert_eq!(registry.column("class").unwrap().kind, ColumnKind::Dict);
    assert!(registry.column("Wind gust").unwrap().nullable);
    assert_eq!(registry.column("place").unwrap().nested.unwrap().name, "Place");
    assert!(registry.column("place.").is_none() && registry.column("").is_none());
    assert_eq!(registry.leaf_count(), 7);
    assert_eq!(registry.leaf_name(4), "place.name");
}
