//! One hour of weather.

use std::fmt;

use soakit::Variants;
use soakit::column::{Nullable, NullableVecSlice};
use soakit::prelude::*;

/// One hourly observation at a New York airport.
#[derive(SoA, Clone, Debug, PartialEq)]
#[soa(derived(
    /// Degrees Fahrenheit between air and dew point.
    pub spread: Option<f64> = |temp, dewp| Some(temp? - dewp?),
    /// Whether there is fog.
    pub foggy: bool = is_fog(visib, spread),
    /// What the air feels like, in degrees Fahrenheit, where it is cold and windy.
    pub wind_chill: Option<f64> = wind_chill(temp, wind_speed),
    /// How much stronger than the mean wind the gusts are.
    pub gust_factor: Option<f64> = |wind_gust, wind_speed| Some(wind_gust? / wind_speed?),
    /// Hours since the year began, UTC.
    clock: Option<u32> = |time_hour| hour_of_year(time_hour),
    /// Millibars by which the pressure fell in the six hours before.
    #[soa(rename = "fall in 6 h")]
    pub fall: [Option<f64>] = six_hour_falls(origin, clock, pressure),
))]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Cell)]
pub enum Airport {
    /// Newark Liberty.
    #[cell(rename = "EWR")]
    Newark,
    /// John F. Kennedy.
    #[cell(rename = "JFK")]
    Kennedy,
    /// La Guardia.
    #[cell(rename = "LGA")]
    LaGuardia,
}

impl fmt::Display for Airport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Whether drops in the air hide what is 5/8 mile away.
///
/// # Source
/// NOAA, *ASOS User's Guide* (1998), chapter 3: the stations report fog where one sees less than 5/8 mile, and air and dew
/// point are at most 4 °F apart.
fn is_fog(visib: &f64, spread: Option<&f64>) -> bool {
    *visib < 0.625 && spread.is_some_and(|fahrenheit| *fahrenheit <= 4.0)
}

/// The wind chill in degrees Fahrenheit; defined at 50 °F and below, in wind of more than 3 mph.
///
/// # Source
/// National Weather Service, *Wind Chill Chart* (2001): <https://www.weather.gov/safety/cold-wind-chill-chart>
fn wind_chill(temp: Option<&f64>, wind_speed: Option<&f64>) -> Option<f64> {
    let (fahrenheit, mph) = (temp?, wind_speed?);
    let power = mph.powf(0.16);
    (*fahrenheit <= 50.0 && *mph > 3.0)
        .then(|| 35.74 + 0.6215 * fahrenheit - 35.75 * power + 0.4275 * fahrenheit * power)
}

/// The pressure six rows before minus that of each row, where the two are six hours apart at one airport: an hour may be
/// missing from the file.
fn six_hour_falls(
    origin: &[Airport],
    clock: NullableVecSlice<'_, u32>,
    pressure: NullableVecSlice<'_, f64>,
) -> Nullable<Vec<f64>> {
    let fall = |row: usize| {
        let before = row.checked_sub(6)?;
        let is_six_hours = origin[before] == origin[row] && clock.get(before)?? + 6 == *clock.get(row)??;
        is_six_hours.then_some(pressure.get(before)?? - pressure.get(row)??)
    };
    (0..origin.len()).map(fall).collect()
}

/// The hours from the start of 2013, not a leap year, to a timestamp such as `2013-12-15T07:00:00Z`.
fn hour_of_year(timestamp: &str) -> Option<u32> {
    const DAYS_BEFORE_MONTH: [u32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let number = |range: std::ops::Range<usize>| timestamp.get(range)?.parse::<u32>().ok();
    let (month, day, hour) = (number(5..7)?, number(8..10)?, number(11..13)?);
    let days = DAYS_BEFORE_MONTH.get(month.checked_sub(1)? as usize)? + day - 1;
    Some(24 * days + hour)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wind_chill_is_that_of_the_chart() {
        // Two cells of the chart, which is printed in whole degrees.
        for (temp, wind_speed, chart) in [(40.0, 5.0, 36.0), (0.0, 30.0, -26.0)] {
            assert_eq!(wind_chill(Some(&temp), Some(&wind_speed)).map(f64::round), Some(chart));
        }
        assert_eq!(wind_chill(Some(&51.0), Some(&30.0)), None);
        assert_eq!(wind_chill(Some(&20.0), None), None);
    }

    #[test]
    fn a_fall_needs_six_hours_at_one_airport() {
        let falls = |origin: [Airport; 7], last_hour: u32| {
            let clock: Nullable<Vec<u32>> = (0..6).chain([last_hour]).map(Some).collect();
            let pressure: Nullable<Vec<f64>> = (0..7).map(|hour| Some(1000.0 - f64::from(hour))).collect();
            six_hour_falls(&origin, clock.as_slice(), pressure.as_slice()).get(6).flatten().copied()
        };
        let (here, mut elsewhere) = ([Airport::Kennedy; 7], [Airport::Kennedy; 7]);
        elsewhere[6] = Airport::LaGuardia;
        assert_eq!(falls(here, 6), Some(6.0));
        assert_eq!(falls(here, 7), None);
        assert_eq!(falls(elsewhere, 6), None);
    }
}
