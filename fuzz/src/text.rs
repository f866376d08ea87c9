//! Records for text formats.

use std::collections::BTreeMap;

use soakit::column::Bits;
use soakit::io::Any;
use soakit::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Cell)]
pub enum Airport {
    #[cell(rename = "EWR")]
    Newark,
    #[cell(rename = "JFK")]
    Kennedy,
}

#[derive(Clone, Copy, Debug, PartialEq, Cell)]
pub struct Celsius(f64);

#[derive(Clone, Debug, PartialEq, SoA)]
pub struct Place {
    pub x: f32,
    pub label: Option<String>,
}

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
    pub words: Option<Vec<Option<String>>>,
    pub pair: [f64; 2],
    pub map: BTreeMap<String, i64>,
    #[soa(nested)]
    pub place: Place,
}

/// Few columns, so that rows come about by chance.
#[derive(Clone, Debug, PartialEq, SoA)]
pub struct Few {
    pub a: String,
    #[soa(alias = "B")]
    pub b: Option<i32>,
    #[soa(dict)]
    pub c: Option<String>,
}

/// One column, where an empty cell is an empty record.
#[derive(Clone, Debug, PartialEq, SoA)]
pub struct One {
    pub a: Option<String>,
}

/// A value of any type, without a name.
#[derive(Clone, Debug, PartialEq, SoA)]
pub struct Loose {
    pub a: Vec<Any>,
    pub b: Option<f64>,
}

/// No columns at all.
#[derive(Clone, Debug, PartialEq, SoA)]
pub struct Nothing {}
