//! A year of weather at New York's airports, in columns: five questions, answered with columns, views and partitions.
//!
//! Run it with `cargo run --release --example weather`, or name another file with the same columns.

mod load;
mod record;
mod table;

use std::process::ExitCode;

use record::{Weather, WeatherRow};
use soakit::prelude::*;
use table::Table;

fn main() -> ExitCode {
    let path =
        std::env::args().nth(1).unwrap_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/data/weather.csv").into());
    match load::read(path.as_ref()) {
        Ok(weather) => {
            println!("{} hourly observations\n{weather:?}\n", weather.len());
            extremes(&weather);
            fog(&weather);
            gusts(&weather);
            rain(&weather);
            fronts(&weather);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// A partition lends its rows: nothing is copied to look at one airport.
fn extremes(weather: &Bulk<Weather>) {
    let mut table = Table::new("1. How cold, how warm?", &["airport", "hours", "coldest °F", "mean °F", "warmest °F"]);
    for airport in weather.partition_by(|w| w.origin).iter() {
        let temps: Vec<f64> = airport.col(|w| w.temp).flatten().copied().collect();
        let mean = temps.iter().sum::<f64>() / temps.len() as f64;
        table.row([
            airport.key().to_string(),
            airport.len().to_string(),
            format!("{:.1}", temps.iter().copied().fold(f64::INFINITY, f64::min)),
            format!("{mean:.1}"),
            format!("{:.1}", temps.iter().copied().fold(f64::NEG_INFINITY, f64::max)),
        ]);
    }
    table.print();
}

/// Keys may be tuples; a plain column is a slice.
fn fog(weather: &Bulk<Weather>) {
    const FOGGY_MILES: f64 = 1.0;
    let foggy_hours = weather.visib().iter().filter(|&&miles| miles < FOGGY_MILES).count();
    let title = format!("2. When is it foggy? ({foggy_hours} hours under {FOGGY_MILES} mile in all)");
    let mut table = Table::new(&title, &["airport", "foggiest month", "foggy hours", "of all %"]);
    for airport in weather.partition_by(|w| w.origin).iter() {
        let rows = airport.to_bulk();
        let months = rows.partition_by(|w| (w.origin, w.month));
        let foggy = |month: usize| {
            months.get(month).map_or(0, |rows| rows.col(|w| w.visib).filter(|&&miles| miles < FOGGY_MILES).count())
        };
        let Some(worst) = (0..months.len()).max_by_key(|&month| foggy(month)) else { continue };
        let Some(month) = months.get(worst) else { continue };
        table.row([
            airport.key().to_string(),
            month.key().1.to_string(),
            foggy(worst).to_string(),
            format!("{:.1}", 100.0 * foggy(worst) as f64 / month.len() as f64),
        ]);
    }
    table.print();
}

/// An order can be found without moving a row; missing values sort where the key says.
fn gusts(weather: &Bulk<Weather>) {
    let mut table = Table::new("3. Which gusts were the strongest?", &["hour", "airport", "gust mph", "× mean wind"]);
    let order = weather.argsort_by_key(|w| std::cmp::Reverse(w.wind_gust.map(|&mph| (mph * 1e6) as u64)));
    for &row in order.as_slice().iter().take(5) {
        let Some(hour) = weather.get(row as usize) else { continue };
        table.row([
            hour.time_hour.to_string(),
            hour.origin.to_string(),
            hour.wind_gust.map_or_else(String::new, |mph| format!("{mph:.1}")),
            gust_factor(&hour).map_or_else(String::new, |factor| format!("{factor:.2}")),
        ]);
    }
    table.print();
}

/// Logic written once takes an owned record and a borrowed row alike.
fn gust_factor(hour: &impl WeatherRow) -> Option<f64> {
    Some(hour.wind_gust()? / hour.wind_speed()?)
}

/// Several columns at once: a view is a few slices.
fn rain(weather: &Bulk<Weather>) {
    let mut table = Table::new("4. How much rain?", &["airport", "rain in", "wet hours", "wettest hour in"]);
    for airport in weather.partition_by(|w| w.origin).iter() {
        let inches = || airport.col(|w| w.precip).copied();
        table.row([
            airport.key().to_string(),
            format!("{:.2}", inches().sum::<f64>()),
            inches().filter(|&inches| inches > 0.0).count().to_string(),
            format!("{:.2}", inches().fold(0.0, f64::max)),
        ]);
    }
    table.print();
}

/// Windows are views that overlap. An hour may be missing from the file: seven rows are six hours only if the clock says so.
fn fronts(weather: &Bulk<Weather>) {
    let mut table =
        Table::new("5. When did the pressure fall fastest?", &["airport", "from", "to", "fall mbar in 6 h"]);
    for airport in weather.partition_by(|w| w.origin).iter() {
        let rows = airport.to_bulk();
        let falls = rows.windows(7).filter_map(|hours| {
            let clock = |row: usize| hour_of_year(hours.time_hour.get(row)?);
            if clock(0)? + 6 != clock(6)? {
                return None;
            }
            let (first, last) = (hours.pressure.get(0)??, hours.pressure.get(6)??);
            Some((first - last, hours))
        });
        let steepest = falls.max_by(|a, b| a.0.total_cmp(&b.0));
        let Some((mbar, hours)) = steepest else { continue };
        let time = |row: usize| hours.time_hour.get(row).unwrap_or_default().to_string();
        table.row([airport.key().to_string(), time(0), time(6), format!("{mbar:.1}")]);
    }
    table.print();
}

/// The hours from the start of 2013, not a leap year, to a timestamp such as `2013-12-15T07:00:00Z`.
fn hour_of_year(timestamp: &str) -> Option<u32> {
    const DAYS_BEFORE_MONTH: [u32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let number = |range: std::ops::Range<usize>| timestamp.get(range)?.parse::<u32>().ok();
    let (month, day, hour) = (number(5..7)?, number(8..10)?, number(11..13)?);
    let days = DAYS_BEFORE_MONTH.get(month.checked_sub(1)? as usize)? + day - 1;
    Some(24 * days + hour)
}
