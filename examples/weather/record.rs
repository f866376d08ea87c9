//! One hour of weather.

use std::fmt;

use serde::Deserialize;
use soakit::SoA;

/// One hourly observation at a New York airport.
#[derive(SoA, Clone, Debug, PartialEq, Deserialize)]
pub struct Weather {
    /// Where.
    pub origin: Airport,
    /// The year, local time.
    pub year: u16,
    /// The month, from 1.
    #[soa(validate = |month| (1..=12).contains(month), message = "a month is 1 to 12")]
    pub month: u8,
    /// The day of the month, from 1.
    #[soa(validate = |day| (1..=31).contains(day), message = "a day is 1 to 31")]
    pub day: u8,
    /// The hour, from 0, local time.
    #[soa(validate = |hour| *hour < 24, message = "an hour is 0 to 23")]
    pub hour: u8,
    /// Degrees Fahrenheit.
    pub temp: Option<f64>,
    /// The dew point, in degrees Fahrenheit.
    pub dewp: Option<f64>,
    /// Relative humidity, in per cent.
    #[soa(validate = |humid| humid.is_none_or(|percent| (0.0..=100.0).contains(percent)), message = "humidity is 0 to 100 %")]
    pub humid: Option<f64>,
    /// Where the wind comes from, in degrees.
    pub wind_dir: Option<u16>,
    /// Miles per hour.
    pub wind_speed: Option<f64>,
    /// Miles per hour.
    pub wind_gust: Option<f64>,
    /// Inches of rain.
    #[soa(validate = |inches| *inches >= 0.0, message = "rain does not fall upwards")]
    pub precip: f64,
    /// Millibars at sea level.
    pub pressure: Option<f64>,
    /// Miles one can see.
    pub visib: f64,
    /// The hour as a UTC timestamp.
    pub time_hour: String,
}

/// An airport in New York.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Airport {
    /// Newark Liberty.
    Ewr,
    /// John F. Kennedy.
    Jfk,
    /// La Guardia.
    Lga,
}

impl fmt::Display for Airport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Ewr => "EWR",
            Self::Jfk => "JFK",
            Self::Lga => "LGA",
        })
    }
}
