//! The records: what a line reads, and the three columns of it that a narrow reader asks for.
//!
//! One struct serves all who take structs: serde for the peers, and the columns of SoAKit.

use serde::{Deserialize, Deserializer, Serialize};
use soakit::SoA;
use std::str::FromStr;

use super::digest::Cell;

/// A record whose cells can be added up.
pub(crate) trait Record {
    /// The names of the columns.
    const COLUMNS: &'static [&'static str];

    /// What each cell adds to the sum of its column, in the order of the names; nothing where it is missing.
    fn cells(&self, each: impl FnMut(usize, Option<f64>));
}

/// Implements [`Record`] by the names of the fields.
macro_rules! cells {
    ($record:ident: $($field:ident)*) => {
        impl Record for $record {
            const COLUMNS: &'static [&'static str] = &[$(stringify!($field)),*];

            fn cells(&self, mut each: impl FnMut(usize, Option<f64>)) {
                for (column, cell) in [$(self.$field.amount()),*].into_iter().enumerate() {
                    each(column, cell);
                }
            }
        }
    };
}

/// A row of the h2o table.
#[derive(SoA, Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Group {
    pub(crate) id1: String,
    pub(crate) id2: String,
    pub(crate) id3: String,
    pub(crate) id4: i32,
    pub(crate) id5: i32,
    pub(crate) id6: i32,
    pub(crate) v1: i32,
    pub(crate) v2: i32,
    pub(crate) v3: f64,
}

cells! { Group: id1 id2 id3 id4 id5 id6 v1 v2 v3 }

/// A text, an integer and a float of it.
#[derive(SoA, Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct GroupPart {
    pub(crate) id3: String,
    pub(crate) id6: i32,
    pub(crate) v3: f64,
}

cells! { GroupPart: id3 id6 v3 }

/// An hour of weather.
#[derive(SoA, Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Hour {
    pub(crate) origin: String,
    pub(crate) year: i32,
    pub(crate) month: i32,
    pub(crate) day: i32,
    pub(crate) hour: i32,
    #[serde(deserialize_with = "available")]
    pub(crate) temp: Option<f64>,
    #[serde(deserialize_with = "available")]
    pub(crate) dewp: Option<f64>,
    #[serde(deserialize_with = "available")]
    pub(crate) humid: Option<f64>,
    #[serde(deserialize_with = "available")]
    pub(crate) wind_dir: Option<i32>,
    #[serde(deserialize_with = "available")]
    pub(crate) wind_speed: Option<f64>,
    #[serde(deserialize_with = "available")]
    pub(crate) wind_gust: Option<f64>,
    pub(crate) precip: f64,
    #[serde(deserialize_with = "available")]
    pub(crate) pressure: Option<f64>,
    pub(crate) visib: f64,
    pub(crate) time_hour: String,
}

cells! { Hour: origin year month day hour temp dewp humid wind_dir wind_speed wind_gust precip pressure visib time_hour }

/// A text, an integer and a float of it.
#[derive(SoA, Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct HourPart {
    pub(crate) origin: String,
    pub(crate) month: i32,
    #[serde(deserialize_with = "available")]
    pub(crate) temp: Option<f64>,
}

cells! { HourPart: origin month temp }

/// Five numbers.
#[derive(SoA, Clone, Debug, PartialEq)]
pub(crate) struct Sample {
    pub(crate) id: i64,
    pub(crate) kind: i32,
    pub(crate) amount: i64,
    pub(crate) price: f64,
    pub(crate) share: f64,
}

cells! { Sample: id kind amount price share }

/// Three of them.
#[derive(SoA, Clone, Debug, PartialEq)]
pub(crate) struct SamplePart {
    pub(crate) kind: i32,
    pub(crate) price: f64,
    pub(crate) share: f64,
}

cells! { SamplePart: kind price share }

/// Reads a number that may be not available: the shortest way that `csv` and serde have, which makes no error to forget it.
fn available<'de, D: Deserializer<'de>, N: FromStr<Err: std::fmt::Display>>(
    deserializer: D,
) -> Result<Option<N>, D::Error> {
    match <&str>::deserialize(deserializer)? {
        "NA" => Ok(None),
        number => number.parse().map(Some).map_err(serde::de::Error::custom),
    }
}
