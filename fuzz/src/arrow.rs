//! Records for Arrow's formats.

use soakit::WideDecimal;
use soakit::column::Bits;
use soakit::prelude::*;

use crate::text::{Airport, Celsius, Place};

/// A column of every kind.
#[derive(Clone, Debug, PartialEq, SoA)]
pub struct Every {
    #[soa(validate = |id| *id < 200, message = "below 200")]
    pub id: u8,
    pub name: String,
    pub weight: Option<i64>,
    #[soa(dict)]
    pub class: String,
    #[soa(dict)]
    pub sub: Option<String>,
    pub alive: bool,
    #[soa(column = Bits)]
    pub packed: bool,
    pub origin: Airport,
    pub temp: Option<Celsius>,
    pub letter: char,
    pub counts: Vec<i32>,
    pub pair: [f64; 2],
    pub total: WideDecimal<4>,
    #[soa(nested)]
    pub place: Place,
}

impl Every {
    /// Rows for seeds.
    #[must_use]
    pub fn rows(count: u8) -> Bulk<Self> {
        let row = |row: u8| Self {
            id: row,
            name: format!("name {row}"),
            weight: (!row.is_multiple_of(3)).then(|| -i64::from(row)),
            class: ["a", "b", "a"][usize::from(row % 3)].into(),
            sub: (!row.is_multiple_of(4)).then(|| format!("sub {}", row % 2)),
            alive: row.is_multiple_of(2),
            packed: row.is_multiple_of(5),
            origin: if row.is_multiple_of(2) { Airport::Newark } else { Airport::Kennedy },
            temp: None,
            letter: 'ä',
            counts: vec![i32::from(row); usize::from(row % 3)],
            pair: [f64::from(row), -0.0],
            total: WideDecimal::new(i128::from(row)),
            place: Place { x: f32::from(row), label: (row > 1).then(|| "here".into()) },
        };
        (0..count).map(row).collect()
    }
}

/// Few columns, which most files have not.
#[derive(Clone, Debug, PartialEq, SoA)]
pub struct Few {
    pub id: Option<i64>,
    pub class: Option<String>,
}
